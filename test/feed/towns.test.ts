import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { collectionsOf, type Dataset, findPlace } from "../../data/model/dataset.ts";
import { parseDataset } from "../../data/model/dataset-file.ts";
import type { Place } from "../../data/model/street.ts";
import { parseTime } from "../../data/model/time.ts";
import { type FeedAsked, type FeedPart, makeFeed } from "../../worker/feed/feed.ts";
import { day, must } from "../worker/invented-town.ts";
import { type Reader, readers } from "./readers.ts";

/** Every compiled town of the project, read by the software that people's calendars are made of. */

const ROOT = join(import.meta.dirname, "..", "..");
const FILES = globSync(["data/towns/*/dataset.json", "test/towns/*/dataset.json"], { cwd: ROOT });

const folder = mkdtempSync(join(tmpdir(), "tonnentag-feeds-"));
afterAll(() => rmSync(folder, { recursive: true }));

const asked = (more: Partial<FeedAsked>): FeedAsked => ({
	alarms: [],
	grouped: false,
	language: "de",
	source: "https://abfall.example/feed/x.ics",
	page: "https://abfall.example/x",
	from: day("2000-01-01"),
	isPlanOver: false,
	...more,
});

const VARIANTS: Record<string, FeedAsked> = {
	plain: asked({}),
	alarms: asked({ alarms: ["18:00", "19:30"].map((time) => must(parseTime(time))), language: "en" }),
	grouped: asked({ grouped: true }),
};

function datasetIn(file: string): Dataset {
	const parsed = parseDataset(readFileSync(join(ROOT, file), "utf8"));
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems[0]));
	return parsed.value;
}

/** Spread over the whole list. */
function somePlaces(dataset: Dataset, most: number): Place[] {
	const places = dataset.streets.flatMap((street) => street.places);
	const step = Math.max(1, Math.floor(places.length / most));
	return places.filter((_, at) => at % step === 0);
}

function livingIn(dataset: Dataset, { id }: Place): FeedPart {
	return { kind: "living", ...must(findPlace(dataset, id)) };
}

function write(dataset: Dataset, places: readonly Place[], variant: FeedAsked): string[] {
	return places.map((place, at) => {
		const path = join(folder, `${dataset.town.id}-${at}.ics`);
		writeFileSync(path, makeFeed(dataset, [livingIn(dataset, place)], variant));
		return path;
	});
}

/** Day and summary of each event that a place must have. */
function expected(dataset: Dataset, place: Place, { grouped }: FeedAsked): string[] {
	const collections = collectionsOf(dataset, place);
	if (!grouped) return collections.map((each) => `${each.day} ${each.service.label}`).sort();
	const days = new Map<string, string[]>();
	for (const each of collections) days.set(each.day, [...(days.get(each.day) ?? []), each.service.label]);
	return [...days].map(([each, labels]) => `${each} ${labels.join(" + ")}`).sort();
}

function check(reader: Reader, dataset: Dataset, variant: FeedAsked): void {
	const places = somePlaces(dataset, reader.places);
	const found = reader.read(write(dataset, places, variant));
	places.forEach((place, at) => {
		const events = must(found[at]);
		expect(events.map(({ day: its, summary }) => `${its} ${summary}`).sort()).toEqual(
			expected(dataset, place, variant),
		);
		expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
	});
}

it("there is a town to read", () => {
	expect(FILES).not.toEqual([]);
});

for (const reader of readers()) {
	if (reader.missing !== undefined) console.warn(`NOT CHECKED with ${reader.name}: ${reader.missing}`);
	describe.skipIf(reader.missing !== undefined && !process.env.CI)(`${reader.name} understands every date of`, () => {
		for (const file of FILES)
			it.each(Object.keys(VARIANTS))(`${basename(dirname(file))}, %s`, (variant) => {
				expect(reader.missing).toBeUndefined();
				check(reader, datasetIn(file), must(VARIANTS[variant]));
			});
	});
}

describe.each(FILES)("%s", (file) => {
	const dataset = datasetIn(file);

	it.each(Object.keys(VARIANTS))(
		"%s: lines of at most 75 octets, CRLF to the end, nothing else that breaks a line",
		(name) => {
			for (const path of write(dataset, somePlaces(dataset, 24), must(VARIANTS[name]))) {
				const bytes = readFileSync(path);
				expect(bytes.subarray(-2)).toEqual(Buffer.from("\r\n"));
				const lines = bytes.toString("latin1").split("\r\n");
				expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(75);
				expect(lines.some((line) => /[\r\n]/.test(line))).toBe(false);
				expect(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)).not.toContain("\ufeff");
			}
		},
	);

	it("the same octets twice", () => {
		const [place] = somePlaces(dataset, 1);
		const once = makeFeed(dataset, [livingIn(dataset, must(place))], asked({}));
		expect(makeFeed(datasetIn(file), [livingIn(dataset, must(place))], asked({}))).toBe(once);
	});
});
