import { decode, fittingEncoding } from "../read/decode.ts";
import type { Encoding } from "../read/encodings.ts";
import { readIcsOctets } from "../read/ics.ts";
import { OPEN } from "../recipe/open-questions.ts";
import { guessCalendar } from "./calendar.ts";
import { withDistricts } from "./districts.ts";
import { coverageOf, coverageQuestion, factQuestions, OPEN_FACTS } from "./facts.ts";
import { grouped } from "./grouped.ts";
import type { FoundFile, Guess } from "./guessed.ts";
import { answer, entry, ofStep, type Question, WHOLE_STEP } from "./questions.ts";
import { ServiceBook } from "./services.ts";
import { guessTableStep } from "./table.ts";
import { type GuessedText, guessText } from "./text.ts";
import { guessTokens } from "./tokens.ts";
import { withTours } from "./tours.ts";
import { guessTree } from "./tree.ts";
import { fileOf, mergedAddresses } from "./whole-town.ts";

export interface GuessedTown {
	/** `town.json` */
	readonly town: object;
	/** What nobody but the town can answer. */
	readonly questions: readonly Question[];
}

/** A first recipe for files that nobody has described. It guesses, so it says what it guessed, and asks where it doubts. */
export function guessTown(folder: string, files: readonly FoundFile[]): GuessedTown {
	const book = new ServiceBook(files.map(({ name }) => name));
	const found = withTours(grouped(files.flatMap((file) => guessedOr(guessFile(file, book), file))));
	const guesses = mergedAddresses(found);
	const districts = guesses.map((guess) => withDistricts(guess, guesses, book));
	const days = guesses.flatMap((guess) => guess.days).sort();
	const named = districtsOf(guesses);
	const questions = [
		...factQuestions(folder),
		...coverageQuestion(days),
		...(book.all.length > 0 ? [] : [NO_SERVICES]),
		...districts.flatMap(({ step, questions }) => ofStep(step, questions)),
		...named.questions,
		...book.questions,
	];
	const recipe = { read: districts.map(({ step }) => step), ...named.fields };
	const services = book.all.length > 0 ? book.all : OPEN;
	return { town: { ...OPEN_FACTS, coverage: coverageOf(days), services, recipe }, questions };
}

function guessedOr(guesses: readonly Guess[], file: FoundFile): readonly Guess[] {
	return guesses.length > 0 ? guesses : [unknownFile(file)];
}

