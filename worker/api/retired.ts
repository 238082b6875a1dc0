import { type Dataset, findPlace, successorsOf } from "../../data/model/dataset.ts";
import type { Place, PlaceId, Street } from "../../data/model/street.ts";
import { moved } from "../http/moved.ts";
import { makeProblem } from "../http/problem.ts";
import { makePlace } from "./places.ts";

/** What an id in an address stands for today. */
export type PlaceFound =
	| { readonly kind: "living"; readonly place: Place; readonly street: Street }
	| { readonly kind: "replaced"; readonly id: string; readonly by: PlaceId }
	| { readonly kind: "retired"; readonly successors: readonly PlaceId[] }
	| { readonly kind: "unknown" };

export function placeOf(dataset: Dataset, id: string): PlaceFound {
	const living = findPlace(dataset, id);
	if (living) return { kind: "living", ...living };
	const successors = successorsOf(dataset, id);
	if (!successors) return { kind: "unknown" };
	const [first, ...others] = successors;
	return first && others.length === 0 ? { kind: "replaced", id, by: first } : { kind: "retired", successors };
}

/** The same address with the successor's id. */
function redirectTo(requested: string, id: string, by: PlaceId): Response {
	const { pathname, search } = new URL(requested);
	const parts = pathname.split("/").map((part) => (part === id ? by : part));
	return moved(parts.join("/") + search);
}

/** 308 to the one place that took over; where there are several, or none, 410 with those to choose from. */
export function retiredProblem(
	dataset: Dataset,
	found: Extract<PlaceFound, { kind: "replaced" | "retired" }>,
	requested: string,
): Response {
	if (found.kind === "replaced") return redirectTo(requested, found.id, found.by);
	const successors = found.successors.flatMap((id) => {
		const living = findPlace(dataset, id);
		return living ? [{ ...makePlace(living.street, living.place), street: living.street.id }] : [];
	});
	return makeProblem({ code: "retired_place", more: { successors } });
}
