import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import { TownFolder } from "../../../data/import/command/town-folder.ts";
import { type Imported, importTown } from "../../../data/import/import-town.ts";
import type { TownFile } from "../../../data/import/recipe/recipe.ts";
import { unpack } from "../../../data/import/unpack.ts";
import { collectionsOf } from "../../../data/model/dataset.ts";
import { describeTown, published } from "../../towns/foreign.ts";
import { Luck } from "./engine/luck.ts";
import { findingsOf } from "./engine/verdict.ts";

// Workbooks as towns publish them, with a row or a cell that somebody spoilt: what comes of it is what stands there
// now, or it is told.

const TOWNS = join(dirname(fileURLToPath(import.meta.url)), "../../towns");
const SEED = Number(process.env.SEED ?? 20_261_130);
const COUNT = 2;

/** Spoils one row of a sheet; nothing where it does not fit the row. */
type Spoil = (row: string, luck: Luck) => string | undefined;

interface Kind {
	readonly spoil: Spoil;
	/** The days of the row may go, as they do for any reader; no others, and none may come. */
	readonly mayLose?: true;
}

interface Book {
	readonly folder: string;
	readonly recipe: string;
	readonly file: string;
	/** Parts with the rows of a sheet. */
	readonly sheets: readonly string[];
	readonly row: RegExp;
	readonly kinds: Readonly<Record<string, Kind>>;
	readonly rewrite: (town: TownFile) => TownFile;
}

/** One of all places that fit the pattern is put otherwise. */
function replaced(pattern: RegExp, put: (...groups: string[]) => string): Spoil {
	return (row, luck) => {
		const match = luck.pick([...row.matchAll(pattern)]);
		return match && row.slice(0, match.index) + put(...match.slice(1)) + row.slice(match.index + match[0].length);
	};
}

const doubled: Kind = { spoil: (row) => row + row };
const lost: Kind = { spoil: () => "", mayLose: true };

const XLSX_DAY = /<c r="(\w+)"([^>]*?)(?: t="n")?><v>(4[56]\d{3})<\/v><\/c>/gu;
const ODS_NUMBER = /<table:table-cell office:value-type="float"[^>]*><text:p>(\d+)<\/text:p><\/table:table-cell>/gu;

