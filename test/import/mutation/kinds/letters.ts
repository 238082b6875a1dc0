import { edited, type Given, type Kind, rewritten } from "../engine/mutation.ts";
import { linesOf } from "../engine/text.ts";

/** A place within a line that says something. */
function spot(given: Given, wanted: RegExp): RegExpExecArray | undefined {
	const line = given.luck.pick(linesOf(given.text).filter(({ text }) => text.trim() !== ""));
	const match = line && given.luck.pick([...line.text.matchAll(wanted)]);
	if (match && line) match.index += line.from;
	return match;
}

function replaced(wanted: RegExp, put: (match: string, given: Given) => string | undefined): Kind {
	return (given) => {
		const match = spot(given, wanted);
		const text = match && put(match[0], given);
		if (!match || text === undefined || text === match[0]) return undefined;
		return edited(given, { from: match.index, to: match.index + match[0].length, put: text }, "either");
	};
}

const WORDS = [
	"neu",
	"nicht",
	"nur",
	"außer Feiertage",
	"14-täglich",
	"entfällt",
	"ab Mai",
	"(alt)",
	"und Papier",
	"2",
	"u.",
	"ohne 5",
];

function withWord(word: string, given: Given): string {
	const added = given.luck.pick(WORDS) ?? "";
	return given.luck.below(2) === 0 ? `${word} ${added}` : `${added} ${word}`;
}

const GREEK: Readonly<Record<string, string>> = {
	a: "а",
	e: "е",
	o: "о",
	A: "Α",
	B: "Β",
	P: "Р",
	R: "Я",
	ü: "u",
	ä: "ae",
	ß: "ss",
	"-": "–",
};

/** A blank that is another sign: it means the same. */
const blanks: Kind = (given) => {
	const match = spot(given, /(?<=\p{L}) (?=\p{L})/gu);
	const put = given.luck.pick(["\u00a0", "  ", "\t", "\u202f", " \u200b"]) ?? " ";
	return (
		match &&
		edited(
			given,
			{ from: match.index, to: match.index + 1, put: given.file.encoding === "latin1" ? "\u00a0" : put },
			"same",
		)
	);
};

const upper: Kind = (given) => rewritten(given, given.text.toUpperCase(), "either");
const lower: Kind = (given) => rewritten(given, given.text.toLowerCase(), "either");

export const LETTERS: Readonly<Record<string, Kind>> = {
	"letter lost": replaced(/[\p{L}\d]/gu, () => ""),
	"letter doubled": replaced(/[\p{L}\d]/gu, (letter) => letter + letter),
	"letters swapped": replaced(/[\p{L}\d]{2}/gu, (two) => `${two[1]}${two[0]}`),
	"letter of another script": replaced(/[aeoABPRüäß-]/gu, (letter, { file }) =>
		file.encoding === "utf-8" ? GREEK[letter] : undefined,
	),
	"sign lost": replaced(/[^\p{L}\d\s]/gu, () => ""),
	"sign doubled": replaced(/[^\p{L}\d\s]/gu, (sign) => sign + sign),
	"sign changed": replaced(/[^\p{L}\d\s]/gu, (_, { luck }) => luck.pick([...";,:.\"'/|-=&<"])),
	"digit changed": replaced(/\d/gu, (_, { luck }) => luck.pick([..."0123456789OlS"])),
	"word added": replaced(/\p{L}[\p{L}\d.-]*/gu, withWord),
	"word lost": replaced(/\p{L}[\p{L}\d.-]*/gu, () => ""),
	"word in capitals": replaced(/\p{L}[\p{L}\d.-]*/gu, (word) => word.toUpperCase()),
	"blank of another kind": blanks,
	"file in capitals": upper,
	"file in small letters": lower,
};
