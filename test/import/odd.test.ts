import { expect, test } from "vitest";
import { type Day, plusDays } from "../../data/model/day.ts";
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

const WINTER = { from: "2026-10-01", to: "2027-03-31" };

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

test("a hole of exactly double names both days; a second date too near is told with its line", async () => {
	expect(await warned(mondays(26).toSpliced(10, 1))).toEqual(["missing_date d.csv:12"]);
	expect(await warned(mondays(26).toSpliced(11, 0, "2026-05-28"))).toEqual(["near_dates d.csv:13"]);
	expect(await warned(mondays(26).with(10, "2026-06-26"))).toEqual(["missing_date d.csv:13", "near_dates d.csv:12"]);
});

test("a summer rhythm is neither hole nor slip; a holiday's move neither", async () => {
	const summer = mondays(26).flatMap((day, at) => (at > 8 && at < 18 ? [day, plusDays(day as Day, 7)] : [day]));
	expect(await warned(summer)).toEqual([]);
	expect(await warned(mondays(26).with(3, "2026-02-17").with(9, "2026-05-12"))).toEqual([]);
});

test("rules make their own holes, and those of odd weeks are told where two odd weeks meet", async () => {
	const step = { as: "rules", service: "rest", rule: "Regel", round: "T" };
	const rules = (rule: string) =>
		importOne(
			step,
			"r.csv",
			`T;Regel\n1;${rule}\n`,
			{ districts: "Tour {round}", holidays: [{ kind: "later" }] },
			WINTER,
		);
	const codes = async (rule: string) => (await rules(rule)).warnings.map(({ code }) => code);
	expect(await codes("Dienstag in ungeraden Wochen")).toEqual(["odd_weeks_meet"]);
	expect(await codes("Dienstag in geraden Wochen")).toEqual(["odd_weeks_meet"]);
	expect(await codes("alle 2 Wochen Dienstag ab 06.10.2026")).toEqual([]);
	expect(await codes("jeden Dienstag, nur August")).toContain("rule_without_days");
});

test("a stop that stands twice on a day is one, and told", async () => {
	const step = { ...DATES, at: { place: "Ort", from: "Von" } };
	const file = "Datum;Tour;Ort;Von\n2026-03-02;1;Markt;09:00\n2026-03-02;1;Markt;09:00\n2026-03-02;1;Bad;\n";
	const read = await importOne(step, "d.csv", file, { districts: "Tour {round}" });
	expect(read.problems).toEqual([]);
	expect(read.warnings.map(({ code, where }) => `${code} ${where.line}`)).toEqual(["stop_twice 3"]);
	expect(read.dataset.rounds[0]?.dates[0]?.at).toEqual([{ place: "Markt", from: 540 }, { place: "Bad" }]);
});

test("a note stays on its date and makes no second one", async () => {
	const file = "Datum;Tour;Hinweis\n2026-03-02;1;Anmeldung bis 23.02.2026\n";
	const read = await importOne({ ...DATES, note: "Hinweis" }, "d.csv", file, { districts: "Tour {round}" });
	expect(read.dataset.rounds[0]?.dates.map(({ day, note }) => `${day} ${note}`)).toEqual([
		"2026-03-02 Anmeldung bis 23.02.2026",
	]);
});

test("a column of weekdays that no recipe names: a slip in it or in the day is told, a tour's usual day is none", async () => {
	const NAMES = ["So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"];
	const rows = (days: readonly string[], name: (day: string) => string) =>
		`Datum;Tour;Tag\n${days.map((day) => `${day};1;${name(day)}`).join("\n")}\n`;
	const own = (day: string) => NAMES[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? "";
	const told = async (file: string) =>
		(await importOne(DATES, "d.csv", file, { districts: "Tour {round}" })).warnings
			.filter(({ code }) => code === "wrong_weekday")
			.map(({ where }) => where.line);
	expect(await told(rows(mondays(26), own))).toEqual([]);
	expect(
		await told(rows(mondays(26).with(4, "2026-03-03"), (day) => (day === "2026-03-03" ? "Mo" : own(day)))),
	).toEqual([6]);
	expect(await told(rows(mondays(26), () => "Do"))).toEqual([]);
});

test("weekdays only where the day is not the usual one: another one, and what is none, are told", async () => {
	const page = {
		...DATES,
		round: undefined,
		format: "DD.MM.YYYY",
		text: { patterns: [{ row: "({w:word}) {Datum}" }, { row: "{Datum}" }] },
	};
	const told = async (third: string) => {
		const days = mondays(26).map((day) => day.split("-").toReversed().join("."));
		const lines = days.map((day, at) => (at % 5 === 0 ? `(${at === 10 ? third : "Mo"}) ${day}` : day));
		const { problems, warnings } = await importOne(page, "d.txt", lines.join("\n"), { districts: "Ort" });
		return [...problems, ...warnings].map(({ code, where }) => `${code} ${where.line}`);
	};
	expect(await told("Mo")).toEqual([]);
	expect(await told("Sa")).toEqual(["wrong_weekday 11"]);
	expect(await told("oM")).toEqual(["bad_weekday 11"]);
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

test("a file that cannot be read is said, and what follows from it waits until it can", async () => {
	const imported = await importBoth(
		{ ...PARTS, file: "s.csv" },
		"Straße;Nr;Tour\nAm Ring;1-15;1\nAm Bach;1-15;1\n",
		{ ...DATES, file: "d.csv" },
		`Tag;Tour\n${mondays(26)
			.map((day) => `${day};1`)
			.join("\n")}\n`,
	);
	expect(codesOf(imported)).toEqual(["unknown_column"]);
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
	expect(differs?.what).toContain("zuerst: Fr 3.4.2026 -> Do 2.4.2026, veröffentlicht: Sa 4.4.2026");
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
