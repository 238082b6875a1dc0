import type { Day, Period } from "../../model/day.ts";
import type { ServiceId } from "../../model/service.ts";
import type { Part } from "../../model/street.ts";
import type { RoundOfRow, StreetName } from "../draft.ts";
import { fitsGlob } from "../known.ts";
import {
	numberBefore,
	numbersLeftIn,
	readWording,
	type StreetWording,
	splitStreet,
	wordLeftIn,
} from "../read/number-wording.ts";
import type { Row } from "../read/table.ts";
import type { ReaderOf } from "../recipe/recipe.ts";
import { roundNamed, roundOfDays, WHOLE_TOWN } from "../round-key.ts";
import { RoundSet } from "../round-map.ts";
import { dayReader } from "./day-reader.ts";
import { tellHalfNamed } from "./half-named.ts";
import { numberReader } from "./numbers.ts";
import { withSidesOfOpenEnds } from "./open-ends.ts";
import {
	accept,
	all,
	cellAt,
	columnIndices,
	columnsOf,
	missingRound,
	optionalIndex,
	type Reading,
	report,
	reportAlike,
	serviceReader,
	sourceOf,
	templateReader,
	valueReader,
} from "./reading.ts";
import { tellWordsAmongNumbers } from "./words-among-numbers.ts";

type Streets = ReaderOf<"streets">;

/** Rows that say which rounds a part of a street has, by district codes, by dates in the same row, or both. */
export function readStreets(reading: Reading, step: Streets): void {
	const columns = columnsOf(reading, { street: step.street }, { postcode: step.postcode, locality: step.locality });
	const partOf = partReader(reading, step);
	const roundsOf = roundReader(reading, step);
	if (!columns || !partOf || !roundsOf) return;
	const { street, postcode, locality } = columns;
	tellHalfNamed(reading, columns);
	const { assignments } = reading.draft;
	const before = assignments.length;
	for (const row of reading.table.rows) {
		const name = cellAt(row, street);
		if (name === "") missingStreet(reading, row, step);
		else if (!/\p{L}/u.test(name)) namelessStreet(reading, row, name);
		else {
			const { part, street: bare } = partOf(row, name) ?? {};
			const where = { name: bare ?? name, ...address(row, postcode, locality) };
			if (part) assign(reading, row, where, part, roundsOf(row));
		}
	}
	const read = withSidesOfOpenEnds(reading, assignments.splice(before), step.numbers);
	for (const each of read) assignments.push(each);
	tellWordsAmongNumbers(reading, read);
}

function address(row: Row, postcode: number | undefined, locality: number | undefined) {
	return { postcode: cellAt(row, postcode) || undefined, locality: cellAt(row, locality) || undefined };
}

interface RowRound {
	readonly service: ServiceId;
	readonly round: RoundOfRow;
}

function assign(reading: Reading, row: Row, street: StreetName, part: Part, rounds: readonly RowRound[] | undefined) {
	if (!rounds) return;
	if (rounds.length === 0) {
		report(reading, row, {
			code: "place_without_round",
			what: `${street.name} hat in dieser Zeile keine einzige Leistung.`,
			remedy:
				'Die Bezirke eintragen, oder die Zeile unter "known" bestätigen, wenn dort wirklich nichts abgeholt wird.',
		});
		return;
	}
	accept(reading, row);
	const source = sourceOf(reading, row);
	const period: Period = reading.period;
	for (const { service, round } of rounds) {
		reading.draft.assignments.push({ street, part, service, round, period, source });
	}
}

function missingStreet(reading: Reading, row: Row, step: Streets): void {
	report(reading, row, {
		code: "missing_street",
		field: String(step.street),
		what: `Die Zeile nennt keine Straße («${row.cells.slice(0, 6).join(";").slice(0, 40)}…»).`,
		remedy: 'Die Zeile berichtigen oder löschen, oder im Rezept unter "known" bestätigen, dass sie nichts bedeutet.',
	});
}

