const MOST_OCTETS = 75;

/**
 * All control characters but tab and line feed: RFC 5545 allows few of them, and some readers break lines at others.
 * And those that turn the direction of what follows, in the line of an app beyond the text itself.
 */
const CONTROLS = /[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069]/gu;

const LINE_BREAKS = /\r\n?|[\u2028\u2029]/g;

/** What a line can hold without a second look: ASCII, one octet each. */
const SHORT_ASCII = /^[\u0020-\u007e]{0,75}$/;

/** TEXT of RFC 5545 3.3.11. */
export function escapeText(text: string): string {
	return text
		.replace(LINE_BREAKS, "\n")
		.replace(CONTROLS, "")
		.replace(/[\\;,]/g, "\\$&")
		.replace(/\n/g, "\\n");
}

/** A calendar's name: apps read it without undoing escapes, so nothing may need one. */
export function plainName(text: string): string {
	return text
		.replace(LINE_BREAKS, "\n")
		.replace(CONTROLS, "")
		.replace(/\n+/g, " ")
		.replace(/\\/g, "/")
		.replace(/\s*[,;]\s*/g, " · ");
}

/**
 * One content line with its CRLF, folded after 75 octets at most (RFC 5545 3.1), between code points.
 * The leading blank of a continuation counts as one of them (ical.js forgets that).
 */
export function contentLine(line: string): string {
	if (SHORT_ASCII.test(line)) return `${line}\r\n`;
	const characters = [...line];
	const pieces: string[] = [];
	for (let at = 0; at < characters.length; ) {
		const end = endOfPiece(characters, at);
		pieces.push(characters.slice(at, end).join(""));
		at = end;
	}
	return `${pieces.join("\r\n ")}\r\n`;
}

/** The fold stands between two characters that are no blanks: readers exist that trim what they unfold. */
function endOfPiece(characters: readonly string[], start: number): number {
	const full = fullPiece(characters, start);
	if (full === characters.length) return full;
	for (let end = full; end > start + 1; end--) if (characters[end - 1] !== " " && characters[end] !== " ") return end;
	return full;
}

function fullPiece(characters: readonly string[], start: number): number {
	let octets = start === 0 ? 0 : 1;
	for (let at = start; at < characters.length; at++) {
		octets += octetsOf(characters[at]?.codePointAt(0) ?? 0);
		if (octets > MOST_OCTETS) return at;
	}
	return characters.length;
}

/** In UTF-8. Half a surrogate pair becomes U+FFFD when it is written: three octets as well. */
function octetsOf(codePoint: number): number {
	if (codePoint < 0x80) return 1;
	if (codePoint < 0x800) return 2;
	return codePoint < 0x10000 ? 3 : 4;
}
