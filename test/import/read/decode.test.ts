import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode } from "../../../data/import/read/decode.ts";
import type { Encoding } from "../../../data/import/read/encodings.ts";
import { readTable, tidy } from "../../../data/import/read/table.ts";

/** The bytes of äöüÄÖÜß, from the code charts; the reader's own tables are not asked. */
const UMLAUTS = "äöüÄÖÜß";
const CHARTS: Readonly<Partial<Record<Encoding, readonly number[]>>> = {
	"windows-1252": [0xe4, 0xf6, 0xfc, 0xc4, 0xd6, 0xdc, 0xdf],
	"iso-8859-1": [0xe4, 0xf6, 0xfc, 0xc4, 0xd6, 0xdc, 0xdf],
	macintosh: [0x8a, 0x9a, 0x9f, 0x80, 0x85, 0x86, 0xa7],
	cp850: [0x84, 0x94, 0x81, 0x8e, 0x99, 0x9a, 0xe1],
	cp437: [0x84, 0x94, 0x81, 0x8e, 0x99, 0x9a, 0xe1],
};

function encode(text: string, encoding: Encoding): Uint8Array {
	const chart = CHARTS[encoding];
	if (chart) return Uint8Array.from(text, (sign) => chart[UMLAUTS.indexOf(sign)] ?? sign.charCodeAt(0));
	if (encoding === "utf-8") return new TextEncoder().encode(text);
	const bytes = Buffer.from(text, "utf16le");
	return Uint8Array.from(encoding === "utf-16be" ? bytes.swap16() : bytes);
}

const ALL: readonly Encoding[] = [
	"utf-8",
	"windows-1252",
	"iso-8859-1",
	"macintosh",
	"cp850",
	"cp437",
	"utf-16le",
	"utf-16be",
];
const WORDS = [
	"Mühlenstraße",
	"Ährenweg",
	"Bäckergasse",
	"Straße",
	"Ölberg",
	"Übersee",
	"KÖNIGSPLATZ",
	"Grünabfälle",
	"Höhe",
	"Fuß",
];

describe("what is stored in one encoding and named as another", () => {
	for (const stored of ALL)
		for (const named of ALL)
			test(`${stored}, named ${named}: read as it is meant, or told with an advice that helps`, () => {
				fc.assert(
					fc.property(
						fc.array(fc.constantFrom(...WORDS, "Hauptplatz", "1-15"), { minLength: 1, maxLength: 12 }),
						(words) => {
							// one letter alone is no evidence: "\x9abersee" may be Ü of DOS or ö of a Mac
							const text = ["Mühlenstraße", ...words].join(";\n");
							const bytes = encode(text, stored);
							const { text: read, problems } = decode(bytes, "s.csv", named);
							if (problems.length === 0) {
								expect(read).toBe(text);
								return;
							}
							const advised = /"encoding": "([^"]+)"/u.exec(problems[0]?.remedy ?? "")?.[1] ?? named;
							expect(problems.map(({ code }) => code)).toEqual(["wrong_encoding"]);
							expect(decode(bytes, "s.csv", advised as Encoding)).toEqual({ text, problems: [] });
						},
					),
					{ numRuns: 40 },
				);
			});
});

test.each([
	["a French and a Spanish name", "Allée de Genève;Cáceresplatz;Françoise-Weg;Neuchâtel;Àlvarez"],
	["signs of a typesetter", "„Haus“ – 5 € · § 7 … ½ ° «x» ’s"],
	["one sign alone", "Café"],
])("no false alarm: %s", (_, text) => {
	const bytes = Uint8Array.from(text, (sign) => {
		const at = [..."€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"].indexOf(sign);
		return at < 0 ? sign.charCodeAt(0) : 0x80 + at;
	});
	expect(decode(bytes, "s.csv", "windows-1252")).toEqual({ text, problems: [] });
	expect(decode(new TextEncoder().encode(text), "s.csv", "utf-8")).toEqual({ text, problems: [] });
});

