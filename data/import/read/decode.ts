import type { Problem } from "../../model/problem.ts";
import { type ByteEncoding, decodeBytes, type Encoding, isByteEncoding, strictUtf8, utf16Of } from "./encodings.ts";
import { garbledText } from "./garbled.ts";
import { plainLines } from "./plain.ts";
import { betterEncoding, likelyEncoding } from "./plausible.ts";
import { kindOf, notText } from "./unreadable-kinds.ts";

export interface Decoded {
	/** Absent where the bytes cannot be meant as the recipe says. */
	readonly text?: string | undefined;
	readonly problems: readonly Problem[];
}

/**
 * The door for all text: bytes as a recipe says, lines ended by LF, composed (NFC), without byte
 * order marks. Never guesses: what the bytes speak against is a problem, with the encoding that fits them.
 */
export function decode(bytes: Uint8Array, file: string, encoding: Encoding): Decoded {
	const asUtf8 = strictUtf8(bytes);
	const flaw = flawOf(bytes, file, encoding, asUtf8);
	if (flaw) return { problems: [flaw] };
	const text = plainLines(encoding === "utf-8" && asUtf8 !== undefined ? asUtf8 : decodeAs(bytes, encoding));
	return { text, problems: garbledText(text, file) };
}

function decodeAs(bytes: Uint8Array, encoding: Encoding): string {
	if (isByteEncoding(encoding)) return decodeBytes(withoutMark(bytes), encoding);
	return new TextDecoder(encoding).decode(bytes);
}

/** A mark of UTF-8 before text that is ASCII, whatever the recipe says. */
function withoutMark(bytes: Uint8Array): Uint8Array {
	return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** `asUtf8`: its text, where the bytes are UTF-8. */
function flawOf(bytes: Uint8Array, file: string, encoding: Encoding, asUtf8: string | undefined): Problem | undefined {
	const kind = kindOf(bytes);
	if (kind) return notText(file, kind);
	const wide = utf16Of(bytes);
	if (wide) return wide === encoding ? undefined : otherEncoding(file, encoding, wide);
	if (encoding === "utf-8") return asUtf8 === undefined ? notUtf8(bytes, file) : undefined;
	if (asUtf8 !== undefined && (!isByteEncoding(encoding) || /[^\p{ASCII}]/u.test(asUtf8)))
		return asUtf8 === "" ? undefined : otherEncoding(file, encoding, "utf-8");
	const better = betterEncoding(bytes, decodeAs(bytes, encoding), encoding);
	return better && otherEncoding(file, encoding, better);
}

function otherEncoding(file: string, given: Encoding, fits: Encoding): Problem {
	return wrongEncoding(
		{ file },
		`Das Rezept nennt ${given}, die Datei ist aber ${NAMES[fits]}; Umlaute würden verstümmelt.`,
		advice(fits),
	);
}

function wrongEncoding(where: Problem["where"], what: string, remedy: string): Problem {
	return { level: "problem", code: "wrong_encoding", where, what, remedy };
}

const NAMES: Readonly<Record<Encoding, string>> = {
	"utf-8": "UTF-8",
	"windows-1252": "windows-1252",
	"iso-8859-1": "ISO 8859-1",
	macintosh: "in der alten Kodierung des Mac gespeichert (macintosh)",
	cp850: "in der Kodierung von DOS gespeichert (cp850)",
	cp437: "in der Kodierung von DOS gespeichert (cp437)",
	"utf-16le": "UTF-16 (utf-16le)",
	"utf-16be": "UTF-16 (utf-16be)",
};

function advice(encoding: Encoding): string {
	return `Im Rezept "encoding": "${encoding}" angeben.`;
}

/** The advice is computed from the bytes: what would read as German? */
function notUtf8(bytes: Uint8Array, file: string): Problem {
	const text = plainLines(new TextDecoder("utf-8").decode(bytes));
	const bad = text.indexOf("\ufffd");
	const line = text.slice(0, Math.max(bad, 0)).split("\n").length;
	const [lost, kept] = [countOf(text, /\ufffd/gu), countOf(text, /[^\p{ASCII}\ufffd]/gu)];
	if (kept > 0) return wrongEncoding({ file, line }, mixed(line, lost), SAVE_AGAIN);
	const likely = likelyEncoding(bytes);
	if (lost <= FEW_BYTES) return damaged(bytes, { file, line }, likely);
	const remedy = likely ? `${advice(likely).slice(0, -1)} oder die Datei als UTF-8 speichern.` : SAVE_AGAIN;
	return wrongEncoding({ file, line }, "Die Datei ist nicht in UTF-8 gespeichert.", remedy);
}

/** So few say too little of the encoding of a file. */
const FEW_BYTES = 3;

/** A byte or two in a file of ASCII: an umlaut of another encoding, or damage. */
function damaged(bytes: Uint8Array, where: Problem["where"], likely: ByteEncoding | undefined): Problem {
	const at = bytes.findIndex((byte) => byte > 0x7f);
	const hex = `0x${(bytes[at] ?? 0).toString(16).toUpperCase()}`;
	const [shown, meant] = [wordAround(bytes, at, undefined), likely && wordAround(bytes, at, likely)];
	const other = meant === undefined ? "" : `Ist «${meant}» gemeint, im Rezept "encoding": "${likely}" angeben; sonst `;
	return wrongEncoding(
		where,
		`In «${shown}» steht ein Byte (${hex}), das in UTF-8 kein Zeichen ist; alles andere in der Datei ist lesbar.`,
		`${other}${meant === undefined ? "Das" : "das"} Wort in der Datei berichtigen und sie als UTF-8 speichern.`,
	);
}

const AROUND = 24;

/** The word around a byte; without an encoding what is unknown is a question mark. */
function wordAround(bytes: Uint8Array, at: number, encoding: ByteEncoding | undefined): string {
	const read = (piece: Uint8Array) =>
		encoding ? decodeBytes(piece, encoding) : decodeBytes(piece, "windows-1252").replace(/[^\p{ASCII}]/gu, "?");
	const before = /[^\s;,|"<>:]*$/u.exec(read(bytes.subarray(Math.max(at - AROUND, 0), at)))?.[0] ?? "";
	const after = /^[^\s;,|"<>:]*/u.exec(read(bytes.subarray(at, at + AROUND)))?.[0] ?? "";
	return before + after;
}

const SAVE_AGAIN = "Die Datei neu exportieren und dabei ganz als UTF-8 speichern.";

function mixed(line: number, lost: number): string {
	return `Die Datei ist in UTF-8 gespeichert, aber nicht überall: ab Zeile ${line} stehen ${lost} Zeichen darin, die es nicht sind.`;
}

function countOf(text: string, sign: RegExp): number {
	return text.match(sign)?.length ?? 0;
}

/** What a file is most likely stored in, to propose it. */
export function fittingEncoding(bytes: Uint8Array): Encoding {
	const wide = utf16Of(bytes);
	if (wide) return wide;
	return strictUtf8(bytes) === undefined ? (likelyEncoding(bytes) ?? "windows-1252") : "utf-8";
}
