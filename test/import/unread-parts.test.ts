import { describe, expect, test } from "vitest";
import { importFiles, importOne } from "./hostile/one-file.ts";

// What stands beside a street, or beside an event, and says that it is only a part of it, or another day.

const STREETS = {
	as: "streets",
	file: "s.csv",
	street: "Straße",
	rounds: [{ services: ["rest"], column: "Bezirk" }],
};
const DATES = { as: "dates", file: "d.csv", service: "rest", date: "Datum", round: "Bezirk" };
const PLAN = "Datum;Bezirk\n06.01.2026;1\n13.01.2026;2\n20.01.2026;1\n27.01.2026;2\n";

const told = async (head: string, rows: readonly string[], step: object = {}) => {
	const files = new Map([
		["s.csv", [`Straße;Bezirk${head}`, ...rows, ""].join("\n")],
		["d.csv", PLAN],
	]);
	const { problems, warnings } = await importFiles([{ ...STREETS, ...step }, DATES], files, {});
	return [...problems, ...warnings]
		.filter(({ code }) => /^(?:unread_|not_a_street)/u.test(code))
		.map(({ code, where: { line } }) => `${code} ${line}`);
};

describe("a column beside the streets that nothing reads", () => {
	test.each(["nur ungerade Seite", "Hausnummern 2-20", "nur Nr. 7", "ab 12"])("says «%s»", async (words) => {
		expect(await told(";Hinweis", ["Ahornweg;1;", `Buche;2;${words}`])).toEqual(["unread_part 3"]);
		expect(await told(";Hinweis", ["Ahornweg;1;", `Buche;2;${words}`], { words: "Hinweis" })).toEqual([]);
	});

	test.each(["gerade Woche", "Nummernschild", "ab 2027 neu", "Sackgasse"])("may say «%s»", async (words) => {
		expect(await told(";Hinweis", ["Ahornweg;1;", `Buche;2;${words}`])).toEqual([]);
	});

	test("holds the numbers", async () => {
		expect(await told(";von;bis", ["Ahornweg;1;2;20", "Buche;2;;"])).toEqual(["unread_part 2"]);
		expect(await told(";Haus-Nr.", ["Ahornweg;1;7a", "Buche;2;"])).toEqual(["unread_part 2"]);
	});

	test.each(["Bezirk neu", "Bezirk 2027", "Bezirk (ab 2027)"])("is called «%s» and says otherwise", async (name) => {
		expect(await told(`;${name}`, ["Ahornweg;1;1", "Buche;2;1"])).toEqual(["unread_other 3"]);
		expect(await told(`;${name}`, ["Ahornweg;1;1", "Buche;2;2"])).toEqual([]);
	});

	test.each(["Altpapier", "Neubaugebiet"])("is called «%s», which is no newer one", async (name) => {
		const column = name === "Altpapier" ? "Papier" : "Baugebiet";
		const step = { rounds: [{ services: ["rest"], column }] };
		const { warnings } = await importFiles(
			[{ ...STREETS, ...step }, DATES],
			new Map([
				["s.csv", `Straße;${column};${name}\nAhornweg;1;B\nBuche;2;C\n`],
				["d.csv", PLAN],
			]),
			{},
		);
		expect(warnings.filter(({ code }) => code === "unread_other")).toEqual([]);
	});

	test("is told though an earlier step left it, too", async () => {
		const both =
			"Straße;Bezirk;Datum;Hinweis\nAhornweg;1;06.01.2026;nur Nr. 7\nBuche;2;13.01.2026;\nCaspar;1;20.01.2026;x\n";
		const dates = { as: "dates", file: "s.csv", service: "rest", date: "Datum", round: "Bezirk" };
		const { warnings } = await importFiles([dates, STREETS], new Map([["s.csv", both]]), {});
		expect(warnings.filter(({ code }) => code === "unread_part").map(({ where }) => where.line)).toEqual([2]);
	});

	test("holds a day here and there", async () => {
		expect(await told(";gültig ab", ["Ahornweg;1;01.07.2026", "Buche;2;"])).toEqual(["unread_day 2"]);
	});
});

test.each(["alle übrigen Straßen", "Restliches Gemeindegebiet", "sämtliche Straßen", "die übrigen", "Rest der Stadt"])(
	"«%s» is no street",
	async (name) => {
		expect(await told("", ["Ahornweg;1", `${name};2`])).toEqual(["not_a_street 3"]);
	},
);

test.each(["Allee", "Alleestraße", "Am Übrigen", "Restaurantweg", "Gesamtschulweg"])("«%s» is one", async (name) => {
	expect(await told("", ["Ahornweg;1", `${name};2`])).toEqual([]);
});

describe("an event", () => {
	const calendar = (...more: readonly string[]) =>
		[
			"BEGIN:VCALENDAR",
			...["20260106", "20260113", "20260120", "20260127", "20260203"].flatMap((day, at) => [
				"BEGIN:VEVENT",
				`DTSTART;VALUE=DATE:${day}`,
				"SUMMARY:Restmüll",
				...(at === 1 ? more : ["DESCRIPTION:Bitte ab 6 Uhr"]),
				"END:VEVENT",
			]),
			"END:VCALENDAR",
			"",
		].join("\r\n");
	const step = { as: "calendar", summaries: { Restmüll: "rest" }, street: "Alle" };
	const of = async (...more: readonly string[]) => {
		const { problems, warnings } = await importOne(step, "a.ics", calendar(...more));
		return [...problems, ...warnings].map(({ code, where: { line } }) => `${code} ${line}`);
	};

	test.each([
		["STATUS:TENTATIVE", "unread_change 7"],
		["DESCRIPTION:Terminänderung!", "unread_change 7"],
		["DESCRIPTION:diesmal bereits am Montag", "unread_change 7"],
		["DESCRIPTION:Mittwoch statt Dienstag", "unread_change 7"],
		["DESCRIPTION:ausnahmsweise am Nachmittag", "unread_change 7"],
		["DESCRIPTION:Abfuhr am 14.01.2026", "unread_day 7"],
		["LOCATION:siehe 2026-01-14", "unread_day 7"],
	])("that says %s", async (line, code) => {
		expect(await of(line)).toEqual([code]);
	});

	test.each(["STATUS:CONFIRMED", "DESCRIPTION:Abfuhr am 13.01.2026", "DESCRIPTION:Die Abfuhr findet statt"])(
		"may say %s",
		async (line) => {
			expect(await of(line)).toEqual([]);
		},
	);
});