function germanOf(serial: string): string {
	const day = new Date(Date.UTC(1899, 11, 30 + Number(serial))).toISOString();
	return `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;
}

const BOOKS: readonly Book[] = [
	{
		folder: "markt-schwaben-2024-2026",
		recipe: "markt-schwaben-xlsx-2026",
		file: "Muellabfuhrkalender_2026.macrofree.xlsx",
		sheets: [3, 4, 5].map((sheet) => `xl/worksheets/sheet${sheet}.xml`),
		row: /<row [^>]*>.*?<\/row>/gsu,
		rewrite: (town) => town,
		kinds: {
			"cell emptied": { spoil: replaced(XLSX_DAY, (at = "", style = "") => `<c r="${at}"${style}/>`), mayLose: true },
			"row doubled": doubled,
			"row lost": lost,
			"row hidden": { spoil: replaced(/<row /gu, () => '<row hidden="1" ') },
			"day as text": {
				spoil: replaced(
					XLSX_DAY,
					(at, style, serial = "") => `<c r="${at}"${style} t="inlineStr"><is><t>${germanOf(serial)}</t></is></c>`,
				),
			},
		},
	},
	{
		folder: "buende-2016",
		recipe: "buende-2016",
		file: "Kalender-2016.ods",
		sheets: ["content.xml"],
		row: /<table:table-row [^>]*>(?:(?!<table:table-row ).)*?<table:table-cell office:value-type="float".*?<\/table:table-row>/gsu,
		rewrite: ofOpenDocument,
		kinds: {
			"cell emptied": { spoil: replaced(ODS_NUMBER, () => "<table:table-cell/>"), mayLose: true },
			"row doubled": doubled,
			"row lost": lost,
			"row filtered": { spoil: replaced(/<table:table-row /gu, () => '<table:table-row table:visibility="filter" ') },
			"number as text": {
				spoil: replaced(
					ODS_NUMBER,
					(text) => `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`,
				),
			},
		},
	},
];

/** The same table, saved by another program. */
function ofOpenDocument(town: TownFile): TownFile {
	const read = town.recipe.read.map((step) =>
		step.as === "day-tokens" ? { ...step, file: "Kalender-2016.ods", sheet: 1, encoding: "utf-8" as const } : step,
	);
	const known = town.recipe.known.map((each) => ({ ...each, where: each.where.replace("Kalender-2016.csv", "*.ods") }));
	return { ...town, recipe: { ...town.recipe, read, known } };
}

class Reader {
	readonly #town: { readonly id: Parameters<typeof importTown>[0]["id"]; readonly file: TownFile };
	readonly #folder: TownFolder;
	readonly #name: string;

	constructor({ recipe, file, rewrite }: Book) {
		this.#folder = new TownFolder(join(TOWNS, recipe));
		const read = this.#folder.readTown();
		if (!read.ok) throw new Error(JSON.stringify(read.problems));
		this.#town = { id: read.value.id, file: rewrite(read.value.file) };
		this.#name = file;
	}

	async read(book: Uint8Array): Promise<Imported> {
		const given = new Map([...this.#folder.readFiles(this.#town.file), [this.#name, book] as const]);
		const files = await unpack(this.#town.file, given);
		return importTown({ ...this.#town, files, previous: undefined, now: "2026-11-22T00:00:00Z", acceptLoss: false });
	}
}

/** `street service day` with the line that says so. */
function daysOf({ dataset }: Imported): Map<string, number> {
	const all = dataset.streets.flatMap(({ name, places }) =>
		places.flatMap((place) =>
			collectionsOf(dataset, place).map(
				({ service, day, sources }) => [`${name} ${place.id} ${service.id} ${day}`, sources.date.line] as const,
			),
		),
	);
	return new Map(all);
}

/** What nobody says and nothing in the book bears out; empty where all is well. */
function silentIn(before: Imported, after: Imported, line: number, { mayLose }: Kind): string[] {
	const known = new Set(findingsOf(before).map(({ code, what }) => `${code} ${what}`));
	if (findingsOf(after).some(({ code, what }) => !known.has(`${code} ${what}`))) return [];
	const [old, now] = [daysOf(before), daysOf(after)];
	const gone = [...old].filter(([day, at]) => !now.has(day) && !(mayLose && at === line)).map(([day]) => day);
	return [...gone, ...[...now.keys()].filter((day) => !old.has(day))].slice(0, 3);
}

interface Spoilt {
	readonly what: string;
	/** The row of the sheet. */
	readonly line: number;
	readonly kind: Kind;
	readonly bytes: Uint8Array;
}

type Parts = Readonly<Record<string, Uint8Array>>;

/** The book with one row spoilt; nothing where the kind does not fit the row. */
function spoiltBook(
	{ sheets, row: pattern }: Book,
	parts: Parts,
	kind: Kind,
	luck: Luck,
): Omit<Spoilt, "kind"> | undefined {
	const part = luck.pick(sheets) ?? "";
	const xml = strFromU8(parts[part] ?? new Uint8Array());
	const rows = [...xml.matchAll(pattern)];
	const at = luck.below(rows.length);
	const row = rows[at];
	const put = row && kind.spoil(row[0], luck);
	if (!row || put === undefined) return undefined;
	const spoilt = xml.slice(0, row.index) + put + xml.slice(row.index + row[0].length);
	const line = Number(/ r="(\d+)"/u.exec(row[0])?.[1] ?? at + 1);
	return { what: `${part} row ${line}`, line, bytes: zipSync({ ...parts, [part]: strToU8(spoilt) }, { level: 1 }) };
}

function* spoiltBooks(book: Book, parts: Parts, luck: Luck): Generator<Spoilt> {
	for (const [name, kind] of Object.entries(book.kinds)) {
		for (let [tried, done] = [0, 0]; done < COUNT && tried < 40 * COUNT; tried++) {
			const spoilt = spoiltBook(book, parts, kind, luck);
			if (!spoilt) continue;
			done++;
			yield { ...spoilt, kind, what: `${name}: ${spoilt.what}` };
		}
	}
}

for (const book of BOOKS) {
	describeTown(book.folder, () => {
		test(`${book.file}: no difference is silent (seed ${SEED})`, { timeout: 300_000 }, async () => {
			const reader = new Reader(book);
			const whole = readFileSync(published(book.folder, book.file));
			const before = await reader.read(whole);
			expect(before.problems).toEqual([]);
			expect(daysOf(before).size).toBeGreaterThan(500);
			const silent: string[] = [];
			let count = 0;
			for (const { what, line, kind, bytes } of spoiltBooks(book, unzipSync(whole), new Luck(SEED))) {
				const found = silentIn(before, await reader.read(bytes), line, kind);
				if (found.length > 0) silent.push(`${what}: ${found.join(", ")}`);
				count++;
			}
			expect(silent).toEqual([]);
			expect(count).toBe(COUNT * Object.keys(book.kinds).length);
		});
	});
}

describeTown("markt-schwaben-2024-2026", () => {
	const [book] = BOOKS;
	if (!book) throw new Error("no book");
	const parts = () => unzipSync(readFileSync(published(book.folder, book.file)));
	const withWorkbook = (from: string, to: string) => {
		const all = parts();
		const xml = strFromU8(all["xl/workbook.xml"] ?? new Uint8Array());
		expect(xml).toContain(from);
		return zipSync({ ...all, "xl/workbook.xml": strToU8(xml.replace(from, to)) }, { level: 1 });
	};

	test("days that are counted from 1904 by mistake are no days of the plan", async () => {
		const after = await new Reader(book).read(withWorkbook("<workbookPr ", '<workbookPr date1904="1" '));
		expect(after.problems.map(({ code }) => code)).toContain("round_without_dates");
	});

	test("a hidden sheet says what it said", async () => {
		const reader = new Reader(book);
		const before = daysOf(await reader.read(zipSync(parts(), { level: 1 })));
		const hidden = withWorkbook(
			'name="Restmüll" sheetId="3" state="visible"',
			'name="Restmüll" sheetId="3" state="hidden"',
		);
		expect(daysOf(await reader.read(hidden))).toEqual(before);
	});
});
