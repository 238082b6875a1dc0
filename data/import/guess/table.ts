import type { Day } from "../../model/day.ts";
import { parseDayText } from "../read/day-text.ts";
import { tidy } from "../read/table.ts";
import { OPEN } from "../recipe/open-questions.ts";
import { type GuessedColumn, type GuessedTable, guessTable, headsWaste, namesWaste } from "./columns.ts";
import type { Guess } from "./guessed.ts";
import { leftOver } from "./left-over.ts";
import { listCells, singleValues } from "./list-cells.ts";
import { areMarks, frameOf, type Matrix, matrixOf, nameIn } from "./matrix.ts";
import { guessPart } from "./number-columns.ts";
import { answer, entry, type Question, tourPaste } from "./questions.ts";
import type { Meaning, ServiceBook } from "./services.ts";
import { isShifts, shiftQuestion } from "./shifts.ts";
import { onOneLine } from "./town-text.ts";

/** A table: streets with districts, streets with dates, a list of dates, or a column of dates per service. */
export function guessTableStep(text: string, name: string, options: TableOptions, book: ServiceBook): Guess[] {
	const { beside = [], ...named } = options;
	const table = guessTable(text, name, named.tree !== undefined || named.text !== undefined);
	if (!table || table.rows.length === 0) return [];
	const base = {
		file: `source/${name}`,
		...named,
		...(table.separator !== ";" && { separator: table.separator }),
		...(table.header !== 1 && { header: table.header }),
	};
	return new TableGuess({ table, base, name, sheet: named.sheet, beside }, book).guess();
}

interface TableOptions {
	readonly tree?: object;
	readonly text?: object;
	readonly sheet?: string | number;
	readonly encoding?: string;
	/** Other lists in the same file that the rows do not hold. */
	readonly beside?: readonly string[];
}

interface Given {
	readonly table: GuessedTable;
	readonly base: object;
	readonly name: string;
	readonly sheet: string | number | undefined;
	readonly beside: readonly string[];
}

class TableGuess {
	readonly #table: GuessedTable;
	readonly #base: object;
	readonly #name: string;
	/** What the name of the sheet, or of the file, says. */
	readonly #wording: string;
	readonly #beside: readonly string[];
	readonly #book: ServiceBook;
	readonly #questions: Question[] = [];
	readonly #used = new Set<GuessedColumn>();

	constructor({ table, base, name, sheet, beside }: Given, book: ServiceBook) {
		this.#table = table;
		this.#base = base;
		this.#name = sheet === undefined ? name : `${name}, Blatt «${sheet}»`;
		const [ofSheet, ofFile] = [String(sheet ?? ""), name].map((each) => book.wordingOfFile(each));
		this.#wording = namesWaste(ofSheet ?? "") ? (ofSheet ?? "") : (ofFile ?? "");
		this.#beside = beside;
		this.#book = book;
	}

	guess(): Guess[] {
		const matrix = matrixOf(this.#table);
		if (matrix) return this.#matrix(matrix);
		const guess = this.#one();
		return guess ? [guess] : [];
	}

	#one(): Guess | undefined {
		const days = this.#of("day");
		const [street] = this.#of("street");
		if (isShifts(days)) return this.#shifts(days);
		if (street && days.length === 0)
			return this.#districts(street, [...this.#of("code"), ...this.#of("round"), ...this.#of("weekday")]);
		if (street && days.length > 1) return this.#streetDates(street, days);
		if (days.length > 1) return this.#columns(days);
		return days[0] && this.#list(days[0], street);
	}

	/** A step for each waste. What none of them reads is asked at the first. */
	#matrix({ day, wastes }: Matrix): Guess[] {
		this.#use([day, ...wastes.flatMap(({ columns }) => columns)]);
		const format = this.#format(day);
		const days = this.#daysIn([day]);
		return wastes.map((waste, at) => {
			const id = this.#book.of(waste.heading, (...ids) => entry("services", ids), true);
			const tokens = waste.columns.map(({ name }) => name);
			const split = waste.split === " " ? {} : { split: waste.split };
			const frame = frameOf(waste.tokens);
			const marks = areMarks(waste.tokens);
			const map = marks ? waste.tokens.map((token) => ({ token, services: [id] })) : [{ token: frame, services: [id] }];
			const step = { as: "day-tokens", ...this.#base, date: day.pieces ?? day.name, format, tokens, ...split, map };
			const names = waste.tokens.map((token) => nameIn(token, frame));
			const whom = marks ? { wholeTown: [id] } : { districts: [{ services: [id], names }] };
			return at === 0
				? this.#done(step, days, [], whom)
				: { step: { ...step, guessed: true }, days, questions: [], ...whom };
		});
	}

