import type { Problem } from "../../model/problem.ts";
import { decodeBytes, strictUtf8 } from "./encodings.ts";
import { LineCounter } from "./line-counter.ts";

/** Text that cannot be meant, whoever wrote it: one finding per file and kind, with the first places. */
export function garbledText(text: string, file: string): Problem[] {
	return KINDS.flatMap(({ sign, what, remedy }) => {
		const places = placesOf(text, sign);
		const [first] = places;
		return first ? [finding(file, places, `${what(first.word)} (${linesOf(places)}).`, remedy)] : [];
	});
}

interface Kind {
	readonly sign: RegExp;
	readonly what: (word: string) => string;
	readonly remedy: string;
}

const KEEP = 'Ist die Stelle ohne Belang, unter "known" bestätigen.';

const KINDS: readonly Kind[] = [
	{
		sign: /\ufffd/gu,
		what: (word) => `In «${word}» ist ein Buchstabe schon in der Datei verloren gegangen (das Zeichen U+FFFD)`,
		remedy: `Die Datei neu exportieren oder die Wörter darin berichtigen. ${KEEP}`,
	},
	{
		// UTF-8 that was read as windows-1252, Mac or DOS text and stored as UTF-8 once more
		sign: /Ã[\u0080-\u00bfŒœŠšŸŽž€‚ƒ„…†‡ˆ‰‹‘’“”•–—˜™›]|Â[\u00a0-\u00bf]|â€.|√[Ä-üß§†°•¶]|├[\u00a0-\u00ffƒ╝╢░▒▓│┤╗║╣┐└]/gu,
		what: (word) => `«${word}» ist doppelt in UTF-8 umgewandelt${meant(word)}`,
		remedy: `Die Datei neu exportieren, sodass Umlaute nur einmal umgewandelt werden. ${KEEP}`,
	},
	{
		// C0 without the white space, and C1
		// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
		sign: /[\u0000-\u0008\u000e-\u001b\u007f-\u009f]/gu,
		what: (word) => `«${word}» enthält Steuerzeichen, die kein Text hat`,
		remedy: `Die Datei neu exportieren und prüfen, ob "encoding" im Rezept stimmt. ${KEEP}`,
	},
];

interface Place {
	readonly line: number;
	readonly word: string;
}

const MOST_PLACES = 1_000;

/** The first place of each line. */
function placesOf(text: string, sign: RegExp): Place[] {
	const places: Place[] = [];
	const lines = new LineCounter(text);
	for (const { index } of text.matchAll(sign)) {
		const line = lines.lineAt(index);
		if (line !== places.at(-1)?.line) places.push({ line, word: wordAt(text, index) });
		if (places.length === MOST_PLACES) break;
	}
	return places;
}

const AROUND = 24;

/** The word around a sign, with what cannot be printed written as its number. */
function wordAt(text: string, at: number): string {
	const before = /[^\s;,|"<>:]*$/u.exec(text.slice(Math.max(at - AROUND, 0), at))?.[0] ?? "";
	const after = /^.[^\s;,|"<>:]*/su.exec(text.slice(at, at + AROUND))?.[0] ?? "";
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
	return `${before}${after}`.replace(/[\u0000-\u001f\u007f-\u009f]/gu, (sign) => `\\u${hex(sign)}`);
}

function hex(sign: string): string {
	return sign.charCodeAt(0).toString(16).padStart(4, "0");
}

function linesOf(places: readonly Place[]): string {
	const lines = places.slice(0, 5).map(({ line }) => line);
	const more = places.length > lines.length ? ` und ${places.length - lines.length} weitere` : "";
	return `${places.length === 1 ? "Zeile" : "Zeilen"} ${lines.join(", ")}${more}`;
}

const BYTE_OF: ReadonlyMap<string, number> = new Map(
	Array.from({ length: 256 }, (_, byte) => [decodeBytes(Uint8Array.of(byte), "windows-1252"), byte]),
);

/** What a text encoded twice was before; nothing where it cannot be told. */
function meant(word: string): string {
	const bytes = Array.from(word, (sign) => BYTE_OF.get(sign) ?? 0);
	const once = strictUtf8(Uint8Array.from(bytes));
	return once === undefined || once.includes("\0") ? "" : `, gemeint ist wohl «${once}»`;
}

function finding(file: string, [first]: readonly Place[], what: string, remedy: string): Problem {
	return { level: "problem", code: "garbled_text", where: { file, line: first?.line }, what, remedy };
}
