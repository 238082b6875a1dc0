import { parseDayText } from "../read/day-text.ts";
import { OPEN } from "../recipe/open-questions.ts";
import { dayFormatOf } from "./columns.ts";
import type { Guess } from "./guessed.ts";
import { answer, entry, type Question } from "./questions.ts";
import type { ServiceBook } from "./services.ts";

/** A day per line and behind it what is collected where, in tokens: `2027-01-04 1GREY 5BROWN CPINK`. */

const LONGEST_TOKEN = 12;
const FEWEST_LINES = 3;
/** So many rounds, and no word beside: a kind of districts of its own. */
const FEWEST_ROUNDS = 3;

/** Tokens that end with one word, or have none, and differ in the round before it. */
interface TokenKind {
	readonly word: string;
	readonly rounds: readonly string[];
}

export function guessTokens(text: string, name: string, options: object, book: ServiceBook): Guess[] {
	const lines = text
		.split(/\r?\n/u)
		.map((line) => line.trim().split(/\s+/u))
		.filter(([first]) => first !== "");
	const format = dayFormatOf(lines.map(([first = ""]) => first));
	const tokens = [...new Set(lines.flatMap(([, ...rest]) => rest))];
	if (!format || lines.length < FEWEST_LINES || tokens.length === 0) return [];
	if (tokens.some((token) => token.length > LONGEST_TOKEN) || lines.every(({ length }) => length < 3)) return [];
	const { kinds, odd } = kindsOf(tokens);
	const named = kinds.map((kind) => ({ ...kind, services: [serviceOf(kind, book)] }));
	const width = Math.max(...lines.map(({ length }) => length));
	const step = {
		as: "day-tokens",
		file: `source/${name}`,
		...options,
		header: 0,
		separator: " ",
		date: 1,
		format,
		tokens: Array.from({ length: width - 1 }, (_, at) => at + 2),
		map: [
			...odd.map((token) => ({ token, services: [OPEN] })),
			...named.map(({ word, rounds, services }) => ({
				token: `{round}${word}`,
				services,
				...(word === "" && { rounds }),
			})),
		],
		guessed: true,
	};
	const districts = named.map(({ rounds, services }) => ({ services, names: rounds }));
	const days = lines.flatMap(([first = ""]) => parseDayText(first, format) ?? []);
	return [{ step, days, questions: odd.map((token) => oddQuestion(token, name, book)), districts }];
}

/** The longest end that other tokens have, too, is the word; what has none is told apart by its form. */
function kindsOf(tokens: readonly string[]): { readonly kinds: readonly TokenKind[]; readonly odd: readonly string[] } {
	const byWord = Map.groupBy(tokens, (token) => wordOf(token, tokens));
	const bare = Map.groupBy(byWord.get("") ?? [], (token) => token.replace(/\d/gu, "9").replace(/\p{L}/gu, "a"));
	const forms = [...bare.values()];
	const kinds = [
		...[...byWord]
			.filter(([word]) => word !== "")
			.map(([word, same]) => ({ word, rounds: same.map((token) => token.slice(0, -word.length)) })),
		...forms.filter(({ length }) => length >= FEWEST_ROUNDS).map((rounds) => ({ word: "", rounds })),
	];
	return { kinds, odd: forms.filter(({ length }) => length < FEWEST_ROUNDS).flat() };
}

const SHORTEST_WORD = 3;

function wordOf(token: string, all: readonly string[]): string {
	for (let at = 1; at <= token.length - SHORTEST_WORD; at++) {
		const end = token.slice(at);
		if (/^\p{L}+$/u.test(end) && all.filter((other) => other.endsWith(end) && other !== end).length > 1) return end;
	}
	return "";
}

function serviceOf({ word, rounds }: TokenKind, book: ServiceBook): string {
	// With its rounds the entry is too long for one line.
	const before = word === "" ? "" : `${entry("token", `{round}${word}`)}, `;
	const naming = (...ids: readonly string[]) => `${before}${entry("services", ids)}`;
	return book.of(word === "" ? rounds.slice(0, 3).join(", ") : word, naming, true);
}

function oddQuestion(token: string, name: string, book: ServiceBook): Question {
	const now = `${entry("token", token)}, ${entry("services", [OPEN])}`;
	const ids = book.all.map(({ id }) => id);
	return {
		ask: `Was bedeutet «${token}» in ${name}?`,
		because: "Das Kürzel ist anders gebaut als die übrigen.",
		answers: [
			answer("Nichts, was abgeholt wird", now, `${entry("token", token)}, ${entry("services", [])}`),
			answer(
				"Diese Leistungen, überall (was nicht passt, streichen)",
				now,
				`${entry("token", token)}, ${entry("services", ids)}`,
			),
		],
	};
}
