import {
	apply,
	type Edit,
	edited,
	type Given,
	type Kind,
	type Meaning,
	type Mutation,
	rewritten,
} from "../engine/mutation.ts";
import { type Line, linesOf } from "../engine/text.ts";

function drawn(given: Given): { lines: Line[]; at: number; line: Line } | undefined {
	const lines = linesOf(given.text);
	const at = given.luck.below(lines.length);
	const line = lines[at];
	return line && line.text.trim() !== "" ? { lines, at, line } : undefined;
}

/** Where headings hold for what is below, a line that is gone or out of its place is a fault of the file. */
function reordered(given: Given, edit: Edit, meaning: Meaning): Mutation {
	return given.file.shape === "lines"
		? rewritten(given, apply(given.text, edit), meaning)
		: edited(given, edit, meaning);
}

const removed: Kind = (given) => {
	const one = drawn(given);
	return one && reordered(given, { from: one.line.from, to: one.line.next, put: "" }, "read");
};

const blockRemoved: Kind = (given) => {
	const one = drawn(given);
	const last = one?.lines[one.at + 1 + given.luck.below(12)];
	return last && one && reordered(given, { from: one.line.from, to: last.next, put: "" }, "read");
};

const doubled: Kind = (given) => {
	const one = drawn(given);
	if (!one) return undefined;
	const whole = given.text.slice(one.line.from, one.line.next);
	return edited(
		given,
		{ from: one.line.from, to: one.line.from, put: whole.endsWith("\n") ? whole : `${whole}\n` },
		"either",
	);
};

/** A line appears again further down. */
const repeated: Kind = (given) => {
	const one = drawn(given);
	const other = one && given.luck.pick(one.lines.slice(one.at));
	if (!one || !other) return undefined;
	return edited(given, { from: other.next, to: other.next, put: `${one.line.text}\n` }, "either");
};

const swapped: Kind = (given) => {
	const one = drawn(given);
	const other = one?.lines[one.at + 1 + given.luck.below(3)];
	if (!one || !other) return undefined;
	const between = given.text.slice(one.line.to, other.from);
	return reordered(given, { from: one.line.from, to: other.to, put: other.text + between + one.line.text }, "either");
};

const cut: Kind = (given) => {
	const one = drawn(given);
	if (!one) return undefined;
	const at = one.line.from + given.luck.below(one.line.text.length);
	return edited(given, { from: at, to: one.line.to, put: "" }, "either");
};

const beheaded: Kind = (given) => {
	const one = drawn(given);
	if (!one) return undefined;
	return edited(
		given,
		{ from: one.line.from, to: one.line.from + 1 + given.luck.below(one.line.text.length), put: "" },
		"either",
	);
};

const joined: Kind = (given) => {
	const one = drawn(given);
	if (!one || one.line.next === given.text.length) return undefined;
	return edited(given, { from: one.line.to, to: one.line.next, put: given.luck.pick(["", " "]) ?? "" }, "either");
};

const broken: Kind = (given) => {
	const one = drawn(given);
	if (!one) return undefined;
	const at = one.line.from + given.luck.below(one.line.text.length);
	return edited(given, { from: at, to: at, put: "\n" }, "either");
};

const FOREIGN = [
	"Alle Angaben ohne Gewähr",
	"Stand: Dezember",
	"Seite 2 von 5",
	"Achtung: am 24.12.2020 keine Abfuhr!",
	"-----",
	"#REF!",
	"<p>",
	"null",
	"...",
	";;;;",
	"Summe;12",
];

/** A line that is no row of this file: it says nothing, or what it says must be asked. */
const foreign: Kind = (given) => {
	const one = drawn(given);
	const put = `${given.luck.pick(FOREIGN)}\n`;
	return one && edited(given, { from: one.line.from, to: one.line.from, put }, "either");
};

const blank: Kind = (given) => {
	const one = drawn(given);
	const put = given.luck.pick(["\n", "   \n", "\t\n", "\u00a0\n", "\n\n\n"]) ?? "\n";
	return one && edited(given, { from: one.line.next, to: one.line.next, put }, "same");
};

const trailing: Kind = (given) => {
	const one = drawn(given);
	const put = given.luck.pick([" ", "   ", "\t", "\u00a0", "\u200b"]) ?? " ";
	return one && edited(given, { from: one.line.to, to: one.line.to, put }, "same");
};

/** Any bytes of the end are gone, as after a broken download. */
const fileCut: Kind = (given) =>
	rewritten(given, given.text.slice(0, 1 + given.luck.below(given.text.length - 1)), "either");

const startLost: Kind = (given) =>
	rewritten(given, given.text.slice(1 + given.luck.below(given.text.length - 1)), "either");

const endLost: Kind = (given) => rewritten(given, given.text.slice(0, -1 - given.luck.below(40)), "either");

const twice: Kind = (given) => rewritten(given, given.text + given.text, "either");

export const LINES: Readonly<Record<string, Kind>> = {
	"line lost": removed,
	"lines lost": blockRemoved,
	"line doubled": doubled,
	"line repeated": repeated,
	"lines swapped": swapped,
	"line cut": cut,
	"line beheaded": beheaded,
	"lines joined": joined,
	"line broken": broken,
	"foreign line": foreign,
	"blank line": blank,
	"trailing blanks": trailing,
	"file cut": fileCut,
	"start lost": startLost,
	"end lost": endLost,
	"file twice": twice,
};