describe("text that nobody can have meant", () => {
	const utf8 = (text: string) => decode(new TextEncoder().encode(text), "s.csv", "utf-8").problems;

	test.each([
		["a letter that is lost", "a\nM\ufffdhle", 2, "«M\ufffdhle»"],
		["Mac, encoded twice", "a\n\nM√ºhlenstra√üe", 3, "doppelt"],
		["DOS, encoded twice", "M├╝hle", 1, "doppelt"],
		["windows-1252, encoded twice", "a\nStraÃŸe", 2, "gemeint ist wohl «Straße»"],
		["a control character", "a\rM\u009fhle", 2, "«M\\u009fhle»"],
		["a zero byte", "a\r\r\nM\0hle", 2, "Steuerzeichen"],
	])("%s", (_, text, line, says) => {
		const [first, ...more] = utf8(text);
		expect(more).toEqual([]);
		expect([first?.code, first?.where.line]).toEqual(["garbled_text", line]);
		expect(first?.what).toContain(says);
	});

	test("half of the file in another encoding: no advice that would spoil the other half", () => {
		const bytes = Uint8Array.from([...encode("Mühle\n", "utf-8"), ...encode("Höhe\n", "windows-1252")]);
		const [first] = decode(bytes, "s.csv", "utf-8").problems;
		expect([first?.code, first?.where.line, first?.remedy.includes("encoding")]).toEqual(["wrong_encoding", 2, false]);
		expect(decode(bytes, "s.csv", "windows-1252").problems.map(({ code }) => code)).toEqual(["garbled_text"]);
	});

	test("a file of one cause tells it once, with the first lines", () => {
		const [first, ...more] = utf8(Array.from({ length: 3_000 }, () => "M\ufffdhle").join("\n"));
		expect(more).toEqual([]);
		expect(first?.what).toContain("Zeilen 1, 2, 3, 4, 5 und 995 weitere");
	});
});

test.each([
	["%PDF-1.7\n", "ein PDF"],
	["SQLite format 3\0", "SQLite"],
	["\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", ".xls"],
	["PK\u0003\u0004....xl/workbook.xml", ".xlsx"],
	["PK\u0003\u0004....word/document.xml", "Word"],
	["PK\u0003\u0004....mimetypeapplication/vnd.oasis.opendocument.spreadsheet", ".ods"],
	["PK\u0003\u0004....plan.csv", "ZIP"],
	["\u001f\u008b\u0008", "gzip"],
	["\u0089PNG\r\n", "Bild"],
	["{\\rtf1", "RTF"],
])("%j is named for what it is: %s", (head, name) => {
	const bytes = Uint8Array.from(`${head}${"\u0001".repeat(40)}`, (sign) => sign.charCodeAt(0));
	for (const encoding of ALL) {
		const { text, problems } = decode(bytes, "t.csv", encoding);
		expect([text, problems.length, problems[0]?.code]).toEqual([undefined, 1, "not_text"]);
		expect(problems[0]?.what).toContain(name);
	}
});

test("lines end as they like, and each row knows its line", () => {
	const ends = fc.constantFrom("\n", "\r\n", "\r", "\r\r\n");
	const row = fc.tuple(fc.constantFrom("05.01.2026;Nord", "", '"Straße";"a""b"', ";"), ends);
	fc.assert(
		fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
			// a line that holds nothing, after CR and before LF, would be one line end with them
			const whole = rows.map(([text], at) => (text === "" && rows[at - 1]?.[1].startsWith("\r") ? ";" : text));
			const bytes = new TextEncoder().encode(rows.map(([, end], at) => `${whole[at]}${end}`).join(""));
			const { text = "" } = decode(bytes, "t.csv", "utf-8");
			const { table } = readTable(text, "t.csv", { separator: ";", header: 0 });
			const expected = whole.flatMap((each, at) =>
				/[^;]/u.test(each) ? [[at + 1, each.replace(/^"(Straße)";"a""b"$/u, '$1;a"b')]] : [],
			);
			expect(table.rows.map(({ line, cells }) => [line, cells.join(";")])).toEqual(expected);
		}),
	);
});

test("a million carriage returns end in time", () => {
	const began = performance.now();
	expect(decode(new Uint8Array(1_000_000).fill(13), "t.csv", "utf-8").text?.length).toBe(1_000_000);
	expect(performance.now() - began).toBeLessThan(1_000);
});

test.each([
	["a soft hyphen", "Rest\u00admüll"],
	["zero-width", "Rest\u200bmüll\u200d"],
	["umlauts in two pieces", "Restmu\u0308ll"],
	["a mark in the middle", "\ufeffRestmüll"],
	["hard blanks around", "\u00a0Restmüll\u202f"],
])("%s is nothing that a reader sees", (_, cell) => {
	expect(tidy(cell)).toBe("Restmüll");
});

test("what looks alike is alike: hard blanks, hard hyphens, joined letters", () => {
	expect(tidy("Schi\ufb00straße 1\u20115\u00a0a")).toBe("Schiffstraße 1-5 a");
});

test("a mark of UTF-8 before ASCII says nothing, whatever the recipe says", () => {
	for (const encoding of ALL.slice(0, 6))
		expect(decode(Uint8Array.of(0xef, 0xbb, 0xbf, 65, 59, 66), "t.csv", encoding)).toEqual({
			text: "A;B",
			problems: [],
		});
});
