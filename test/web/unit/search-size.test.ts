import { describe, expect, test } from "vitest";
import { growStreetIndex, makeStreetIndex } from "../../../data/model/search.ts";
import { largeTown } from "./large-town.ts";

const KEYS = [
	"h",
	"s",
	"a",
	"ha",
	"st",
	"am",
	"str",
	"hau",
	"haup",
	"hauptstr",
	"haubtstr",
	"neue str",
	"s w",
	"am ha",
	"xylophon",
	"rosn",
	"bahnhofstr 12",
];
const LIMIT = 3;

/** What people type, and what they mean, among 2,400 names that look alike. */
const HOSTILE: readonly (readonly [string, string])[] = [
	["haubtstr", "Hauptstraße"],
	["hauptstrasse", "Hauptstraße"],
	["HAUPTSTR.", "Hauptstraße"],
	["hauptstr 12a", "Hauptstraße"],
	["banhofstr", "Bahnhofstraße"],
	["bahnhof straße", "Bahnhofstraße"],
	["muehlenweg", "Mühlenweg"],
	["mulenweg", "Mühlenweg"],
	["dr hans boeckler", "Dr.-Hans-Böckler-Allee"],
	["hans-böckler-allee", "Dr.-Hans-Böckler-Allee"],
	["st georgen platz", "Sankt-Georgenplatz"],
	["feldweg im", "Im Feldweg"],
	["strasse des 17 juni", "Straße des 17. Juni"],
	["schmittstr", "Schmidtstraße"],
	["meierstr", "Meyerstraße"],
	["josephhaydn", "Josef-Haydn-Straße"],
	["Götestr", "Goethestraße"],
	["karl schurz", "Carl-Schurz-Ring"],
	["bgm weber", "Bürgermeister-Weber-Straße"],
	["georg buechnerstr", "Georg-Büchner-Straße"],
	["schillerstrase", "Schillerstraße"],
	["lindenalle", "Lindenallee"],
];
const OWN = [
	"Hauptstraße",
	"Bahnhofstraße",
	"Mühlenweg",
	"Dr.-Hans-Böckler-Allee",
	"Im Feldweg",
	"Straße des 17. Juni",
	"Schmidtstraße",
	"Meyerstraße",
	"Josef-Haydn-Straße",
	"Carl-Schurz-Ring",
	"Bürgermeister-Weber-Straße",
	"Georg-Büchner-Straße",
];

test("21 of 22 hostile spellings are the first answer among 2,400 names", () => {
	const index = makeStreetIndex(largeTown(2_400, [...OWN, ...HOSTILE.map(([, name]) => name)]));
	const missed = HOSTILE.filter(([typed, name]) => index.find(typed, 8)[0]?.name !== name);
	expect(
		missed.length,
		JSON.stringify(missed.map(([typed]) => [typed, index.find(typed, 2).map(({ name }) => name)])),
	).toBeLessThanOrEqual(1);
});

describe("12,000 names", () => {
	const town = largeTown(12_000);

	test("are that many", () => {
		expect(town).toHaveLength(12_000);
	});

	test("are taken in by slices well below a tenth of a second, and found as far as they are in", () => {
		const index = growStreetIndex(town);
		const slices: number[] = [];
		expect(index.find("hauptstr", 1)).toEqual([]);
		for (let more = true; more; ) {
			const began = performance.now();
			more = index.grow(300);
			slices.push(performance.now() - began);
		}
		expect(middle(slices)).toBeLessThan(100);
		expect(index.find("hauptstr", 1)[0]?.name).toBe("Hauptstraße");
	});

	test("each key is answered within three milliseconds", () => {
		const index = makeStreetIndex(town);
		const slow = KEYS.flatMap((typed) => {
			const times = Array.from({ length: 25 }, () => {
				const began = performance.now();
				index.match(typed, 8);
				return performance.now() - began;
			});
			// The undisturbed time: other work of the machine is not the search's.
			return Math.min(...times) > LIMIT ? [`${typed}: ${Math.min(...times).toFixed(1)} ms`] : [];
		});
		expect(slow).toEqual([]);
	});
});

function middle(list: number[]): number {
	return list.sort((one, other) => one - other)[Math.floor(list.length / 2)] ?? 0;
}
