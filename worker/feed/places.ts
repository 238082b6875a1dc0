import type { Dataset } from "../../data/model/dataset.ts";
import { placeOf } from "../api/retired.ts";
import type { ApiProblem, FieldError } from "../http/problem.ts";
import type { FeedPart } from "./feed.ts";

/** As many as one subscription has. */
const MOST = 40;

type Found =
	| { readonly kind: "places"; readonly parts: readonly FeedPart[] }
	/** Some of them go by other ids now: what the address should say. */
	| { readonly kind: "moved"; readonly ids: readonly string[] }
	| { readonly kind: "problem"; readonly problem: ApiProblem };

/** `a.ics`, `a+b.ics`: the places of an address, each once, or everything that is wrong with it. */
export function placesOf(dataset: Dataset, name: string): Found {
	const ids = [...new Set(name.replace(/\.ics$/i, "").split("+"))];
	const empty = errorsAt(ids, "empty", (id) => id === "");
	if (empty.length > 0) return { kind: "problem", problem: { code: "malformed", errors: empty } };
	if (ids.length > MOST) return tooMany();
	const found = ids.map((id) => ({ id, is: placeOf(dataset, id) }));
	const unknown = errorsAt(found, "unknown_place", ({ is }) => is.kind === "unknown");
	if (unknown.length > 0) return { kind: "problem", problem: { code: "unknown_place", errors: unknown } };
	const today = found.map(({ id, is }) => (is.kind === "replaced" ? is.by : id));
	if (found.some(({ is }) => is.kind === "replaced")) return { kind: "moved", ids: [...new Set(today)] };
	const parts = found.map(({ id, is }): FeedPart => (is.kind === "living" ? is : { kind: "gone", id }));
	return { kind: "places", parts };
}

function tooMany(): Found {
	const errors = [{ field: "place", code: "too_many" }];
	return { kind: "problem", problem: { code: "too_many_places", errors } };
}

/** Which of them it is, counted from 0; never the id itself. */
function errorsAt<T>(all: readonly T[], code: string, isWrong: (each: T) => boolean): FieldError[] {
	return all.flatMap((each, at) => (isWrong(each) ? [{ field: `place.${at}`, code }] : []));
}
