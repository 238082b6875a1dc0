import { type Dataset, findPlace, findStreet } from "./dataset.ts";
import type { Day } from "./day.ts";
import { hasHouse, hasNumber, parseExactNumber } from "./number.ts";
import type { Offer, OfferOf } from "./offer-shape.ts";
import type { FieldFlaw } from "./parsed.ts";
import { type BrokenRule, quoteOf, sectionOf } from "./quote.ts";
import type { Content } from "./request.ts";
import { flawOfDay, isCollected, missedWindow, startDays } from "./request-days.ts";
import type { Place } from "./street.ts";
import type { Instant } from "./zone.ts";

/** Whether what was asked for is lawful, apart from what others asked for: with it, room and allowance are judged where they are kept. */

export type Refusal =
	| { readonly code: "malformed" | "unlawful"; readonly errors: readonly FieldFlaw[] }
	| { readonly code: "unknown_place" | "too_late" }
	| { readonly code: "rule"; readonly rules: readonly BrokenRule[] }
	| { readonly code: "outside_window"; readonly from: Instant; readonly to: Instant };

interface Asked<Kind extends Offer = Offer> {
	readonly dataset: Dataset;
	readonly offer: Kind;
	readonly content: Content;
	readonly now: Instant;
	/** As it was filed, where it is changed: what was lawful then stays so, however late it is by now. */
	readonly own?: Content | undefined;
}

export function refusalOf(asked: Asked): Refusal | undefined {
	const { offer, content, dataset } = asked;
	const errors = fieldFlaws(offer, content);
	if (errors.length > 0) return { code: "malformed", errors };
	if (offer.kind === "dumping") return judgeDumping({ ...asked, offer });
	const { place } = findPlace(dataset, content.place ?? "") ?? {};
	if (!place) return { code: "unknown_place" };
	if (!isNumberOf(place, content.number ?? "")) return unlawful("number", "not_in_place");
	if (offer.kind === "bulky") return judgeBulky({ ...asked, offer }, place);
	if (offer.kind === "missed") return judgeMissed({ ...asked, offer }, place);
	return offer.kind === "bin" ? judgeBin({ ...asked, offer }) : undefined;
}

function unlawful(field: string, code: string): Refusal {
	return { code: "unlawful", errors: [{ field, code }] };
}

function isNumberOf({ part }: Place, text: string): boolean {
	const number = parseExactNumber(text);
	if (!number) return false;
	return part.kind !== "numbers" || hasNumber(part.numbers, number) || hasHouse(part.numbers, number);
}

type Field = keyof Content;

const ADDRESS: readonly Field[] = ["place", "number"];
const WISHES: readonly Field[] = ["contact", "note"];

/** The fields that an offer demands, and those that it takes besides. */
function fieldsOf(offer: Offer): { readonly must: readonly Field[]; readonly may: readonly Field[] } {
	switch (offer.kind) {
		case "bulky":
			return {
				must: [...ADDRESS, "items", ...namedBy(offer), ...dayField(offer)],
				may: [...WISHES, "spot", ...(offer.fees.some((fee) => "when" in fee && fee.when === "express") ? EXPRESS : [])],
			};
		case "bin":
			return { must: [...ADDRESS, "size", "reason", "role", ...namedBy(offer)], may: [...WISHES, "label", "from"] };
		case "missed":
			return { must: [...ADDRESS, "service", "day", "checks"], may: WISHES };
		case "dumping":
			return { must: ["point", "what"], may: WISHES };
		case "link":
			return { must: [], may: [] };
	}
}

const EXPRESS: readonly Field[] = ["express"];

function namedBy({ identify }: OfferOf<"bulky" | "bin">): Field[] {
	return identify === "none" ? [] : [identify];
}

function dayField({ days: { from } }: OfferOf<"bulky">): Field[] {
	if (from === "assign") return [];
	return from === "wish" ? ["days"] : ["day"];
}

/** What is missing, and what this offer does not take: nothing is stored that nobody asked for. */
function fieldFlaws(offer: Offer, content: Content): FieldFlaw[] {
	const { must, may } = fieldsOf(offer);
	const given = (Object.keys(content) as Field[]).filter((field) => content[field] !== undefined);
	return [
		...must.filter((field) => !given.includes(field)).map((field) => ({ field, code: "missing" })),
		...given
			.filter((field) => !must.includes(field) && !may.includes(field))
			.map((field) => ({ field, code: "not_taken" })),
	];
}

function judgeBulky(asked: Asked<OfferOf<"bulky">>, place: Place): Refusal | undefined {
	const { offer, content } = asked;
	const items = content.items ?? [];
	if (items.some(({ id }) => !offer.items.some((item) => item.id === id))) return unlawful("items", "unknown_item");
	const { limits } = quoteOf(offer, items);
	if (limits.length > 0) return { code: "rule", rules: limits };
	const days = content.days ?? (content.day === undefined ? [] : [content.day]);
	const others = days.filter((day) => day !== asked.own?.day && !asked.own?.days?.includes(day));
	return others.map((day) => judgeDay(asked, place, day)).find((refusal) => refusal !== undefined);
}

function judgeDay(
	{ dataset, offer, content, now }: Asked<OfferOf<"bulky">>,
	place: Place,
	day: Day,
): Refusal | undefined {
	const flaw = flawOfDay(dataset, offer, { place, day, now, isExpress: content.express === true });
	if (flaw === undefined) return undefined;
	if (flaw === "too_late") return { code: "too_late" };
	return { code: "rule", rules: [{ rule: `days.${flaw}`, ...sectionOf(offer) }] };
}

function judgeMissed(
	{ dataset, offer, content, now, own }: Asked<OfferOf<"missed">>,
	place: Place,
): Refusal | undefined {
	const { day, service = "" } = content;
	if (day !== undefined && day === own?.day) return undefined;
	if (day === undefined || !isCollected(dataset, offer, { place, service, day }))
		return unlawful("day", "not_collected");
	const { from, to } = missedWindow(dataset, offer, day);
	return from <= now && now < to ? undefined : { code: "outside_window", from, to };
}

function judgeBin({ dataset, offer, content, now, own }: Asked<OfferOf<"bin">>): Refusal | undefined {
	const { from } = content;
	if (from !== undefined && from !== own?.from && !startDays(dataset, offer, now).includes(from))
		return unlawful("from", "no_start");
	if (!offer.sizes.some(({ id }) => id === content.size)) return unlawful("size", "unknown_size");
	return offer.reasons.some(({ reason }) => reason === content.reason)
		? undefined
		: unlawful("reason", "unknown_reason");
}

function judgeDumping({ dataset, offer, content }: Asked<OfferOf<"dumping">>): Refusal | undefined {
	const { point, what } = content;
	if (point && "street" in point && !findStreet(dataset, point.street))
		return unlawful("point.street", "unknown_street");
	return offer.what.some(({ id }) => id === what) ? undefined : unlawful("what", "unknown_what");
}
