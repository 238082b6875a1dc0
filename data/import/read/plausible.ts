import { type ByteEncoding, decodeBytes, type Encoding } from "./encodings.ts";

/**
 * How well a text reads as German (with the names of its neighbours), judged by its signs beyond
 * ASCII and what stands beside them: 1 when all are umlauts in their places, 0 when it has none,
 * below when letters stand where no word has them ("MŸhlenstra§e"). A measure to compare by, no proof.
 */
function plausibility(text: string): number {
	let [sum, count] = [0, 0];
	for (const { index } of text.matchAll(/[^\p{ASCII}]/gu)) {
		sum += weight(text[index - 1] ?? " ", text[index] ?? "", text[index + 1] ?? " ");
		if (++count === ENOUGH) break;
	}
	return count === 0 ? 0 : sum / count;
}

const ENOUGH = 2_000;
const UMLAUT = /^[äöüÄÖÜ]$/u;
const OTHER_LETTER = /^[À-ÖØ-öø-ÿŒœŠšŽžŸ]$/u;
/** Signs that stand in German texts, never between two letters. */
const SIGN = /^[–—„“”‚‘«»‹›…€§°·•½¼¾¹²³´×±\u00a0\u00ad]$/u;

function weight(before: string, sign: string, after: string): number {
	if (sign === "’" || sign === "–") return 0.5;
	if (sign === "ß") return /[aeiouyäöüAEIOUÄÖÜ]/u.test(before) ? 1 : -1;
	if (UMLAUT.test(sign) || OTHER_LETTER.test(sign))
		return isInPlace(before, sign, after) ? letterWeight(before, sign) : -1;
	return SIGN.test(sign) && !joins(before, sign, after) ? 0.5 : -1;
}

/** Few words begin with a small umlaut. */
function letterWeight(before: string, letter: string): number {
	if (!UMLAUT.test(letter)) return 0.2;
	return isLetter(before) || !isSmall(letter) ? 1 : 0.7;
}

function joins(before: string, sign: string, after: string): boolean {
	if (sign === "§") return isLetter(before) || isLetter(after);
	return isLetter(after) && (isLetter(before) || sign === "€");
}

/** Capitals begin a word or stand among capitals, small letters are never followed by capitals. */
function isInPlace(before: string, letter: string, after: string): boolean {
	if (letter === letter.toUpperCase()) return !isSmall(before) && !(isLetter(before) && isSmall(after));
	return !(isLetter(after) && !isSmall(after));
}

function isLetter(sign: string): boolean {
	return /^\p{L}$/u.test(sign);
}

function isSmall(sign: string): boolean {
	return /^\p{Ll}$/u.test(sign);
}

const CANDIDATES = ["windows-1252", "macintosh", "cp850"] as const satisfies readonly ByteEncoding[];

/** From here on a text is German, up to there it is none. */
const [GOOD, POOR] = [0.6, 0.25];

/** The encoding of one byte in which the bytes read as German; `undefined` where none is convincing. */
export function likelyEncoding(bytes: Uint8Array): ByteEncoding | undefined {
	const judged = CANDIDATES.map((encoding) => ({ encoding, score: plausibility(decodeBytes(bytes, encoding)) }));
	const best = judged.reduce((one, other) => (other.score > one.score ? other : one));
	return best.score >= POOR ? best.encoding : undefined;
}

/** Another encoding that reads much better than the one given, which reads badly. */
export function betterEncoding(bytes: Uint8Array, text: string, given: Encoding): ByteEncoding | undefined {
	if (plausibility(text) >= POOR) return undefined;
	const likely = likelyEncoding(bytes);
	if (likely === undefined || likely === given) return undefined;
	return plausibility(decodeBytes(bytes, likely)) >= GOOD ? likely : undefined;
}
