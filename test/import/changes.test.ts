import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cancellationsOf, collectionsOf, type Dataset } from "../../data/model/dataset.ts";
import { run } from "./command.ts";
import { SmallTown } from "./small-town.ts";

/**
 * Plan, holiday shift and one-off change, each over the one before. Round 2 of the
 * residual waste: Mondays 6 April (Easter Monday, shifted to 7 April), 20 April, 4 May.
 */
let dataset: Dataset;
const town = new SmallTown();

beforeAll(async () => {
	town.write("changes.csv", [
		"service;round;from;to;reason",
		"rest;2;2026-04-07;2026-04-09;Streik am Tag nach Ostern",
		"Restmüll;2;2026-04-20;2026-04-22;Streik",
		"rest;;2026-05-04;;Streik, entfällt",
		";;2026-03-25;2026-03-26;Betriebsausflug",
		"bio;A;2026-04-15;2026-04-16;Bezirk A",
		";;2026-04-15;2026-04-17;alle",
	]);
	const { code, stdout } = await run("import", town.folder);
	expect([code, stdout]).toEqual([0, expect.stringContaining("changes.csv: 6 von 6")]);
	dataset = town.dataset;
});

afterAll(() => town.discard());

function datesOn(name: string, service: string): string[] {
	const [place] = dataset.streets.find((street) => street.name === name)?.places ?? [];
	if (!place) throw new Error(`no ${name}`);
	const query = { services: [service as never] };
	const told = collectionsOf(dataset, place, query)
		.filter(({ day, planned }) => day !== planned)
		.map(
			({ day, planned, reason, sources: { moved } }) => `${planned} -> ${day} ${reason} ${moved?.file}:${moved?.line}`,
		);
	const cancelled = cancellationsOf(dataset, place, query).map(
		({ planned, reason, sources }) => `${planned} -> nothing ${reason} ${sources.moved?.file}:${sources.moved?.line}`,
	);
	return [...told, ...cancelled];
}

describe("plan < shift < change", () => {
	test.each([
		[
			"a change finds the day that people know, after the holiday shift; the plan stays",
			"Birkenweg",
			"rest",
			[
				"2026-04-06 -> 2026-04-09 Streik am Tag nach Ostern changes.csv:2",
				"2026-04-20 -> 2026-04-22 Streik changes.csv:3",
				"2026-05-04 -> nothing Streik, entfällt changes.csv:4",
			],
		],
		["another round of the service stays where it is", "Ahornweg", "rest", []],
		[
			"an empty service means all; a round wins over all",
			"Ahornweg",
			"bio",
			["2026-04-15 -> 2026-04-16 Bezirk A changes.csv:6"],
		],
		["an empty service means all", "Lange Straße", "bio", ["2026-03-25 -> 2026-03-26 Betriebsausflug changes.csv:5"]],
	])("%s", (_what, street, service, expected) => expect(datesOn(street, service)).toEqual(expected));

	test("without the change the shift holds; without the shift the plan", async () => {
		town.remove("changes.csv");
		await run("import", town.folder);
		dataset = town.dataset;
		expect(datesOn("Birkenweg", "rest")).toEqual(["2026-04-06 -> 2026-04-07 Ostermontag verschiebungen.csv:2"]);
		town.town.recipe.read.pop();
		town.save();
		await run("import", town.folder);
		dataset = town.dataset;
		expect(datesOn("Birkenweg", "rest")).toEqual([]);
	});
});
