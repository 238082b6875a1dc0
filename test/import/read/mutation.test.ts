import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { xlsx } from "../hostile/files.ts";
import { importFiles } from "../hostile/one-file.ts";

/**
 * One byte of a file changes, or its end is cut off: afterwards each date stands in the file as it
 * is now, or there is a finding. Days are found again by looking for their digits in the text, not by reading it.
 */

const DAYS = ["2026-01-05", "2026-01-19", "2026-02-02", "2026-02-16", "2026-03-02", "2026-03-16"];
const STEP = { as: "dates", service: "rest", date: "Datum", format: "YYYY-MM-DD" };
const TREE = { rows: "*", columns: { Datum: "d" } };

const FORMS: readonly (readonly [string, object, (days: readonly string[]) => string])[] = [
	["CSV", STEP, (days) => `Nr;Datum;Ort\n${days.map((day, at) => `${at};${day};"Mühle"\n`).join("")}`],
	["JSON", { ...STEP, tree: TREE }, (days) => `[${days.map((day) => `{"d":"${day}","ort":"Mühle"}`).join(",\n")}]`],
	[
		"XML",
		{ ...STEP, tree: { rows: "k/*", columns: { Datum: "d" } } },
		(days) => `<k>${days.map((day) => `<e><d>${day}</d><ort>Mühle</ort></e>`).join("\n")}</k>`,
	],
	[
		"text",
		{ ...STEP, text: { patterns: [{ row: "{Datum:day} Mühle" }] } },
		(days) => days.map((day) => `${day} Mühle\n`).join(""),
	],
	[
		"page",
		{ ...STEP, text: { html: true, patterns: [{ row: "{Datum:day} | Mühle" }] } },
		(days) => `<table>${days.map((day) => `<tr><td>${day}</td><td>M&uuml;hle</td></tr>`).join("\n")}</table>`,
	],
];

/** A generator of numbers from a seed (mulberry32), so that a failure can be tried again. */
function randomFrom(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
	};
}

/** Hints about the dates themselves: they would hide what the readers pass over. */
const JUDGED_LATER = new Set([
	"early_end",
	"late_start",
	"long_gap",
	"near_dates",
	"day_twice",
	"row_twice",
	"only_date",
]);

const SEED = 20261130;
const EACH = 60;

async function daysOf(step: object, bytes: Uint8Array) {
	const { problems, warnings, dataset } = await importFiles([{ ...step, file: "f" }], new Map([["f", bytes]]), {
		districts: "Ort",
	});
	const told = [...problems, ...warnings].filter(({ where, code }) => where.file === "f" && !JUDGED_LATER.has(code));
	return { days: dataset.rounds.flatMap(({ dates }) => dates.map(({ day }) => String(day))).sort(), told };
}

function standIn(bytes: Uint8Array): string[] {
	const text = new TextDecoder("utf-8").decode(bytes);
	return [...text.matchAll(/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/gu)].map(([day]) => day).sort();
}

describe.each(FORMS)("%s (seed 20261130)", (_, step, write) => {
	const whole = strToU8(write(DAYS));

	test("as it is", async () => {
		expect(await daysOf(step, whole)).toEqual({ days: DAYS, told: [] });
	});

	test("a byte that changed", async () => {
		const random = randomFrom(SEED);
		const silent: string[] = [];
		for (let nth = 0; nth < EACH; nth++) {
			const at = random(whole.length);
			const bytes = whole.with(at, (whole[at] ?? 0) ^ (1 << random(8)));
			const { days, told } = await daysOf(step, bytes);
			if (told.length === 0 && String(days) !== String(standIn(bytes)))
				silent.push(`${at}: ${days} for ${standIn(bytes)}`);
		}
		expect(silent).toEqual([]);
	});

	test("cut anywhere", async () => {
		const random = randomFrom(SEED + 1);
		const silent: string[] = [];
		for (let nth = 0; nth < EACH / 2; nth++) {
			const bytes = whole.slice(0, random(whole.length));
			const { days, told } = await daysOf(step, bytes);
			if (told.length === 0 && String(days) !== String(standIn(bytes))) silent.push(`${bytes.length}: ${days}`);
		}
		expect(silent).toEqual([]);
	});
});

test.each([
	[
		"a workbook",
		"f",
		{ ...STEP, sheet: 1 },
		xlsx({
			sheet: `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Datum</t></is></c></row>${DAYS.map((_, at) => `<row r="${at + 2}"><c r="A${at + 2}" s="1"><v>${46_027 + at * 14}</v></c></row>`).join("")}</sheetData>`,
		}),
	],
	["an archive", "f > *.csv", STEP, zipSync({ "a.csv": strToU8(`Datum\n${DAYS.join("\n")}\n`) })],
])("%s in which a byte changed or the end is missing holds its days, or is told", async (_, file, step, whole) => {
	const random = randomFrom(SEED + 2);
	for (let nth = 0; nth < EACH; nth++) {
		const at = random(whole.length);
		const bytes = nth % 3 === 0 ? whole.slice(0, at) : whole.with(at, (whole[at] ?? 0) ^ (1 << random(8)));
		const { problems, dataset } = await importFiles([{ ...step, file }], new Map([["f", bytes]]), { districts: "Ort" });
		const days = dataset.rounds.flatMap(({ dates }) => dates.map(({ day }) => String(day)));
		if (problems.length === 0) expect([at, days]).toEqual([at, DAYS]);
	}
});
