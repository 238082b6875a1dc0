import { describeRoute, resolver } from "hono-openapi";
import type { GenericSchema } from "valibot";
import { PROBLEM_TYPE, PROBLEMS, type ProblemCode } from "../http/problem.ts";
import { problemShape } from "./shapes.ts";

export interface Described {
	readonly summary: string;
	readonly operationId: string;
	/** What 200 carries: a JSON shape, or another media type. */
	readonly answers: GenericSchema | string;
	/** The problems that this address can answer with. */
	readonly problems: readonly ProblemCode[];
}

/** Describes a route for `openapi.json`. */
export function describe({ summary, operationId, answers, problems }: Described) {
	const content =
		typeof answers === "string"
			? { [answers]: { schema: { type: "string" as const } } }
			: { "application/json": { schema: resolver(answers) } };
	return describeRoute({
		summary,
		operationId,
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
