import * as v from "valibot";
import { FRACTIONS } from "../../data/model/fraction.ts";

/** The shapes of the answers, as `openapi.json` describes them. */

const day = v.pipe(v.string(), v.isoDate());
const id = v.string();
const time = v.pipe(v.string(), v.regex(/^\d{2}:\d{2}$/), v.description("Wall clock, HH:MM"));

/** A shape that other shapes and the generated clients know by its name. */
export function named<Shape extends v.GenericSchema>(ref: string, shape: Shape) {
	return v.pipe(shape, v.metadata({ ref }));
}

export const periodShape = named("Period", v.object({ from: day, to: day }));

const serviceShape = named("Service", v.object({ id, fraction: v.picklist(FRACTIONS), label: v.string() }));

export const townsShape = v.array(
	v.object({
		id,
		name: v.string(),
		state: v.pipe(v.string(), v.description("ISO 3166-2:DE without the country")),
		invented: v.boolean(),
		confirmed: v.pipe(v.boolean(), v.description("False: a trial that nobody has confirmed; no reminders")),
		coverage: periodShape,
		services: v.array(serviceShape),
		dataset: v.pipe(v.string(), v.description("Address of the present dataset; its content never changes")),
	}),
);

export const streetsShape = v.array(
	v.object({ id, name: v.string(), postcode: v.optional(v.string()), locality: v.optional(v.string()) }),
);

const placeShape = named(
	"Place",
	v.object({
		id,
		label: v.string(),
		numbers: v.optional(v.pipe(v.string(), v.description("House numbers, as in `even 2-28, 161a, not 14`"))),
	}),
);

export const placesShape = named("Places", v.object({ decided: v.nullable(placeShape), places: v.array(placeShape) }));

const stopShape = named("Stop", v.object({ place: v.string(), from: v.optional(time), until: v.optional(time) }));

const dated = {
	planned: day,
	fraction: v.picklist(FRACTIONS),
	service: id,
	label: v.string(),
	reason: v.optional(v.string()),
	source: v.pipe(v.string(), v.description("`file:line` of the date, then of what moved it")),
};

export const collectionsShape = named(
	"Collections",
	v.object({
		coverage: periodShape,
		confirmed: v.pipe(v.boolean(), v.description("False: a trial that nobody has confirmed")),
		collections: v.array(v.object({ day, ...dated, note: v.optional(v.string()), at: v.optional(v.array(stopShape)) })),
		cancellations: v.array(v.object(dated)),
	}),
);

export const datasetShape = v.pipe(
	v.looseObject({ format: v.number() }),
	v.description("The compiled dataset, as data/README.md describes it"),
);

export const healthShape = v.object({
	status: v.picklist(["ok", "degraded", "failing", "no_towns"]),
	revision: v.string(),
	problems: v.pipe(
		v.array(v.picklist(["towns_unreadable", "page_missing", "no_keys"])),
		v.description("What concerns every town"),
	),
	towns: v.array(
		v.object({
			id,
			served: v.boolean(),
			dataset: v.optional(v.string()),
			coverage: v.optional(periodShape),
			problem: v.optional(v.string()),
			warning: v.optional(
				v.pipe(
					v.object({ code: v.picklist(["plan_ends", "plan_ended"]), last: day, days: v.number() }),
					v.description("The schedule ends within 30 days, or has ended: the next one is to be imported"),
				),
			),
			missing: v.optional(
				v.pipe(v.array(v.string()), v.description("Facts that the law asks for, by their fields in town.json")),
			),
		}),
	),
	slices: v.array(
		v.object({
			town: v.string(),
			slice: v.number(),
			state: v.pipe(
				v.picklist(["ok", "late", "asleep", "unarmed", "off", "town_away", "rewound", "missing", "broken"]),
				v.description("Whether the reminders of this part of a town can be sent"),
			),
			subscriptions: v.optional(v.pipe(v.number(), v.description("This and what follows: for the host alone"))),
			open: v.optional(v.pipe(v.number(), v.description("Pushes that wait to be sent"))),
			tally: v.optional(
				v.pipe(v.record(v.string(), v.number()), v.description("How pushes of the last 60 days ended")),
			),
			pulse: v.optional(v.string()),
			away: v.optional(v.pipe(day, v.description("Since when the town's dates are not served"))),
		}),
	),
});

export const problemShape = named(
	"Problem",
	v.object({
		type: v.string(),
		title: v.string(),
		status: v.number(),
		code: v.string(),
		detail: v.optional(v.string()),
		errors: v.optional(v.array(v.object({ field: v.string(), code: v.string() }))),
	}),
);
