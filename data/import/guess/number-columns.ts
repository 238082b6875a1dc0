import { OPEN } from "../recipe/open-questions.ts";
import type { GuessedColumn } from "./columns.ts";
import { answer, entry, type Question } from "./questions.ts";

interface GuessedPart {
	readonly used: readonly GuessedColumn[];
	readonly fields: { readonly numbers?: object; readonly words?: string | number };
	readonly questions: readonly Question[];
}

/** Which numbers of a street a row is of: columns of their own say it, a wording, or the street's name. */
export function guessPart(columns: readonly GuessedColumn[], file: string): GuessedPart {
	const sides = numberColumns(columns);
	if (sides) return { used: sides.columns, fields: { numbers: sides.numbers }, questions: [] };
	const [street, column, words] = (["street", "numbers", "words"] as const).map((kind) =>
		columns.find((each) => each.kind === kind),
	);
	const inStreet = street?.values.some((value) => /\d\s*(?:-|bis)\s*(?:\d|Ende)|\([^)]*\d/iu.test(value));
	const example = (column ?? street)?.values.flatMap((value) => equalEndsIn(value) ?? [])[0];
	const ends = example === undefined ? {} : { equalEnds: OPEN };
	const numbers = column
		? { wording: column.name, otherwise: "words", ...ends }
		: inStreet
			? { inStreet: true, ...ends }
			: undefined;
	return {
		used: [column, words].filter((each) => each !== undefined),
		fields: { ...(numbers && { numbers }), ...(words && { words: words.name }) },
		questions: numbers && example !== undefined ? [endsQuestion(example, file)] : [],
	};
}

/** «2 - 14»: both ends even. Whether the odd ones between are meant, too, only the town knows. */
function endsQuestion(example: string, file: string): Question {
	const now = entry("equalEnds", OPEN);
	return {
		ask: `Meint «${example}» in ${file} nur eine Seite der Straße?`,
		because: "Beide Enden sind gerade oder beide ungerade.",
		answers: [
			answer("Nein, alle Nummern dazwischen", now, entry("equalEnds", "both-sides")),
			answer("Ja, nur die geraden oder nur die ungeraden", now, entry("equalEnds", "one-side")),
		],
	};
}

/** A range whose ends are both even or both odd, and no word beside it says which side is meant. */
function equalEndsIn(value: string): string | undefined {
	if (/gerade|seit|(?:^|[\s\d])[gu]\.?(?:$|[\s,)])/iu.test(value)) return undefined;
	for (const [range, from, to] of value.matchAll(/(?<![\p{L}\d])(\d{1,4})\p{L}?\s?[-–]\s?(\d{1,4})(?!\d)/gu))
		if (Number(from) % 2 === Number(to) % 2 && Number(from) < Number(to)) return range;
	return undefined;
}

/** Even and odd numbers from and to in columns of their own, and numbers that come in or go out. */
interface NumberColumns {
	readonly columns: readonly GuessedColumn[];
	readonly numbers: object;
}

const EVEN = /^(?:ge|gerade|even)$/u;
const ODD = /^(?:ug|ungerade|odd)$/u;
const FROM = /^(?:ab|von|from|anfang)$/u;
const TO = /^(?:bis|to|ende|end)$/u;
const ONLY = /^(?:pos|zusätzlich|zusatz|auch|plus|nur)$/u;
const NOT = /^(?:neg|ohne|außer|ausser|nicht|minus)$/u;

/** «HNR_GE_AB», «gerade von», «Ungerade bis»: by the words of the heading. */
function numberColumns(columns: readonly GuessedColumn[]): NumberColumns | undefined {
	const named = (...words: readonly RegExp[]) =>
		columns.find(({ name }) => words.every((word) => wordsOf(name).some((each) => word.test(each))));
	const [evenFrom, evenTo, oddFrom, oddTo] = [named(EVEN, FROM), named(EVEN, TO), named(ODD, FROM), named(ODD, TO)];
	if (!evenFrom || !evenTo || !oddFrom || !oddTo) return undefined;
	const beside = columns.filter(({ name }) =>
		wordsOf(name).some((word) => /^(?:hnr|hausnr|hausnummern?|nr)$/u.test(word)),
	);
	const [only, not] = [ONLY, NOT].map((kind) =>
		beside.find(({ name }) => wordsOf(name).some((word) => kind.test(word))),
	);
	const numbers = {
		even: [evenFrom.name, evenTo.name],
		odd: [oddFrom.name, oddTo.name],
		...(only && { only: only.name }),
		...(not && { not: not.name }),
		...openEnds([evenTo, oddTo]),
	};
	return { columns: [evenFrom, evenTo, oddFrom, oddTo, ...(only ? [only] : []), ...(not ? [not] : [])], numbers };
}

function wordsOf(name: string | number): string[] {
	return String(name)
		.toLowerCase()
		.split(/[^\p{L}]+/u);
}

/** No street has so many houses: the number says "to the end". */
function openEnds(columns: readonly GuessedColumn[]): { readonly open?: readonly number[] } {
	const values = new Set(columns.flatMap((column) => column.values));
	const open = [
		[9998, 9999],
		[99998, 99999],
		[998, 999],
	].find((ends) => ends.some((end) => values.has(String(end))));
	return open ? { open: open.filter((end) => values.has(String(end))) } : {};
}
