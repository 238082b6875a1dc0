import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { TownFolder } from "../../data/import/command/town-folder.ts";
import { importTown } from "../../data/import/import-town.ts";
import { cancellationsOf, collectionsOf, type Dataset, servicesOf } from "../../data/model/dataset.ts";
import { makeDataset, parseDataset } from "../../data/model/dataset-file.ts";
import { parseDay } from "../../data/model/day.ts";
import { resolve } from "../../data/model/street.ts";
import { houseNumber } from "./foreign.ts";

const FOLDER = fileURLToPath(new URL("../../data/towns/musterstadt/", import.meta.url));
const JSON_TEXT = readFileSync(`${FOLDER}dataset.json`, "utf8");

const parsed = parseDataset(JSON_TEXT);
if (!parsed.ok) throw new Error("Musterstadt cannot be read");
const dataset: Dataset = parsed.value;

interface Address {
	readonly street: string;
	readonly locality: string;
	readonly number?: string;
	readonly words?: string;
}

function placeAt({ street, locality, number, words }: Address) {
	const found = dataset.streets.find((each) => each.name === street && each.locality === locality);
	if (!found) throw new Error(`no ${street} in ${locality}`);
	if (words !== undefined) {
		const described = found.places.find(({ part }) => part.kind === "words" && part.words === words);
		if (described) return described;
	}
	const { decided } = resolve(found, number === undefined ? undefined : houseNumber(number));
	if (!decided) throw new Error(`${street} ${number} is not decided`);
	return decided;
}

function period(from: string, to: string) {
	const [first, last] = [parseDay(from), parseDay(to)];
	if (!first || !last) throw new Error(`${from} or ${to} is no day`);
	return { from: first, to: last };
}

/**
 * Worked out by hand from `touren.csv`, the lists of single dates, both lists of
 * holiday shifts and `changes.csv`: day, service, and the planned day of what moved.
 */
