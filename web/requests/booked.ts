import type { Collection } from "../../data/model/collection.ts";
import { type Dataset, findService } from "../../data/model/dataset.ts";
import { parseDay } from "../../data/model/day.ts";
import { findOffer } from "../../data/model/offer.ts";
import type { OfferOf } from "../../data/model/offer-shape.ts";
import type { Service, ServiceId } from "../../data/model/service.ts";
import type { Place } from "../../data/model/street.ts";
import type { OwnRequest } from "../device/own-request.ts";

/** Nothing of it was read from a file. */
const NO_FILE = { file: "", line: 0 } as const;

/**
 * The booked days of a place, as collections beside those of the plan: as far as this device knows them, and only
 * what the town hall has confirmed, because nothing else may be put out.
 */
export function bookedAt(dataset: Dataset, { id }: Place, requests: readonly OwnRequest[]): Collection[] {
	return requests.flatMap(({ town, code, told }) => {
		const { day, place } = (told?.content ?? {}) as { readonly day?: unknown; readonly place?: unknown };
		const known = typeof day === "string" ? parseDay(day) : undefined;
		const offer = findOffer(dataset, told?.offer.id ?? "");
		const isSure = told?.state === "confirmed" || told?.state === "working";
		if (!known || !isSure || town !== dataset.town.id || place !== id || offer?.kind !== "bulky") return [];
		const sources = { assigned: NO_FILE, date: NO_FILE };
		return [
			{
				day: known,
				planned: known,
				service: serviceOf(dataset, offer),
				note: noteOf(offer, code),
				sources,
				edition: 0,
			},
		];
	});
}

/** That of the calendar, where the offer names one. */
function serviceOf(dataset: Dataset, { id, label, service }: OfferOf<"bulky">): Service {
	const known = service === undefined ? undefined : findService(dataset, service);
	return (
		known ?? {
			id: id as ServiceId,
			fraction: "bulky",
			label,
			form: "pile",
			usual: false,
			letter: label.charAt(0),
			edition: 0,
		}
	);
}

function noteOf({ putOut }: OfferOf<"bulky">, code: string): string {
	const { earliest, latest } = putOut ?? {};
	const words = [
		`Angemeldet, Kennung ${code}`,
		earliest && `hinausstellen ab ${earliest} Uhr am Vorabend`,
		latest && `spätestens ${latest} Uhr`,
	];
	return `${words.filter(Boolean).join(", ")}.`;
}

/** What was booked here, for whoever shows dates. */
export class BookedEvent extends Event {
	readonly booked: readonly Collection[];

	constructor(booked: readonly Collection[]) {
		super("booked", { bubbles: true });
		this.booked = booked;
	}
}