/** The rest of an entry: `16`, `5-103`, `(16-32)`. */
function namelessStreet(reading: Reading, row: Row, name: string): void {
	report(reading, row, {
		code: "nameless_street",
		what: `«${name}» ist kein Name einer Straße.`,
		remedy: "Prüfen, ob der Anfang des Eintrags fehlt oder eine Klammer, und die Zeile berichtigen.",
	});
}

/** What part of its street a row speaks of, and the street's name without the wording. */
function partReader(reading: Reading, step: Streets) {
	const words = optionalIndex(reading, step.words);
	const numbersOf = numberReader(reading, step.numbers);
	if (words === null || !numbersOf) return undefined;
	const wordingOf = wordingReader(reading, step);
	return (row: Row, name: string): { part: Part; street: string } | undefined => {
		const described = cellAt(row, words);
		const { street, wording } = wordingOf(row, name);
		if (described !== "" && wording !== undefined) return wordsAndNumbers(reading, row, wording, described);
		const part = described === "" ? numbersOf(row, wording) : ({ kind: "words", words: described } as const);
		return part && { part, street };
	};
}

/** Takes house numbers off the end of a name, where the recipe says that they are there. */
function wordingReader(reading: Reading, { numbers }: Streets) {
	if (!numbers || !("inStreet" in numbers))
		return (row: Row, name: string): StreetWording => {
			if (numberBefore(name) !== undefined) numberBeforeStreet(reading, row, name);
			return { street: name };
		};
	const isName = (name: string) => {
		const pattern = numbers.names.find((each) => fitsGlob(each, name));
		if (pattern !== undefined) reading.usage.use("numbers.names", pattern);
		return pattern !== undefined;
	};
	return (row: Row, name: string): StreetWording => {
		const split = splitStreet(name, { ...numbers, isName });
		const isWhole = isName(split.street) || numbersLeftIn(split.street) === undefined;
		const left = split.wording === undefined || isName(split.street) ? undefined : wordLeftIn(name, split.street);
		if (!isWhole) numberInStreet(reading, row, split.street, numbersLeftIn(name) ?? name);
		else if (left !== undefined) numberInStreet(reading, row, split.street, `${left} ${split.wording}`);
		return split;
	};
}

function numberInStreet(reading: Reading, row: Row, street: string, left: string): void {
	const read = readWording(left);
	const why = read.kind === "numbers" ? "Eine einzelne Nummer kann zum Namen gehören." : read.why;
	report(reading, row, {
		code: "number_in_street",
		cellOnly: true,
		what: `Die Straße hieße «${street}»: «${left}» ist nicht als Hausnummern gelesen. ${why}`,
		remedy:
			'Sind es Hausnummern, die Angabe berichtigen oder im Rezept bei "numbers" "single": true angeben; heißt die Straße so, "names": ["Straße *"] angeben oder unter "known" bestätigen.',
	});
}

function numberBeforeStreet(reading: Reading, row: Row, name: string): void {
	report(reading, row, {
		level: "warning",
		code: "number_before_street",
		what: `Vor der Straße steht eine Nummer («${name}»), die niemand als Hausnummer liest.`,
		remedy: "Ist es eine Hausnummer, sie in eine eigene Spalte schreiben; heißt die Straße so, mit known bestätigen.",
	});
}

function wordsAndNumbers(reading: Reading, row: Row, wording: string, described: string): undefined {
	report(reading, row, {
		code: "words_and_numbers",
		what: `Die Zeile nennt Hausnummern («${wording}») und Worte («${described}»): Nur eines davon kann gelten.`,
		remedy: "Die Zeile teilen oder eine der beiden Angaben streichen.",
	});
	return undefined;
}

/** The rounds of a row. `undefined`: something is wrong with it, and said. */
function roundReader(reading: Reading, step: Streets) {
	const byCode = codeReader(reading, step);
	const byDates = step.dates ? dateRowReader(reading, step, step.dates) : () => [];
	const everywhere = step.everywhere.map((service) => ({ service, round: { key: roundNamed(WHOLE_TOWN) } }));
	if (!byCode || !byDates) return undefined;
	return (row: Row): RowRound[] | undefined => {
		const [coded, dated] = [byCode(row), byDates(row)];
		return coded && dated && [...coded, ...dated, ...everywhere];
	};
}

