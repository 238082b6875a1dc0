import * as v from "valibot";
import { parseDay } from "../../model/day.ts";
import { parsedBy } from "../../model/parsed-by.ts";
import { parseServiceId } from "../../model/service.ts";
import { parseTime } from "../../model/time.ts";
import { DAY_FORMATS } from "../read/day-text.ts";
import { ENCODINGS } from "../read/encodings.ts";
import { MOMENT } from "../read/moment-text.ts";
import { parsePattern } from "../read/pattern.ts";

/** What the steps of a recipe are put together from; `data/README.md` specifies it for people. */

export const text = v.pipe(v.string(), v.trim(), v.nonEmpty("darf nicht leer sein"));
export const colour = v.optional(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, "ist keine Farbe wie #1f5fa8")));

export const day = parsedBy(parseDay, "ist kein Tag wie 2026-12-31");
export const time = parsedBy(parseTime, "ist keine Uhrzeit wie 06:00");
export const serviceId = parsedBy(parseServiceId, "ist keine Kennung aus Kleinbuchstaben, Ziffern und Bindestrichen");
export const period = v.object({ from: day, to: day });

/** A column by its name in the header, or by its number from 1. */
export const column = v.union(
	[text, v.pipe(v.number(), v.integer(), v.minValue(1))],
	"ist weder Spaltenname noch Spaltennummer",
);
/** A day in one column, or in several: year, month, day. */
export const dateColumn = v.union([column, v.pipe(v.array(column), v.minLength(2))]);
export const columnPattern = v.union([text, v.array(column)]);

/** One service for all rows, or the service by what stands in a row. */
export const serviceChoice = v.union([
	serviceId,
	v.strictObject({
		columns: v.pipe(v.array(column), v.minLength(1)),
		/** Cells of the columns, joined by `|`, to a service or several; `null` leaves the row out. */
		map: v.record(v.string(), v.nullable(v.union([serviceId, v.pipe(v.array(serviceId), v.minLength(1))]))),
	}),
]);

/** Text with `{name}` or `{name:kind}` where something stands. */
export const pattern = v.pipe(
	v.string(),
	v.check((given) => parsePattern(given) !== undefined, "ist kein Muster wie «{street} - {what}»"),
);

const textPattern = v.union([
	/** A heading: what it says holds for the rows below it. */
	v.strictObject({ keep: pattern }),
	/** A line that means nothing here. */
	v.strictObject({ skip: pattern }),
	v.strictObject({ row: pattern, split: v.optional(text), when: v.optional(v.record(text, v.string())) }),
]);

export const files = v.union([text, v.pipe(v.array(text), v.minLength(1))]);

export const encoding = v.optional(v.picklist(ENCODINGS), "utf-8");

/** Proposed by `new-town`, not confirmed yet: told at each import. */
export const guessed = v.optional(v.boolean(), false);

/** How a file becomes rows. What is not given is told from what is: see `not-taken.ts`. */
const shape = {
	separator: v.optional(v.pipe(v.string(), v.length(1))),
	/** Line of the header; 0 for none; default 1. */
	header: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
	/** First and last line that hold rows. */
	lines: v.optional(v.strictObject({ from: v.optional(v.number()), to: v.optional(v.number()) })),
	/** A sheet of a workbook (.xlsx), by name or by number from 1. */
	sheet: v.optional(v.union([text, v.pipe(v.number(), v.integer(), v.minValue(1))])),
	/** JSON or XML: a row per thing at `rows`, a column per path from there. */
	tree: v.optional(v.strictObject({ rows: v.string(), columns: v.record(text, v.string()) })),
	/** Lines of a text or of a page, by patterns; the columns are the names of the placeholders. */
	text: v.optional(
		v.strictObject({ html: v.optional(v.boolean(), false), patterns: v.pipe(v.array(textPattern), v.minLength(1)) }),
	),
};

/** Columns of another file, beside each row. */
const join = v.strictObject({
	file: text,
	encoding,
	...shape,
	/** Own column to the other's with the same key; or row by row. */
	on: v.union([v.literal("position"), v.record(text, text)]),
	columns: v.pipe(v.array(text), v.minLength(1)),
});

const lineNumbers = v.pipe(text, v.regex(/^\d+(?:-\d+)?(?:\s*,\s*\d+(?:-\d+)?)*$/, "nennt keine Zeilen wie 12,20-30"));
export const values = v.union([v.string(), v.pipe(v.array(v.string()), v.minLength(1))]);

/** What every reader of tables takes. */
export const tableOptions = {
	guessed,
	file: files,
	encoding,
	...shape,
	/** The days these files speak of, whole: what the last dataset has there and they have not, is gone. */
	period: v.optional(period),
	/** What the file's name says, as columns: "{nr:number} {Straße}.json". */
	named: v.optional(pattern),
	join: v.optional(join),
	/** Lines that do not count, with a reason; told in each report. `file` where the step has several. */
	leaveOut: v.optional(v.array(v.strictObject({ lines: lineNumbers, because: text, file: v.optional(text) })), []),
	/** Columns in which an empty cell means the one above it: cells joined in a workbook, or a street named once. */
	down: v.optional(v.array(text), []),
	/** Column to literal cells, and what they mean: a text, several, or `null` for a row that does not count. */
	readAs: v.optional(v.record(text, v.record(v.string(), v.nullable(values))), {}),
	/** Column to separator: a cell "A,C" makes two rows. */
	several: v.optional(v.record(text, v.pipe(v.string(), v.minLength(1))), {}),
	/** Column to values: an empty cell stands for all of them. */
	fill: v.optional(v.record(text, v.pipe(v.array(text), v.minLength(1))), {}),
	/** Column to values, `*` for any text: only these rows count, or all but these. */
	only: v.optional(v.record(text, values), {}),
	not: v.optional(v.record(text, values), {}),
};

export const dayFormat = v.optional(v.picklist([...DAY_FORMATS, MOMENT]), "DD.MM.YYYY");
/** Cells that mean "nothing": left out without a word. */
export const none = v.optional(v.array(v.string()), ["", "-", "–"]);

/** What `2 - 14`, both ends even, means: both sides of the street, or one. */
const equalEnds = v.optional(v.picklist(["both-sides", "one-side"]));

/** What `1/3` means: several houses, or an entrance of one. */
const slash = v.optional(v.picklist(["houses", "entrance"]));

/** What a wording with digits is that is no list of numbers: a problem, or words by which people choose. */
export const otherwise = v.optional(v.picklist(["problem", "words"]), "problem");

export const numbers = v.union([
	v.strictObject({ wording: column, equalEnds, otherwise, slash }),
	v.strictObject({
		inStreet: v.literal(true),
		equalEnds,
		otherwise,
		slash,
		/** A bare number at the end of a name is a house, not a part of the name. */
		single: v.optional(v.boolean(), false),
		/** Names that hold a number and are whole: "Straße *". */
		names: v.optional(v.array(text), []),
	}),
	v.strictObject({
		even: v.tuple([column, column]),
		odd: v.tuple([column, column]),
		only: v.optional(column),
		not: v.optional(column),
		/** Numbers that mean "to the end of the street". */
		open: v.optional(v.array(v.number()), []),
	}),
]);

/** The days are those before holidays: policies move them. */
export const plan = v.optional(v.boolean(), false);

/** What is written is the evening before: the collection is the next day. */
export const dayAfter = v.optional(v.boolean(), false);

/** The month with which a list begins whose year stands above it: earlier months are those of the next year. */
export const firstMonth = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12)));
