import type { Refusal } from "../../data/model/request-rules.ts";
import type { Instant } from "../../data/model/zone.ts";
import { makeProblem } from "../http/problem.ts";

/** Why something cannot be had, as the answer says it: with the field, or with the rule and its section. */
export function refuse(refusal: Refusal): Response {
	switch (refusal.code) {
		case "malformed":
		case "unlawful":
			return makeProblem({ code: refusal.code, errors: refusal.errors });
		case "unknown_place":
			return makeProblem({ code: "unknown_place", status: 422, errors: [{ field: "place", code: "unknown_place" }] });
		case "too_late":
			return makeProblem({ code: "too_late" });
		case "rule":
			return makeProblem({ code: "rule", more: { ...refusal.rules[0], rules: refusal.rules } });
		case "outside_window":
			return makeProblem({ code: "outside_window", more: { from: iso(refusal.from), to: iso(refusal.to) } });
	}
}

function iso(instant: Instant): string {
	return new Date(instant).toISOString();
}
