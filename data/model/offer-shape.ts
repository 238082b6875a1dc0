import * as v from "valibot";
import { parseDay } from "./day.ts";
import { parsedBy } from "./parsed-by.ts";
import { parseServiceId } from "./service.ts";
import { parseTime } from "./time.ts";

/**
 * The rules of what a town takes requests for, as they stand in `town.json` and, with what the import adds to them,
 * in `dataset.json`. Strict: a field that is not here cannot be asked for. Money is in cents, volume in litres.
 */

function text(most: number) {
	return v.pipe(
		v.string(),
		v.trim(),
		v.nonEmpty("darf nicht leer sein"),
		v.maxLength(most, `ist länger als ${most} Zeichen`),
	);
}

function whole(least: number, most: number) {
	const message = `ist keine ganze Zahl von ${least} bis ${most}`;
	return v.pipe(v.number(), v.integer(message), v.minValue(least, message), v.maxValue(most, message));
}

const id = v.pipe(
	v.string(),
	v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "ist keine Kennung aus Kleinbuchstaben, Ziffern und Bindestrichen"),
	v.maxLength(40, "ist länger als 40 Zeichen"),
);
const day = parsedBy(parseDay, "ist kein Tag wie 2026-12-31");
const service = parsedBy(parseServiceId, "ist keine Kennung einer Leistung");
/** As it is written; `parseTime` reads it where it is needed. */
const clock = v.pipe(
	v.string(),
	v.check((given) => parseTime(given) !== undefined, "ist keine Uhrzeit wie 06:00"),
);
const webAddress = v.pipe(text(300), v.regex(/^https?:\/\//, "ist keine Adresse mit https://"));
const phone = v.pipe(text(40), v.regex(/^[+\d][\d ()/-]+$/, "ist keine Telefonnummer"));
const cents = whole(0, 1_000_000);
const litres = whole(1, 100_000);

const ONE_UNIT = 'nennt nicht genau eines von "days" und "working"';
const span = { days: v.optional(whole(0, 365)), working: v.optional(whole(0, 60)) };

function hasOneUnit({ days, working }: { days?: number | undefined; working?: number | undefined }): boolean {
	return (days === undefined) !== (working === undefined);
}

/** So many days or working days before a day, at a time of the town's clock. */
const cutoff = v.pipe(
	v.strictObject({ ...span, at: clock }),
	v.check((given) => hasOneUnit(given), ONE_UNIT),
);
/** The same until the end of that day, unless a time stands there. */
const lead = v.pipe(
	v.strictObject({ ...span, at: v.optional(clock) }),
	v.check((given) => hasOneUnit(given), ONE_UNIT),
);

export const WEEKDAYS = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"] as const;
const weekdays = v.pipe(v.array(v.picklist(WEEKDAYS)), v.minLength(1));

const head = {
	id,
	label: text(60),
	/** Cited wherever a rule refuses. */
	statute: v.optional(v.strictObject({ name: text(200), section: text(60), url: v.optional(webAddress) })),
	texts: v.optional(v.strictObject({ opening: v.optional(text(1000)), confirmation: v.optional(text(1000)) }), {}),
	/** Index into the editions of the dataset: when these rules last changed. Made by the import. */
	edition: v.optional(whole(0, 100_000)),
};

const personal = {
	/** The legal basis, as the notice of Art. 13 DSGVO says it. */
	basis: text(1000),
	/** Days from the end of a request until it is deleted. */
	keep: v.optional(whole(1, 10_000)),
};

const asked = {
	who: v.optional(v.picklist(["household", "owner"]), "household"),
	/** How a household is told from its neighbours: not at all, by the name at the bell, by the number of the fee notice. */
	identify: v.optional(v.picklist(["none", "name", "account"]), "none"),
};

const payment = {
	pay: v.optional(v.picklist(["none", "notice", "online"]), "none"),
	/** Minutes for which a place is held until it is paid. */
	hold: v.optional(whole(5, 120)),
};

const item = v.strictObject({
	id,
	label: text(60),
	litres,
	most: v.optional(whole(1, 100)),
	group: v.optional(id),
	cents: v.optional(cents),
});

const fee = v.union([
	v.strictObject({ upTo: litres, cents }),
	v.strictObject({ when: v.literal("beyond"), cents }),
	v.strictObject({ when: v.literal("express"), cents, lead: v.optional(lead) }),
]);

const days = v.strictObject({
	/** Those of the calendar, those of the week, one that a clerk assigns, or one that a clerk assigns by up to three wishes. */
	from: v.picklist(["rounds", "weekdays", "assign", "wish"]),
	weekdays: v.optional(weekdays),
	/** Weekdays by the rounds that a service has: "Bezirk 1" on Mondays. */
	districts: v.optional(v.strictObject({ service, weekdays: v.record(text(60), weekdays) })),
	/** Requests on a day. */
	capacity: v.optional(whole(1, 10_000)),
	lead: v.optional(lead),
	/** How many days ahead may be booked. */
	horizon: v.optional(whole(1, 400)),
	closed: v.optional(v.array(v.strictObject({ from: day, to: day, because: text(200) })), []),
	/** Made by the import from the weekdays: the days of each round, or of the whole town. */
	offered: v.optional(v.array(v.strictObject({ round: v.optional(text(60)), days: v.array(day) }))),
});

const bulky = v.strictObject({
	kind: v.literal("bulky"),
	...head,
	...personal,
	...asked,
	...payment,
	/** Of the calendar. */
	service: v.optional(service),
	items: v.pipe(v.array(item), v.minLength(1), v.maxLength(200)),
	groups: v.optional(v.array(v.strictObject({ id, label: text(60), most: whole(1, 100) })), []),
	/** Of one request; `kg` and `metres` of one piece. */
	most: v.optional(
		v.strictObject({
			items: v.optional(whole(1, 500)),
			litres: v.optional(litres),
			kg: v.optional(whole(1, 1000)),
			metres: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(20))),
		}),
		{},
	),
	refused: v.optional(v.array(v.strictObject({ id, label: text(60), instead: text(200) })), []),
	allowance: v.optional(v.strictObject({ per: v.picklist(["household", "place"]), year: whole(1, 1000) })),
	fees: v.optional(v.array(fee), []),
	days,
	change: v.optional(cutoff),
	cancel: v.optional(cutoff),
	refund: v.optional(cutoff),
	putOut: v.optional(
		v.strictObject({
			earliest: v.optional(clock),
			latest: v.optional(clock),
			only: v.optional(v.literal("confirmed")),
		}),
	),
	photos: v.optional(whole(0, 3), 0),
});

