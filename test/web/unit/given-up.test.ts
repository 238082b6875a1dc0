import { expect, test } from "vitest";
import type { Dataset } from "../../../data/model/dataset.ts";
import type { Settled } from "../../../web/household/household.ts";
import { standingOf } from "../../../web/household/standing.ts";
import { paper, plain, residual, town, van } from "./small-town.ts";

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

const stands = (who: Settled, dataset = town) => {
	const standing = standingOf(who, dataset);
	if (standing.kind !== "found") throw new Error("lost");
	return standing;
};

test("what was given up is called by its name, and what was renamed goes on under the new id", () => {
	const old = { id: "rest-4w" as typeof residual.id, label: "Restmüll 4-wöchentlich", edition: 0 };
	const after = (heir?: typeof residual.id): Dataset => ({
		...town,
		retired: { ...town.retired, services: [{ ...old, ...(heir && { heir }) }] },
	});
	const who = { ...household(), services: [old.id, paper.id] };
	expect(stands(who, after())).toMatchObject({ isShort: true, missing: ["Restmüll 4-wöchentlich"], services: [paper] });
	const renamed = stands(who, after(residual.id));
	expect(renamed).toMatchObject({ isShort: false, missing: [], fresh: [] });
	expect([...renamed.household.services].sort()).toEqual([paper.id, residual.id].sort());
	expect(renamed.services).toHaveLength(2);
});

test("what is new in the district is offered, and asked about once", () => {
	const [first] = household().services;
	const who = { ...household(), services: [residual.id], offered: [residual.id, van.id] };
	expect(stands(who).fresh).toEqual([paper]);
	// Never added by itself.
	expect(stands(who).household.services).toEqual([first]);
	expect(stands({ ...who, offered: [residual.id, van.id, paper.id] }).fresh).toEqual([]);
	// Who was never asked has declined what it has not chosen: the first look notes what there is.
	const before = { ...household(), services: [residual.id] };
	expect(stands(before).fresh).toEqual([]);
	expect(stands(before).household.offered).toEqual(expect.arrayContaining([residual.id, paper.id]));
	// A new name is nothing new.
	const services = [{ id: "alt" as typeof paper.id, label: "Altpapier", edition: 0, heir: paper.id }];
	const renamed = { ...town, retired: { ...town.retired, services } };
	const declined = { ...who, offered: [residual.id, van.id, "alt" as typeof paper.id] };
	expect(stands(declined, renamed).fresh).toEqual([]);
});

test("what is all there is no question", () => {
	expect(isShort(household())).toBe(false);
	expect(isShort(household(residual.id))).toBe(false);
});
