import { describeRoute, resolver } from "hono-openapi";
import type { GenericSchema } from "valibot";
import { PROBLEM_TYPE, PROBLEMS, type ProblemCode } from "../http/problem.ts";
import { problemShape } from "./shapes.ts";

export interface Described {
	readonly summary: string;
	readonly operationId: string;
	/** What 200 carries: a JSON shape, or the media type of what is no JSON of ours. */
	readonly answers: GenericSchema | "text/calendar";
	/** What the parameters in the path are, by name. */
	readonly path?: Readonly<Record<string, string>>;
	/** The problems that this address can answer with. */
	readonly problems: readonly ProblemCode[];
}

/** Describes a route for `openapi.json`. */
export function describe({ summary, operationId, answers, path = {}, problems }: Described) {
	const content =
		typeof answers === "string"
			? { [answers]: { schema: { type: "string" as const } } }
			: { "application/json": { schema: resolver(answers) } };
	return describeRoute({
		summary,
		operationId,
		parameters: Object.entries(path).map(([name, description]) => ({
			name,
			description,
			in: "path" as const,
			required: true,
			schema: { type: "string" as const },
		})),
		responses: {
			200: { description: "Found", content },
			304: { description: "Not modified since the validators that were sent" },
			...problemResponses(problems),
		},
	});
}

function problemResponses(codes: readonly ProblemCode[]) {
	const content = { [PROBLEM_TYPE]: { schema: resolver(problemShape) } };
	const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))];
	return Object.fromEntries(
		statuses.map((status) => {
			const fitting = codes.filter((code) => PROBLEMS[code].status === status);
			return [status, { description: fitting.map((code) => `\`${code}\``).join(", "), content }];
		}),
	);
}