export const BIN_REASONS = ["new", "larger", "smaller", "damaged", "lost", "stolen", "return"] as const;

const bin = v.strictObject({
	kind: v.literal("bin"),
	...head,
	...personal,
	...asked,
	...payment,
	sizes: v.pipe(
		v.array(v.strictObject({ id, label: text(60), service, litres, cents: v.optional(cents) })),
		v.minLength(1),
	),
	reasons: v.pipe(
		v.array(v.strictObject({ reason: v.picklist(BIN_REASONS), text: v.optional(text(200)), cents: v.optional(cents) })),
		v.minLength(1),
	),
	/** The first days from which an order can hold: those of each month or quarter, so long after it. */
	start: v.optional(v.strictObject({ every: v.picklist(["day", "month", "quarter"]), lead: v.optional(lead) })),
	photos: v.optional(whole(0, 3), 0),
});

const missed = v.strictObject({
	kind: v.literal("missed"),
	...head,
	...personal,
	/** Absent: all of the calendar. */
	services: v.optional(v.pipe(v.array(service), v.minLength(1))),
	/** From a time of the collection's day to the end of the nth working day after it. */
	window: v.strictObject({ from: clock, working: whole(0, 30) }),
	photos: v.optional(whole(0, 3), 0),
});

const dumping = v.strictObject({
	kind: v.literal("dumping"),
	...head,
	...personal,
	what: v.pipe(v.array(v.strictObject({ id, label: text(60) })), v.minLength(1)),
	/** Shown instead of sending where somebody is in danger. */
	danger: v.strictObject({ text: text(300), phone }),
	photos: v.optional(whole(0, 3), 3),
});

/** What the town takes elsewhere. */
const link = v.pipe(
	v.strictObject({
		kind: v.literal("link"),
		...head,
		url: v.optional(webAddress),
		address: v.optional(v.array(text(200))),
		phone: v.optional(phone),
	}),
	v.check(
		({ url, address, phone: number }) => url !== undefined || address !== undefined || number !== undefined,
		'nennt weder "url" noch "address" noch "phone"',
	),
);

export const offerShape = v.variant("kind", [bulky, bin, missed, dumping, link]);

export const requestsShape = v.strictObject({
	/** Days from Monday to Friday on which nobody works; Saturdays and Sundays never count as working days. */
	notWorking: v.array(day),
	offers: v.array(offerShape),
});

export type Offer = v.InferOutput<typeof offerShape>;
export type OfferOf<Kind extends Offer["kind"]> = Extract<Offer, { kind: Kind }>;
export type Requests = v.InferOutput<typeof requestsShape>;
export type Cutoff = v.InferOutput<typeof cutoff>;
export type Lead = v.InferOutput<typeof lead>;
export type Fee = v.InferOutput<typeof fee>;
