import { describe, expect, test } from "vitest";
import type { Imported } from "../../data/import/import-town.ts";
import { makeSources } from "../../data/model/collection.ts";
import { collectionsOf, type Dataset } from "../../data/model/dataset.ts";
import { makeDataset } from "../../data/model/dataset-file.ts";
import { daysOf, type Edition, importEdition, lawful } from "./edition-town.ts";

// What an import says of the dates that stay, move and go, and where they come from.

const SERVICES = [{ id: "papier", fraction: "paper", label: "Papier" }];
const LIST = {
	as: "streets",
	file: "strassen.csv",
	street: "Straße",
	rounds: [{ services: ["papier"], column: "Tour" }],
};
const DATES = {
	as: "dates",
	file: "termine.csv",
	service: "papier",
	date: "Datum",
	format: "YYYY-MM-DD",
	round: "Tour",
};
const STREETS = "Straße;Tour\nAhornweg;1\nAm Ring;1\n";
const YEAR = { from: "2027-01-01", to: "2027-12-31" };
const MONTHLY = [
	"01-07",
	"02-04",
	"03-04",
	"04-01",
	"04-29",
	"05-27",
	"06-24",
	"07-22",
	"08-19",
	"09-16",
	"10-14",
	"11-11",
	"12-09",
];
const of = (year: number) => MONTHLY.map((day) => `${year}-${day}`);
const table = (days: readonly string[], round = "1") =>
	`Datum;Tour\n${days.map((day) => `${day};${round}\n`).join("")}`;

function run(days: readonly string[], previous?: Dataset, more: Partial<Edition> = {}): Imported {
	const files = { "strassen.csv": STREETS, "termine.csv": table(days) };
	return importEdition({
		...YEAR,
		services: SERVICES,
		read: [LIST, DATES],
		files,
		previous,
		now: "2026-11-22T08:00:00Z",
		...more,
	});
}

const codes = ({ warnings }: Imported) => warnings.map(({ code }) => code);
const first = lawful(run(of(2027)));

describe("the report says with their days", () => {
	test("what was moved, what went", () => {
		const { difference } = run(of(2027).with(1, "2027-02-05").toSpliced(4, 1), first);
		expect(difference?.words).toEqual([
			"Papier, Ahornweg und 1 weitere: 2 Termine verschoben, zuerst 2027-02-04 -> 2027-02-05, 2 Termine entfallen",
			"Papier: Do 4.2. -> Fr 5.2.2027 (Ahornweg und 1 weitere)",
			"Papier: Do 29.4.2027 entfällt (Ahornweg und 1 weitere)",
		]);
		expect(difference?.moves).toEqual([{ service: "Papier", from: "2027-02-04", to: "2027-02-05", streets: 2 }]);
		expect(difference?.losses).toEqual([{ service: "Papier", day: "2027-04-29", streets: 2 }]);
	});

	test("never more than a dozen lines of a kind", () => {
		const shorter = of(2027).filter((_, at) => at === 0 || at === 12);
		const weekly = Array.from({ length: 50 }, (_, at) =>
			new Date(Date.UTC(2027, 0, 8 + at * 7)).toISOString().slice(0, 10),
		);
		const many = lawful(run([...new Set([...of(2027), ...weekly])].sort(), first));
		expect(run(shorter, many, { acceptLoss: true }).difference?.words.length).toBeLessThanOrEqual(14);
	});
});

describe("a date beyond the days of a file stays, however near", () => {
	test("and where it stands beside a new one of its year, it is asked", () => {
		const imported = run(of(2027).with(0, "2027-01-08"), first);
		expect(daysOf(lawful(imported), "Ahornweg", "papier").slice(0, 3)).toEqual([
			"2027-01-07",
			"2027-01-08",
			"2027-02-04",
		]);
		expect(imported.warnings.find(({ code }) => code === "kept_dates")?.what).toContain("Do 7.1.2027");
	});

	test("`period` answers it", () => {
		const imported = run(of(2027).with(0, "2027-01-08"), first, { read: [LIST, { ...DATES, period: YEAR }] });
		expect(daysOf(lawful(imported), "Ahornweg", "papier")).toEqual(of(2027).with(0, "2027-01-08"));
		expect(imported.difference?.words).toContain("Papier: Do 7.1. -> Fr 8.1.2027 (Ahornweg und 1 weitere)");
		expect(codes(imported)).toEqual([]);
	});

	test("a normal new year is asked nothing", () => {
		const next = { from: "2028-01-01", to: "2028-12-31" };
		expect(codes(run(of(2028), first, next))).toEqual([]);
		expect(codes(run(["2027-12-30", ...of(2028)], first, { ...next, from: "2027-12-28" }))).toEqual([]);
	});
});

