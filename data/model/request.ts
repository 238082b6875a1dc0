import * as v from "valibot";
import { type Day, parseDay } from "./day.ts";
import { makeHouseNumber, parseExactNumber } from "./number.ts";
import { BIN_REASONS, type Offer } from "./offer-shape.ts";
import { type Parsed, parseWith } from "./parsed.ts";
import { parsedBy } from "./parsed-by.ts";
import { parseCode } from "./request-code.ts";

/** What a household sends to its town hall, written down once, with its parser. What is not here is not taken. */

/** Trimmed, composed, without control characters and marks that turn the direction of what follows. */
function text(most: number) {
	return v.pipe(
		v.string("not_text"),
		v.transform((given) => given.normalize("NFC").trim()),
		v.minLength(1, "empty"),
		v.maxLength(most, "too_long"),
		v.regex(/^[^\p{Cc}\p{Co}\p{Cn}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\u2028\u2029]+$/u, "not_plain"),
	);
}

/** The same with line breaks. */
function lines(most: number) {
	return v.pipe(
		v.string("not_text"),
		v.transform((given) => given.replaceAll("\r\n", "\n").replaceAll("\n", " ")),
		text(most),
	);
}

const id = v.pipe(v.string("not_text"), v.regex(/^[a-z0-9-]{1,60}$/u, "not_an_id"));
const day = parsedBy<Day>(parseDay, "not_a_day", v.pipe(v.string("not_text"), v.isoDate("not_a_day")));
const count = v.pipe(
	v.number("not_a_number"),
	v.integer("not_a_number"),
	v.minValue(1, "not_a_number"),
	v.maxValue(500, "too_many"),
);

const number = parsedBy(
	(given) => {
		const house = parseExactNumber(given);
		return house && makeHouseNumber(house);
	},
	"not_a_number",
	v.pipe(v.string("not_text"), v.maxLength(8, "too_long")),
);

const contact = v.pipe(
	v.strictObject(
		{
			mail: v.optional(v.pipe(text(254), v.email("not_an_address"))),
			phone: v.optional(v.pipe(text(30), v.regex(/^[+\d][\d ()/-]+$/u, "not_a_number"))),
		},
		"not_taken",
	),
	v.check(({ mail, phone }) => (mail === undefined) !== (phone === undefined), "not_one_of_them"),
);

/** At most once a day; three of them. */
const wishes = v.pipe(v.array(day, "not_a_list"), v.minLength(1, "empty"), v.maxLength(3, "too_many"));
const items = v.pipe(
	v.array(v.strictObject({ id, count }, "not_taken"), "not_a_list"),
	v.minLength(1, "empty"),
	v.maxLength(200, "too_many"),
);

const coordinate = (most: number) =>
	v.pipe(
		v.number("not_a_number"),
		v.minValue(-most, "not_a_place"),
		v.maxValue(most, "not_a_place"),
		// Five decimals are a metre.
		v.transform((given) => Math.round(given * 100_000) / 100_000),
	);
const point = v.union(
	[
		v.strictObject({ lat: coordinate(90), long: coordinate(180) }),
		v.strictObject({ street: id, near: v.optional(text(120)) }),
	],
	"not_a_place",
);

/** What the page of "not emptied" asks before it sends. */
const checks = v.strictObject(
	{ out: v.literal(true), day: v.literal(true), tag: v.literal(true), road: v.literal(true) },
	"not_answered",
);

/** What may be changed afterwards. */
const asked = { day: v.optional(day), days: v.optional(wishes), items: v.optional(items) };
/** What nobody has to say, and what may be taken back at any time. */
const [spot, note] = [text(120), lines(250)];

const content = {
	...asked,
	spot: v.optional(spot),
	note: v.optional(note),
	contact: v.optional(contact),
	place: v.optional(id),
	number: v.optional(number),
	name: v.optional(v.pipe(text(80), v.minLength(2, "too_short"))),
	account: v.optional(v.pipe(text(30), v.regex(/^[\dA-Za-z./ -]+$/u, "not_an_account"))),
	express: v.optional(v.boolean("not_yes_or_no")),
	service: v.optional(id),
	size: v.optional(id),
	reason: v.optional(v.picklist(BIN_REASONS, "not_a_reason")),
	role: v.optional(v.picklist(["owner", "manager"], "not_a_role")),
	label: v.optional(text(30)),
	from: v.optional(day),
	checks: v.optional(checks),
	point: v.optional(point),
	what: v.optional(id),
};

