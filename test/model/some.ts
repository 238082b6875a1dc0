import fc from "fast-check";
import type { Round, RoundDate, Stop } from "../../data/model/collection.ts";
import type { Dataset, RetiredService } from "../../data/model/dataset.ts";
import { type Day, parseDay, plusDays } from "../../data/model/day.ts";
import { FRACTIONS } from "../../data/model/fraction.ts";
import { type HouseNumber, type NumberRange, type NumberSet, positionOf } from "../../data/model/number.ts";
import { FORMS, type Service, type ServiceId } from "../../data/model/service.ts";
import type { Source } from "../../data/model/source.ts";
import type { Assignment, Place, PlaceId, Street, StreetId } from "../../data/model/street.ts";
import type { Minutes } from "../../data/model/time.ts";
import type { Town, TownId } from "../../data/model/town.ts";
import type { Zone } from "../../data/model/zone.ts";

/** Generators of lawful values, for properties. */

// --- numbers --------------------------------------------------------------------------------------

const suffixes = fc.constantFrom(
	...["", "", "", "a", "b", "c", "z"].map((letter) => ({ letter })),
	...[" 1/2", "/1", "/99"].map((fraction) => ({ letter: "", fraction })),
);

const houseNumbers: fc.Arbitrary<HouseNumber> = fc
	.record({
		/** Small ones meet more often. */
		number: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 310 })),
		suffix: suffixes,
	})
	.map(({ number, suffix }) => ({ number, ...suffix }));

const ranges: fc.Arbitrary<NumberRange> = fc
	.record({
		side: fc.constantFrom("even" as const, "odd" as const, "both" as const),
		ends: fc.tuple(houseNumbers, houseNumbers),
		open: fc.integer({ min: 0, max: 4 }).map((one) => one === 0),
	})
	.map(({ side, ends, open }) => {
		const [from, to] = ends.toSorted((one, other) => positionOf(one) - positionOf(other)) as [HouseNumber, HouseNumber];
		return open ? { side, from } : { side, from, to };
	});

export const numberSets: fc.Arbitrary<NumberSet> = fc
	.record({
		ranges: fc.array(ranges, { maxLength: 3 }),
		only: fc.array(houseNumbers, { maxLength: 3 }),
		not: fc.array(houseNumbers, { maxLength: 3 }),
	})
	.filter((set) => set.ranges.length + set.only.length > 0);

// --- words ----------------------------------------------------------------------------------------

/** What people write, and what breaks files: quotes, line breaks, emoji, other scripts. */
const words = fc
	.array(fc.constantFrom(..."abÄß 1-.,;\"'\\/\n\t{}[]<>&", "🌳", "शहर", "\u2028", "ﬁ", "é"), {
		minLength: 1,
		maxLength: 12,
	})
	.map((parts) => parts.join(""));
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const times = fc.integer({ min: 0, max: 1439 }) as fc.Arbitrary<Minutes>;
const editions = fc.constantFrom(0, 0, 0, 1, 2);
const colours = fc.constantFrom("#1f5fa8", "#FFFFFF", "#00ff00");
const FIRST = parseDay("2026-01-01") as Day;
const days = fc.integer({ min: 0, max: 729 }).map((count) => plusDays(FIRST, count));
const sources: fc.Arbitrary<Source> = fc.record({
	file: fc.constantFrom("a.csv", "source/b c.csv", "changes.csv"),
	line: fc.integer({ min: 1, max: 20_000 }),
});

/** `base36-like` ids, none twice. */
function ids<T extends string>(prefix: string, count: number): T[] {
	return Array.from({ length: count }, (_, at) => `${prefix}${at.toString(36)}` as T);
}

// --- the parts of a dataset -------------------------------------------------------------------------

const offices = fc.record({
	name: words,
	address: maybe(fc.array(words, { minLength: 2, maxLength: 4 })),
	email: maybe(words),
	phone: maybe(words),
	url: maybe(words),
});
const tints = fc.constantFrom("#1f4fa3", "#00613a");

const towns: fc.Arbitrary<Town> = fc.record({
	id: fc.constantFrom("musterstadt", "bad-x-2026").map((id) => id as TownId),
	name: words,
	state: fc.constantFrom("HE", "NW"),
	zone: fc.constantFrom("Europe/Berlin", "UTC").map((name) => name as Zone),
	languages: fc.constantFrom(["de"], ["de", "en", "ar"]),
	contact: fc.record({ name: words, email: words, phone: maybe(words), url: maybe(words) }),
	abfallnavi: maybe(fc.boolean()),
	frameAncestors: maybe(fc.constantFrom([], ["https://www.stadt.example", "http://127.0.0.1:8080"])),
	legal: maybe(
		fc.record({
			address: maybe(fc.array(words, { minLength: 2, maxLength: 4 })),
			represented: maybe(words),
			vatId: maybe(words),
			privacyOfficer: maybe(offices),
			processors: maybe(fc.array(offices, { maxLength: 2 })),
			enforcement: maybe(offices),
		}),
	),
	look: maybe(
		fc.record({
			accent: maybe(fc.record({ light: tints, lightWash: tints, dark: tints, darkWash: tints })),
			arms: maybe(fc.constant("data:image/svg+xml;base64,PHN2Zy8+")),
		}),
	),
	putOut: fc.record({ earliest: times, latest: times, note: maybe(words) }),
	cutoff: times,
	publisher: words,
	invented: fc.boolean(),
	confirmed: fc.boolean(),
	edition: editions,
});

