import type { Day } from "../../model/day.ts";
import { parseDayText } from "../read/day-text.ts";
import { tidy } from "../read/table.ts";
import { type GuessedColumn, type GuessedTable, guessTable } from "./columns.ts";
import { guessFraction } from "./fraction.ts";
import type { Guess } from "./guess.ts";
import type { ServiceBook } from "./services.ts";

/** A table: streets with districts, streets with dates, a list of dates, or a column of dates per service. */
export function guessTableStep(text: string, name: string, options: object, book: ServiceBook): Guess | undefined {
	const table = guessTable(text, name);
	if (!table || table.rows.length === 0) return undefined;
	const of = (kind: GuessedColumn["kind"]) => table.columns.filter((column) => column.kind === kind);
	const [street] = of("street");
	const days = of("day");
	const base = {
		file: `source/${name}`,
		...options,
		...(table.separator !== ";" && { separator: table.separator }),
		...(table.header !== 1 && { header: table.header }),
	};
	const guess = new TableGuess(table, base, name, book);
	if (street && days.length === 0) return guess.districts(street, of("code").concat(of("round")));
	if (street && days.length > 1) return guess.streetDates(street, days, of("service")[0]);
	if (days.length > 1) return guess.columns(days);
	const [day] = days;
	return day ? guess.list(day, street, of("service")[0], of("round")[0] ?? of("postcode")[0]) : undefined;
}

class TableGuess {
	readonly #table: GuessedTable;
	readonly #base: object;
	readonly #name: string;
	readonly #book: ServiceBook;

	constructor(table: GuessedTable, base: object, name: string, book: ServiceBook) {
		this.#table = table;
		this.#base = base;
		this.#name = name;
		this.#book = book;
	}

	/** One row per date. */
	list(
		day: GuessedColumn,
		street: GuessedColumn | undefined,
		service: GuessedColumn | undefined,
		round: GuessedColumn | undefined,
	): Guess {
		const said = service ? this.#serviceMap(service) : this.#book.of(wordingOfFile(this.#name));
		const where = street ? { street: street.name } : round && { round: round.name };
		const questions = service
			? []
			: [`Welche Leistung enthält ${this.#name}? Angenommen: «${wordingOfFile(this.#name)}».`];
		const [stop] = this.#table.columns.filter(({ kind }) => kind === "stop");
		const at = stop && { at: { place: stop.name } };
		const step = {
			as: "dates",
			...this.#base,
			service: said,
			date: day.name,
			format: day.format,
			...where,
			...at,
			...this.#cells(service, round),
		};
		const names = round ? this.#single(round) : [];
		const services = typeof said === "string" ? [said] : Object.values(said.map);
		return {
			step,
			days: this.#daysIn([day]),
			questions,
			...(round && { districts: { services: [...new Set(services)], names } }),
		};
	}

	/** Cells with several values, and empty cells that stand for all districts. */
	#cells(service: GuessedColumn | undefined, round: GuessedColumn | undefined) {
		const both = [service, round].filter((column) => column !== undefined);
		const several = Object.fromEntries(
			both.flatMap((column) => (separatorIn(column) ? [[column.name, separatorIn(column)]] : [])),
		);
		const hasEmpty = round !== undefined && this.#table.rows.some(({ cells }) => tidy(cells[round.at] ?? "") === "");
		const fill = round && hasEmpty ? { [round.name]: this.#single(round) } : {};
		return { ...(Object.keys(several).length > 0 && { several }), ...(Object.keys(fill).length > 0 && { fill }) };
	}

	/** The values of a column, one by one. */
	#single(column: GuessedColumn): string[] {
		const separator = separatorIn(column);
		const pieces = column.values.flatMap((value) => (separator ? value.split(separator) : [value]));
		return [...new Set(pieces.map((piece) => piece.trim()))].filter((piece) => piece !== "");
	}

	/** A column of dates per service or tour. */
	columns(days: readonly GuessedColumn[]): Guess {
		const byFraction = days.some(({ name }) => guessFraction(String(name)).sure);
		const columns = days.map(({ name }) =>
			byFraction
				? { column: name, services: [this.#book.of(String(name))], round: "alle" }
				: { column: name, services: [this.#book.of(wordingOfFile(this.#name))] },
		);
		const step = { as: "date-columns", ...this.#base, format: days[0]?.format, columns };
		return {
			step,
			days: this.#daysIn(days),
			questions: byFraction ? [] : [`Welche Leistung enthält ${this.#name}? Jede Spalte gilt als eine Tour.`],
		};
	}

	/** Dates beside the street. */
	streetDates(street: GuessedColumn, days: readonly GuessedColumn[], service: GuessedColumn | undefined): Guess {
		const said = service ? this.#serviceMap(service) : this.#book.of(wordingOfFile(this.#name));
		const dates = { columns: days.map(({ name }) => name), format: days[0]?.format };
		const step = { as: "streets", ...this.#base, ...this.#address(street), service: said, dates };
		return { step, days: this.#daysIn(days), questions: service ? [] : [`Welche Leistung enthält ${this.#name}?`] };
	}

	/** Streets with the name of a district per service. Which services those are, the other files tell. */
	districts(street: GuessedColumn, codes: readonly GuessedColumn[]): Guess {
		const step = { as: "streets", ...this.#base, ...this.#address(street), rounds: [] };
		const rounds = codes.map(({ name, values }) => ({ name, values }));
		const questions = rounds.length > 0 ? [] : [`Welche Spalte von ${this.#name} nennt die Bezirke?`];
		return { step, days: [], questions, districtColumns: rounds };
	}

	#address(street: GuessedColumn) {
		const first = (kind: GuessedColumn["kind"]) => this.#table.columns.find((column) => column.kind === kind)?.name;
		const [postcode, locality, wording] = [first("postcode"), first("locality"), first("numbers")];
		const words = first("words");
		const inStreet = street.values.some((value) => /\d\s*(?:-|bis)\s*(?:\d|Ende)|\([^)]*\d/iu.test(value));
		const numbers =
			wording === undefined ? (inStreet ? { inStreet: true } : undefined) : { wording, otherwise: "words" };
		return {
			street: street.name,
			...(postcode !== undefined && { postcode }),
			...(locality !== undefined && { locality }),
			...(numbers && { numbers }),
			...(words !== undefined && { words }),
		};
	}

	#serviceMap(column: GuessedColumn) {
		return {
			columns: [column.name],
			map: Object.fromEntries(this.#single(column).map((value) => [value, this.#book.of(value)])),
		};
	}

	#daysIn(columns: readonly GuessedColumn[]): Day[] {
		return columns.flatMap(({ at, format = "DD.MM.YYYY" }) =>
			this.#table.rows
				.map(({ cells }) => parseDayText(tidy(cells[at] ?? ""), format))
				.filter((day) => day !== undefined),
		);
	}
}

/** " / " or "," where some part of a cell is a cell of its own elsewhere. */
function separatorIn({ values }: GuessedColumn): string | undefined {
	return [" / ", ", ", ","].find(
		(separator) =>
			values.some((value) => value.includes(separator)) &&
			values.every((value) => value.split(separator).every((piece) => piece.trim() !== "")),
	);
}

/** `papier-2027.csv` speaks of «Papier». */
function wordingOfFile(name: string): string {
	const words = name
		.replace(/\.\w+$/u, "")
		.replace(/[\d_-]+/gu, " ")
		.trim();
	return words === "" ? "Abfuhr" : words.charAt(0).toUpperCase() + words.slice(1);
}
