import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { guessTown } from "../../../data/import/guess/guess.ts";
import { townAsText } from "../../../data/import/guess/town-text.ts";
import { unpacked } from "../../../data/import/guess/unpacked.ts";
import { importTown } from "../../../data/import/import-town.ts";
import { parseTownFile } from "../../../data/import/recipe/town-file.ts";
import { unpack } from "../../../data/import/unpack.ts";
import { workbook } from "../hostile/workbook.ts";
import { type Choice, pastedBy } from "./clerk.ts";
import { byRecipe, guessed, imported, SHARED, said } from "./shared-files.ts";

// FRAGEN.md works as written: whoever pastes what stands there has no open question left, and the right dates.

interface Town {
	readonly kind: string;
	readonly folder: string;
	readonly recipe?: string;
	readonly files?: readonly string[];
	readonly choices: Readonly<Record<string, Choice>>;
	/** Names that the clerk writes in the place of the example. */
	readonly words?: Readonly<Record<string, string>>;
}

const TOWNS: readonly Town[] = [
	{
		kind: "csv",
		folder: "bremen-2020-2023",
		recipe: "bremen-csv-2020",
		files: ["data.csv"],
		choices: { "Was wird bei «Papier / Gelber Sack»": "Mehrere", "Für wen gelten": "Die Termine gelten für alle" },
		words: { "Ganze Gemeinde": "Bremen" },
	},
	{
		kind: "csv of several files",
		folder: "zurich-openerz-2014-2023",
		files: ["kehricht", "bioabfall", "papier", "karton", "sonderabfall"].map((name) => `zurich_${name}.csv`),
		choices: { "Haben die meisten": "Ja" },
		words: { "Bezirk {round}": "PLZ {round}", "2014-01-01": "2013-01-01" },
	},
	{
		kind: "json",
		folder: "aarau-2025-2026",
		choices: {
			"Wird bei": "Nein",
			"Was ist «Grünabfuhr»": "Bioabfall",
			"Haben die meisten": "Ja",
		},
		words: { "Bezirk {round}": "Region {round}" },
	},
	{
		kind: "xml",
		folder: "bisamberg-2011-2013",
		choices: {},
		words: { "Bezirk {round}": "Zone {round}" },
	},
	{
		kind: "ics, one per district",
		folder: "geilenkirchen-2026",
		choices: {},
		words: {},
	},
	{
		kind: "ics with places to go to",
		folder: "ics-awido-putzbrunn-2017-2018",
		choices: {
			"Was wird bei «Sperrmüll- und": "Eine Leistung",
			"Für wen gilt": "Für die ganze Gemeinde",
			"Kommt schadstoff": "Es hält an Orten",
		},
		words: { "Ganze Gemeinde": "Tannenstraße" },
	},
	{
		kind: "html",
		folder: "bremen-2020-2023",
		recipe: "bremen-html-2018",
		files: ["data.html"],
		choices: {},
		words: { "Ganze Gemeinde": "Bahnhofstraße" },
	},
];

describe.skipIf(!existsSync(SHARED))("FRAGEN.md, pasted line by line", () => {
	test.each(TOWNS)("$kind, $folder: nothing is open, and every date is right", async (town) => {
		const { folder, recipe = folder, files, choices, words = {} } = town;
		const { town: made, questions } = await guessed(folder, files && [...files]);
		const text = pastedBy(townAsText(made), questions, choices);
		const json = Object.entries(words).reduce((now, [from, to]) => now.replaceAll(from, to), text);
		const got = await imported(folder, json);
		expect(got.problems).toEqual([]);
		const [mine, theirs] = [new Set(said(got.dataset)), new Set(said(await byRecipe(recipe)))];
		const differing = [...mine, ...theirs].filter((each) => !(mine.has(each) && theirs.has(each)));
		expect(differing.slice(0, 5)).toEqual([]);
	});
});

