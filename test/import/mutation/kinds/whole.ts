import { encode } from "../engine/importing.ts";
import { type Given, type Kind, type Mutation, rewritten } from "../engine/mutation.ts";

/** Other bytes for the same text. */
function asBytes(given: Given, bytes: Uint8Array): Mutation {
	const text = rewritten(given, given.text, "same");
	return { ...text, bytes: new Map([[given.file.name, bytes]]) };
}

function lineEnds(make: (nth: number) => string): Kind {
	return (given) => {
		let nth = 0;
		return rewritten(
			given,
			given.text.replace(/\r*\n/gu, () => make(nth++)),
			"same",
		);
	};
}

const mixed: Kind = (given) =>
	rewritten(
		given,
		given.text.replace(/\r*\n/gu, () => given.luck.pick(["\n", "\r\n", "\r", "\r\r\n"]) ?? "\n"),
		"same",
	);

const UTF8 = new TextEncoder();

function utf16(text: string, big: boolean): Uint8Array {
	const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
	return big ? bytes.swap16() : bytes;
}

/** The signs of a table of 256 that stand for letters of German. */
const MACINTOSH: Readonly<Record<string, number>> = {
	Ä: 128,
	Ö: 133,
	Ü: 134,
	ä: 138,
	ö: 154,
	ü: 159,
	ß: 167,
	é: 142,
	"\u00a0": 202,
};
const DOS: Readonly<Record<string, number>> = {
	Ä: 142,
	Ö: 153,
	Ü: 154,
	ä: 132,
	ö: 148,
	ü: 129,
	ß: 225,
	é: 130,
	"\u00a0": 255,
};

function byTable(text: string, table: Readonly<Record<string, number>>): Uint8Array {
	return Uint8Array.from(
		[...text],
		(letter) => table[letter] ?? ((letter.codePointAt(0) ?? 63) < 128 ? letter.charCodeAt(0) : 63),
	);
}

function encoding(make: (text: string, given: Given) => Uint8Array): Kind {
	return (given) => asBytes(given, make(given.text, given));
}

/** What was UTF-8 is read as windows-1252 and written as UTF-8 once more. */
function twice(text: string): Uint8Array {
	return UTF8.encode(Buffer.from(UTF8.encode(text)).toString("latin1"));
}

const exchanged: Kind = (given) => {
	const other = given.luck.pick(given.town.files.filter(({ name }) => name !== given.file.name));
	const theirs = other && given.texts.get(other.name);
	if (!other || theirs === undefined) return undefined;
	const texts = new Map([...given.texts, [given.file.name, theirs], [other.name, given.text]]);
	return {
		what: `${given.file.name} and ${other.name}`,
		spots: [{ file: given.file.name }, { file: other.name }],
		bytes: new Map([
			[given.file.name, encode(other, theirs)],
			[other.name, encode(given.file, given.text)],
		]),
		meanings: [
			{ texts, itself: true },
			{ texts: given.texts, itself: false },
		],
		same: false,
	};
};

const PAGES = [
	"<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>\n",
	"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n",
	"PK\u0003\u0004\u0014\u0000\u0006\u0000\u0008\u0000",
	'{"error":"Rate limit exceeded"}',
	"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
	"",
	"\n\n\n",
	" ",
	"\u0000\u0000\u0000\u0000",
];

const otherFile: Kind = (given) => rewritten(given, given.luck.pick(PAGES) ?? "", "none");

/** Bytes that no text has, in the middle of it. */
const damaged: Kind = (given) => {
	const bytes = encode(given.file, given.text);
	const at = given.luck.below(bytes.length);
	const changed = bytes.slice();
	changed.fill(given.luck.pick([0, 0xff, 0x80, 0xc3]) ?? 0, at, at + 1 + given.luck.below(20));
	const text = new TextDecoder(given.file.encoding, { ignoreBOM: true }).decode(changed);
	return { ...rewritten(given, text, "either"), bytes: new Map([[given.file.name, changed]]) };
};

export const WHOLE: Readonly<Record<string, Kind>> = {
	"line ends CR": lineEnds(() => "\r"),
	"line ends LF": lineEnds(() => "\n"),
	"line ends CRLF": lineEnds(() => "\r\n"),
	"line ends CR CR LF": lineEnds(() => "\r\r\n"),
	"line ends by halves": lineEnds((nth) => (nth % 2 === 0 ? "\r\n" : "\r")),
	"line ends of other signs": lineEnds(() => "\u0085"),
	"line ends mixed": mixed,
	"in UTF-8": encoding((text) => UTF8.encode(text)),
	"in windows-1252": encoding((text) => Buffer.from(text, "latin1")),
	"in UTF-16LE": encoding((text) => utf16(text, false)),
	"in UTF-16BE": encoding((text) => utf16(text, true)),
	"in UTF-16 without a mark": encoding((text) => utf16(text, false).slice(2)),
	"in UTF-8 twice": encoding(twice),
	"in Macintosh": encoding((text) => byTable(text, MACINTOSH)),
	"in DOS": encoding((text) => byTable(text, DOS)),
	"with a mark": encoding((text, { file }) =>
		file.encoding === "utf-8" ? UTF8.encode(`\ufeff${text}`) : Buffer.from(text, "latin1"),
	),
	"umlauts in two pieces": (given) =>
		given.file.encoding === "utf-8" ? rewritten(given, given.text.normalize("NFD"), "same") : undefined,
	"umlauts as question marks": (given) =>
		rewritten(given, given.text.replace(/[äöüÄÖÜß]/gu, given.file.encoding === "utf-8" ? "\ufffd" : "?"), "either"),
	"umlauts written out": (given) =>
		rewritten(
			given,
			given.text.replace(/[äöüß]/gu, (letter) => ({ ä: "ae", ö: "oe", ü: "ue", ß: "ss" })[letter] ?? letter),
			"either",
		),
	"contents exchanged": exchanged,
	"another file": otherFile,
	"bytes damaged": damaged,
};
