const MOST_OCTETS = 75;

/** All control characters but tab and line feed: RFC 5545 allows few of them, and some readers break lines at others. */
const CONTROLS = /[^\P{Cc}\t\n]/gu;

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
 * One content line with its CRLF, folded after 75 octets at most, between code points.
 * The leading blank of a continuation counts as one of them (ical.js forgets that).
 */
export function contentLine(line: string): string {
	if (SHORT_ASCII.test(line)) return `${line}\r\n`;
	let folded = "";
	let octets = 0;
	for (const character of line) {
		const size = octetsOf(character.codePointAt(0) ?? 0);
		if (octets + size > MOST_OCTETS) {
			folded += "\r\n ";
			octets = 1;
		}
		folded += character;
		octets += size;
	}
	return `${folded}\r\n`;
}

/** In UTF-8. Half a surrogate pair becomes U+FFFD when it is written: three octets as well. */
function octetsOf(codePoint: number): number {
	if (codePoint < 0x80) return 1;
	if (codePoint < 0x800) return 2;
	return codePoint < 0x10000 ? 3 : 4;
}
