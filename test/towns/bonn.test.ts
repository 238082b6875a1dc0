import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { collectionsOf } from "../../data/model/dataset.ts";
import { resolve, type Street } from "../../data/model/street.ts";
import { type Ran, run, runMany } from "../import/command.ts";
import {
	describeTown,
	difference,
	germanDay,
	houseNumber,
	type Imported,
	importForeign,
	published,
	tell,
} from "./foreign.ts";

const TOWN = "bonn-2015";
const FILE = "bonn-abfuhrtermine-2015.derived.csv";

/** The city's words for a service and its rhythm, and what the recipe calls it. */
const SERVICES: Readonly<Record<string, string>> = {
	"Restmüll - 240 l|01-wöchentl.": "rest-1w",
	"Restmüll - 240 l|02-wöchentl.": "rest-2w",
	"Restmüll - 240 l|02*wöchentl.": "rest-2x",
	"Bio|02*monatlich": "bio",
	"Papier / Gelb|01-monatlich": "papier-gelb",
	"Sperrmüll|": "sperr",
	"Weihnachtsbäume|": "baum",
	"Gelbe Großbehälter|": "gelb-gross",
};

/** A row as this test reads it, without any code of the import. */
interface Row {
	readonly line: number;
	readonly street: string;
	readonly service: string;
	readonly even: readonly [number, number];
	readonly odd: readonly [number, number];
	readonly taken: readonly string[];
	readonly left: readonly string[];
	readonly days: readonly string[];
}

function readRows(): { rows: Row[]; junk: number[] } {
	const [head = "", ...lines] = readFileSync(published(TOWN, FILE), "utf8").split("\r\n");
	const column = new Map(head.split(";").map((name, at) => [name, at]));
	const firstDay = column.get("TERMIN000") ?? -1;
	const [rows, junk]: [Row[], number[]] = [[], []];
	lines.forEach((text, at) => {
		if (text === "") return;
		const cells = text.split(";");
		const cell = (name: string) => (cells[column.get(name) ?? -1] ?? "").trim().replaceAll("  ", " ");
		const line = at + 2;
		if (cell("STRASSE1") === "") junk.push(line);
		else
			rows.push({
				line,
				street: `${cell("STRASSE1")} ${cell("PLZ1")}`,
				service: SERVICES[`${cell("PLAN_BEZ")}|${cell("AUFGTURNUS")}`] ?? "?",
				even: [Number(cell("HNR_GE_AB")), Number(cell("HNR_GE_BIS"))],
				odd: [Number(cell("HNR_UG_AB")), Number(cell("HNR_UG_BIS"))],
				taken: listed(cell("HNR_POS")),
				left: listed(cell("HNR_NEG")),
				days: [...new Set(cells.slice(firstDay).filter((day) => day !== ""))].map(germanDay).sort(),
			});
	});
	return { rows, junk };
}

/** `161, 161A, 163`; `0` is empty, `0gegenü` is nothing that a number could be. */
function listed(cell: string): string[] {
	return cell.split(",").flatMap((item) => (/^\s*[1-9]\d*[A-Z]?\s*$/u.test(item) ? [item.trim()] : []));
}

function holds(row: Row, number: string): boolean {
	if (row.taken.includes(number)) return true;
	if (row.left.includes(number)) return false;
	const digits = Number.parseInt(number, 10);
	const [from, to] = digits % 2 === 0 ? row.even : row.odd;
	return to > 0 && from <= digits && digits <= (to >= 9998 ? Number.POSITIVE_INFINITY : to);
}

type Kind = "even" | "odd" | "open end" | "included" | "excluded";

/** A number of each kind that the row has. */
function samples(row: Row): [Kind, string][] {
	const some: [Kind, string][] = [
		...row.taken.map((number): [Kind, string] => ["included", number]),
		...row.left.map((number): [Kind, string] => ["excluded", number]),
	];
	for (const [kind, [from, to]] of [["even", row.even] as const, ["odd", row.odd] as const]) {
		if (to === 0) continue;
		const within = [from, from + 2, to >= 9998 ? from + 4 : to].map(String);
		const plain = within.find((number) => holds(row, number));
		if (plain) some.push([kind, plain]);
		if (to >= 9998) some.push(["open end", String(kind === "even" ? 8888 : 8889)]);
	}
	return some;
}

