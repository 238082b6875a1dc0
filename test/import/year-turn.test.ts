import { expect, test } from "vitest";
import { CHANGES_FILE } from "../../data/import/files.ts";
import { type Imported, importTown } from "../../data/import/import-town.ts";
import { parseTownFile } from "../../data/import/recipe/town-file.ts";
import { collectionsOf, type Dataset } from "../../data/model/dataset.ts";
import { makeDataset, parseDataset } from "../../data/model/dataset-file.ts";

// What goes wrong at the turn of the year elsewhere: the new file deletes the old year, half a file is taken for a whole one.

interface Edition {
	readonly from?: string;
	readonly to?: string;
	readonly dates?: string;
	readonly paper?: string;
	readonly streets?: string;
	readonly changes?: string;
	readonly renamed?: Record<string, string>;
	readonly period?: { from: string; to: string };
	readonly previous?: Dataset;
	readonly now?: string;
}

const STREETS = "Straße;Nummern;Tour\nAhornweg;;1\nHauptstraße;1-15;1\nHauptstraße;16-Ende;2\nAm Ring;;2\n";

/** Every second week on Tuesday (tour 1) and Wednesday (tour 2). */
function dates(year: number, from = 1, to = 26): string {
	const rows = ["Datum;Tour"];
	for (let nth = from; nth <= to; nth++) {
		for (const tour of [1, 2]) {
			const at = new Date(Date.UTC(year, 0, 5 + tour + (nth - 1) * 14));
			if (at.getUTCFullYear() === year) rows.push(`${at.toISOString().slice(0, 10)};${tour}`);
		}
	}
	return `${rows.join("\n")}\n`;
}

const PAPER = "Datum\n2026-01-20\n2026-02-17\n2026-03-17\n2026-11-24\n";

function run(edition: Edition): Imported {
	const { from = "2026-01-01", to = "2026-12-31", streets = STREETS, renamed = {}, previous, period } = edition;
	const format = "YYYY-MM-DD";
	const read: object[] = [
		{
			as: "streets",
			file: "strassen.csv",
			street: "Straße",
			numbers: { wording: "Nummern" },
			rounds: [{ services: ["rest"], column: "Tour" }],
			everywhere: ["papier"],
		},
	];
	if (edition.dates !== undefined)
		read.push({ as: "dates", file: "termine.csv", service: "rest", date: "Datum", format, round: "Tour", period });
	if (edition.paper !== undefined)
		read.push({ as: "dates", file: "papier.csv", service: "papier", date: "Datum", format });
	const town = parseTownFile(
		JSON.stringify({
			name: "Wendestadt",
			state: "HE",
			contact: { name: "Amt", email: "amt@wendestadt.example" },
			putOut: { earliest: "18:00", latest: "06:00" },
			publisher: "Wendestadt",
			coverage: { from, to },
			services: [
				{ id: "rest", fraction: "residual", label: "Restmüll" },
				{ id: "papier", fraction: "paper", label: "Papier" },
			],
			recipe: { read, renamed },
		}),
		"wendestadt",
	);
	if (!town.ok) throw new Error(JSON.stringify(town.problems));
	const bytes = (text: string | undefined) => (text === undefined ? undefined : new TextEncoder().encode(text));
	const files = new Map([
		["strassen.csv", bytes(streets)],
		["termine.csv", bytes(edition.dates)],
		["papier.csv", bytes(edition.paper)],
		[CHANGES_FILE, bytes(edition.changes)],
	]);
	const { id, file } = town.value;
	return importTown({ id, file, files, previous, now: edition.now ?? "2026-01-01T00:00:00Z", acceptLoss: false });
}

function lawful(imported: Imported): Dataset {
	expect(imported.problems).toEqual([]);
	const read = parseDataset(makeDataset(imported.dataset));
	if (!read.ok) throw new Error(JSON.stringify(read.problems));
	return read.value;
}

function daysOf(dataset: Dataset, street: string, service = "rest", nth = 0): string[] {
	const place = dataset.streets.find(({ name }) => name === street)?.places[nth];
	if (!place) throw new Error(`no ${street}`);
	return collectionsOf(dataset, place)
		.filter((each) => each.service.id === service)
		.map(({ day }) => day);
}

const rows = (csv: string) => csv.trim().split("\n").slice(1);
const ofTour = (csv: string, tour: number) =>
	rows(csv)
		.filter((row) => row.endsWith(`;${tour}`))
		.map((row) => row.slice(0, 10));

const first = () => lawful(run({ dates: dates(2026), paper: PAPER }));

