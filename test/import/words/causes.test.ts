import { describe, expect, test } from "vitest";
import type { Problem } from "../../../data/model/problem.ts";
import { sent, TEXTS, TOWN, told } from "./broad-town.ts";

// One finding a cause, however many rows, rounds or services it touches; services by their names.

type Town = typeof TOWN;

async function findings(texts: Readonly<Record<string, string>>, edit: (town: Town) => void = () => undefined) {
	const town = structuredClone(TOWN);
	edit(town);
	return (await told(sent({ ...TEXTS, ...texts }, JSON.stringify(town)))).findings;
}

function saying(found: readonly Problem[], code: string): string[] {
	return found.flatMap((each) => (each.code === code ? [each.what] : []));
}

const replaced = (file: string, from: string | RegExp, to: string) => ({
	[file]: (TEXTS[file] ?? "").replaceAll(from, to),
});

describe("one cause, one finding", () => {
	test("a header that is gone: all columns at once", async () => {
		const found = await findings({ "touren.csv": "Restmüll;1;05.01.2026;2\nRestmüll;2;12.01.2026;2\n" });
		expect(saying(found, "unknown_column")).toEqual([
			"Die Spalten «Erster», «Wochen», «Bezirk», «Leistung» gibt es nicht. Vorhanden: «Restmüll», «1», «05.01.2026», «2».",
		]);
	});

	test("columns that the recipe names itself are looked for in the recipe", async () => {
		const found = await findings({}, ({ recipe }) => Object.assign(recipe.read[5] ?? {}, { date: "Datum" }));
		const [column] = found.filter(({ code }) => code === "unknown_column");
		expect(column?.what).toBe("Die Spalte «Datum» gibt es nicht. Vorhanden: «Tag», «Art».");
		expect(column?.remedy).toContain('"tree"');
		expect(column?.remedy).not.toContain("Kopfzeile");
	});

	test("a file of another year: one for all of its rows, one for all events of a calendar", async () => {
		const found = await findings({
			...replaced("papier.csv", "2026", "2027"),
			"laub.ics": (TEXTS["laub.ics"] ?? "")
				.replace(/RRULE.*\nEXDATE.*\n/u, "")
				.replaceAll("DATE:2026", "DATE:2027")
				.replace("Flohmarkt", "Laub"),
		});
		expect(saying(found, "outside_coverage")).toEqual([
			"Fr 8.1.2027 liegt außerhalb von Do 1.1.2026 bis Do 31.12.2026 (Zeilen 2, 3, 4, 5, 6 und 7).",
			"Fr 15.1.2027 liegt außerhalb von Do 1.1.2026 bis Do 31.12.2026 (Zeilen 2, 3, 4, 5, 6 und 7).",
			"Di 12.10.2027 liegt außerhalb von Do 1.1.2026 bis Do 31.12.2026 (Zeilen 3, 8).",
		]);
	});

	test("days in another format are one cause; a 31st of February is its own", async () => {
		const found = await findings({
			"glas.json": (TEXTS["glas.json"] ?? "")
				.replace("2026-01-20", "20.1.2026")
				.replace("2026-02-17", "17.2.2026")
				.replace("2026-03-17", "2026-02-31"),
		});
		expect(saying(found, "bad_day")).toEqual([
			"«2026-02-31» ist kein Tag im Format YYYY-MM-DD.",
			"«20.1.2026» ist kein Tag im Format YYYY-MM-DD (Zeilen 3 und 4).",
		]);
	});

	test("a token that nobody knows", async () => {
		const found = await findings({}, ({ recipe }) => Object.assign(recipe.read[4] ?? {}, { ignore: [] }));
		expect(saying(found, "unknown_token")).toEqual([
			"«X» ist im Rezept keiner Leistung zugeordnet (Zeilen 1, 2, 3, 4, 5 und 6).",
		]);
	});

	test("a list that stands twice in the recipe", async () => {
		const found = await findings({}, ({ recipe }) => recipe.read.push({ ...recipe.read[0] }));
		expect(saying(found, "row_twice")).toEqual([
			"Ahornweg steht für «Restmüll» (id-rest) schon in strassen.csv:2; ebenso Zeilen 3, 4, 5, 6, 7 und 8.",
		]);
	});

	test("two lines that want the same numbers, for four services", async () => {
		const found = await findings(replaced("strassen.csv", "16 - Ende", "14 - Ende"));
		expect(found.map(({ code, what }) => `${code} ${what}`)).toContain(
			"two_rounds Hauptstraße ab 14 hat für «Restmüll» (id-rest) zwei Touren: hier «2», in strassen.csv:4 «1», so auch für «Bio» (id-bio), «Papier» (id-papier), «Gelber Sack» (id-gelb).",
		);
		expect(saying(found, "two_rounds").length).toBe(1);
		expect(saying(found, "row_twice")).toEqual([]);
	});

	test("rounds of one service without dates, rounds without streets, Sundays", async () => {
		const found = await findings(
			{
				...replaced("papier.csv", "A;B", "C;D"),
				...replaced("gelb.txt", "2026-01-09", "2026-01-11"),
			},
			({ recipe }) =>
				Object.assign(recipe.read[3] ?? {}, {
					columns: ["C", "D"].map((column) => ({ column, services: ["id-papier"] })),
				}),
		);
		expect(saying(found, "round_without_dates")).toEqual([
			"Ahornweg und 4 weitere Straßen haben «Papier» (id-papier) in Tour «A», «B»; dafür gibt es keinen Termin.",
		]);
		expect(saying(found, "round_without_places")).toEqual([
			"«Papier» (id-papier) hat in Tour «C», «D» 12 Termine, aber keine Straße.",
		]);
		expect(saying(found, "sunday")).toEqual([
			"«Gelber Sack» (id-gelb) in Tour «1»: abgeholt wird an einem Sonntag, zuerst am So 11.1.2026.",
		]);
	});

	test("an empty cell of a round is no round of the whole town", async () => {
		const found = await findings(replaced("strassen.csv", /;[12]\n/gu, ";\n"));
		expect(found.map(({ code, where }) => `${code} ${where.line}`)).toContain("missing_round 2");
		expect(saying(found, "missing_round")).toEqual([
			"Die Spalte «Gelb» nennt keine Tour (Zeilen 2, 3, 4, 5, 6 und 7).",
		]);
	});
});