const WEEKS: readonly { title: string; address: Address; from: string; to: string; expected: string[] }[] = [
	{
		title: "New Year: the yellow sack of 2 January comes on Saturday; everything else by rhythm, with the trees",
		address: { street: "Hauptstraße", locality: "Musterstadt", number: "3" },
		from: "2026-01-01",
		to: "2026-01-18",
		expected: [
			"2026-01-03 gelb <- 2026-01-02",
			"2026-01-06 rest-2w",
			"2026-01-06 rest-4w",
			"2026-01-06 rest-1100",
			"2026-01-12 baum",
			"2026-01-13 rest-1100",
			"2026-01-13 bio",
			"2026-01-16 gelb",
		],
	},
	{
		title: "Easter 2026: before Good Friday a day earlier, after Easter Monday a day later",
		address: { street: "Hauptstraße", locality: "Musterstadt", number: "15a" },
		from: "2026-03-23",
		to: "2026-04-12",
		expected: [
			"2026-03-24 rest-1100",
			"2026-03-24 bio",
			"2026-03-24 papier",
			"2026-03-27 gelb",
			"2026-03-30 rest-2w <- 2026-03-31",
			"2026-03-30 rest-4w <- 2026-03-31",
			"2026-03-30 rest-1100 <- 2026-03-31",
			"2026-04-08 rest-1100 <- 2026-04-07",
			"2026-04-08 bio <- 2026-04-07",
			"2026-04-11 gelb <- 2026-04-10",
		],
	},
	{
		title: "Christmas 2026 on the even side far out; the strike leaves the yellow sack out",
		address: { street: "Ringstraße", locality: "Musterstadt", number: "30" },
		from: "2026-12-07",
		to: "2026-12-31",
		expected: [
			"2026-12-08 rest-1100",
			"2026-12-10 bio",
			"2026-12-15 rest-2w",
			"2026-12-15 rest-4w",
			"2026-12-15 rest-1100",
			"2026-12-21 rest-1100 <- 2026-12-22",
			"2026-12-23 bio <- 2026-12-24",
			"2026-12-23 gelb <- 2026-12-24",
			"2026-12-29 rest-2w",
			"2026-12-29 rest-1100",
			"2026-12-30 papier",
		],
	},
	{
		title: "Easter 2027 in a part that only words describe; the shift of 25 March concerns bio alone",
		address: { street: "Waldstraße", locality: "Musterstadt", words: "vom Friedhof bis zum Waldrand" },
		from: "2027-03-15",
		to: "2027-04-04",
		expected: [
			"2027-03-15 rest-2w",
			"2027-03-15 rest-1100",
			"2027-03-18 bio",
			"2027-03-20 rest-1100 <- 2027-03-22",
			"2027-03-23 papier <- 2027-03-24",
			"2027-03-25 gelb",
			"2027-03-30 rest-2w <- 2027-03-29",
			"2027-03-30 rest-4w <- 2027-03-29",
			"2027-03-30 rest-1100 <- 2027-03-29",
			"2027-04-02 bio <- 2027-04-01",
		],
	},
	{
		title: "the warning strike moves paper to Saturday",
		address: { street: "Lindenstraße", locality: "Musterstadt", number: "1" },
		from: "2026-12-07",
		to: "2026-12-13",
		expected: ["2026-12-07 rest-1100", "2026-12-11 gelb", "2026-12-12 papier <- 2026-12-08"],
	},
	{
		title: "black ice in one district of one service; 27a has another yellow round than its neighbours",
		address: { street: "Steinweg", locality: "Oberau", number: "27a" },
		from: "2026-01-19",
		to: "2026-01-26",
		expected: ["2026-01-21 rest-2w", "2026-01-21 rest-1100", "2026-01-24 bio <- 2026-01-23", "2026-01-26 gelb"],
	},
	{
		title: "the neighbour of 27a",
		address: { street: "Steinweg", locality: "Oberau", number: "27" },
		from: "2026-01-19",
		to: "2026-01-29",
		expected: [
			"2026-01-21 rest-2w",
			"2026-01-21 rest-1100",
			"2026-01-24 bio <- 2026-01-23",
			"2026-01-28 rest-1100",
			"2026-01-29 gelb",
		],
	},
	{
		title: "September in Niederau: bulky waste, the van, bio every week, the fair moves the yellow sack",
		address: { street: "Neue Straße", locality: "Niederau", number: "8" },
		from: "2026-09-14",
		to: "2026-09-22",
		expected: [
			"2026-09-14 sperr",
			"2026-09-16 rest-1100",
			"2026-09-18 bio",
			"2026-09-19 schadstoff",
			"2026-09-22 gelb <- 2026-09-21",
		],
	},
	{
		title: "the garden waste of spring",
		address: { street: "Gartenstraße", locality: "Musterstadt", number: "14" },
		from: "2026-03-16",
		to: "2026-03-17",
		expected: ["2026-03-16 garten", "2026-03-17 rest-2w", "2026-03-17 rest-1100"],
	},
];