function codeReader(reading: Reading, { rounds }: Streets) {
	const columns = all(rounds.map((each) => roundColumn(reading, each)));
	return columns && ((row: Row): RowRound[] | undefined => all(columns.map((roundsOf) => roundsOf(row)))?.flat());
}

/** `{}` in the name of the round is the cell itself, `{Tag}` or `{8}` what stands in that column. */
function roundColumn(reading: Reading, { column, services, round, none }: Streets["rounds"][number]) {
	const cellOf = valueReader(reading, column);
	const nameOf = templateReader(reading, round, [""]);
	if (!cellOf || !nameOf) return undefined;
	return (row: Row): RowRound[] | undefined => {
		const { text: cell } = cellOf(row);
		if (none.includes(cell)) {
			reading.usage.use("rounds.none", cell);
			return [];
		}
		const { text: name, lacks } = nameOf(row, { "": cell });
		if (lacks) return roundLacks(reading, row, String(column));
		return services.map((service) => ({ service, round: { key: roundNamed(name), name } }));
	};
}

/** An empty cell would be the round of a whole town, unless `none` says that it means nothing. */
function roundLacks(reading: Reading, row: Row, column: string): undefined {
	reportAlike(reading, row, `round ${column}`, (lines) => ({
		...missingRound(column, lines),
		remedy:
			'Die Tour eintragen; heißt eine leere Zelle, dass dort nicht abgeholt wird, im Rezept "none": [""] angeben.',
	}));
	return undefined;
}

type DatesOfRow = NonNullable<Streets["dates"]>;

/** Rows that hold their dates themselves: rows with the same dates share a round, which has no name. */
function dateRowReader(reading: Reading, step: Streets, dates: DatesOfRow) {
	const daysOf = rowDaysReader(reading, dates);
	const serviceOf = step.service === undefined ? undefined : serviceReader(reading, step.service);
	if (!daysOf || !serviceOf) return undefined;
	const known = new RoundSet();
	return (row: Row): RowRound[] | undefined => {
		const services = serviceOf(row);
		if (!services) return undefined;
		const days = daysOf(row);
		// Half of its dates would be another round.
		if (!days) return undefined;
		const key = roundOfDays(days);
		for (const service of services.filter((each) => known.add(each, key)))
			for (const planned of days) reading.draft.dates.push({ service, round: key, planned });
		return days.size === 0 ? rowWithoutDates(reading, row) : services.map((service) => ({ service, round: { key } }));
	};
}

/** All days of a row. `undefined`: one of them is none, and that was told. */
function rowDaysReader(reading: Reading, { columns, format, dayAfter, none }: DatesOfRow) {
	const indices = columnIndices(reading, columns);
	if (!indices) return undefined;
	const readDay = dayReader(reading, format, { dayAfter });
	const fields = indices.map((at) => ({ at, name: reading.table.header[at] ?? String(at + 1) }));
	const nothing = new Set(none);
	// A city has millions of these cells, most of them empty.
	return (row: Row): Set<Day> | undefined => {
		const days = new Set<Day>();
		let isWhole = true;
		for (const { at, name } of fields) {
			const cell = cellAt(row, at);
			if (nothing.has(cell)) {
				reading.usage.use("dates.none", cell);
				continue;
			}
			const day = readDay(row, cell, name);
			if (day) days.add(day);
			else isWhole = false;
		}
		return isWhole ? days : undefined;
	};
}

function rowWithoutDates(reading: Reading, row: Row): undefined {
	report(reading, row, {
		code: "row_without_dates",
		what: "Die Zeile enthält keinen einzigen Termin.",
		remedy: 'Die Termine ergänzen, oder die Zeile unter "known" bestätigen.',
	});
	return undefined;
}
