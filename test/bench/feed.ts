import { readFileSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";
import { parseDataset } from "../../data/model/dataset-file.ts";
import { type FeedAsked, makeFeed } from "../../worker/feed/feed.ts";
import { median } from "./middle.ts";
import type { Row } from "./row.ts";

/** The feed of Musterstadt's busiest place against ical.js writing the same events. */
export async function measure(): Promise<Row[]> {
	const path = join(import.meta.dirname, "../../data/towns/musterstadt/dataset.json");
	const parsed = parseDataset(readFileSync(path, "utf8"));
	if (!parsed.ok) throw new Error("Musterstadt does not parse");
	const dataset = parsed.value;
	const street = dataset.streets.at(0);
	const place = street?.places.at(0);
	if (!place || !street) throw new Error("Musterstadt has no place");
	const asked: FeedAsked = {
		alarms: [],
		grouped: false,
		language: "de",
		source: "https://abfall.example/feed/musterstadt/place.ics",
		page: "https://abfall.example/musterstadt",
		from: dataset.coverage.from,
		isPlanOver: false,
	};
	const ours = () => makeFeed(dataset, [{ kind: "living", place, street }], asked);
	const calendar = ICAL.parse(ours()) as unknown as Parameters<typeof ICAL.stringify>[0];
	const peer = () => ICAL.stringify(calendar);
	const [mine, theirs] = interleave(ours, peer);
	return [
		{
			what: "feed of one place",
			ours: mine,
			peer: theirs,
			unit: "feeds/s",
			against: "ical.js stringify",
			target: { atLeast: 2 },
		},
	];
}

const ROUNDS = 15;
const TIME = 120;

/** Medians of rounds that take turns, in runs per second. */
function interleave(one: () => unknown, other: () => unknown): [number, number] {
	const rates: [number[], number[]] = [[], []];
	for (let round = 0; round < ROUNDS; round++) {
		rates[0].push(rateOf(one));
		rates[1].push(rateOf(other));
	}
	return [median(rates[0]), median(rates[1])];
}

function rateOf(work: () => unknown): number {
	const end = performance.now() + TIME;
	let runs = 0;
	while (performance.now() < end) {
		work();
		runs++;
	}
	return (runs * 1000) / TIME;
}