describe("dates worked out by hand", () => {
	test.each(WEEKS)("$title", ({ address, from, to, expected }) => {
		const collections = collectionsOf(dataset, placeAt(address), { period: period(from, to) });
		const told = collections.map(({ day, planned, service }) =>
			day === planned ? `${day} ${service.id}` : `${day} ${service.id} <- ${planned}`,
		);
		expect(told).toEqual(expected);
	});

	test("together they show every service", () => {
		const shown = new Set(WEEKS.flatMap(({ expected }) => expected.map((line) => line.split(" ")[1])));
		expect([...shown].sort()).toEqual(dataset.services.map(({ id }) => id).sort());
	});

	test("why: the reasons of a holiday, a strike and the sack that does not come", () => {
		const reasons = (address: Address, day: string) =>
			collectionsOf(dataset, placeAt(address), { period: period(day, day) }).map(({ reason }) => reason);
		const ring = { street: "Ringstraße", locality: "Musterstadt", number: "30" };
		expect(reasons(ring, "2026-12-21")).toEqual(["Weihnachten (einen Tag vorgezogen)"]);
		expect(reasons({ street: "Lindenstraße", locality: "Musterstadt" }, "2026-12-12")).toEqual([
			"Warnstreik, Abfuhr am Samstag nachgeholt",
		]);
		expect(cancellationsOf(dataset, placeAt(ring))).toMatchObject([
			{
				planned: "2026-12-10",
				service: { id: "gelb" },
				reason: "Warnstreik, die nächste Abfuhr nimmt die doppelte Menge mit",
				sources: { moved: { file: "changes.csv", line: 6 } },
			},
		]);
	});

	test("the van: where, from when to when, and what the town says about it", () => {
		const van = { street: "Neue Straße", locality: "Niederau" };
		const [stop] = collectionsOf(dataset, placeAt(van), { period: period("2026-09-19", "2026-09-19") });
		expect(stop).toMatchObject({
			note: "Wegen der Kerb nicht am Feuerwehrhaus",
			at: [{ place: "Wertstoffplatz am Bahndamm", from: 11 * 60 + 45, until: 13 * 60 }],
			sources: { date: { file: "source/schadstoffmobil.csv", line: 16 } },
		});
	});
});

describe("the town as a whole", () => {
	const places = dataset.streets.flatMap((street) => street.places.map((place) => ({ street, place })));

	test("every part of every street has all ten services, and a date for each in both years", () => {
		const incomplete = places.filter(({ place }) => servicesOf(dataset, place).length !== 10);
		expect(incomplete.map(({ street }) => street.name)).toEqual([]);
		for (const { place } of places) {
			for (const year of ["2026", "2027"]) {
				const found = collectionsOf(dataset, place, { period: period(`${year}-01-01`, `${year}-12-31`) });
				expect(new Set(found.map(({ service }) => service.id)).size).toBe(10);
			}
		}
	});

	test("it has what a town can have: some 120 streets, split ones, sides, single numbers, words, namesakes", () => {
		expect(dataset.streets.length).toBeGreaterThanOrEqual(115);
		const kinds = Map.groupBy(places, ({ place }) => place.part.kind);
		expect(kinds.get("words")).toHaveLength(2);
		expect(kinds.get("numbers")?.length).toBeGreaterThan(15);
		expect(dataset.streets.filter(({ name }) => name === "Hauptstraße")).toHaveLength(3);
	});

	test("nothing is collected on a Sunday or on a public holiday of Hesse", () => {
		const holidays = [
			...["01-01", "04-03", "04-06", "05-01", "05-14", "05-25", "06-04", "10-03", "12-25", "12-26"].map(
				(day) => `2026-${day}`,
			),
			...["01-01", "03-26", "03-29", "05-01", "05-06", "05-17", "05-27", "10-03", "12-25", "12-26"].map(
				(day) => `2027-${day}`,
			),
		];
		const found = dataset.rounds.flatMap(({ service, name, dates }) =>
			dates
				.filter(({ day }) => day && (holidays.includes(day) || new Date(`${day}T12:00:00Z`).getUTCDay() === 0))
				.map(({ day }) => `${service} ${name} ${day}`),
		);
		expect(found).toEqual([]);
	});

	test("the committed dataset is what the import makes of the sources, byte for byte, without a finding", () => {
		const folder = new TownFolder(FOLDER);
		const town = folder.readTown();
		if (!town.ok) throw new Error(JSON.stringify(town.problems));
		const files = folder.readFiles(town.value.file);
		const now = "2030-01-01T00:00:00Z";
		const again = importTown({ ...town.value, files, previous: dataset, now, acceptLoss: false });
		expect([again.problems, again.warnings, again.acknowledged]).toEqual([[], [], []]);
		expect(again.unchanged).toBe(true);
		expect(makeDataset(again.dataset)).toBe(JSON_TEXT);
	});
});
