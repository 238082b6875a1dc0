import { describe, expect, test } from "vitest";
import { parseTownFile } from "../../../data/import/recipe/town-file.ts";
import { importOne, townOfOneStep } from "../hostile/one-file.ts";

// What a finding says to write helps whoever writes it.

const ALL = { districts: "Alle" };
const DATES = { as: "dates", service: "rest", date: "Datum" };

describe("an entry to paste under `known`", () => {
	const rows = "Straße;Tour\n;A\nRing;A\n;A\n;A\n";
	const step = { as: "streets", street: "Straße", rounds: [{ services: ["rest"], column: "Tour" }] };

	test("names the lines of a cause, and acknowledges them", async () => {
		const { entries } = await importOne(step, "s.csv", rows);
		const [entry = ""] = entries.filter((each) => each.includes("missing_street"));
		expect(entry).toBe('{ "where": "s.csv:2,4-5", "code": "missing_street", "because": "…" }');
		const town = JSON.stringify(townOfOneStep({ ...step, file: "s.csv" }, { known: [JSON.parse(entry)] }));
		expect(parseTownFile(town, "teststadt").ok).toBe(true);
		const known = await importOne(step, "s.csv", rows, { known: [JSON.parse(entry)] });
		expect(known.problems.map(({ code }) => code)).not.toContain("missing_street");
		expect(known.entries.join()).not.toContain("missing_street");
	});

	test("is not offered for what cannot stay", async () => {
		const { entries } = await importOne(DATES, "d.csv", "Datum\n05.01.2026\n12.13.2026\n", ALL);
		expect(entries.join()).not.toContain("bad_day");
	});
});

describe("an empty cell of services", () => {
	const map = { Rest: "rest", Papier: null };
	test("is nothing to be mapped to a service", async () => {
		const step = { ...DATES, service: { columns: ["Art"], map } };
		const { problems } = await importOne(step, "d.csv", "Datum;Art\n05.01.2026;Rest\n12.01.2026;\n", ALL);
		expect(problems.map(({ code, where }) => `${code} ${where.line}`)).toEqual(["unmapped_service 3"]);
		expect(problems[0]?.remedy).toContain('"": null');
		expect(problems[0]?.remedy).not.toContain("<leistung>");
	});
});

test("a service without dates waits for the rows that could not be read, until they are acknowledged", async () => {
	const of = async (recipe: object) =>
		(await importOne(DATES, "d.csv", "Datum\n05.13.2026\n", recipe)).problems.map(({ code }) => code);
	expect(await of(ALL)).toEqual(["bad_day"]);
	const known = [{ where: "d.csv:2", code: "bad_day", because: "leer" }];
	expect(await of({ ...ALL, known })).toEqual(["service_without_dates"]);
});

test.each([
	["Stra\u00dfe", 0xdf, "windows-1252", /«Stra\?e» steht ein Byte \(0xDF\)/u],
	["M\u00fchle", 0x81, "cp850", /«M\?hle» steht ein Byte \(0x81\)/u],
	["Ring", 0xc0, undefined, /steht ein Byte \(0xC0\)/u],
])("one byte that is no UTF-8: %s", async (word, byte, encoding, what) => {
	const line = word.replace(/[^\p{ASCII}]/u, "?");
	const bytes = new TextEncoder().encode(`Datum;Ort\n05.01.2026;${line === word ? `${word}?` : line}\n`);
	bytes[bytes.indexOf("?".charCodeAt(0))] = byte;
	const { problems } = await importOne(DATES, "d.csv", bytes, ALL);
	const [found] = problems;
	expect(`${found?.code} ${found?.where.line}`).toBe("wrong_encoding 2");
	expect(found?.what).toMatch(what);
	if (encoding) expect(found?.remedy).toContain(`Ist «${word}» gemeint, im Rezept "encoding": "${encoding}"`);
	expect(found?.remedy).toContain("Wort in der Datei berichtigen");
});