describeTown(TOWN, () => {
	let bonn: Imported;
	let streets: ReadonlyMap<string, Street>;
	const { rows, junk } = readRows();
	const byStreet = Map.groupBy(rows, ({ street, service }) => `${street} ${service}`);

	beforeAll(async () => {
		bonn = await importForeign(TOWN);
		streets = new Map(bonn.dataset.streets.map((street) => [`${street.name} ${street.postcode}`, street]));
	});

	/** The rows that speak of this number, in the order of the file. */
	const speaking = ({ street, service }: Row, number: string) =>
		(byStreet.get(`${street} ${service}`) ?? []).filter((row) => holds(row, number));

	function told({ street, service }: Row, number: string): string[] {
		const found = streets.get(street);
		if (!found) return [`no street ${street}`];
		const given = houseNumber(number);
		const { decided } = resolve(found, given);
		if (!decided) return [];
		const collections = collectionsOf(bonn.dataset, decided, { services: [service as never], number: given });
		return collections.map(
			({ day, planned, sources }) =>
				`${day} ${planned} ${sources.date.file}:${sources.date.line} ${sources.assigned.line} ${sources.moved?.line ?? ""}`,
		);
	}

	test("17,009 rows and 63 that say nothing; each of those is named with its line", () => {
		expect(rows).toHaveLength(17_009);
		expect(junk).toHaveLength(63);
		expect(rows.filter(({ service }) => service === "?")).toEqual([]);
		expect(bonn.report.rows).toEqual({ [FILE]: { held: 17_072, read: 17_009 } });
		const named = bonn.report.acknowledged.filter(({ problem }) => problem.code === "missing_street");
		expect(named.map(({ problem }) => problem.where.line)).toEqual(junk);
		expect(bonn.report.problems).toEqual([]);
	});

	test("every date of every row for a number of each kind, and nothing else", () => {
		const counts: Record<Kind, number> = { even: 0, odd: 0, "open end": 0, included: 0, excluded: 0 };
		const differences: string[] = [];
		let [dates, compared] = [0, 0];
		for (const row of rows) {
			let spokenFor = false;
			for (const [kind, number] of samples(row)) {
				counts[kind]++;
				const speakers = speaking(row, number);
				// An excluded number gets only what another row of the same service says.
				expect(speakers.includes(row)).toBe(kind !== "excluded");
				const [first] = speakers;
				const expected = (first?.days ?? []).map((day) => `${day} ${day} ${FILE}:${first?.line} ${first?.line} `);
				differences.push(...difference(expected, told(row, number)).map((each) => `${row.street} ${number}: ${each}`));
				if (speakers.some(({ days }) => days.join() !== first?.days.join()))
					differences.push(`${row.line}: rows disagree`);
				compared += expected.length;
				spokenFor ||= kind !== "excluded";
			}
			expect(spokenFor).toBe(true);
			dates += row.days.length;
		}
		expect(differences.slice(0, 20)).toEqual([]);
		expect(dates).toBe(248_466);
		expect(counts).toMatchInlineSnapshot(`
			{
			  "even": 16397,
			  "excluded": 635,
			  "included": 616,
			  "odd": 16490,
			  "open end": 26824,
			}
		`);
		tell({
			town: "Bonn 2015",
			rows: rows.length,
			acknowledged: bonn.report.acknowledged.length,
			dates,
			differences: differences.length,
		});
		expect(compared).toBeGreaterThan(dates);
	});

	test("the dataset with its source lines is at most 100 kB in brotli", () => {
		const compressed = brotliCompressSync(bonn.json, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
		console.log(`Bonn: ${bonn.json.length} bytes, ${compressed.length} in brotli`);
		expect(compressed.length).toBeLessThanOrEqual(100_000);
	});

	test("the import needs at most 500 MB of memory", () => {
		console.log(`Bonn: peak of the import ${Math.round(bonn.ran.peakMegabytes)} MB`);
		expect(bonn.ran.peakMegabytes).toBeGreaterThan(30);
		expect(bonn.ran.peakMegabytes).toBeLessThanOrEqual(500);
	});

	test("the command itself, on 200 addresses, 20 of them in a process of their own", async () => {
		const random = lottery(20_151_231);
		const drawn = Array.from({ length: 200 }, () => {
			const row = rows[random(rows.length)];
			const some = row ? samples(row).filter(([kind]) => kind !== "excluded") : [];
			const [, number] = some[random(some.length)] ?? [];
			if (!row || number === undefined) throw new Error("a row without a number");
			return { row, number, given: addressOf(row, number) };
		});
		const batches = [0, 1, 2].map((nth) => drawn.slice(20).filter((_, at) => at % 3 === nth));
		const differences: string[] = [];
		const compare = (asked: (typeof drawn)[number], ran: Ran | undefined) =>
			differences.push(...compareWithCommand(asked.row, asked.number, ran));
		await Promise.all([
			(async () => {
				for (const asked of drawn.slice(0, 20)) compare(asked, await run("collections", ...asked.given));
			})(),
			...batches.map(async (batch) => {
				const answers = await runMany(
					"collections",
					batch.map(({ given }) => given),
				);
				batch.forEach((asked, at) => {
					compare(asked, answers[at]);
				});
			}),
		]);
		expect(batches.flat()).toHaveLength(180);
		expect(differences).toEqual([]);
	});

	function addressOf(row: Row, number: string): string[] {
		const [name, postcode] = [row.street.slice(0, -6), row.street.slice(-5)];
		return [bonn.folder, "--street", name, "--postcode", postcode, "--number", number];
	}

	/** All services of the address, as the command lists them. */
	function compareWithCommand(row: Row, number: string, ran: Ran | undefined): string[] {
		const { code, stdout } = ran ?? { code: undefined, stdout: "" };
		const [head, ...lines] = stdout.trimEnd().split("\n");
		if (code !== 0 || head !== "day;planned;fraction;service;reason;source")
			return [`${row.street} ${number}: exit ${code}`];
		const wanted = Object.values(SERVICES).flatMap((service) => {
			const first = speaking({ ...row, service }, number)[0];
			return (first?.days ?? []).map((day) => `${day};${day};${service};${FILE}:${first?.line}`);
		});
		const listed = lines.map((line) => {
			const [day, planned, , service, , source] = line.split(";");
			return [day, planned, service, source].join(";");
		});
		const order = listed.map((line) => `${line.slice(0, 10)} ${line.split(";")[2]}`);
		if (order.join() !== order.toSorted().join()) return [`${row.street} ${number}: not in order`];
		return difference(wanted, listed).map((each) => `${row.street} ${number}: ${each}`);
	}
});

/** The same drawing each time: a linear congruential generator (Numerical Recipes). */
function lottery(seed: number) {
	let state = seed;
	return (below: number) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}