	#shifts(days: readonly GuessedColumn[]): Guess {
		const [from, to] = this.#use(days);
		const step = { as: "shifts", ...this.#base, from: from?.name, to: to?.name, format: from && this.#format(from) };
		return this.#done({ ...step, because: "Feiertag", services: [OPEN] }, [], [shiftQuestion(this.#name, this.#book)]);
	}

	#of(kind: GuessedColumn["kind"]): GuessedColumn[] {
		return this.#table.columns.filter((column) => column.kind === kind);
	}

	#use<T extends GuessedColumn | undefined | readonly GuessedColumn[]>(columns: T): T {
		for (const column of [columns].flat()) if (column) this.#used.add(column as GuessedColumn);
		return columns;
	}

	/** The step with what every step says; what no part of it reads is asked about. */
	#done(step: object, days: readonly Day[], questions: readonly Question[], more: Partial<Guess> = {}): Guess {
		const leaving = { as: "", ...step, name: this.#name, beside: this.#beside };
		const left = leftOver(this.#table, this.#used, leaving);
		return {
			step: { ...step, guessed: left ? OPEN : true },
			days,
			questions: [...questions, ...this.#questions, ...(left ? [left] : [])],
			...more,
		};
	}

	/** One row per date. */
	#list(day: GuessedColumn, street: GuessedColumn | undefined): Guess {
		this.#use([day]);
		const [service, stop] = [this.#use(this.#of("service")[0]), this.#use(this.#of("stop")[0])];
		const round = street ? undefined : this.#use(this.#of("round")[0] ?? this.#of("postcode")[0]);
		const said = this.#service(service);
		const step = {
			as: "dates",
			...this.#base,
			service: said.value,
			date: day.pieces ?? day.name,
			format: this.#format(day),
			...(street && this.#streetOf(street, day)),
			...(round && { round: round.name }),
			...(stop && { at: { place: stop.name } }),
			...listCells(this.#table.rows, service, round, said.separator),
		};
		const districts = round && { districts: [{ services: said.ids, names: singleValues(round) }] };
		const wholeTown = !round && !street && { wholeTown: said.ids };
		return this.#done(step, this.#daysIn([day]), [], { ...districts, ...wholeTown });
	}

	/** A street with a date or two is more likely where a van stops than where bins are emptied. */
	#streetOf(street: GuessedColumn, day: GuessedColumn) {
		this.#use([street, ...this.#of("time"), ...this.#of("postcode"), ...this.#of("locality")]);
		const address = this.#address(street);
		const perStreet = this.#table.rows.length / Math.max(street.values.length, 1);
		if (this.#of("time").length === 0 && (perStreet >= 4 || day.values.length < 3)) return address;
		const [from, until] = this.#of("time").map(({ name }) => name);
		const at = { place: street.name, ...(from && { from }), ...(until && { until }) };
		const now = entry("street", OPEN);
		this.#questions.push({
			ask: `Kommt die Abfuhr in ${this.#name} zu den Häusern dieser Straßen?`,
			because: `In der Spalte «${street.name}» stehen ${street.values.length} Straßen mit wenigen Terminen oder mit Uhrzeiten: vielleicht hält dort nur ein Fahrzeug.`,
			answers: [
				answer("Nein, dort hält ein Fahrzeug, zu dem man etwas bringt", now, entry("at", at)),
				answer("Ja, es wird an den Häusern abgeholt", now, entry("street", street.name)),
			],
		});
		return { street: OPEN };
	}

	/** What the rows are of: a column says it, or the file's name. */
	#service(column: GuessedColumn | undefined): { value: unknown; ids: string[]; separator?: string | undefined } {
		if (!column) return this.#serviceOfFile();
		const [rhythm] = this.#of("rhythm");
		if (rhythm) return this.#serviceWithRhythm(column, rhythm);
		const spot = { wordings: column.values };
		const separator = this.#book.separatorIn(spot);
		// What parts one cell parts all of them: no cell is looked up as a whole then.
		const values = column.values.flatMap((value) => (separator ? value.split(separator) : [value]));
		const wordings = [...new Set(values.map((value) => value.trim()))].filter((value) => value !== "");
		const meanings = wordings.map((value) => [value, this.#book.meaningOf(value, { wordings })] as const);
		const map = Object.fromEntries(meanings.flatMap(([value, each]) => this.#entriesOf(value, each)));
		const ids = [...new Set(Object.values(map))].filter((id) => id !== OPEN);
		return { value: { columns: [column.name], map }, ids, separator };
	}

	/** The same waste by how often it comes: "Restmüll|14-täglich". */
	#serviceWithRhythm(column: GuessedColumn, rhythm: GuessedColumn): { value: unknown; ids: string[] } {
		this.#use([rhythm]);
		const rows = this.#table.rows.map(({ cells }) => [column, rhythm].map(({ at }) => tidy(cells[at] ?? "")));
		const wordings = [...new Set(rows.filter(([waste]) => waste !== "").map((cells) => cells.join("|")))];
		const meanings = wordings.map((value) => [value, this.#book.meaningOf(value, { wordings })] as const);
		const map = Object.fromEntries(meanings.map(([value, each]) => [value, each.kind === "service" ? each.id : OPEN]));
		const ids = [...new Set(Object.values(map))].filter((id) => id !== OPEN);
		return { value: { columns: [column.name, rhythm.name], map }, ids };
	}

	#entriesOf(value: string, meaning: Meaning): [string, string][] {
		if (meaning.kind === "parts") return meaning.parts.map((part) => [part, this.#book.of(part)]);
		return [[value, meaning.kind === "open" ? OPEN : meaning.id]];
	}

	#serviceOfFile(): { value: string; ids: string[] } {
		const wording = this.#wording;
		if (namesWaste(wording)) {
			const id = this.#book.of(wording, (each) => entry("service", each));
			return { value: id, ids: [id] };
		}
		this.#questions.push(this.#whichService(entry("service", OPEN), `${this.#name} sagt nicht, was abgeholt wird.`));
		return { value: OPEN, ids: [] };
	}

	#whichService(now: string, because: string): Question {
		const line = onOneLine({ id: "rest", fraction: "residual", label: "Restmüll" });
		return {
			ask: `Welche Leistung enthält ${this.#name}?`,
			because,
			answers: [
				{
					when: "Zum Beispiel Restmüll",
					pastes: [{ instead: now, lines: now.replace(OPEN, "rest") }, { lines: line }],
				},
			],
		};
	}

	#format(day: GuessedColumn): string {
		if (!day.doubtful) return day.format ?? OPEN;
		const now = entry("format", OPEN);
		const formats = [day.format ?? "", (day.format ?? "").replace(/DD(.)MM/u, "MM$1DD")];
		this.#questions.push({
			ask: `Steht in ${this.#name} zuerst der Tag oder zuerst der Monat?`,
			because: `Zum Beispiel «${day.values[0]}» in der Spalte «${day.name}»: beides gibt einen Tag.`,
			answers: [...new Set(formats)].map((format) => answer(format, now, entry("format", format))),
		});
		return OPEN;
	}

	/** A column of dates per service or tour. */
	#columns(days: readonly GuessedColumn[]): Guess {
		const byService = days.some(({ name, above = "" }) => headsWaste(String(name)) || namesWaste(above));
		const district = byService ? this.#use(this.#of("round")[0]) : undefined;
		const wording = this.#wording;
		const known = byService || namesWaste(wording);
		const columns = this.#use(days).map((column) => {
			const { name } = column;
			const services = byService ? this.#serviceOfColumn(column) : known ? this.#book.of(wording, inList) : OPEN;
			const whole = district ? `{${district.name}}` : "alle";
			const round = byService ? { round: whole } : typeof name === "number" ? { round: OPEN } : {};
			return { column: name, services: [services], ...round };
		});
		const [first] = days;
		const step = { as: "date-columns", ...this.#base, format: first && this.#format(first), columns };
		const names = days.flatMap(({ name }) => (typeof name === "string" ? [name] : []));
		const services = [...new Set(columns.flatMap((column) => column.services))];
		const listed = district ? district.values : byService ? undefined : known ? names : [];
		const whom = listed ? { districts: [{ services, names: listed }] } : { wholeTown: services };
		return this.#done(step, this.#daysIn(days), this.#columnQuestions(days, known, byService), whom);
	}

	#serviceOfColumn({ name, above }: GuessedColumn): string {
		const naming = (...ids: readonly string[]) => `${entry("column", name)}, ${entry("services", ids)}`;
		const wording =
			above !== undefined && namesWaste(above) && !namesWaste(String(name)) ? `${above} (${name})` : String(name);
		const meaning = this.#book.meaningOf(wording, { wordings: [], naming });
		return meaning.kind === "service" ? meaning.id : OPEN;
	}

	#columnQuestions(days: readonly GuessedColumn[], known: boolean, byService: boolean): Question[] {
		const unnamed = days.filter(({ name }) => typeof name === "number" && !byService).map(({ name }) => name);
		return [
			...(known
				? []
				: [
						this.#whichService(
							`"services": ["${OPEN}"]`,
							"Jede Spalte mit Tagen gilt als eine Tour; welche Leistung sie enthält, steht nicht da.",
						),
					]),
			...(unnamed.length > 0
				? [
						{
							ask: `Wie heißen die Touren in den Spalten ${unnamed.join(", ")} von ${this.#name}?`,
							because: "Die Kopfzeile nennt für sie keinen oder keinen eindeutigen Namen.",
							answers: [{ when: "Je Spalte der Name der Tour, zum Beispiel", pastes: unnamed.map(tourPaste) }],
						},
					]
				: []),
		];
	}

	/** Dates beside the street. */
	#streetDates(street: GuessedColumn, days: readonly GuessedColumn[]): Guess {
		this.#use([street, ...days]);
		const service = this.#use(this.#of("service")[0]);
		const [first] = days;
		const dates = { columns: days.map(({ name }) => name), format: first && this.#format(first) };
		const address = { ...this.#address(street), ...this.#part() };
		const said = this.#service(service);
		const step = { as: "streets", ...this.#base, ...address, service: said.value, dates };
		return this.#done(
			{ ...step, ...listCells(this.#table.rows, service, undefined, said.separator) },
			this.#daysIn(days),
			[],
		);
	}

	/** Streets with the name of a district per service. Which services those are, the other files tell. */
	#districts(street: GuessedColumn, codes: readonly GuessedColumn[]): Guess {
		this.#use([street, ...codes]);
		const step = { as: "streets", ...this.#base, ...this.#address(street), ...this.#part(), rounds: [] };
		const districtColumns = codes.map(({ name, values, kind }) => ({ name, values, isWeekday: kind === "weekday" }));
		return this.#done(step, [], [], { districtColumns });
	}

	#address(street: GuessedColumn) {
		const first = (kind: GuessedColumn["kind"]) => this.#use(this.#of(kind)[0])?.name;
		const [postcode, locality] = [first("postcode"), first("locality")];
		return {
			street: street.name,
			...(postcode !== undefined && { postcode }),
			...(locality !== undefined && { locality }),
		};
	}

	/** Which numbers of a street a row is of. */
	#part() {
		const { used, fields, questions } = guessPart(this.#table.columns, this.#name);
		this.#use(used);
		this.#questions.push(...questions);
		return fields;
	}

	#daysIn(columns: readonly GuessedColumn[]): Day[] {
		return columns.flatMap(({ at, format = "DD.MM.YYYY" }) =>
			this.#table.rows
				.map(({ cells }) => parseDayText(tidy(cells[at] ?? ""), format))
				.filter((day) => day !== undefined),
		);
	}
}

function inList(id: string): string {
	return entry("services", [id]);
}
