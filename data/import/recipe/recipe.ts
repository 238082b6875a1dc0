import * as v from "valibot";
import { ORIGIN } from "../../model/dataset-shape.ts";
import { FRACTIONS } from "../../model/fraction.ts";
import { offerShape } from "../../model/offer-shape.ts";
import { parsedBy } from "../../model/parsed-by.ts";
import type { Problem } from "../../model/problem.ts";
import { FORMS } from "../../model/service.ts";
import { parseZone } from "../../model/zone.ts";
import {
	colour,
	column,
	columnPattern,
	dateColumn,
	dayAfter,
	dayFormat,
	encoding,
	files,
	firstMonth,
	guessed,
	none,
	numbers,
	pattern,
	period,
	plan,
	serviceChoice,
	serviceId,
	tableOptions,
	text,
	time,
	values,
} from "./pieces.ts";
import { email, legal, look, webAddress } from "./town-facts.ts";

/** The grammar of `town.json`; `data/README.md` specifies it for people. */

const roundColumn = v.strictObject({
	services: v.pipe(v.array(serviceId), v.minLength(1)),
	column,
	/** `{}` is the cell, `{Tag}` or `{8}` that of another column: "{} (1/u)" makes "Mi" the round "Mi (1/u)". */
	round: v.optional(text, "{}"),
	none,
});

const streets = v.strictObject({
	as: v.literal("streets"),
	...tableOptions,
	street: column,
	postcode: v.optional(column),
	locality: v.optional(column),
	numbers: v.optional(numbers),
	/** A column with the words of a part that no number decides. */
	words: v.optional(column),
	rounds: v.optional(v.array(roundColumn), []),
	/** Services without districts: every row has them. */
	everywhere: v.optional(v.array(serviceId), []),
	/** Dates in the same row: which service the row is, and the columns that hold its days. */
	service: v.optional(serviceChoice),
	dates: v.optional(v.strictObject({ columns: columnPattern, format: dayFormat, dayAfter, none })),
});

const stop = v.strictObject({ place: column, from: v.optional(column), until: v.optional(column) });

const dates = v.strictObject({
	as: v.literal("dates"),
	...tableOptions,
	plan,
	service: serviceChoice,
	date: dateColumn,
	format: dayFormat,
	dayAfter,
	firstMonth,
	/** The weekday, where it stands in a column of its own: it must be that of the date. */
	weekday: v.optional(column),
	/** Cells that mean "no date here". */
	none: v.optional(v.array(v.string()), []),
	/** Default: one round for the whole town. */
	round: v.optional(column),
	/** Instead of a round: the street that these dates are of. */
	street: v.optional(column),
	postcode: v.optional(column),
	locality: v.optional(column),
	note: v.optional(column),
	at: v.optional(stop),
});

const dateColumns = v.strictObject({
	as: v.literal("date-columns"),
	...tableOptions,
	plan,
	format: dayFormat,
	dayAfter,
	none,
	/** Each column holds the days of one round; its header is the round unless `round` says otherwise. */
	columns: v.pipe(
		v.array(v.strictObject({ column, services: v.array(serviceId), round: v.optional(text) })),
		v.minLength(1),
	),
});

const dayTokens = v.strictObject({
	as: v.literal("day-tokens"),
	...tableOptions,
	plan,
	date: dateColumn,
	format: dayFormat,
	dayAfter,
	firstMonth,
	/** Columns whose cells hold tokens. */
	tokens: columnPattern,
	split: v.optional(v.pipe(v.string(), v.minLength(1)), " "),
	/** `{round}` stands for the name of the round: "{round}GREY". The first that fits counts. */
	map: v.pipe(
		v.array(
			v.strictObject({
				token: text,
				services: v.array(serviceId),
				rounds: v.optional(v.array(text)),
				/** The name of the round, from that of the token: "MO {round}". */
				round: v.optional(text),
			}),
		),
		v.minLength(1),
	),
	ignore: v.optional(v.array(v.string()), []),
});

const rhythms = v.strictObject({
	as: v.literal("rhythms"),
	...tableOptions,
	service: serviceChoice,
	round: v.optional(column),
	/** A day of the rhythm. */
	first: column,
	weeks: column,
	from: v.optional(column),
	to: v.optional(column),
	format: dayFormat,
});

