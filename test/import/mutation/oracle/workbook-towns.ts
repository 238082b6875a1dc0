import type { TownFile } from "../../../../data/import/recipe/recipe.ts";
import { Reading, type Texts } from "../engine/reading.ts";
import type { OracleTown } from "../engine/town.ts";
import { SHEET } from "../engine/workbook.ts";
import { DISTRICT_TOWNS } from "./district-towns.ts";
import { LISTS } from "./list-towns.ts";

/** Published tables once more, as somebody saves them in a spreadsheet program: their days are days there. */
const AS_WORKBOOKS = ["bremen-csv-2020", "api-abfallio-westerwald-2020", "bonn-2015"];

const GERMAN = /(?<=^|;)(\d\d)\.(\d\d)\.(\d{4})(?=;|\r*$)/gmu;
const ISO = /(?<=^|;)(\d{4})-(\d\d)-(\d\d)(?=;|\r*$)/gmu;

function bookOf(name: string): string {
	return name.replace(/\.csv$/u, ".xlsx");
}

function asWorkbook({ folder, recipe, files, read }: OracleTown): OracleTown {
	const books = files.map((file) => ({
		...file,
		name: bookOf(file.name),
		path: file.path ?? file.name,
		workbook: true as const,
		slice: (text: string) => (file.slice?.(text) ?? text).replace(/[\r"]/gu, "").replace(GERMAN, "$3-$2-$1"),
	}));
	const asText = (texts: Texts) =>
		new Map(files.map(({ name }) => [name, (texts.get(bookOf(name)) ?? "").replace(ISO, "$3.$2.$1")]));
	return { folder, recipe, files: books, rewrite, read: (texts) => ofBooks(read(asText(texts))) };
}

/** What stands in the line of a text stands in that row of the sheet. */
function ofBooks({ asked, said, refused }: Reading): Reading {
	const reading = new Reading();
	for (const [key, asking] of asked) reading.asked.set(key, asking);
	for (const [key, lines] of said)
		reading.said.set(
			key,
			lines.map((line) => line.replace(".csv:", ".xlsx:")),
		);
	for (const { file, line } of refused) reading.refuse(bookOf(file), line);
	return reading;
}

const FORMAT = "YYYY-MM-DD";

function rewrite(town: TownFile): TownFile {
	const read = town.recipe.read.map((step) => {
		if (step.as === "calendar") return step;
		const { encoding: _, ...rest } = step;
		const book = { ...rest, encoding: "utf-8" as const, file: [step.file].flat().map(bookOf), sheet: SHEET };
		if (book.as === "streets" && book.dates) return { ...book, dates: { ...book.dates, format: FORMAT } };
		return "format" in book ? { ...book, format: FORMAT } : book;
	});
	const known = town.recipe.known.map((each) => ({ ...each, where: each.where.replace(".csv", ".xlsx*") }));
	return { ...town, recipe: { ...town.recipe, read, known } } as TownFile;
}

export const WORKBOOKS: readonly OracleTown[] = [...LISTS, ...DISTRICT_TOWNS]
	.filter(({ recipe }) => AS_WORKBOOKS.includes(recipe))
	.map(asWorkbook);