describe("sources of what stays", () => {
	const sourcesAt = (dataset: Dataset, day: string) =>
		dataset.streets[0]?.places.flatMap((place) =>
			collectionsOf(dataset, place).flatMap((each) => (each.day === day ? [makeSources(each.sources)] : [])),
		);

	test("another content of the same name: the stand of the file that said so", () => {
		const next = lawful(run(of(2028), first, { from: "2028-01-01", to: "2028-12-31" }));
		expect(sourcesAt(next, "2027-02-04")).toEqual(["termine.csv (Stand 2026-11-22):3"]);
		expect(sourcesAt(next, "2028-02-04")).toEqual(["termine.csv:3"]);
		const again = run(of(2028), next, { from: "2028-01-01", to: "2028-12-31", now: "2027-01-01T00:00:00Z" });
		expect(makeDataset(again.dataset)).toBe(makeDataset(next));
	});

	test("another name: the line as it was", () => {
		const files = { "strassen.csv": STREETS, "2028.csv": table(of(2028)) };
		const read = [LIST, { ...DATES, file: "2028.csv" }];
		const next = lawful(run([], first, { from: "2028-01-01", to: "2028-12-31", read, files }));
		expect(sourcesAt(next, "2027-02-04")).toEqual(["termine.csv:3"]);
	});
});

test("the same file, its recipe corrected: nothing is left of what was read wrong, at its edges neither", () => {
	const files = {
		"strassen.csv": STREETS,
		"termine.csv": "Datum;Tour;Erst\n2027-02-04;1;2027-01-01\n2027-03-04;1;2027-12-31\n",
	};
	const wrong = lawful(run([], undefined, { files, read: [LIST, { ...DATES, date: "Erst" }] }));
	expect(daysOf(wrong, "Ahornweg", "papier")).toEqual(["2027-01-01", "2027-12-31"]);
	const right = run([], wrong, { files, acceptLoss: true });
	expect(daysOf(lawful(right), "Ahornweg", "papier")).toEqual(["2027-02-04", "2027-03-04"]);
});

describe("files of districts", () => {
	const streets = "Straße;Tour\nAhornweg;1\nAm Ring;2\n";
	const both = lawful(
		run([], undefined, {
			read: [LIST, { ...DATES, file: ["eins.csv", "zwei.csv"] }],
			files: { "strassen.csv": streets, "eins.csv": table(of(2027)), "zwei.csv": table(of(2027), "2") },
		}),
	);

	test("one of two comes anew: the other keeps its dates, under the list of all streets and under its own", () => {
		const moved = of(2027).with(5, "2027-05-28");
		for (const list of [streets, "Straße;Tour\nAhornweg;1\n"]) {
			const name = list === streets ? "strassen.csv" : "strassen-eins.csv";
			const read = [
				{ ...LIST, file: name },
				{ ...DATES, file: "eins.csv" },
			];
			const next = lawful(run([], both, { read, files: { [name]: list, "eins.csv": table(moved) } }));
			expect(daysOf(next, "Ahornweg", "papier")).toEqual(moved);
			expect(daysOf(next, "Am Ring", "papier")).toEqual(of(2027));
		}
	});

	test("a list that is whole ends what it does not name", () => {
		const read = [
			{ ...LIST, file: "neu.csv", period: YEAR },
			{ ...DATES, file: "eins.csv" },
		];
		const files = { "neu.csv": "Straße;Tour\nAhornweg;1\n", "eins.csv": table(of(2027)) };
		const next = run([], both, { read, files, acceptLoss: true });
		expect(lawful(next).streets.map(({ name }) => name)).toEqual(["Ahornweg"]);
	});
});

describe("part of a year", () => {
	const services = [...SERVICES, { id: "sperr", fraction: "bulky", label: "Sperrmüll", form: "pile" }];
	const list = { ...LIST, everywhere: ["sperr"] };
	const bulky = { as: "dates", file: "sperr.csv", service: "sperr", date: "Datum", format: "YYYY-MM-DD" };

	test("a half edition with a yearly service in the other half is lawful, and the other half completes it", () => {
		const half = run([], undefined, {
			to: "2027-06-30",
			services,
			read: [list, DATES],
			files: { "strassen.csv": STREETS, "termine.csv": table(of(2027).slice(0, 7)) },
		});
		expect(codes(half)).toContain("service_without_dates");
		const files = {
			"strassen.csv": STREETS,
			"termine.csv": table(of(2027).slice(7)),
			"sperr.csv": "Datum\n2027-10-12\n",
		};
		const second = run([], lawful(half), { from: "2027-07-01", services, read: [list, DATES, bulky], files });
		expect(daysOf(lawful(second), "Am Ring", "papier")).toEqual(of(2027));
		expect(daysOf(lawful(second), "Am Ring", "sperr")).toEqual(["2027-10-12"]);
		const again = run([], lawful(second), {
			to: "2027-06-30",
			services,
			read: [list, DATES],
			files: { ...files, "termine.csv": table(of(2027).slice(0, 7)) },
		});
		expect(daysOf(lawful(again), "Am Ring", "sperr")).toEqual(["2027-10-12"]);
	});

	test("a plan that begins late, and one that ends early, are told", () => {
		expect(codes(run(of(2027).slice(4)))).toEqual(["late_start"]);
		expect(codes(run(of(2027).slice(0, 8)))).toEqual(["early_end"]);
	});
});