const rules = v.strictObject({
	as: v.literal("rules"),
	...tableOptions,
	service: serviceChoice,
	round: v.optional(column),
	/** "jeden 2. Mittwoch ab 07.01.2026", "Mi in geraden Wochen", "1. und 3. Montag im Monat". */
	rule: column,
	/** A day of the rhythm, for rules such as "alle 2 Wochen Mittwoch". */
	first: v.optional(column),
	from: v.optional(column),
	to: v.optional(column),
	format: dayFormat,
});

/** What a town does with collections on days on which nobody works. */
const holidayPolicy = v.strictObject({
	/** Default: all services, all rounds, the whole coverage. */
	services: v.optional(v.array(serviceId)),
	rounds: v.optional(v.array(text)),
	period: v.optional(period),
	/** Always later, or the weeks of Good Friday and of 25 December earlier. */
	kind: v.picklist(["later", "good-friday-and-christmas-earlier"]),
	/** Days without work besides the public holidays: "Rosenmontag", or "2026-05-15 Brückentag". */
	also: v.optional(v.array(text), []),
	/** Public holidays on which they work. */
	not: v.optional(v.array(text), []),
	/** Whether Saturday is a day to move to. */
	saturday: v.optional(v.boolean(), true),
	/** A collection pushed into the next week shares a day there, or pushes that week too. */
	overflow: v.optional(v.picklist(["share", "push"]), "share"),
});

const shifts = v.strictObject({
	as: v.literal("shifts"),
	...tableOptions,
	from: column,
	to: column,
	format: dayFormat,
	/** A column, or one reason for all rows. */
	reason: v.optional(column),
	because: v.optional(text),
	service: v.optional(serviceChoice),
	services: v.optional(v.array(serviceId)),
	round: v.optional(column),
});

const eventProperty = v.pipe(
	text,
	v.regex(
		/^(?:SUMMARY|DESCRIPTION|CATEGORIES|LOCATION)$/u,
		"ist keine von SUMMARY, DESCRIPTION, CATEGORIES und LOCATION",
	),
);

const calendar = v.strictObject({
	as: v.literal("calendar"),
	/** `{round}` in the name stands for the district: "Bezirk_{round}.ics" with the districts in `rounds`. */
	file: files,
	rounds: v.optional(v.array(text)),
	encoding,
	period: v.optional(period),
	/** The property that says what is collected. */
	property: v.optional(v.picklist(["SUMMARY", "DESCRIPTION", "CATEGORIES", "LOCATION"]), "SUMMARY"),
	/** What stands around the wording: "{street} - {what}", "{what} in Putzbrunn". The first that fits counts. */
	patterns: v.optional(v.array(pattern), []),
	/** What stands between several wordings in one: ", " or " / ". */
	split: v.optional(v.array(v.pipe(v.string(), v.minLength(1))), []),
	/** The wording to a service, or to several; `null` leaves the event out. */
	summaries: v.record(v.string(), v.nullable(v.union([serviceId, v.pipe(v.array(serviceId), v.minLength(1))]))),
	/** Services whose events say where and when a vehicle stops. */
	stops: v.optional(v.array(serviceId), []),
	guessed,
	/** Where no list of streets exists: an entry to choose, with {round}, {street} of a pattern, {location} or {calendar}. */
	street: v.optional(text),
	/** House numbers, postcode and locality of that entry, put together like it. */
	numbers: v.optional(text),
	postcode: v.optional(text),
	locality: v.optional(text),
	/** What the file's name says, and LOCATION: "{street} {nr}.ics", "{street} {nr}, {ort}". */
	named: v.optional(pattern),
	location: v.optional(pattern),
	/** Of what these patterns find: what stands between several values, and all values where there is none. */
	several: v.optional(v.record(text, v.pipe(v.string(), v.minLength(1))), {}),
	fill: v.optional(v.record(text, v.pipe(v.array(text), v.minLength(1))), {}),
	/** A literal value that these patterns find, and what it means: "1 u. 2" is 1 and 2. */
	readAs: v.optional(v.record(text, v.record(v.string(), values)), {}),
	/** Events (by the lines on which they begin) that do not count, and those that alone or never count, by what they say. */
	leaveOut: tableOptions.leaveOut,
	only: v.optional(v.record(eventProperty, values), {}),
	not: v.optional(v.record(eventProperty, values), {}),
	/** The event stands on the evening before the collection. */
	dayAfter: v.optional(v.boolean()),
	/** An event of several days is a collection on each of them, or on the first. */
	severalDays: v.optional(v.picklist(["every", "first"])),
	/** A TZID that nobody knows, and the zone that is meant. */
	zones: v.optional(v.record(text, parsedBy(parseZone, "ist keine Zeitzone wie Europe/Berlin")), {}),
});