test("the same files again: not one byte changes", () => {
	const previous = first();
	const again = run({ dates: dates(2026), paper: PAPER, previous, now: "2026-05-05T00:00:00Z" });
	expect(again.unchanged).toBe(true);
	expect(makeDataset(again.dataset)).toBe(makeDataset(previous));
});

test("next year only: the old year stays, to its last day", () => {
	const previous = first();
	const imported = run({
		from: "2027-01-01",
		to: "2027-12-31",
		dates: dates(2027),
		paper: PAPER.replaceAll("2026", "2027"),
		previous,
	});
	const dataset = lawful(imported);
	expect(dataset.coverage).toEqual({ from: "2026-01-01", to: "2027-12-31" });
	expect(daysOf(dataset, "Ahornweg")).toEqual([...ofTour(dates(2026), 1), ...ofTour(dates(2027), 1)]);
	expect(daysOf(dataset, "Hauptstraße", "rest", 1)).toEqual([...ofTour(dates(2026), 2), ...ofTour(dates(2027), 2)]);
	expect(imported.difference?.lost).toBe(0);
	expect(imported.kept.map(({ service, from, to }) => `${service} ${from} ${to}`)).toEqual([
		"Restmüll 2026-01-06 2026-12-23",
		"Papier 2026-01-20 2026-11-24",
	]);
	// A normal new year: nothing is odd but that the last paper of the year is in November.
	expect(imported.warnings.map(({ code }) => code)).toEqual([]);
	const again = run({
		from: "2027-01-01",
		to: "2027-12-31",
		dates: dates(2027),
		paper: PAPER.replaceAll("2026", "2027"),
		previous: dataset,
		now: "2027-05-05T00:00:00Z",
	});
	expect(makeDataset(again.dataset)).toBe(makeDataset(dataset));
});

test("reversed order: the old year after the new one changes nothing of the new", () => {
	const previous = lawful(
		run({ from: "2027-01-01", to: "2027-12-31", dates: dates(2027), paper: PAPER.replaceAll("2026", "2027") }),
	);
	const dataset = lawful(run({ dates: dates(2026), paper: PAPER, previous }));
	expect(dataset.coverage).toEqual({ from: "2026-01-01", to: "2027-12-31" });
	expect(daysOf(dataset, "Am Ring")).toEqual([...ofTour(dates(2026), 2), ...ofTour(dates(2027), 2)]);
});

test("a partial file: what it does not speak of stays", () => {
	const previous = first();
	const imported = run({ dates: dates(2026), previous });
	const dataset = lawful(imported);
	expect(daysOf(dataset, "Am Ring", "papier")).toEqual(rows(PAPER));
	expect(imported.difference?.lost).toBe(0);
});

test("an edition for January to June, then one for July to December: the second extends the first", () => {
	const half = lawful(
		run({ to: "2026-06-30", dates: dates(2026, 1, 13), paper: PAPER.split("\n").slice(0, 4).join("\n") }),
	);
	const second = run({ dates: dates(2026, 14, 26), previous: half });
	expect(daysOf(lawful(second), "Ahornweg")).toEqual(ofTour(dates(2026), 1));
});

test("an edition for January to June beside the whole year of before: July to December stay", () => {
	const dataset = lawful(run({ dates: dates(2026, 1, 13), paper: PAPER, previous: first() }));
	expect(daysOf(dataset, "Ahornweg")).toEqual(ofTour(dates(2026), 1));
});

test("a file of dates cut in the middle loses no date", () => {
	const whole = dates(2026);
	const cut = whole.slice(0, whole.indexOf("\n", whole.length / 2) + 1);
	const imported = run({ dates: cut, paper: PAPER, previous: first() });
	expect(daysOf(lawful(imported), "Ahornweg")).toEqual(ofTour(whole, 1));
});

test("a file of dates cut within a line is refused", () => {
	const whole = dates(2026);
	const imported = run({ dates: whole.slice(0, whole.indexOf("2026-07-07") + 7), paper: PAPER, previous: first() });
	expect(imported.problems.map(({ code }) => code)).toContain("bad_day");
});

test("a list of streets cut in the middle is refused: more than a tenth would go", () => {
	const imported = run({
		streets: STREETS.split("\n").slice(0, 3).join("\n"),
		dates: dates(2026),
		paper: PAPER,
		previous: first(),
	});
	expect(imported.problems.map(({ code }) => code)).toEqual(["great_loss"]);
});

test("an empty file changes nothing", () => {
	const imported = run({ dates: "Datum;Tour\n", paper: PAPER, previous: first() });
	expect(imported.problems.map(({ code }) => code)).toContain("empty_file");
});

