import { expect, test } from "vitest";
import type { Settled } from "../../../web/household/household.ts";
import { standingOf } from "../../../web/household/standing.ts";
import { paper, plain, residual, town } from "./small-town.ts";

/** A household that has chosen two services, and one that came to its place before. */
function household(...more: string[]): Settled {
	return {
		kind: "settled",
		town: town.town.id,
		street: plain.id,
		place: "ahorn",
		services: [residual.id, paper.id, ...more],
	} as unknown as Settled;
}

const isShort = (who: Settled, dataset = town) => {
	const standing = standingOf(who, dataset);
	return standing.kind === "found" && standing.isShort;
};

test("a service that a town gave up or calls otherwise is missed, also where none is left", () => {
	expect(isShort(household("rest-4w"))).toBe(true);
	expect(isShort({ ...household(), services: ["rest-4w"] } as unknown as Settled)).toBe(true);
	const without = { ...town, services: town.services.filter(({ id }) => id !== paper.id) };
	expect(isShort(household(), without)).toBe(true);
});

test("what is all there is no question", () => {
	expect(isShort(household())).toBe(false);
	expect(isShort(household(residual.id))).toBe(false);
});
