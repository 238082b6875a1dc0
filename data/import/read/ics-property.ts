/** `NAME;PARAM=value:value`, one content line of a calendar (RFC 5545 3.1). */
export interface IcsProperty {
	readonly value: string;
	/** Upper-case names. */
	readonly params: Readonly<Record<string, string>>;
}

export interface NamedProperty extends IcsProperty {
	/** Upper-case. */
	readonly name: string;
}

/** `undefined` for a line that is no property: no colon, or no name before it. */
export function parseProperty(content: string): NamedProperty | undefined {
	const end = endOfHead(content);
	if (end === undefined) return undefined;
	const [first = "", ...given] = cutOutsideQuotes(content.slice(0, end));
	const name = first.trim().toUpperCase();
	if (!/^[A-Z0-9-]+$/.test(name)) return undefined;
	const params = Object.fromEntries(given.map(parseParameter));
	return { name, value: decodeTransfer(content.slice(end + 1), params), params };
}

/** Their values hold no colon, so that a zone whose name holds one can be told from them without quotes. */
const OF_DAYS = /^\s*(?:DTSTART|DTEND|DUE|RECURRENCE-ID|RDATE|EXDATE)\s*;/i;
const DAYS = /^[\dTZPWDHMS,/+\-\s]*$/i;

function endOfHead(content: string): number | undefined {
	const first = colonOutsideQuotes(content);
	if (first === undefined || !OF_DAYS.test(content) || DAYS.test(content.slice(first + 1))) return first;
	const last = content.lastIndexOf(":");
	return DAYS.test(content.slice(last + 1)) && ZONE_AT_END.test(content.slice(0, last)) ? last : first;
}

/** Two lines that were joined have a colon too many as well, but not within a zone's name. */
const ZONE_AT_END = /^[^:]*;\s*TZID=[^;]*$/i;

function colonOutsideQuotes(content: string): number | undefined {
	let quoted = false;
	for (let at = 0; at < content.length; at++) {
		const character = content[at];
		if (character === '"') quoted = !quoted;
		else if (character === ":" && !quoted) return at;
	}
	// A quote that is never closed protects nothing.
	const at = quoted ? content.indexOf(":") : -1;
	return at < 0 ? undefined : at;
}

function cutOutsideQuotes(head: string): string[] {
	const pieces = [""];
	let quoted = false;
	for (const character of head) {
		if (character === '"') quoted = !quoted;
		if (character === ";" && !quoted) pieces.push("");
		else pieces.push((pieces.pop() ?? "") + character);
	}
	return pieces;
}

function parseParameter(text: string): [name: string, value: string] {
	const at = text.indexOf("=");
	// vCalendar 1.0 writes `;QUOTED-PRINTABLE` for `;ENCODING=QUOTED-PRINTABLE`.
	if (at < 0) return ["ENCODING", text.trim()];
	return [text.slice(0, at).trim().toUpperCase(), decodeCarets(text.slice(at + 1).replaceAll('"', ""))];
}

const CARETS: Readonly<Record<string, string>> = { n: "\n", "^": "^", "'": '"' };

/** RFC 6868. */
function decodeCarets(value: string): string {
	return value.replace(/\^([n^'])/gu, (_, escaped: string) => CARETS[escaped] ?? escaped);
}

/** QUOTED-PRINTABLE and BASE64 of vCalendar 1.0, in the CHARSET that the line names. */
function decodeTransfer(value: string, { ENCODING = "", CHARSET }: Readonly<Record<string, string>>): string {
	if (/^(?:QUOTED-PRINTABLE|Q)$/i.test(ENCODING)) return decodeCharset(quotedPrintable(value), CHARSET) ?? value;
	if (!/^(?:BASE64|B)$/i.test(ENCODING)) return value;
	const octets = base64(value);
	return (octets && decodeCharset(octets, CHARSET)) ?? value;
}

function quotedPrintable(value: string): Uint8Array {
	const pieces = value.split(/=([0-9a-f]{2})/iu);
	const octets = pieces.flatMap((piece, at) =>
		at % 2 === 1 ? [Number.parseInt(piece, 16)] : [...new TextEncoder().encode(piece)],
	);
	return Uint8Array.from(octets);
}

function base64(value: string): Uint8Array | undefined {
	try {
		return Uint8Array.from(atob(value.replace(/\s/gu, "")), (character) => character.charCodeAt(0));
	} catch {
		return undefined;
	}
}

/** Without a CHARSET it is UTF-8, or what programs of that time wrote. `undefined` for a charset that nobody knows. */
function decodeCharset(octets: Uint8Array, charset: string | undefined): string | undefined {
	for (const label of charset ? [charset] : ["utf-8", "windows-1252"]) {
		try {
			return new TextDecoder(label, { fatal: true, ignoreBOM: false }).decode(octets);
		} catch {}
	}
	return undefined;
}

/** TEXT values: `\n`, `\,`, `\;`, `\\` (RFC 5545 3.3.11). */
export function unescapeText(value: string): string {
	return value.replace(/\\([\\;,nN])/gu, (_, escaped: string) => (escaped.toLowerCase() === "n" ? "\n" : escaped));
}