describe("one cause behind many lines", () => {
	const streets = Array.from({ length: 9 }, (_, at) => `Allee ${at + 1}a;12345;Breitstadt;;1;A;1`);

	test("the first three places, and how many more", async () => {
		const text = `Straße;PLZ;Ort;Nummern;Rest;Papier;Gelb\n${streets.join("\n")}\n`;
		const found = await findings({ "strassen.csv": text }, ({ recipe }) =>
			Object.assign(recipe.read[0] ?? {}, { numbers: { inStreet: true } }),
		);
		const told = found.filter(({ code }) => code === "number_in_street");
		expect(told.map(({ where, what }) => `${where.line} ${what}`)).toEqual([
			expect.stringMatching(
				/^2 .*«1a».* Ebenso Zeile 3 \(«Allee 2a»\), Zeile 4 \(«Allee 3a»\) und 6 weitere Zeilen\.$/u,
			),
		]);
	});

	test("each line can be acknowledged by itself", async () => {
		const text = `Straße;PLZ;Ort;Nummern;Rest;Papier;Gelb\n${streets.join("\n")}\n`;
		const found = await findings({ "strassen.csv": text }, ({ recipe }) => {
			Object.assign(recipe.read[0] ?? {}, { numbers: { inStreet: true } });
			Object.assign(recipe, { known: [{ where: "strassen.csv:2-9", code: "number_in_street", because: "heißt so" }] });
		});
		const told = found.filter(({ code }) => code === "number_in_street");
		expect(told.map(({ where }) => where.line)).toEqual([10]);
	});
});

describe("a file or a column that could not be read", () => {
	test.each([
		["a column of the streets", replaced("strassen.csv", "Straße;", "Strase;"), "unknown_column"],
		["a column of dates", replaced("papier.csv", "A;B", "C;D"), "unknown_column"],
		["XML as a table", { "papier.csv": '<?xml version="1.0"?>\n<a>\n<b>1;2</b>\n</a>\n' }, "not_a_table"],
		["JSON as a table", { "papier.csv": '[{"a":1},\n{"a":2}]\n' }, "not_a_table"],
		["a calendar as a table", { "papier.csv": "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n" }, "not_a_table"],
	])("is one finding, with what follows from it: %s", async (_, texts, code) => {
		const before = (await told(sent())).imported?.dataset;
		const { findings: found } = await told(sent({ ...TEXTS, ...texts }), before);
		expect(found.map((each) => each.code)).toEqual([code]);
		expect(found[0]?.remedy).toMatch(/Danach noch einmal importieren: \d+ weitere Befunde können daher kommen\.$/u);
	});
});

test("in a file of one line the path tells the row", async () => {
	const json = (TEXTS["glas.json"] ?? "").replace("2026-02-17", "31.2.2026");
	const found = await findings({ "glas.json": JSON.stringify(JSON.parse(json)) });
	expect(found.flatMap(({ code, where }) => (code === "bad_day" ? [where.field] : []))).toEqual(["termine/1/Tag"]);
});

describe("no false hint", () => {
	test("a rhythm that doubles in winter ends with the plan", async () => {
		const weekly = Array.from({ length: 45 }, (_, week) =>
			new Date(Date.UTC(2026, 0, 7 + 7 * week)).toISOString().slice(0, 10),
		);
		const dates = [...weekly, "2026-11-25", "2026-12-09"];
		const glass = dates.map((datum) => ({ datum, art: "Glas" }));
		const found = await findings({ "glas.json": JSON.stringify({ termine: glass }) });
		expect(found.filter(({ code, what }) => code === "early_end" && what.includes("Glas"))).toEqual([]);
	});

	test("a rule that a policy moves to where the list has the date", async () => {
		const found = await findings(
			{
				"regeln.csv": "Leistung;Bezirk;Regel\nBio;1;jeden Montag\nBio;2;alle 2 Wochen Mittwoch ab 07.01.2026\n",
				"bio.csv": "Tag\n07.04.2026\n13.04.2026\n",
				"verschoben.csv": "Von;Nach;Grund\n05.01.2026;06.01.2026;Schnee\n",
			},
			({ recipe }) => {
				recipe.read.push({
					as: "date-columns",
					file: "bio.csv",
					columns: [{ column: "Tag", services: ["id-bio"], round: "1" }],
				});
				Object.assign(recipe.read[9] ?? {}, { services: ["id-rest"] });
			},
		);
		expect(saying(found, "days_meet").filter((what) => what.includes("Bio"))).toEqual([]);
	});
});
