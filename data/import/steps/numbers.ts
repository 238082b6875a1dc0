import type { HouseNumber, NumberRange, NumberSet } from "../../model/number.ts";
import { makeHouseNumber, parseExactNumber, sideOf } from "../../model/number.ts";
import type { Part } from "../../model/street.ts";
import { letterForDigit } from "../read/number-slips.ts";
import { readWording } from "../read/number-wording.ts";
import type { Row } from "../read/table.ts";
import type { Column, ReaderOf } from "../recipe/recipe.ts";
import { cellAt, columnIndex, optionalIndex, type Reading, report, reportAlike } from "./reading.ts";

type Numbers = NonNullable<ReaderOf<"streets">["numbers"]>;
type Columns = Extract<Numbers, { even: unknown }>;

/** What a row says about house numbers. The second argument is the wording in the street's name, if it is there. */
type PartOfRow = (row: Row, wording: string | undefined) => Part | undefined;

export function numberReader(reading: Reading, numbers: Numbers | undefined): PartOfRow | undefined {
	if (!numbers) return () => ({ kind: "whole" });
	if ("even" in numbers) return columnsReader(reading, numbers);
	if ("inStreet" in numbers) return (row, wording) => partFromWording(reading, row, wording ?? "", numbers);
	const index = columnIndex(reading, numbers.wording);
	if (index === undefined) return undefined;
	return (row) => partFromWording(reading, row, cellAt(row, index), numbers);
}

function partFromWording(
	reading: Reading,
	row: Row,
	wording: string,
	{ equalEnds, otherwise, slash }: Exclude<Numbers, Columns>,
): Part | undefined {
	if (wording === "") return { kind: "whole" };
	const read = readWording(wording, { equalEnds, slash });
	const described = read.kind === "words" && (otherwise === "words" || !/\d/u.test(wording));
	if (described) return { kind: "words", words: wording };
	if (read.kind === "numbers") {
		warnOfLostHyphen(reading, row, wording, read.numbers);
		if (read.guessed) tellOfSlash(reading, row, read.guessed);
		if (read.doubt) warnOfDoubt(reading, row, wording, read.doubt);
		return { kind: "numbers", numbers: read.numbers };
	}
	report(reading, row, {
		code: "unread_numbers",
		what: `«${wording}» lässt sich nicht als Hausnummern lesen. ${read.why}`,
		remedy: (read.kind === "unread" && read.remedy) || HOW_TO_WRITE,
	});
	return undefined;
}

const HOW_TO_WRITE =
	'Wie «gerade 2-28», «16 - Ende» oder «1-15, ohne 7» schreiben; sind es Worte, nach denen man wählt, im Rezept bei "numbers" "otherwise": "words" angeben.';

/** What one slash means, all of them do. */
function tellOfSlash(reading: Reading, row: Row, example: string): void {
	reportAlike(reading, row, "slash_in_numbers", (lines) => ({
		level: "warning",
		code: "slash_in_numbers",
		what: `«${example}» ist als mehrere Häuser gelesen, und so jeder Schrägstrich vor einer größeren Nummer derselben Seite (${lines}).`,
		remedy:
			'Stimmt das, im Rezept bei "numbers" "slash": "houses" angeben; sind es Eingänge eines Hauses, "slash": "entrance".',
	}));
}

function warnOfDoubt(reading: Reading, row: Row, wording: string, doubt: string): void {
	report(reading, row, {
		level: "warning",
		code: "doubtful_numbers",
		what: `In «${wording}» ${doubt}.`,
		remedy:
			"Mit dem gedruckten Plan vergleichen: vielleicht ist eine Nummer verschrieben. Stimmt es, mit known bestätigen.",
	});
}

