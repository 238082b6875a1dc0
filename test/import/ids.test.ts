import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { collectionsOf, type Dataset, findPlace, successorsOf } from "../../data/model/dataset.ts";
import { makeNumberSet } from "../../data/model/number.ts";
import type { Place } from "../../data/model/street.ts";
import { type Ran, run } from "./command.ts";
import { SmallTown } from "./small-town.ts";

/**
 * Two editions of one town. In the second a line is inserted at the top, Lange Straße is
 * split, Birkenweg is renamed and the recipe says so, Ahornweg is renamed and nobody says
 * so, Weg zum See is gone, both sides of Ring are merged, the first part of Hauptstraße
 * grew by two numbers, Bio A changes from Wednesday to Thursday in July, and one Monday
 * of round 1 is a holiday.
 */

const town = new SmallTown();
afterAll(() => town.discard());

const editions: { json: string; dataset: Dataset }[] = [];
const keep = () => editions.push({ json: town.read("dataset.json"), dataset: town.dataset });
const first = () => editions[0]?.dataset as Dataset;
const second = () => editions[1]?.dataset as Dataset;
const runs: Record<string, Ran> = {};

beforeAll(async () => {
	runs.first = await run("import", town.folder);
	keep();
	town.write("strassen.csv", [
		"Straße;Nummern;Rest;Bio",
		"Aalweg;;1;A",
		"Akazienweg;;1;A",
		"Erlenweg;;2;A",
		"Hauptstraße;1 - 17;1;A",
		"Hauptstraße;18 - Ende;2;B",
		"Lange Str.;1 - 20;1;B",
		"Lange Str.;21 - Ende;2;B",
		"Ring;;1;A",
	]);
	town.rewrite("touren.csv", 4, "Bio;A;07.01.2026;2;;30.06.2026", "Bio;A;02.07.2026;2;01.07.2026;");
	town.write("verschiebungen.csv", [
		"Von;Nach;Grund",
		"06.04.2026;07.04.2026;Ostermontag",
		"25.05.2026;26.05.2026;Pfingstmontag",
	]);
	town.town.recipe.renamed = { Birkenweg: "Erlenweg" };
	town.save();
	runs.refused = await run("import", town.folder);
	runs.second = await run("import", town.folder, "--accept-loss");
	keep();
});

/** A place by its street and what part of it it is: "Hauptstraße 1-15", "Ring". */
function placeOf(dataset: Dataset, name: string): Place {
	for (const street of dataset.streets)
		for (const place of street.places) {
			const numbers = place.part.kind === "numbers" ? ` ${makeNumberSet(place.part.numbers)}` : "";
			if (`${street.name}${numbers}` === name) return place;
		}
	throw new Error(`no ${name}`);
}

const idOf = (dataset: Dataset, name: string) => placeOf(dataset, name).id;

test("both editions are lawful; the second drops more than a tenth, so it asks first", () => {
	expect([runs.first?.code, runs.refused?.code, runs.second?.code]).toEqual([0, 1, 0]);
	expect(runs.refused?.stdout).toContain("dataset.json: great_loss");
	expect(runs.second?.stdout).toMatch(/Hinweis: dataset\.json: street_gone: Ahornweg.*"renamed"/u);
	expect(runs.second?.stdout).toMatch(/Hinweis: dataset\.json: street_gone: Weg zum See/u);
});

describe("places that stayed keep their ids", () => {
	test.each([
		["renamed, as the recipe says", "Birkenweg", "Erlenweg"],
		["a range that grew", "Hauptstraße 1-15", "Hauptstraße 1-17"],
		["one of two that were merged", "Ring odd 1-", "Ring"],
	])("%s: %s is %s", (_what, before, after) => expect(idOf(second(), after)).toBe(idOf(first(), before)));

	test("so do the streets, however they are spelled", () => {
		const idsOf = (dataset: Dataset) => new Map(dataset.streets.map(({ name, id }) => [name, id]));
		const [before, after] = [idsOf(first()), idsOf(second())];
		expect(after.get("Erlenweg")).toBe(before.get("Birkenweg"));
		expect(after.get("Lange Str.")).toBe(before.get("Lange Straße"));
		expect(after.get("Hauptstraße")).toBe(before.get("Hauptstraße"));
	});

	test("new places have ids that nobody had", () => {
		const old = new Set(first().streets.flatMap(({ places }) => places.map(({ id }) => id)));
		for (const name of ["Aalweg", "Akazienweg", "Hauptstraße 18-", "Lange Str. 1-20", "Lange Str. 21-"])
			expect(old.has(idOf(second(), name))).toBe(false);
		const ids = second().streets.flatMap(({ places }) => places.map(({ id }) => id));
		expect(new Set(ids).size).toBe(ids.length);
	});
});

