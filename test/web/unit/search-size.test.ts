import { expect, test } from "vitest";
import { growStreetIndex, makeStreetIndex } from "../../../data/model/search.ts";
import { largeTown } from "./large-town.ts";

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

test("12,000 names are taken in by slices, and found as far as they are in", () => {
	const town = largeTown(12_000);
	expect(town).toHaveLength(12_000);
	const index = growStreetIndex(town);
	expect(index.find("hauptstr", 1)).toEqual([]);
	let slices = 1;
	while (index.grow(300)) slices++;
	expect(slices).toBe(12_000 / 300);
	expect(index.find("hauptstr", 1)[0]?.name).toBe("Hauptstraße");
});
