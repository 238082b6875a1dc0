import type { Fee, Offer, OfferOf } from "./offer-shape.ts";

/** What somebody would put out, by the items of the offer. */
export interface Count {
	readonly id: string;
	readonly count: number;
}

/** A rule that is broken, with the section that says so. */
export interface BrokenRule {
	/** `items.sofa`, `groups.polster`, `most.items`, `most.litres`. */
	readonly rule: string;
	readonly most?: number;
	readonly section?: string;
	readonly url?: string;
}

export interface Quote {
	readonly litres: number;
	/** Within the allowance, and beyond it. */
	readonly cents: { readonly within: number; readonly beyond: number };
	readonly limits: readonly BrokenRule[];
}

/** What a pile comes to, while it is being put together. Of no item twice: what is there twice is added up. */
export function quoteOf(offer: OfferOf<"bulky">, counts: readonly Count[], isExpress = false): Quote {
	const known = offer.items.map((item) => ({ ...item, count: countOf(counts, item.id) }));
	const litres = total(known, ({ litres: each, count }) => each * count);
	const pieces = total(known, ({ cents = 0, count }) => cents * count);
	const within = pieces + bandOf(offer.fees, litres) + (isExpress ? feeWhen(offer.fees, "express") : 0);
	return {
		litres,
		cents: { within, beyond: within + feeWhen(offer.fees, "beyond") },
		limits: brokenRules(offer, known, litres).map((rule) => ({ ...rule, ...sectionOf(offer) })),
	};
}

/** The statute as it stands beside a refusal. */
export function sectionOf({ statute }: Offer): Pick<BrokenRule, "section" | "url"> {
	if (!statute) return {};
	return { section: `${statute.section} ${statute.name}`, ...(statute.url !== undefined && { url: statute.url }) };
}

type Counted = OfferOf<"bulky">["items"][number] & { readonly count: number };

function countOf(counts: readonly Count[], id: string): number {
	return total(
		counts.filter((each) => each.id === id),
		({ count }) => count,
	);
}

function total<T>(list: readonly T[], amountOf: (each: T) => number): number {
	return list.reduce((sofar, each) => sofar + amountOf(each), 0);
}

/** The first band that holds so much, and beyond the last of them that one; nothing costs nothing. */
function bandOf(fees: readonly Fee[], litres: number): number {
	const bands = fees.filter((fee) => "upTo" in fee);
	return litres === 0 ? 0 : ((bands.find(({ upTo }) => litres <= upTo) ?? bands.at(-1))?.cents ?? 0);
}

function feeWhen(fees: readonly Fee[], when: "beyond" | "express"): number {
	return fees.find((fee) => "when" in fee && fee.when === when)?.cents ?? 0;
}

function brokenRules({ groups, most }: OfferOf<"bulky">, known: readonly Counted[], litres: number): BrokenRule[] {
	const limits = [
		...known.map((item) => ({ rule: `items.${item.id}`, count: item.count, most: item.most })),
		...groups.map((group) => ({ rule: `groups.${group.id}`, count: inGroup(known, group.id), most: group.most })),
		{ rule: "most.items", count: total(known, ({ count }) => count), most: most.items },
		{ rule: "most.litres", count: litres, most: most.litres },
	];
	return limits.flatMap(({ rule, count, most: limit }) =>
		limit !== undefined && count > limit ? [{ rule, most: limit }] : [],
	);
}

function inGroup(known: readonly Counted[], id: string): number {
	return total(
		known.filter(({ group }) => group === id),
		({ count }) => count,
	);
}
