import type { FieldFlaw } from "../../../data/model/parsed.ts";
import { makeProblem, type ProblemCode } from "../../http/problem.ts";
import { shorten } from "../error-words.ts";
import type { Reminders } from "../reminders.ts";
import type { Refusal } from "../slice-api.ts";

/** What a slice refuses, as the API says it. */

/** A slice that cannot write says so by breaking off; it starts anew with the next request. */
export async function answer({ edge }: Reminders, work: () => Promise<Response>): Promise<Response> {
	try {
		return await work();
	} catch (error) {
		// A disk without room is SQLITE_FULL, a quota or a limit on files a failed write.
		const isFull = /\bSQLITE_(?:FULL|IOERR_WRITE)\b|\bdisk is full\b|\bno space left\b/u.test(String(error));
		// Whoever has no room needs no log that fills it up.
		if (!isFull) edge.tell({ event: "slice_failed", error: shorten(error) });
		return makeProblem({ code: isFull ? "storage_full" : "reminders_off", headers: { "retry-after": "60" } });
	}
}

export function refusal(refused: Refusal): Response {
	switch (refused.kind) {
		case "unknown":
			return makeProblem({ code: "unknown_subscription" });
		case "taken":
			return makeProblem({ code: "endpoint_taken" });
		case "too_late":
			return makeProblem({ code: "after_deadline" });
		case "too_often":
			return makeProblem({ code: "too_often", headers: { "retry-after": String(refused.wait) } });
		case "unready":
			return makeProblem({ code: "broken_town", headers: { "retry-after": "60" } });
		case "off":
			return makeProblem({ code: "reminders_off", detail: "The town names no contact." });
		case "other_slices":
		case "elsewhere":
		case "moving":
			return makeProblem({ code: "moving", headers: { "retry-after": "5" } });
		case "full":
			return makeProblem({ code: "storage_full", headers: { "retry-after": "3600" } });
		case "flawed":
			return flawed(refused.flaws);
	}
}

const LAWFUL_FLAWS: readonly ProblemCode[] = ["unknown_place", "unknown_service", "off_grid_time", "after_deadline"];

function flawed(flaws: readonly FieldFlaw[]): Response {
	const code = LAWFUL_FLAWS.find((each) => flaws.some((flaw) => flaw.code === each)) ?? "unlawful";
	return makeProblem({ code, status: 422, errors: flaws });
}
