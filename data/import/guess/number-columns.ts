import type { GuessedColumn } from "./columns.ts";

/** Even and odd numbers from and to in columns of their own, and numbers that come in or go out. */
export interface NumberColumns {
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
export function numberColumns(columns: readonly GuessedColumn[]): NumberColumns | undefined {
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
