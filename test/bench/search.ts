import { growStreetIndex, makeStreetIndex } from "../../data/model/search.ts";
import { largeTown } from "../web/unit/large-town.ts";
import { median } from "./middle.ts";
import type { Row } from "./row.ts";

/** The street search as people type: each key on 12,000 names, and how long it takes to take them in. */

const NAMES = 12_000;
const KEYS = [
	...["h", "s", "a", "ha", "st", "am", "str", "hau", "haup", "hauptstr", "haubtstr", "neue str", "s w", "am ha"],
	...["xylophon", "rosn", "bahnhofstr 12"],
];
const TIMES = 25;
/** Names that are taken in at a time. The page takes fewer and looks at the clock in between. */
const SLICE = 300;

export async function measure(): Promise<Row[]> {
	const town = largeTown(NAMES);
	const index = makeStreetIndex(town);
	const keys = KEYS.map((typed) => median(Array.from({ length: TIMES }, () => timeOf(() => index.match(typed, 8)))));
	const growing = growStreetIndex(town);
	const slices: number[] = [];
	for (let more = true; more; ) slices.push(timeOf(() => (more = growing.grow(SLICE))));
	const row = (what: string, ours: number, peer: number, against: string): Row => ({
		what,
		ours,
		peer,
		unit: "ms",
		against,
		target: { atMost: 1 },
	});
	return [
		row(`slowest of ${KEYS.length} inputs on ${NAMES} names`, Math.max(...keys), 3, "limit of issue"),
		row(`taking in ${SLICE} of ${NAMES} names`, median(slices), 100, "what people notice"),
	];
}

function timeOf(work: () => unknown): number {
	const began = performance.now();
	work();
	return performance.now() - began;
}