test("`period` says that a file is whole: dates it leaves out go", () => {
	const shorter = rows(dates(2026)).slice(0, -2).join("\n");
	const said = run({
		dates: `Datum;Tour\n${shorter}\n`,
		paper: PAPER,
		period: { from: "2026-01-01", to: "2026-12-31" },
		previous: first(),
	});
	expect(daysOf(lawful(said), "Ahornweg")).toEqual(ofTour(dates(2026), 1).slice(0, -1));
	expect(said.difference?.lost).toBe(4);
});

test("a date corrected by a day at the end of the year is one date, not two", () => {
	const last = ofTour(dates(2026), 1).at(-1) ?? "";
	const corrected = dates(2026).replace(`${last};1`, "2026-12-24;1");
	const days = daysOf(lawful(run({ dates: corrected, paper: PAPER, previous: first() })), "Ahornweg");
	expect(days.slice(-2)).toEqual([ofTour(dates(2026), 1).at(-2), "2026-12-24"]);
});

test("a strike in the year that stays is honoured, and stays when it is imported again", () => {
	const [day = ""] = ofTour(dates(2026), 1).slice(-1);
	const changes = `service;round;from;to;reason\nrest;1;${day};2026-12-23;Streik\n`;
	const next = { from: "2026-12-01", to: "2027-12-31", dates: dates(2027), changes };
	const struck = lawful(run({ ...next, previous: first() }));
	expect(daysOf(struck, "Ahornweg")).toContain("2026-12-23");
	expect(daysOf(struck, "Ahornweg")).not.toContain(day);
	const again = run({ ...next, previous: struck });
	expect(again.problems).toEqual([]);
	expect(makeDataset(again.dataset)).toBe(makeDataset(struck));
	const withdrawn = lawful(run({ ...next, changes: "service;round;from;to;reason\n", previous: struck }));
	expect(daysOf(withdrawn, "Ahornweg")).toContain(day);
});

const NEXT = { from: "2027-01-01", to: "2027-12-31", dates: dates(2027), paper: PAPER.replaceAll("2026", "2027") };

test("a street renamed keeps its place", () => {
	const previous = first();
	const id = previous.streets.find(({ name }) => name === "Ahornweg")?.places[0]?.id;
	const dataset = lawful(
		run({ ...NEXT, streets: STREETS.replace("Ahornweg", "Lindenweg"), renamed: { Ahornweg: "Lindenweg" }, previous }),
	);
	expect(dataset.streets.find(({ places }) => places[0]?.id === id)?.name).toBe("Lindenweg");
	expect(daysOf(dataset, "Lindenweg").length).toBe(52);
});

test("a street split, then merged: every number keeps its dates", () => {
	const split = lawful(
		run({ ...NEXT, streets: STREETS.replace("Am Ring;;2", "Am Ring;1-9;1\nAm Ring;10-Ende;2"), previous: first() }),
	);
	const ring = split.streets.find(({ name }) => name === "Am Ring");
	expect(ring?.places.length).toBe(2);
	for (const place of ring?.places ?? []) {
		expect(collectionsOf(split, place).filter(({ day }) => day.startsWith("2026")).length).toBe(30);
		expect(collectionsOf(split, place).filter(({ day }) => day.startsWith("2027")).length).toBe(30);
	}
	const merged = run({
		...NEXT,
		from: "2028-01-01",
		to: "2028-12-31",
		dates: dates(2028),
		paper: PAPER.replaceAll("2026", "2028"),
		previous: split,
	});
	expect(lawful(merged).streets.find(({ name }) => name === "Am Ring")?.places.length).toBe(2);
});

test("a street that next year's list has no more keeps the dates that were published, and is named", () => {
	const imported = run({ ...NEXT, streets: STREETS.replace("Am Ring;;2\n", ""), previous: first() });
	const dataset = lawful(imported);
	expect(daysOf(dataset, "Am Ring")).toEqual(ofTour(dates(2026), 2));
	expect(imported.warnings.filter(({ code }) => code === "street_only_before").map(({ what }) => what)[0]).toContain(
		"Am Ring",
	);
});

test("a street removed from the list of this year retires, and the report says whose calendar ends", () => {
	const streets = `${STREETS}${Array.from({ length: 20 }, (_, at) => `Weg ${at};;1`).join("\n")}\n`;
	const previous = lawful(run({ dates: dates(2026), paper: PAPER, streets }));
	const imported = run({ dates: dates(2026), paper: PAPER, streets: streets.replace("Am Ring;;2\n", ""), previous });
	const dataset = lawful(imported);
	const id = previous.streets.find(({ name }) => name === "Am Ring")?.places[0]?.id ?? "";
	expect(dataset.retired.places.get(id as never)).toEqual([]);
	expect(imported.difference?.retiring).toEqual([{ id, place: "Am Ring", successors: [] }]);
});
