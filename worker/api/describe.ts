import { describeRoute, resolver } from "hono-openapi";
import type { GenericSchema } from "valibot";
import { PROBLEM_TYPE, PROBLEMS, type ProblemCode } from "../http/problem.ts";
import { problemShape } from "./shapes.ts";

/** What the addresses are grouped by, for `openapi.json`. */
export const TAGS = {
	towns: "Towns, streets, places and their collections",
	feed: "Calendars to subscribe to",
	reminders: "Web Push subscriptions of one's own",
	openerz: "The addresses of OpenERZ, for its clients",
	abfallnavi: "The addresses of AbfallNavi, for its clients",
	requests: "Requests to the town hall",
	host: "For those who run it",
} as const;

export interface Described {
	readonly tag: keyof typeof TAGS;
	readonly summary: string;
	/** More than the summary says. */
	readonly description?: string;
	readonly operationId: string;
	/** What success carries: a JSON shape, or the media type of what is no JSON of ours. */
	readonly answers: GenericSchema | "text/calendar" | "image/jpeg";
	/** Of success; default 200. */
	readonly status?: 200 | 201;
	/** JSON that has to be sent. */
	readonly body?: GenericSchema;
	/** What the parameters in the path are, by name. */
	readonly path?: Readonly<Record<string, string>>;
	/** The problems that this address can answer with. */
	readonly problems: readonly ProblemCode[];
	/** Further answers without a body, by status. */
	readonly also?: Readonly<Record<number, string>>;
	/** Only for the bearer of the subscription's token. */
	readonly isOwn?: boolean;
	/** Clients that hold the answer are told so with 304. */
	readonly isKept?: boolean;
}

const PATH: Readonly<Record<string, string>> = {
	town: "The id of a town, as `/api/towns` lists it",
	street: "The id of a street",
	place: "The id of a place",
	id: "The id of the subscription, as it was answered when it was made",
	offer: "The id of an offer, as `offers` lists it",
	code: "The public code of a request, `{town}.{code}`",
	n: "The number of the photo, from 1",
	hash: "SHA-256 of a state of the dataset",
};

export const UNCHANGED = "Not modified since the validators that were sent";

/** Describes a route for `openapi.json`. */
export function describe(route: Described) {
	const { tag, summary, description, operationId, status = 200, body, path = {}, problems, also = {} } = route;
	const bare = { ...also, ...(route.isKept && { 304: UNCHANGED }) };
	return describeRoute({
		tags: [tag],
		summary,
		description: description ?? `${summary}.`,
		operationId,
		parameters: Object.entries(path).map(([name, of]) => pathParameter(name, of)),
		...(body && { requestBody: { required: true, content: json(body) } }),
		...(route.isOwn && { security: [{ token: [] }] }),
		responses: {
			[status]: { description: status === 201 ? "Made" : "Found", content: contentOf(route.answers) },
			...Object.fromEntries(Object.entries(bare).map(([each, said]) => [each, { description: said }])),
			...problemResponses(problems, body !== undefined),
			405: { description: "`method_not_allowed`, with `Allow`", content: problemContent() },
			default: { description: "Any other problem, `internal` among them", content: problemContent() },
		},
	});
}

/** The parameters of a path that stand there by their names. */
export function pathOf(...names: readonly (keyof typeof PATH & string)[]): Record<string, string> {
	return Object.fromEntries(names.map((name) => [name, PATH[name] ?? name]));
}

function pathParameter(name: string, description: string) {
	return { name, description, in: "path" as const, required: true, schema: { type: "string" as const } };
}

function contentOf(answers: Described["answers"]) {
	return typeof answers === "string" ? { [answers]: { schema: { type: "string" as const } } } : json(answers);
}

export function json(shape: GenericSchema) {
	return { "application/json": { schema: resolver(shape) } };
}

export function problemContent() {
	return { [PROBLEM_TYPE]: { schema: resolver(problemShape) } };
}

/** What is not there is 404 in an address and 422 in a body. */
function problemResponses(codes: readonly ProblemCode[], isOfBody: boolean) {
	const statusOf = (code: ProblemCode) => (isOfBody && code === "unknown_place" ? 422 : PROBLEMS[code].status);
	const statuses = [...new Set(codes.map(statusOf))];
	return Object.fromEntries(
		statuses.map((status) => {
			const fitting = codes.filter((code) => statusOf(code) === status);
			return [status, { description: fitting.map((code) => `\`${code}\``).join(", "), content: problemContent() }];
		}),
	);
}