const FROM_WITHOUT_END = /^\(?von\s/iu;

/** A copy from a PDF loses hyphens: «von Hausnr. 132» was 1-32, «14, 16, 1830» ended in 18-30. */
function warnOfLostHyphen(reading: Reading, row: Row, wording: string, numbers: NumberSet): void {
	const lost = rangeLost(numbers, FROM_WITHOUT_END.test(wording));
	if (lost === undefined) return;
	report(reading, row, {
		level: "warning",
		code: "lost_hyphen",
		what: FROM_WITHOUT_END.test(wording)
			? `«${wording}» beginnt mit «von» und nennt nur eine Nummer: vielleicht war ${lost} gemeint.`
			: `«${wording}» nennt eine sehr große Nummer: vielleicht war ${lost} gemeint.`,
		remedy: "Mit dem gedruckten Plan vergleichen und den Strich ergänzen.",
	});
}

function rangeLost({ ranges, only }: NumberSet, isFrom: boolean): string | undefined {
	const single = ranges.length === 0 && isFrom && only.find(({ number }) => number >= 100);
	if (single) return `${String(single.number).slice(0, 1)}-${String(single.number).slice(1)}`;
	const large = only.find(({ number }) => number >= 1000 && number % 100 > Math.floor(number / 100));
	return large && `${Math.floor(large.number / 100)}-${large.number % 100}`;
}

/** From and to of each side in columns, with lists of numbers that come in or go out. */
function columnsReader(reading: Reading, { even, odd, only, not, open }: Columns): PartOfRow | undefined {
	const sides = [sideReader(reading, "even", even, open), sideReader(reading, "odd", odd, open)] as const;
	const added = listReader(reading, only);
	const removed = listReader(reading, not);
	const [evenOf, oddOf] = sides;
	if (!evenOf || !oddOf || !added || !removed) return undefined;
	return (row) => {
		const [evens, odds] = [evenOf(row), oddOf(row)];
		if (!evens || !odds) return undefined;
		const numbers: NumberSet = { ranges: [...evens, ...odds], only: added(row), not: removed(row) };
		return numbers.ranges.length + numbers.only.length === 0 ? noNumbers(reading, row) : { kind: "numbers", numbers };
	};
}

function noNumbers(reading: Reading, row: Row): undefined {
	report(reading, row, {
		code: "no_numbers",
		what: "Die Zeile gilt für keine einzige Hausnummer.",
		remedy: "Die Hausnummern eintragen oder die Zeile löschen.",
	});
	return undefined;
}

function sideReader(
	reading: Reading,
	side: "even" | "odd",
	columns: readonly [Column, Column],
	open: readonly number[],
) {
	const from = columnIndex(reading, columns[0]);
	const to = columnIndex(reading, columns[1]);
	if (from === undefined || to === undefined) return undefined;
	return (row: Row): NumberRange[] | undefined => {
		const [first, last] = [cellAt(row, from), cellAt(row, to)];
		if (isNothing(first) && isNothing(last)) return [];
		const start = parseExactNumber(first);
		const end = open.includes(Number(last)) ? "open" : parseExactNumber(last);
		const reversed = start && end && end !== "open" && end.number < start.number;
		// What means "to the end" is no house from which a side begins.
		if (!start || !end || reversed || open.includes(start.number))
			return badRange(reading, row, `${first} bis ${last}`);
		const ends = [start, ...(end === "open" ? [] : [end])];
		const slip = letterForDigit(ends) ?? otherSide(ends, side);
		if (slip) warnOfDoubt(reading, row, `${first} bis ${last}`, slip);
		return [{ side, from: start, ...(end !== "open" && { to: end }) }];
	};
}

function otherSide(ends: readonly HouseNumber[], side: "even" | "odd"): string | undefined {
	const other = ends.find((end) => sideOf(end) !== side);
	return other && `ist ${makeHouseNumber(other)} keine ${side === "even" ? "gerade" : "ungerade"} Nummer`;
}

function isNothing(cell: string): boolean {
	return cell === "" || cell === "0";
}

function badRange(reading: Reading, row: Row, range: string): undefined {
	report(reading, row, {
		code: "bad_range",
		what: `«${range}» ist kein Bereich von Hausnummern.`,
		remedy: "Anfang und Ende als Zahlen eintragen, das Ende nicht kleiner als den Anfang.",
	});
	return undefined;
}

/** What is no number is told; acknowledged, the row counts without it. */
function listReader(reading: Reading, column: Column | undefined) {
	const index = optionalIndex(reading, column);
	if (index === null) return undefined;
	return (row: Row): HouseNumber[] => {
		const cell = cellAt(row, index);
		const items = cell.split(/[,;]/u).map((item) => item.trim());
		if (items.slice(0, -1).includes("")) warnOfDoubt(reading, row, cell, "steht zwischen zwei Trennzeichen nichts");
		return items
			.filter((item) => !isNothing(item))
			.flatMap((item) => parseExactNumber(item) ?? badNumber(reading, row, item));
	};
}

function badNumber(reading: Reading, row: Row, item: string): [] {
	report(reading, row, {
		code: "bad_number",
		what: `«${item}» ist keine Hausnummer.`,
		remedy:
			"Einzelne Nummern mit Komma trennen: 161, 161A, 163. Unter «known» bestätigt, zählt die Zeile ohne diese Angabe.",
		cellOnly: true,
	});
	return [];
}
