import { msg } from "@lit/localize";
import { html, nothing } from "lit";
import { type Dataset, findPlace, findService, findStreet } from "../../data/model/dataset.ts";
import type { Day } from "../../data/model/day.ts";
import type { Offer } from "../../data/model/offer-shape.ts";
import type { Fields } from "../device/own-request.ts";
import { dayWords } from "../words/day-words.ts";
import { reasonWords } from "./bin-form.ts";
import { pileWords } from "./bulky-form.ts";
import type { Pile } from "./item-counts.ts";

/** What was asked for, in words; ids of rules that are gone stand as they are. */
export function contentOf(fields: Fields, offer: Offer | undefined, dataset: Dataset) {
	const text = (name: string) => (typeof fields[name] === "string" ? (fields[name] as string) : undefined);
	const labels = labelsOf(offer);
	const days = Array.isArray(fields.days) ? (fields.days as Day[]) : text("day") ? [text("day") as Day] : [];
	return html`<dl>
		${line(msg("Tag"), days.map((day) => dayWords(day, "full")).join(" · "))}
		${line(msg("Adresse"), addressWords(fields, dataset), "de")}
		${line(msg("Wo?"), pointWords(fields.point, dataset), "de")}
		${line(msg("Name"), text("name"))}
		${line(msg("Nummer auf dem Gebührenbescheid"), text("account"))}
		${line(msg("Stücke"), Array.isArray(fields.items) ? pileWords({ items: offer?.kind === "bulky" ? offer.items : [] }, fields.items as Pile) : undefined, "de")}
		${line(msg("Tonne"), findService(dataset, text("service") ?? "")?.label ?? labels.get(text("size") ?? ""), "de")}
		${line(msg("Grund"), labels.get(text("reason") ?? "") ?? (text("reason") && reasonWords(text("reason") as Parameters<typeof reasonWords>[0])))}
		${line(msg("Was liegt dort?"), labels.get(text("what") ?? "") ?? text("what"), "de")}
		${line(msg("Ab wann?"), text("from") && dayWords(text("from") as Day, "dateWithYear"))}
		${line(msg("Nummer auf der alten Tonne"), text("label"))}
		${line(msg("Wo liegt es?"), text("spot"))}
		${line(msg("E-Mail oder Telefon"), contactWords(fields.contact))}
		${line(msg("Bemerkung"), text("note"))}
	</dl>`;
}

function line(term: string, words: string | undefined, lang?: "de") {
	return words ? html`<dt>${term}</dt><dd lang=${lang ?? nothing}>${words}</dd>` : nothing;
}

function labelsOf(offer: Offer | undefined): ReadonlyMap<string, string> {
	if (offer?.kind === "dumping") return new Map(offer.what.map(({ id, label }) => [id, label]));
	if (offer?.kind !== "bin") return new Map();
	const reasons = offer.reasons.flatMap(({ reason, text }) => (text === undefined ? [] : [[reason, text] as const]));
	return new Map([...offer.sizes.map(({ id, label }) => [id, label] as const), ...reasons]);
}

export function addressWords({ place, number }: Fields, dataset: Dataset): string | undefined {
	const street = typeof place === "string" ? findPlace(dataset, place)?.street : undefined;
	return street && [street.name, number].filter(Boolean).join(" ");
}

function pointWords(point: unknown, dataset: Dataset): string | undefined {
	if (typeof point !== "object" || point === null) return undefined;
	const { lat, long, street, near } = point as { lat?: number; long?: number; street?: string; near?: string };
	if (street === undefined) return `${lat}, ${long}`;
	return [findStreet(dataset, street)?.name ?? street, near].filter(Boolean).join(", ");
}

function contactWords(contact: unknown): string | undefined {
	const { mail, phone } = (contact ?? {}) as { mail?: string; phone?: string };
	return mail ?? phone;
}
