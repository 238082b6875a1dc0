import { edited, type Given, type Kind, type Meaning, rewritten } from "../engine/mutation.ts";
import { type Line, linesOf } from "../engine/text.ts";

interface Drawn {
	readonly line: Line;
	readonly cells: readonly string[];
	readonly at: number;
	readonly separator: string;
}

/** A row cut by hand; quotes stay with their cell. */
function split(text: string, separator: string): string[] {
	const cells = [""];
	let quoted = false;
	for (const sign of text) {
		if (sign === '"') quoted = !quoted;
		if (sign === separator && !quoted) cells.push("");
		else cells[cells.length - 1] += sign;
	}
	return cells;
}

function drawn(given: Given, ofHead = false): Drawn | undefined {
	const { separator, header = 0 } = given.file;
	const lines = linesOf(given.text);
	const line = ofHead ? lines[header - 1] : given.luck.pick(lines.slice(header));
	if (separator === undefined || !line || line.text.trim() === "") return undefined;
	const cells = split(line.text, separator);
	return { line, cells, at: given.luck.below(cells.length), separator };
}

type Change = (drawn: Drawn, given: Given) => readonly string[] | undefined;

function row(change: Change, meaning: Meaning, ofHead = false): Kind {
	return (given) => {
		const one = drawn(given, ofHead);
		const cells = one && change(one, given);
		if (!one || !cells) return undefined;
		return edited(given, { from: one.line.from, to: one.line.to, put: cells.join(one.separator) }, meaning);
	};
}

function swap(cells: readonly string[], one: number, other: number): string[] {
	return cells.map((cell, at) => (at === one ? cells[other] : at === other ? cells[one] : cell) ?? "");
}

/** Every row changed alike; the file is the spot. */
function columns(
	change: (cells: readonly string[], at: number, given: Given) => readonly string[],
	withHead: boolean,
): Kind {
	return (given) => {
		const { separator, header = 0 } = given.file;
		const [first] = linesOf(given.text);
		if (separator === undefined || !first) return undefined;
		const at = given.luck.below(split(first.text, separator).length - 1);
		let nth = 0;
		const text = given.text.replace(/[^\r\n]+/gu, (line) => {
			const stays = nth++ < header && !withHead;
			return stays ? line : change(split(line, separator), at, given).join(separator);
		});
		return rewritten(given, text, "either");
	};
}

function quote(cell: string): string {
	return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : `"${cell}"`;
}

const headLost: Kind = (given) => {
	const one = drawn(given, true);
	return one && rewritten(given, given.text.slice(one.line.next), "either");
};

const headBelow: Kind = (given) => {
	const [head, one] = [drawn(given, true), drawn(given)];
	return head && one && edited(given, { from: one.line.from, to: one.line.from, put: `${head.line.text}\n` }, "either");
};

const otherSeparator: Kind = (given) => {
	const { separator } = given.file;
	const other = given.luck.pick([";", ",", "\t", "|"].filter((each) => each !== separator));
	if (separator === undefined || other === undefined) return undefined;
	const text = given.text.replace(/[^\r\n]+/gu, (line) => split(line, separator).join(other));
	return rewritten(given, text, "same");
};

export const CELLS: Readonly<Record<string, Kind>> = {
	"cell emptied": row(({ cells, at }) => (cells[at] === "" ? undefined : cells.with(at, "")), "read"),
	"cell lost": row(({ cells, at }) => cells.toSpliced(at, 1), "either"),
	"cell doubled": row(({ cells, at }) => cells.toSpliced(at, 0, cells[at] ?? ""), "either"),
	"cell added": row(({ cells }, { luck }) => [...cells, luck.pick(["x", "entfällt", "1", ""]) ?? ""], "either"),
	"cell put in": row(({ cells, at }) => cells.toSpliced(at, 0, ""), "either"),
	"cells swapped": row(({ cells, at }, { luck }) => swap(cells, at, luck.below(cells.length)), "read"),
	"cell of another row": row((one, given) => {
		const other = drawn(given);
		return one.cells.with(one.at, other?.cells[one.at] ?? "");
	}, "read"),
	"cell with another separator": row(({ cells, at, separator }, { luck }) => {
		const other = luck.pick([";", ",", "\t", "|", " / "].filter((each) => each !== separator)) ?? "";
		return [
			...cells.slice(0, at),
			[cells[at], cells[at + 1]].filter((cell) => cell !== undefined).join(other),
			...cells.slice(at + 2),
		];
	}, "either"),
	"cell quoted": row(
		({ cells, at, separator }) => (separator === " " ? undefined : cells.with(at, quote(cells[at] ?? ""))),
		"same",
	),
	"cell with a line break": row(
		({ cells, at, separator }) =>
			separator === " " ? undefined : cells.with(at, `"${(cells[at] ?? "").replaceAll('"', "")}\n"`),
		"same",
	),
	"row emptied": row(({ cells }) => cells.map(() => ""), "read"),
	"spreadsheet error": row(
		({ cells, at }, { luck }) =>
			cells.with(at, luck.pick(["#N/A", "#REF!", "#WERT!", "########", "1,05E+05", "43834"]) ?? ""),
		"either",
	),
	"header renamed": row(
		({ cells, at }, { luck }) =>
			cells.with(at, luck.pick(["Spalte", "", "Datum", `${cells[at]} 2`, cells[at]?.toLowerCase() ?? ""]) ?? ""),
		"either",
		true,
	),
	"header doubled": row(
		({ cells, at }, { luck }) => cells.with(at, cells[luck.below(cells.length)] ?? ""),
		"either",
		true,
	),
	"headers swapped": row(({ cells, at }, { luck }) => swap(cells, at, luck.below(cells.length)), "read", true),
	"header lost": headLost,
	"header below": headBelow,
	"columns swapped": columns((cells, at) => swap(cells, at, at + 1), true),
	"data columns swapped": columns((cells, at) => swap(cells, at, at + 1), false),
	"column lost": columns((cells, at) => cells.toSpliced(at, 1), true),
	"column put in": columns((cells, at) => cells.toSpliced(at, 0, ""), true),
	"column emptied": columns((cells, at) => cells.map((cell, nth) => (nth === at ? "" : cell)), false),
	"other separator": otherSeparator,
};