const fileShape = v.strictObject({
	/** 128 bits that the device made: the same secret is the same request. */
	secret: v.pipe(v.string("not_text"), v.regex(/^[A-Za-z0-9_-]{22,64}$/u, "not_a_secret")),
	/** As `makeCode` makes it of the secret's SHA-256. */
	code: parsedBy(withoutTown, "not_a_code"),
	town: v.pipe(v.string("not_text"), v.maxLength(60, "too_long")),
	offer: id,
	...content,
});

/** Public codes carry the town before a dot. */
function withoutTown(code: string): string | undefined {
	return parseCode(code.slice(code.lastIndexOf(".") + 1));
}

export type FileRequest = v.InferOutput<typeof fileShape>;
export type Content = Omit<FileRequest, "secret" | "code" | "town" | "offer">;
export type ChangeContent = v.InferOutput<typeof changeShape>;

/** What the town hall says of a request. A reason that the household reads, where something comes to nothing. */
const answerShape = v.pipe(
	v.strictObject({
		/** The version that was read: who answers another one hears what it is now. */
		version: v.pipe(v.number("not_a_number"), v.integer("not_a_number")),
		state: v.picklist(["confirmed", "working", "done", "failed", "declined"], "not_a_state"),
		day: v.optional(day),
		reason: v.optional(lines(250)),
	}),
	v.check(
		({ state, reason }) => (state !== "failed" && state !== "declined") || reason !== undefined,
		"reason_missing",
	),
);
export type Answer = v.InferOutput<typeof answerShape>;

export function parseAnswer(body: unknown): Parsed<Answer> {
	return parseWith(answerShape, body, (value) => value);
}

export const requestShape = fileShape;
/** `null` takes a wish away. */
export const changeShape = v.strictObject({
	...asked,
	spot: v.optional(v.nullable(spot)),
	note: v.optional(v.nullable(note)),
	contact: v.optional(v.nullable(contact)),
});
export const quoteShape = v.strictObject({ items, express: v.optional(v.boolean("not_yes_or_no")) });

export function parseFile(body: unknown): Parsed<FileRequest> {
	return parseWith(fileShape, body, (value) => value);
}

export function parseChangeOf(body: unknown): Parsed<ChangeContent> {
	return parseWith(changeShape, body, (value) => value);
}

export function parseQuote(body: unknown): Parsed<v.InferOutput<typeof quoteShape>> {
	return parseWith(quoteShape, body, (value) => value);
}

/** `unpaid` holds a place for some minutes; `received` waits for a clerk; the first four are open, and only they hold a place. */
export const STATES = [
	"unpaid",
	"received",
	"confirmed",
	"working",
	"done",
	"failed",
	"declined",
	"cancelled",
	"expired",
] as const;
export type State = (typeof STATES)[number];
export const OPEN_STATES: readonly State[] = STATES.slice(0, 4);

/** Days from the end of a request to its deletion, where the offer does not say. */
const KEEP = { bulky: 90, bin: 180, missed: 60, dumping: 365, link: 14 } as const;
/** Of what came to nothing. */
const KEEP_NOTHING = 14;
/** Of what nobody ever answered. */
const KEEP_OPEN = 365;

/** How long a request is kept after the day on which it ended, or, while it is open, after its day or its last change. */
export function keptDays(offer: Offer, state: State, hasDay: boolean): number {
	if (state === "cancelled" || state === "declined" || state === "expired") return KEEP_NOTHING;
	const own = ("keep" in offer ? offer.keep : undefined) ?? KEEP[offer.kind];
	return OPEN_STATES.includes(state) && !hasDay ? Math.max(own, KEEP_OPEN) : own;
}
