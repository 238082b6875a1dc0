import * as v from "valibot";
import { parseDay } from "./day.ts";
import { FRACTIONS } from "./fraction.ts";
import { parseNumberSet } from "./number.ts";
import { parsedBy } from "./parsed-by.ts";
import { FORMS, parseServiceId } from "./service.ts";
import { parseLines } from "./source-lines.ts";
import { parseTime } from "./time.ts";
import { parseTownId } from "./town.ts";
import { parseZone } from "./zone.ts";

/** Raised when a reader of an older format would read something wrong. */
export const DATASET_FORMAT = 1;

const text = v.pipe(v.string(), v.nonEmpty());
const edition = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0);
const index = v.pipe(v.number(), v.integer(), v.minValue(0));

const day = parsedBy(parseDay, "expected a day, YYYY-MM-DD");
const time = parsedBy(parseTime, "expected a time, HH:MM");
const colour = v.optional(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i)));
const numbers = parsedBy(parseNumberSet, "expected house numbers such as `even 2-28, 161a, not 14`");
const lines = parsedBy(parseLines, "expected source lines such as `0:2 +1 +1`");

const officeShape = v.object({
	name: text,
	address: v.optional(v.array(text)),
	email: v.optional(text),
	phone: v.optional(text),
	url: v.optional(text),
});

const legalShape = v.object({
	address: v.optional(v.array(text)),
	represented: v.optional(text),
	vatId: v.optional(text),
	privacyOfficer: v.optional(officeShape),
	processors: v.optional(v.array(officeShape)),
	enforcement: v.optional(officeShape),
});

/** It stands in a header as it is: scheme, host and port, nothing that could end a directive. */
export const ORIGIN: RegExp = /^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?$/;

const tint = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/));

export const lookShape = v.object({
	accent: v.optional(v.object({ light: tint, lightWash: tint, dark: tint, darkWash: tint })),
	arms: v.optional(v.pipe(v.string(), v.regex(/^data:image\/(?:svg\+xml|png);base64,[\w+/=]+$/))),
});

const townShape = v.object({
	id: parsedBy(parseTownId, "expected a town id"),
	name: text,
	state: text,
	zone: parsedBy(parseZone, "expected an IANA time zone"),
	languages: v.pipe(v.array(text), v.minLength(1)),
	contact: v.object({ name: text, email: text, phone: v.optional(text), url: v.optional(text) }),
	legal: v.optional(legalShape),
	look: v.optional(lookShape),
	putOut: v.object({ earliest: time, latest: time, note: v.optional(text) }),
	cutoff: time,
	publisher: text,
	abfallnavi: v.optional(v.boolean()),
	frameAncestors: v.optional(v.array(v.pipe(v.string(), v.regex(ORIGIN)))),
	invented: v.optional(v.boolean(), false),
	confirmed: v.optional(v.boolean(), true),
	edition,
});

const serviceShape = v.object({
	id: parsedBy(parseServiceId, "expected a service id"),
	fraction: v.picklist(FRACTIONS),
	label: text,
	detail: v.optional(text),
	form: v.picklist(FORMS),
	usual: v.boolean(),
	lid: colour,
	body: colour,
	letter: text,
	edition,
});

const stopShape = v.object({ place: text, from: v.optional(time), until: v.optional(time) });

const dateShape = v.object({
	planned: day,
	/** Absent: as planned. `null`: cancelled. */
	day: v.optional(v.nullable(day)),
	reason: v.optional(text),
	note: v.optional(text),
	at: v.optional(v.pipe(v.array(stopShape), v.minLength(1))),
	moved: v.optional(lines),
	edition,
});

export const roundShape = v.object({
	service: parsedBy(parseServiceId, "expected a service id"),
	name: v.optional(text),
	dates: v.array(v.union([day, dateShape])),
	/** A source line per date; absent where the assigning line holds the dates. */
	lines: v.optional(lines),
});

const placeShape = v.object({
	id: v.pipe(text, v.regex(/^[a-z0-9-]+$/)),
	numbers: v.optional(numbers),
	words: v.optional(text),
	/** The number sets of the rows it was put together from, where they are several. */
	rows: v.optional(v.array(numbers)),
	/** Indices into `rounds`, and the line that assigns each: row by row where there are rows. */
	rounds: v.array(index),
	lines,
	editions: v.optional(v.array(index)),
});

export const streetShape = v.object({
	id: v.pipe(text, v.regex(/^[a-z0-9-]+$/)),
	name: text,
	postcode: v.optional(text),
	locality: v.optional(text),
	places: v.pipe(v.array(placeShape), v.minLength(1)),
});

const serviceId = parsedBy(parseServiceId, "expected a service id");
const retiredServiceShape = v.object({ id: serviceId, label: text, edition: index, heir: v.optional(serviceId) });

/** All but what there is much of, which is read one by one. */
export const headShape = v.object({
	format: v.literal(DATASET_FORMAT),
	town: townShape,
	coverage: v.object({ from: day, to: day }),
	editions: v.pipe(v.array(text), v.minLength(1)),
	sources: v.array(text),
	/** By file, which content of that name was read. */
	stands: v.optional(v.record(v.string(), v.string())),
	services: v.array(serviceShape),
	rounds: v.array(v.unknown()),
	streets: v.array(v.unknown()),
	retired: v.object({
		places: v.record(v.string(), v.array(v.string())),
		services: v.array(v.union([serviceId, retiredServiceShape])),
	}),
	holidays: v.optional(v.array(v.object({ day, name: text }))),
	/** Read where it is opened (`offer.ts`): its shape is too large for every visit. */
	requests: v.optional(v.object({ notWorking: v.array(v.unknown()), offers: v.array(v.unknown()) })),
});

export type HeadInFile = v.InferOutput<typeof headShape>;
export type RoundInFile = v.InferOutput<typeof roundShape>;
export type StreetInFile = v.InferOutput<typeof streetShape>;
export type DatasetFile = Omit<HeadInFile, "rounds" | "streets"> & {
	readonly rounds: readonly RoundInFile[];
	readonly streets: readonly StreetInFile[];
};
export type PlaceInFile = DatasetFile["streets"][number]["places"][number];