function guessFile({ name, bytes, sheet, alike }: FoundFile, book: ServiceBook): Guess[] {
	if (sheet) return guessTableStep(sheet.csv, name, { sheet: sheet.name }, book);
	const { encoding, text } = guessEncoding(bytes, name);
	const options = encoding === "utf-8" ? {} : { encoding };
	// Its lines may be folded within a character: what is decoded is decoded after that.
	const { calendar } = /^\s*BEGIN:VCALENDAR/iu.test(text) ? readIcsOctets(bytes, name, encoding) : {};
	if (calendar) {
		const guess = guessCalendar(calendar, name, book);
		return [{ ...guess, step: { ...guess.step, ...options } }];
	}
	const lines = guessText(text, name);
	if (/^\s*</u.test(text) && lines) return guessFromText(lines, name, options, book);
	const texts = [text, ...(alike ?? []).map((each) => guessEncoding(each, name).text)];
	if (/^\s*[[{<]/u.test(text)) return guessFromTree(texts, name, options, book);
	const table = guessTableStep(text, name, options, book);
	if (table.length > 0) return table;
	return lines ? guessFromText(lines, name, options, book) : guessTokens(text, name, options, book);
}

function guessFromText(found: GuessedText, name: string, options: object, book: ServiceBook): Guess[] {
	const guesses = guessTableStep(found.csv, name, { ...options, text: found.text }, book);
	return guesses.map((guess) => {
		if (!("as" in guess.step) || guess.step.as !== "dates" || !found.date) return guess;
		const { format: _, ...step } = guess.step as { readonly format?: string };
		return { ...guess, step: { ...step, date: found.date } };
	});
}

function guessFromTree(texts: readonly string[], name: string, options: object, book: ServiceBook): Guess[] {
	const tree = guessTree(texts);
	if (!tree) return [];
	const { rows, columns, beside } = tree;
	return guessTableStep(tree.csv, name, { ...options, tree: { rows, columns }, beside }, book);
}

function isCalendar(bytes: Uint8Array): boolean {
	return /^\s*BEGIN:VCALENDAR/iu.test(new TextDecoder().decode(bytes.subarray(0, 64)));
}

/** A fold of a calendar may stand within a character; without it the bytes are what they were. */
function unfolded(bytes: Uint8Array): Uint8Array {
	const isFold = (at: number) => bytes[at] === LF && (bytes[at + 1] === BLANK || bytes[at + 1] === TAB);
	return bytes.filter((byte, at) => !(isFold(at) || (byte === CR && isFold(at + 1)) || (at > 0 && isFold(at - 1))));
}

const [TAB, LF, CR, BLANK] = [9, 10, 13, 32];

/** So much of a table tells what it is; what comes behind it the import accounts for. */
const MOST_LOOKED_AT = 8_000_000;

/** Whole lines of a long table. Half a calendar, half a tree or half a page is none. */
function beginning(bytes: Uint8Array): Uint8Array {
	const isTree = /^\s*[[{<]/u.test(new TextDecoder().decode(bytes.subarray(0, 64)));
	if (bytes.length <= MOST_LOOKED_AT || isTree) return bytes;
	return bytes.subarray(0, bytes.lastIndexOf(LF, MOST_LOOKED_AT) + 1);
}

function guessEncoding(bytes: Uint8Array, name: string): { encoding: Encoding; text: string } {
	const whole = isCalendar(bytes) ? unfolded(bytes) : beginning(bytes);
	const encoding = fittingEncoding(whole);
	return { encoding, text: decode(whole, name, encoding).text ?? "" };
}

/** A file that nothing here understands is not passed over: the town says what it is, or that it is not needed. */
function unknownFile({ name, sheet }: FoundFile): Guess {
	const step = { as: OPEN, file: `source/${name}`, ...(sheet && { sheet: sheet.name }) };
	const question = {
		ask: `Was enthält ${name}${sheet ? `, Blatt ${sheet.name}` : ""}?`,
		because: "Die Form ist nicht zu erkennen.",
		answers: [
			answer("Nichts, was gebraucht wird: den ganzen Schritt löschen", WHOLE_STEP, ""),
			answer(
				"Termine oder Straßen: den Schritt nach data/README.md schreiben, Texte und Seiten mit",
				entry("as", OPEN),
				'"as": "dates",\n"text": { "patterns": [ … ] }',
			),
		],
	};
	return { step, days: [], questions: [question] };
}

const NO_SERVICES: Question = {
	ask: "Welche Leistungen gibt es?",
	because: "Keine Datei nennt eine mit Namen.",
	answers: [
		answer(
			"Zum Beispiel (eine Zeile je Leistung)",
			entry("services", OPEN),
			'"services": [{ "id": "rest", "fraction": "residual", "label": "Restmüll" }]',
		),
	],
};

/** Where no file lists streets, the districts are what people choose from, by names that only the town knows. */
function districtsOf(guesses: readonly Guess[]): { fields: object; questions: readonly Question[] } {
	const hasStreets = guesses.some(({ step }) => "as" in step && step.as === "streets");
	const forNobody = guesses.filter(({ wholeTown, districts }) => wholeTown || districts);
	if (hasStreets || forNobody.length === 0) return { fields: {}, questions: [] };
	const now = entry("districts", OPEN);
	const names = [...new Set(guesses.flatMap(({ districts = [] }) => districts.flatMap(({ names }) => names)))];
	const forAll = answer("Die Termine gelten für alle", now, entry("districts", "Ganze Gemeinde"));
	const byName = answer("Jeder Bezirk heißt bei den Bürgern anders", now, entry("districts", "Bezirk {round}"));
	const question = {
		ask: names.length > 0 ? "Wie heißen die Bezirke für die Bürger?" : "Für wen gelten die Termine?",
		because:
			names.length > 0
				? `Die Dateien nennen ${names.slice(0, 8).join(", ")}${names.length > 8 ? " …" : ""}.`
				: `${[...new Set(forNobody.map(fileOf))].join(", ")}: Dort stehen weder Straßen noch Bezirke.`,
		answers: names.length > 0 ? [byName] : [forAll, byName],
	};
	return { fields: { districts: OPEN }, questions: [question] };
}