describe("the rest is retired", () => {
	test("with its successors, and nothing else is", () => {
		expect(Object.fromEntries(second().retired.places)).toEqual({
			[idOf(first(), "Ahornweg")]: [],
			[idOf(first(), "Weg zum See")]: [],
			[idOf(first(), "Lange Straße")]: [idOf(second(), "Lange Str. 1-20"), idOf(second(), "Lange Str. 21-")],
			[idOf(first(), "Ring even 2-")]: [idOf(second(), "Ring")],
			// Numbers 16 and 17 went to the other part: kept, the id would give them the wrong dates.
			[idOf(first(), "Hauptstraße 16-")]: [idOf(second(), "Hauptstraße 1-17"), idOf(second(), "Hauptstraße 18-")],
		});
		for (const id of second().retired.places.keys()) expect(findPlace(second(), id)).toBeUndefined();
	});
});

describe("editions", () => {
	/** The dates of a place that this edition changed: "day service". */
	const changed = (name: string) =>
		collectionsOf(second(), placeOf(second(), name))
			.filter(({ edition }) => edition === 1)
			.map(({ day, service }) => `${day} ${service.id}`);
	const dates = (name: string) => collectionsOf(second(), placeOf(second(), name)).length;
	const THURSDAYS = [
		...["07-02", "07-16", "07-30", "08-13", "08-27", "09-10", "09-24"],
		...["10-08", "10-22", "11-05", "11-19", "12-03", "12-17", "12-31"],
	].map((day) => `2026-${day} bio`);

	test("the first marks nothing, the second is the second", () => {
		expect(first().editions).toHaveLength(1);
		expect(second().editions).toHaveLength(2);
		expect(second().editions[0]).toBe(first().editions[0]);
		expect(
			first()
				.rounds.flatMap((round) => round.dates.map(({ edition }) => edition))
				.some((each) => each > 0),
		).toBe(false);
	});

	test("exactly the moved Monday and the new Thursdays are marked where the place stayed", () => {
		const expected = ["2026-05-26 rest", ...THURSDAYS];
		expect(changed("Hauptstraße 1-17")).toEqual(expected);
		expect(changed("Erlenweg")).toEqual(THURSDAYS);
	});

	test("a place that got another round is marked for that service", () => {
		const marked = changed("Ring");
		expect(marked.filter((each) => each.endsWith("rest"))).toHaveLength(26);
		expect(marked.filter((each) => !each.endsWith("rest"))).toEqual(THURSDAYS);
	});

	test("a line inserted at the top, and other lines for the same dates, mark nothing", () => {
		const [before] = collectionsOf(first(), placeOf(first(), "Birkenweg"));
		const [after] = collectionsOf(second(), placeOf(second(), "Erlenweg"));
		expect([before?.sources.assigned.line, after?.sources.assigned.line]).toEqual([3, 4]);
		expect(after?.edition).toBe(0);
	});

	test("a new place is new as a whole", () => {
		for (const name of ["Aalweg", "Lange Str. 21-"]) expect(changed(name)).toHaveLength(dates(name));
	});
});

describe("afterwards", () => {
	test("importing the same again changes nothing, byte for byte", async () => {
		const kept = town.read("dataset.previous.json");
		const again = await run("import", town.folder);
		expect([again.code, again.stdout]).toEqual([0, expect.stringContaining("Nichts hat sich geändert.")]);
		expect(town.read("dataset.json")).toBe(editions[1]?.json);
		expect(town.read("dataset.previous.json")).toBe(kept);
		expect(kept).toBe(editions[0]?.json);
	});

	test("--undo brings the edition before back, once", async () => {
		const [undone, twice] = [await run("import", town.folder, "--undo"), await run("import", town.folder, "--undo")];
		expect([undone.code, twice.code]).toEqual([0, 1]);
		expect(twice.stderr).toContain("keinen vorigen Stand");
		expect(town.read("dataset.json")).toBe(editions[0]?.json);
		expect(town.has("dataset.previous.json")).toBe(false);
	});

	test("imported once more, all ids are those of the second edition", async () => {
		await run("import", town.folder, "--accept-loss");
		const idsOf = (dataset: Dataset) => dataset.streets.map(({ id, places }) => [id, places.map((place) => place.id)]);
		expect(idsOf(town.dataset)).toEqual(idsOf(second()));
		expect(town.dataset.retired).toEqual(second().retired);
	});

	test("a third edition: what came back has its old id again; successors of successors are found", async () => {
		town.rewrite("strassen.csv", 8, "Lange Str.;21 - 40;2;B", "Lange Str.;41 - Ende;2;A", "Weg zum See;;2;B");
		const { code } = await run("import", town.folder);
		const third = town.dataset;
		expect(code).toBe(0);
		expect(idOf(third, "Weg zum See")).toBe(idOf(first(), "Weg zum See"));
		expect(third.retired.places.has(idOf(first(), "Weg zum See"))).toBe(false);
		const heirs = ["Lange Str. 1-20", "Lange Str. 21-40", "Lange Str. 41-"].map((name) => idOf(third, name));
		expect(successorsOf(third, idOf(first(), "Lange Straße"))).toEqual(heirs.sort());
		expect(successorsOf(third, idOf(first(), "Ring even 2-"))).toEqual([idOf(third, "Ring")]);
		expect(successorsOf(third, idOf(first(), "Ahornweg"))).toEqual([]);
	});
});