const READERS = [streets, dates, dateColumns, dayTokens, rhythms, rules, shifts, calendar] as const;

const service = v.strictObject({
	id: serviceId,
	fraction: v.picklist(FRACTIONS),
	label: text,
	detail: v.optional(text),
	form: v.optional(v.picklist(FORMS), "bin"),
	usual: v.optional(v.boolean(), true),
	lid: colour,
	body: colour,
	letter: v.optional(v.pipe(text, v.maxLength(2))),
	guessed,
});

const known = v.strictObject({
	/** `file`, `file:12`, `file:12-80` or `file:12,15,20-30`. */
	where: text,
	code: text,
	because: text,
});

export const townShape = v.strictObject({
	name: text,
	/** Decides, with the state, the public holidays. */
	country: v.optional(v.picklist(["DE", "AT", "CH"]), "DE"),
	/** Where the folder is called otherwise; read before the rest. */
	id: v.optional(text),
	state: v.pipe(text, v.regex(/^(?:[A-Z]{2}|[1-9])$/, "ist kein Kürzel eines Landes wie HE")),
	zone: v.optional(parsedBy(parseZone, "ist keine Zeitzone wie Europe/Berlin"), "Europe/Berlin"),
	languages: v.optional(v.pipe(v.array(text), v.minLength(1)), ["de"]),
	contact: v.strictObject({
		name: text,
		email,
		phone: v.optional(text),
		url: v.optional(webAddress),
	}),
	legal: v.optional(legal),
	look: v.optional(look),
	putOut: v.strictObject({ earliest: time, latest: time, note: v.optional(text) }),
	cutoff: v.optional(time, "12:00"),
	publisher: text,
	abfallnavi: v.optional(v.boolean()),
	frameAncestors: v.optional(
		v.array(v.pipe(text, v.regex(ORIGIN, "ist keine Adresse ohne Pfad wie https://www.musterstadt.de"))),
	),
	invented: v.optional(v.boolean(), false),
	coverage: v.pipe(
		v.object({ ...period.entries, guessed }),
		v.transform(({ from, to }) => ({ from, to })),
		v.check(({ from, to }) => from <= to, "endet, bevor es beginnt"),
	),
	services: v.pipe(v.array(service), v.minLength(1)),
	/** What the town takes requests for. */
	requests: v.optional(v.array(offerShape)),
	recipe: v.strictObject({
		/** Where the files lie, from the town's folder on; default: in it. */
		folder: v.optional(text),
		read: v.pipe(v.array(v.variant("as", READERS)), v.minLength(1)),
		/** Without a list of streets: each district is an entry to choose, named so; without {round} all are one. */
		districts: v.optional(text),
		holidays: v.optional(v.array(holidayPolicy), []),
		known: v.optional(v.array(known), []),
		/** Old name of a street to its new one: the places keep their ids. */
		renamed: v.optional(v.record(text, text), {}),
	}),
});

export type TownFile = v.InferOutput<typeof townShape> & {
	/** Lines of `town.json` that hold `recipe.holidays`, for the dates that they move. */
	readonly policyLines?: readonly number[] | undefined;
	/** A warning for each `"guessed": true`; none where people wrote the recipe or confirmed it. */
	readonly guesses?: readonly Problem[] | undefined;
	/** The coat of arms that `look.arms` names, as a `data:` address. */
	readonly armsData?: string | undefined;
};
export type HolidayPolicy = v.InferOutput<typeof holidayPolicy>;
export type Reader = TownFile["recipe"]["read"][number];
/** A step whose files become rows with named cells. */
export type TableStep = Exclude<Reader, { as: "calendar" }>;
/** What says how a file is read: a step, or the file that it is joined with. */
export type Shape = Pick<TableStep, "separator" | "header" | "lines" | "sheet" | "tree" | "text"> &
	Partial<Pick<TableStep, "down">>;
export type ReaderOf<Kind extends Reader["as"]> = Extract<Reader, { as: Kind }>;
export type Column = string | number;
export type ColumnPattern = string | readonly Column[];
export type ServiceChoice = v.InferOutput<typeof serviceChoice>;
export type Known = v.InferOutput<typeof known>;