function services(count: number): fc.Arbitrary<Service[]> {
	const one = (id: ServiceId) =>
		fc.record({
			id: fc.constant(id),
			fraction: fc.constantFrom(...FRACTIONS),
			label: words,
			detail: maybe(words),
			form: fc.constantFrom(...FORMS),
			usual: fc.boolean(),
			lid: maybe(colours),
			body: maybe(colours),
			letter: fc.constantFrom("R", "GA"),
			edition: editions,
		});
	return fc.tuple(...ids<ServiceId>("s-", count).map(one)) as unknown as fc.Arbitrary<Service[]>;
}

const stops: fc.Arbitrary<Stop> = fc.record({ place: words, from: maybe(times), until: maybe(times) });

function dates(withSource: boolean): fc.Arbitrary<RoundDate[]> {
	const one = fc
		.record({
			planned: days,
			fate: fc.constantFrom("as planned", "as planned", "moved", "cancelled"),
			by: fc.integer({ min: -7, max: 7 }),
			reason: maybe(words),
			note: maybe(words),
			at: maybe(fc.array(stops, { minLength: 1, maxLength: 2 })),
			source: withSource ? sources : fc.constant(undefined),
			moved: maybe(sources),
			edition: editions,
		})
		.map(({ fate, by, planned, ...rest }): RoundDate => {
			const actual = fate === "moved" ? plusDays(planned, by) : planned;
			return { ...rest, planned, day: fate === "cancelled" ? undefined : actual };
		});
	return fc
		.uniqueArray(one, { maxLength: 6, selector: ({ planned }) => planned })
		.map((list) => list.sort((a, b) => (a.planned < b.planned ? -1 : 1)));
}

function rounds(of: readonly Service[]): fc.Arbitrary<Round[]> {
	const one = fc.record({ service: fc.constantFrom(...of.map(({ id }) => id)), name: maybe(words) });
	const whole = one.chain((round) =>
		fc.boolean().chain((sourced) => dates(sourced).map((list) => ({ ...round, dates: list }))),
	);
	return fc.array(whole, { minLength: 1, maxLength: 5 });
}

function places(of: readonly Round[]): fc.Arbitrary<Omit<Place, "id">> {
	const parts = fc.oneof(
		fc.constant({ kind: "whole" as const }),
		numberSets.map((numbers) => ({ kind: "numbers" as const, numbers })),
		words.map((text) => ({ kind: "words" as const, words: text })),
	);
	const rows = fc.oneof(fc.constant([]), fc.array(numberSets, { minLength: 2, maxLength: 3 }));
	return fc.tuple(parts, rows, fc.subarray([...of])).chain(([part, rowSets, chosen]) => {
		const lines = Math.max(rowSets.length, 1);
		const assignments: fc.Arbitrary<Assignment>[] = chosen.map((round) =>
			fc.record({
				round: fc.constant(round),
				sources: fc.array(sources, { minLength: lines, maxLength: lines }),
				edition: editions,
			}),
		);
		// A place without rounds has no lines, so its rows cannot be told.
		return (fc.tuple(...assignments) as fc.Arbitrary<Assignment[]>).map((list) => ({
			part,
			rows: list.length === 0 ? [] : rowSets,
			assignments: list,
		}));
	});
}

function streets(of: readonly Round[]): fc.Arbitrary<Street[]> {
	const one = fc.record({
		name: words,
		postcode: maybe(fc.constantFrom("35999", "01067")),
		locality: maybe(words),
		places: fc.array(places(of), { minLength: 1, maxLength: 3 }),
	});
	return fc.array(one, { maxLength: 4 }).map((list) =>
		list.map((street, at) => ({
			...street,
			id: ids<StreetId>("street-", list.length)[at] as StreetId,
			places: street.places.map((place, nth) => ({ ...place, id: `p${at}-${nth}` as PlaceId })),
		})),
	);
}

const retired = fc.record({
	places: fc
		.dictionary(fc.constantFrom("old1", "old2", "12"), fc.array(fc.constantFrom("p0-0", "old2", "gone")))
		.map((record) => new Map(Object.entries(record)) as unknown as ReadonlyMap<PlaceId, readonly PlaceId[]>),
	services: fc.constantFrom<RetiredService[]>(
		[],
		[{ id: "s-old" as ServiceId, label: "Alt", edition: 1 }],
		[{ id: "s-old" as ServiceId, label: "Alt", edition: 0, heir: "s-new" as ServiceId }],
	),
});

/** Whole datasets: every optional thing there and missing. */
export const datasets: fc.Arbitrary<Dataset> = fc
	.integer({ min: 1, max: 3 })
	.chain(services)
	.chain((offered) => rounds(offered).map((list) => ({ offered, list })))
	.chain(({ offered, list }) =>
		fc.record({
			town: towns,
			coverage: fc.tuple(days, days).map((pair) => {
				const [from, to] = pair.toSorted() as [Day, Day];
				return { from, to };
			}),
			editions: fc.constant(["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"]),
			services: fc.constant(offered),
			rounds: fc.constant(list),
			streets: streets(list),
			retired,
		}),
	);
