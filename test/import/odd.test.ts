import { expect, test } from "vitest";
import { codesOf, importBoth, importOne } from "./hostile/one-file.ts";

// Lawful and odd: told as a warning with file and line, and written all the same.

const DATES = { as: "dates", service: "rest", date: "Datum", format: "YYYY-MM-DD", round: "Tour" };
const PARTS = {
	as: "streets",
	street: "Straße",
	numbers: { wording: "Nr" },
	rounds: [{ services: ["rest"], column: "Tour" }],
};

/** Mondays from 5 January 2026 on, each second week. */
function mondays(count: number): string[] {
	return Array.from({ length: count }, (_, nth) =>
		new Date(Date.UTC(2026, 0, 5 + 14 * nth)).toISOString().slice(0, 10),
	);
}

async function warned(days: readonly string[]): Promise<string[]> {
	const imported = await importOne(DATES, "d.csv", `Datum;Tour\n${days.map((day) => `${day};1`).join("\n")}\n`, {
		districts: "Tour {round}",
	});
	expect(imported.problems).toEqual([]);
	return imported.warnings.map(({ code, where }) => `${code} ${where.file}:${where.line}`);
}

test("a steady rhythm to the end of the plan: nothing to say", async () => {
	expect(await warned(mondays(26))).toEqual([]);
});

test("a gap of more than twice the rhythm", async () => {
	expect(await warned(mondays(26).toSpliced(10, 2))).toEqual(["long_gap d.csv:12"]);
});

test("a service that ends early", async () => {
	expect(await warned(mondays(12))).toEqual(["early_end d.csv:13"]);
});

test("a Sunday", async () => {
	expect(await warned(mondays(26).with(3, "2026-02-15"))).toEqual(["sunday d.csv:5"]);
});

test("the only date of its year, where the plan covers that year too", async () => {
	const days = [...mondays(26), "2027-06-07"];
	const imported = await importOne(
		DATES,
		"d.csv",
		`Datum;Tour\n${days.map((day) => `${day};1`).join("\n")}\n`,
		{ districts: "Tour {round}" },
		{ from: "2026-01-01", to: "2027-12-31" },
	);
	expect(imported.problems).toEqual([]);
	expect(imported.warnings.map(({ code, where }) => `${code} ${where.file}:${where.line}`)).toContain(
		"date_of_another_year d.csv:28",
	);
});

test("a file that cannot be read is said before what follows from it", async () => {
	const imported = await importBoth(
		{ ...PARTS, file: "s.csv" },
		"Straße;Nr;Tour\nAm Ring;1-15;1\nAm Bach;1-15;1\n",
		{ ...DATES, file: "d.csv" },
		`Tag;Tour\n${mondays(26)
			.map((day) => `${day};1`)
			.join("\n")}\n`,
	);
	expect(codesOf(imported)[0]).toBe("unknown_column");
	expect(codesOf(imported).length).toBeGreaterThan(1);
});

test("a date of a year that the plan does not cover", async () => {
	const step = { ...DATES, file: "d.csv" };
	const days = [...mondays(26), "2027-06-07"];
	const imported = await importOne(step, "d.csv", `Datum;Tour\n${days.map((day) => `${day};1`).join("\n")}\n`, {
		districts: "Tour {round}",
	});
	expect(codesOf(imported)).toEqual(["outside_coverage"]);
	expect(imported.problems[0]?.where.line).toBe(28);
});

test.each([
	[
		"a gap on one side",
		"Am Ring;1-15;1\nAm Ring;ungerade 17-31;2\nAm Ring;gerade 20-30;2\n",
		"Zwischen 15 und 20 fehlen die geraden Nummern",
	],
	["a side that is missing", "Am Ring;ungerade 1-9;1\nAm Ring;ungerade 11-31;2\n", "Die geraden Nummern fehlen"],
	["no gap", "Am Ring;1-15;1\nAm Ring;16-Ende;2\n", undefined],
])("the coverage of a street: %s", async (_, rows, what) => {
	const imported = await importBoth(
		{ ...PARTS, file: "s.csv" },
		`Straße;Nr;Tour\n${rows}`,
		{ ...DATES, file: "d.csv" },
		`Datum;Tour\n${mondays(26)
			.flatMap((day) => [`${day};1`, `${day};2`])
			.join("\n")}\n`,
	);
	expect(imported.problems).toEqual([]);
	expect(imported.warnings.map((warning) => `${warning.code} ${warning.what}`)).toEqual(
		what ? [`numbers_missing Am Ring: ${what}.`] : [],
	);
});

test("a part of a street claimed by two rounds is no warning but a problem", async () => {
	const imported = await importBoth(
		{ ...PARTS, file: "s.csv" },
		"Straße;Nr;Tour\nAm Ring;1-15;1\nAm Ring;10-20;2\n",
		{ ...DATES, file: "d.csv" },
		"Datum;Tour\n2026-01-05;1\n2026-01-12;2\n",
	);
	expect(codesOf(imported)).toEqual(["two_rounds"]);
});

test("what a policy would do otherwise than the published list is told; the list holds", async () => {
	const imported = await importBoth(
		{ as: "rules", service: "rest", rule: "Regel", file: "r.csv" },
		"Regel\njeden Freitag\n",
		{ as: "shifts", from: "Von", to: "Nach", because: "Feiertag", file: "v.csv" },
		"Von;Nach\n03.04.2026;04.04.2026\n",
		{
			districts: "Ort",
			holidays: [{ kind: "good-friday-and-christmas-earlier", period: { from: "2026-03-30", to: "2026-04-05" } }],
		},
	);
	expect(imported.problems).toEqual([]);
	const friday = imported.dataset.rounds[0]?.dates.find(({ planned }) => planned === "2026-04-03");
	expect(friday?.day).toBe("2026-04-04");
	const [differs] = imported.warnings.filter(({ code }) => code === "policy_differs");
	expect(differs?.what).toContain("zuerst: 2026-04-03 -> 2026-04-02, veröffentlicht: 2026-04-04");
});

test("published dates of a round win over its rule, and the report says where the rule differs", async () => {
	const published = mondays(26).with(4, "2026-03-03");
	const imported = await importBoth(
		{ as: "rules", service: "rest", rule: "Regel", file: "r.csv" },
		"Regel\nalle 2 Wochen Montag ab 05.01.2026\n",
		{ ...DATES, round: undefined, file: "d.csv" },
		`Datum\n${published.join("\n")}\n`,
		{ districts: "Ort" },
	);
	expect(imported.dataset.rounds[0]?.dates.map(({ day }) => day)).toEqual(published);
	expect(imported.warnings.map(({ code }) => code)).toEqual(["rule_differs"]);
});
