import fc from "fast-check";
import { expect, test } from "vitest";
import type { Imported } from "../../data/import/import-town.ts";
import { importOne } from "./hostile/one-file.ts";

// A cell that a step reads is damaged: then other dates come out, or a finding names the file. Never the same in silence.

const BY_DISTRICT = { districts: "Bezirk {round}" };

const KINDS = {
	dates: {
		step: { as: "dates", service: { columns: ["Art"], map: { Rest: "rest" } }, date: "Datum", round: "Tour" },
		rows: [
			["Datum", "Tour", "Art"],
			["05.01.2026", "1", "Rest"],
			["12.01.2026", "2", "Rest"],
		],
	},
	"dates of a street": {
		step: { as: "dates", service: "rest", date: "Datum", street: "Straße" },
		rows: [
			["Datum", "Straße"],
			["05.01.2026", "Ring"],
			["12.01.2026", "Weg"],
		],
	},
	"date-columns": {
		step: { as: "date-columns", columns: [{ column: "A", services: ["rest"] }], none: ["-"] },
		rows: [["A"], ["05.01.2026"], ["12.01.2026"]],
	},
	"day-tokens": {
		step: { as: "day-tokens", date: "Datum", tokens: ["Was"], map: [{ token: "R{round}", services: ["rest"] }] },
		rows: [
			["Datum", "Was"],
			["05.01.2026", "R1"],
			["12.01.2026", "R2"],
		],
	},
	rhythms: {
		step: { as: "rhythms", service: "rest", round: "Tour", first: "Ab", weeks: "Wochen" },
		rows: [
			["Tour", "Ab", "Wochen"],
			["1", "05.01.2026", "4"],
			["2", "12.01.2026", "4"],
		],
	},
	rules: {
		step: { as: "rules", service: "rest", round: "Tour", rule: "Regel" },
		rows: [
			["Tour", "Regel"],
			["1", "1. Montag im Monat"],
			["2", "2. Montag im Monat"],
		],
	},
	streets: {
		step: {
			as: "streets",
			street: "Straße",
			service: "rest",
			dates: { columns: ["T1", "T2"], none: ["-"] },
		},
		rows: [
			["Straße", "T1", "T2"],
			["Ring", "05.01.2026", "19.01.2026"],
			["Weg", "12.01.2026", "26.01.2026"],
		],
	},
};

/** All that people would see: street, round and day. */
function seen({ dataset }: Imported): string {
	return JSON.stringify([
		dataset.streets.map(({ name }) => name),
		dataset.rounds.map(({ name, dates }) => [name, dates.map(({ day }) => day)]),
	]);
}

function told({ problems, warnings }: Imported): string[] {
	return [...problems, ...warnings].map(({ code, where, what }) => `${code} ${where.file}:${where.line} ${what}`);
}

const importRows = (step: object, rows: readonly (readonly string[])[]) =>
	importOne(step, "d.csv", `${rows.map((cells) => cells.join(";")).join("\n")}\n`, BY_DISTRICT);

test.each(Object.entries(KINDS))("%s: no damage to a cell is passed over", async (_, { step, rows }) => {
	const whole = await importRows(step, rows);
	expect(whole.problems).toEqual([]);
	const damage = fc.constantFrom<(cell: string) => string>(
		() => "",
		() => "?",
		(cell) => `${cell} x`,
		(cell) => cell.slice(2),
		(cell) => cell.replace(/\d(?=\D*$)/u, "x"),
	);
	const place = fc.tuple(fc.integer({ min: 1, max: 2 }), fc.nat({ max: (rows[0]?.length ?? 1) - 1 }));
	await fc.assert(
		fc.asyncProperty(place, damage, async ([row, column], change) => {
			const before = rows[row]?.[column] ?? "";
			const after = change(before);
			fc.pre(after !== before);
			const damaged = rows.map((cells, at) => (at === row ? cells.with(column, after) : cells));
			const imported = await importRows(step, damaged);
			const isTold = told(imported).join("\n") !== told(whole).join("\n");
			expect(isTold || seen(imported) !== seen(whole)).toBe(true);
			const { held = 0, read = 0, leftOut = 0 } = imported.rows.get("d.csv") ?? {};
			expect(read + leftOut === held || imported.problems.length > 0).toBe(true);
		}),
		{ numRuns: 40, seed: 9 },
	);
});

test.each(Object.entries(KINDS))("%s: a row that is gone is other dates, or told", async (_, { step, rows }) => {
	const whole = await importRows(step, rows);
	for (const gone of [1, 2]) {
		const imported = await importRows(step, rows.toSpliced(gone, 1));
		expect(seen(imported) !== seen(whole) || told(imported).length > told(whole).length).toBe(true);
	}
});
