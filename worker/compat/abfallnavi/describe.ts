import { describeRoute } from "hono-openapi";
import * as v from "valibot";
import { json, problemContent, UNCHANGED } from "../../api/describe.ts";
import { named } from "../../api/shapes.ts";

/** For `openapi.json`: AbfallNavi's own shapes. */

const id = v.pipe(v.number(), v.integer(), v.minValue(1));
const day = v.pipe(v.string(), v.isoDate());

const ort = named("AbfallNaviOrt", v.object({ id, name: v.string() }));
const hausNr = named(
	"AbfallNaviHausnummer",
	v.object({ id, nr: v.string(), plz: v.nullable(v.string()), staticId: v.string() }),
);

export const strasseShape = named(
	"AbfallNaviStrasse",
	v.object({
		id,
		name: v.string(),
		staticId: v.string(),
		hausNrList: v.array(hausNr),
		plz: v.null(),
		ortsteilName: v.string(),
		ort,
	}),
);

export const fraktionShape = named(
	"AbfallNaviFraktion",
	v.object({ id, name: v.string(), iconNr: v.pipe(v.number(), v.integer()), farbeRgb: v.string() }),
);

export const terminShape = named(
	"AbfallNaviTermin",
	v.object({ id, bezirk: v.object({ id, name: v.string(), gueltigAb: v.null(), fraktionId: id }), datum: day }),
);

const ROUTES = {
	orte: { summary: "The town", shape: v.array(ort), path: [] },
	strassenInOrt: { summary: "The streets", shape: v.array(strasseShape), path: ["ort"] },
	strasseInOrt: { summary: "A list with one street", shape: v.array(strasseShape), path: ["ort", "strasse"] },
	strasse: { summary: "A street with its house numbers", shape: strasseShape, path: ["strasse"] },
	fraktionen: { summary: "The services of the town", shape: v.array(fraktionShape), path: [] },
	fraktionenInStrasse: { summary: "The services of a street", shape: v.array(fraktionShape), path: ["strasse"] },
	termineInStrasse: { summary: "The dates of a street", shape: v.array(terminShape), path: ["strasse"] },
	bezirkeInStrasse: { summary: "Always empty", shape: v.array(v.unknown()), path: ["strasse"] },
	fraktionenInHausnummer: { summary: "The services of a house", shape: v.array(fraktionShape), path: ["nummer"] },
	termineInHausnummer: { summary: "The dates of a house", shape: v.array(terminShape), path: ["nummer"] },
} as const;

export type Described = keyof typeof ROUTES;

export function describeAbfallNavi(name: Described) {
	const { summary, shape, path } = ROUTES[name];
	const query = { strassenInOrt: ["q"], termineInStrasse: ["fraktion"], termineInHausnummer: ["fraktion"] };
	const asked: readonly string[] = name in query ? query[name as keyof typeof query] : [];
	return describeRoute({
		tags: ["abfallnavi"],
		operationId: `abfallNavi${name[0]?.toUpperCase()}${name.slice(1)}`,
		summary,
		description: `${summary}. A town can switch this off: then it is 404.`,
		parameters: [...["town", ...path].map(pathParameter), ...asked.map(queryParameter)],
		responses: {
			200: { description: "Found", content: json(shape) },
			304: { description: UNCHANGED },
			400: problem("`malformed`"),
			404: problem("`not_found`, `unknown_town`"),
			422: problem("`number_needed`"),
			503: problem("`broken_town`"),
		},
	});
}

function problem(description: string) {
	return { description, content: problemContent() };
}

function pathParameter(name: string) {
	const type = name === "town" ? ("string" as const) : ("integer" as const);
	return {
		name,
		in: "path" as const,
		required: true,
		description: name === "town" ? "The id of a town" : "A number, as it was answered before",
		schema: type === "integer" ? { type, format: "int64" } : { type },
	};
}

function queryParameter(name: string) {
	const list = { type: "array" as const, items: { type: "integer" as const } };
	return {
		name,
		in: "query" as const,
		description: name === "q" ? "Part of the name" : "Numbers of services, repeated; without it: all",
		schema: name === "q" ? { type: "string" as const } : list,
	};
}
