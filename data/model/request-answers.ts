import * as v from "valibot";
import { STATES } from "./request.ts";

/** What the worker answers about requests: for `openapi.json`, and for those who make and read it. */

const day = v.pipe(v.string(), v.isoDate());
const instant = v.pipe(v.string(), v.isoTimestamp());
const cents = v.pipe(v.number(), v.integer(), v.description("Euro cents"));
const state = v.picklist(STATES);

export const rulesShape = v.object({
	offers: v.pipe(
		v.array(v.looseObject({ id: v.string(), kind: v.string(), label: v.string() })),
		v.description("As they are compiled from `requests` in `town.json`; `data/README.md` says what each rule means"),
	),
});

export const choicesShape = v.array(
	v.object({
		day,
		free: v.pipe(v.nullable(v.pipe(v.number(), v.integer())), v.description("Places left; null: they are not counted")),
		closed: v.optional(v.pipe(v.string(), v.description("Why there are none, in the town's words"))),
		late: v.optional(v.pipe(v.literal(true), v.description("It is too late to ask for this day"))),
	}),
);

const brokenRule = v.object({
	rule: v.string(),
	most: v.optional(v.number()),
	section: v.optional(v.string()),
	url: v.optional(v.string()),
});

export const quotedShape = v.object({
	litres: v.number(),
	cents: v.object({
		within: v.pipe(cents, v.description("Within the allowance")),
		beyond: v.pipe(cents, v.description("Beyond it")),
	}),
	limits: v.pipe(v.array(brokenRule), v.description("The rules that this would break")),
});

export const filedShape = v.object({
	code: v.pipe(v.string(), v.description("`{town}.{code}`: to be said on the phone, opens nothing")),
	state,
	link: v.pipe(v.string(), v.description("Where it is seen, changed and cancelled; whoever has it may do that")),
});

export const toldShape = v.object({
	code: v.string(),
	state,
	offer: v.object({ id: v.string(), label: v.string(), kind: v.string() }),
	content: v.pipe(v.looseObject({}), v.description("As it was sent, with its changes")),
	photos: v.array(v.number()),
	timeline: v.array(
		v.object({
			at: instant,
			by: v.picklist(["household", "system", "town"]),
			what: v.string(),
			reason: v.optional(v.pipe(v.string(), v.description("In the town hall's words"))),
		}),
	),
	changeUntil: v.optional(v.pipe(instant, v.description("Absent: nothing but wishes can be changed any more"))),
	cancelUntil: v.optional(v.pipe(instant, v.description("Absent: it cannot be cancelled any more"))),
	deleted: v.pipe(day, v.description("The last day on which it is kept")),
});

export type ToldRequest = v.InferOutput<typeof toldShape>;