const DAYS = ["07.01.2027", "21.01.2027", "04.02.2027", "18.02.2027"];
const LINES = DAYS.map((day, at) => `${day} ${at % 2 ? "Restmüll" : "Papier / Gelber Sack"}`);
const ROWS = DAYS.map((day, at) => [day, at % 2 ? "Restmüll" : "Papier / Gelber Sack"]);

/** What one file gives whose questions were answered with the first answer, and names of several things with that. */
async function pastedTown(name: string, bytes: Uint8Array) {
	const { town, questions } = guessTown("handstadt", await unpacked(name, bytes));
	const json = pastedBy(townAsText(town), questions, { "Was wird bei": "Mehrere" });
	const read = parseTownFile(json, "handstadt");
	if (!read.ok) throw new Error(`${JSON.stringify(read.problems)}\n${json}`);
	const { id, file } = read.value;
	const files = await unpack(file, new Map([[`source/${name}`, bytes]]));
	return importTown({ id, file, files, previous: undefined, now: "2026-11-30T00:00:00Z", acceptLoss: false });
}

describe("FRAGEN.md of files that somebody made by hand", () => {
	test.each([
		["plan.xlsx", workbook([["Datum", "Abfallart"], ...ROWS])],
		["plan.txt", `Abfuhrplan 2027\n\n${LINES.join("\n")}\n\nAlle Angaben ohne Gewähr\n`],
		["plan.txt", ROWS.map((row) => row.join(": ")).join("\r\n")],
		["plan.csv", `Datum;Abfallart\n${ROWS.map((row) => row.join(";")).join("\n")}\n`],
		["plan.csv", `Papier / Gelber Sack;Restmüll\n${[0, 2].map((at) => `${DAYS[at]};${DAYS[at + 1]}`).join("\n")}\n`],
		[
			"plan.html",
			`<html><body><h1>Abfuhr</h1><table>${ROWS.map((row) => `<tr><td>${row.join("</td><td>")}</td></tr>`).join("\n")}</table></body></html>`,
		],
		["plan.json", JSON.stringify(ROWS.map(([datum, art]) => ({ datum, art })))],
	] as const)("%s: nothing is open, and every date is right", async (name, content) => {
		const got = await pastedTown(name, typeof content === "string" ? new TextEncoder().encode(content) : content);
		expect(got.problems).toEqual([]);
		expect(said(got.dataset)).toEqual(
			[
				["packaging", 0],
				["packaging", 2],
				["paper", 0],
				["paper", 2],
				["residual", 1],
				["residual", 3],
			].map(([fraction, at]) => `Ganze Gemeinde ${fraction} ${DAYS[Number(at)]?.split(".").reverse().join("-")}`),
		);
	});
});

test.skipIf(!existsSync(SHARED))("a sample of Potsdam's streets, pasted: every date as in its files", async () => {
	const files = ["samples/1 Aalsteig.json", "samples/100 Am Schwarzen Weg.json", "samples/1017 Zeppelinstr..json"];
	const packed = files.map((file) => [file, new Uint8Array(readFileSync(join(SHARED, "potsdam-2017", file)))] as const);
	const made = await pastedTown("plan.zip", zipSync(Object.fromEntries(packed)));
	expect(made.problems).toEqual([]);
	expect(said(made.dataset)).toEqual([...new Set(files.flatMap(saidInFile))].sort());
});

const WORDS: readonly (readonly [string, string])[] = [
	["Restabfall", "residual"],
	["Bioabfall", "organic"],
	["Leichtverpackungen", "packaging"],
	["Altpapier", "paper"],
];

/** What a file of Potsdam says, read without any of the importer. */
function saidInFile(file: string): string[] {
	type Months = Readonly<Record<string, readonly { readonly date: string; readonly descr: string }[]>>;
	const streets = JSON.parse(readFileSync(join(SHARED, "potsdam-2017", file), "utf8")) as Record<string, Months>;
	return Object.entries(streets).flatMap(([street, months]) =>
		Object.values(months)
			.flat()
			.flatMap(({ date, descr }) =>
				WORDS.filter(([word]) => descr.includes(word)).map(([, fraction]) => `${street} ${fraction} ${date}`),
			),
	);
}
