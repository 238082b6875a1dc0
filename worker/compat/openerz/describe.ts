import { describeRoute } from "hono-openapi";
import * as v from "valibot";
import { json, UNCHANGED } from "../../api/describe.ts";
import { named } from "../../api/shapes.ts";
import { CALENDAR_FIELDS } from "./query.ts";

/** For `openapi.json`: OpenERZ's own shapes. */

const metadata = named(
	"OpenErzMetadata",
	v.object({ total_count: v.pipe(v.number(), v.integer()), row_count: v.pipe(v.number(), v.integer()) }),
);
const day = v.pipe(v.string(), v.isoDate());

export const entryShape = named(
	"OpenErzEntry",
	v.object({
		date: day,
		waste_type: v.string(),
		zip: v.union([v.pipe(v.number(), v.integer()), v.literal("")]),
		area: v.string(),
		station: v.nullable(v.string()),
		region: v.string(),
		description: v.string(),
	}),
);

const errorShape = named(
	"OpenErzError",
	v.object({ statusCode: v.pipe(v.number(), v.integer()), error: v.string(), message: v.string() }),
);

const LISTS = {
	regions: v.string(),
	types: v.string(),
	areas: v.object({ region: v.string(), area: v.string() }),
	stations: v.object({ zip: v.number(), name: v.string(), region: v.string(), description: v.string() }),
} as const;

const MEANT: Readonly<Record<string, string>> = {
	region: "A town",
	zip: "A postcode",
	area: "A place",
	station: "Where a van stops",
	types: "Types of waste, repeated; ids of services are understood too",
	start: "First day",
	end: "Last day",
	sort: "Fields, comma-separated, each with `:desc` where it is to run backwards",
	limit: "Entries at most; 0: all, up to 20000",
	offset: "Entries to be passed over",
	lang: "de or en: of descriptions",
};

export function calendarDescribed(name: string, format: "json" | "ics") {
	const list = v.object({ _metadata: metadata, result: v.array(entryShape) });
	return describeRoute({
		...head(`openErzCalendar${name}`, "Collections, as OpenERZ answers them"),
		parameters: CALENDAR_FIELDS.map((field) => ({
			...parameter(field),
			...(field === "types" && { schema: { type: "array" as const, items: { type: "string" as const } } }),
		})),
		responses: responses(format === "ics" ? { "text/calendar": { schema: { type: "string" as const } } } : json(list)),
	});
}

export function listDescribed(name: string, list: keyof typeof LISTS) {
	const asked = list === "regions" ? [] : ["region"];
	return describeRoute({
		...head(`openErz${name}`, `The ${list}, as OpenERZ answers them`),
		parameters: asked.map(parameter),
		responses: responses(json(v.object({ _metadata: metadata, result: v.array(LISTS[list]) }))),
	});
}

function head(operationId: string, summary: string) {
	return { tags: ["openerz"], operationId, summary, description: `${summary}.` };
}

function parameter(name: string) {
	return { name, in: "query" as const, description: MEANT[name] ?? name, schema: { type: "string" as const } };
}

function responses(content: ReturnType<typeof json> | Record<string, { schema: { type: "string" } }>) {
	return {
		200: { description: "Found", content },
		304: { description: UNCHANGED },
		400: { description: "A field or a value that is not known", content: json(errorShape) },
	};
}
