import { type Day, plusDays } from "../../model/day.ts";
import { decode, fittingEncoding } from "../read/decode.ts";
import type { Encoding } from "../read/encodings.ts";
import { guessCalendar } from "./calendar.ts";
import { ServiceBook } from "./services.ts";
import { guessTableStep } from "./table.ts";
import { guessTree } from "./tree.ts";

/** A file as it was found; a workbook's first sheet comes as separated values. */
export interface FoundFile {
	readonly name: string;
	readonly bytes: Uint8Array;
	/** The first sheet of a workbook. */
	readonly sheet?: string | undefined;
}

/** What a file seems to be. */
export interface Guess {
	readonly step: object;
	readonly days: readonly Day[];
	readonly questions: readonly string[];
	/** Columns of a list of streets that name districts. */
	readonly districtColumns?: readonly DistrictColumn[];
	/** The districts that a list of dates names, with the services that it is of. */
	readonly districts?: { readonly services: readonly string[]; readonly names: readonly string[] };
	readonly empty?: boolean;
}

export interface DistrictColumn {
	readonly name: string | number;
	readonly values: readonly string[];
}

export interface GuessedTown {
	/** `town.json` */
	readonly town: object;
	/** What nobody but the town can answer. */
	readonly questions: readonly string[];
}

/** A first recipe for files that nobody has described. It guesses, so it says what it guessed. */
export function guessTown(folder: string, files: readonly FoundFile[]): GuessedTown {
	const book = new ServiceBook();
	const questions: string[] = [];
	const guesses: Guess[] = [];
	// Lists of streets come last: what their columns mean, the services of the other files tell.
	for (const file of files) {
		const guess = guessFile(file, book);
		if (guess) guesses.push(guess);
		else
			questions.push(
				`${file.name}: Form nicht erkannt. Im Rezept mit "text" und Mustern beschreiben, oder als CSV ablegen.`,
			);
	}
	questions.push(...guesses.flatMap((guess) => guess.questions), ...book.questions);
	const read = guesses.map((guess) => withDistricts(guess, guesses, book, questions));
	const days = guesses.flatMap((guess) => guess.days).sort();
	const hasStreets = guesses.some((guess) => "as" in guess.step && guess.step.as === "streets");
	const hasRounds = guesses.some(({ step }) => "round" in step || "columns" in step);
	const named = titleOf(folder);
	questions.unshift(...factQuestions(named, days));
	const recipe = { read, ...(!hasStreets && { districts: hasRounds ? "Bezirk {round}" : named }) };
	return { town: { ...factsOf(named), coverage: coverageOf(days), services: book.all, recipe }, questions };
}

function guessFile({ name, bytes, sheet }: FoundFile, book: ServiceBook): Guess | undefined {
	if (sheet !== undefined) return guessTableStep(sheet, name, { sheet: 1 }, book);
	const { encoding, text } = guessEncoding(bytes, name);
	const options = encoding === "utf-8" ? {} : { encoding };
	if (/^\s*BEGIN:VCALENDAR/iu.test(text)) {
		const guess = guessCalendar(text, name, book);
		return { ...guess, step: { ...guess.step, ...options } };
	}
	if (/^\s*[[{<]/u.test(text)) return guessFromTree(text, name, options, book);
	return guessTableStep(text, name, options, book);
}

function guessFromTree(text: string, name: string, options: object, book: ServiceBook): Guess | undefined {
	const tree = guessTree(text);
	if (!tree) return undefined;
	const { rows, columns } = tree;
	return guessTableStep(tree.csv, name, { ...options, tree: { rows, columns } }, book);
}

function guessEncoding(bytes: Uint8Array, name: string): { encoding: Encoding; text: string } {
	const encoding = fittingEncoding(bytes);
	return { encoding, text: decode(bytes, name, encoding).text ?? "" };
}

/** A column of districts belongs to the services whose dates name the same districts, or whose kind its heading names. */
function withDistricts(
	{ step, districtColumns = [] }: Guess,
	all: readonly Guess[],
	book: ServiceBook,
	questions: string[],
): object {
	if (!("rounds" in step)) return step;
	const byColumn = new Map<DistrictColumn, Set<string>>(districtColumns.map((column) => [column, new Set()]));
	for (const { districts } of all) {
		for (const service of districts?.services ?? []) {
			const column = likeliestColumn(districtColumns, service, districts?.names ?? [], book);
			if (column) byColumn.get(column)?.add(service);
		}
	}
	const rounds = [...byColumn]
		.filter(([, services]) => services.size > 0)
		.map(([{ name }, services]) => ({ services: [...services], column: name }));
	for (const [{ name }, services] of byColumn) {
		if (services.size === 0)
			questions.push(`Zu welcher Leistung gehören die Bezirke in der Spalte «${name}»? Sie wird noch nicht gelesen.`);
	}
	const served = new Set(rounds.flatMap(({ services }) => services));
	return { ...step, rounds, everywhere: book.all.map(({ id }) => id).filter((id) => !served.has(id)) };
}

const ALIKE = 0.8;

function likeliestColumn(
	columns: readonly DistrictColumn[],
	service: string,
	names: readonly string[],
	book: ServiceBook,
): DistrictColumn | undefined {
	const share = ({ values }: DistrictColumn) =>
		names.filter((name) => values.includes(name)).length / Math.max(names.length, 1);
	const fitting = columns.filter((column) => names.length > 0 && share(column) >= ALIKE);
	return fitting.find(({ name }) => book.ofFraction(String(name)).includes(service)) ?? fitting[0];
}

function titleOf(folder: string): string {
	return folder
		.split("-")
		.filter((word) => !/^\d+$/u.test(word))
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join(" ");
}

function factsOf(name: string) {
	return {
		name,
		state: "HE",
		contact: { name: `Abfallberatung ${name}`, email: "abfallberatung@example.org" },
		putOut: { earliest: "18:00", latest: "06:00" },
		publisher: name,
	};
}

function factQuestions(name: string, days: readonly Day[]): string[] {
	const { from, to } = coverageOf(days);
	return [
		`Heißt die Gemeinde «${name}», und liegt sie in Hessen? (name, state)`,
		"Wer beantwortet Fragen zur Abfuhr? (contact: Name, E-Mail, Telefon)",
		"Ab wann am Vortag und bis wann am Tag stehen die Tonnen bereit? Angenommen: 18:00 und 06:00. (putOut)",
		`Gelten die Dateien vom ${from} bis zum ${to}? (coverage)`,
	];
}

/** Whole years, unless the files begin or end in the middle of one. */
function coverageOf(days: readonly Day[]) {
	const [first, last] = [days[0], days.at(-1)];
	if (!first || !last) return { from: "2026-01-01", to: "2026-12-31" };
	const [begins, ends] = [first.slice(5) < "02-01", last.slice(5) > "11-30"];
	return {
		from: begins ? `${first.slice(0, 4)}-01-01` : first,
		to: ends ? `${last.slice(0, 4)}-12-31` : plusDays(last, 0),
	};
}
