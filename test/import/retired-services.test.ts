import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { servicesNow } from "../../data/model/dataset.ts";
import { run } from "./command.ts";
import { SmallTown } from "./small-town.ts";

/** A service that the next edition of a recipe does not name any more. */

let town: SmallTown;

/** Imported once more, with another text in its recipe. */
async function renamed(before: string, after: string) {
	town.write("town.json", town.read("town.json").replaceAll(`"${before}"`, `"${after}"`));
	const { stdout, stderr } = await run("import", town.folder, "--accept-loss");
	return { said: stdout + stderr, dataset: town.dataset };
}

beforeEach(async () => {
	town = new SmallTown();
	await run("import", town.folder);
});
afterEach(() => town.discard());

describe("a service under a new id", () => {
	test("is followed where it comes on the same days at the same places", async () => {
		const { said, dataset } = await renamed("bio", "biotonne");
		expect(dataset.retired.services).toEqual([{ id: "bio", label: "Bio", edition: 1, heir: "biotonne" }]);
		expect(servicesNow(dataset, ["bio", "rest"])).toEqual({ services: ["biotonne", "rest"], gone: [] });
		expect(said).not.toContain("service_gone");
	});

	test("lives on through another renaming, and back to the first id", async () => {
		await renamed("bio", "biotonne");
		const { dataset: third } = await renamed("biotonne", "bio-neu");
		expect(servicesNow(third, ["bio", "biotonne"])).toEqual({ services: ["bio-neu"], gone: [] });
		const { dataset: fourth } = await renamed("bio-neu", "bio");
		expect(servicesNow(fourth, ["bio-neu", "biotonne", "bio"])).toEqual({ services: ["bio"], gone: [] });
	});

	test("is not guessed at where it comes on other days", async () => {
		town.rewrite("touren.csv", 4, "Bio;A;08.01.2026;2;;");
		const { said, dataset } = await renamed("bio", "biotonne");
		expect(servicesNow(dataset, ["bio"])).toEqual({ services: [], gone: [{ id: "bio", label: "Bio", edition: 1 }] });
		expect(said).toContain("service_gone");
	});
});

test("a service that nothing takes over from is told to the clerk, and keeps its name for the households", async () => {
	const { recipe, services } = town.town;
	const read = recipe.read.filter(({ service }) => service !== "garten");
	const file = { ...town.town, services: services.filter(({ id }) => id !== "garten"), recipe: { ...recipe, read } };
	town.write("town.json", JSON.stringify(file).replace('"garten",', ""));
	const { stdout, stderr } = await run("import", town.folder, "--accept-loss");
	expect(stdout + stderr).toMatch(/service_gone: .*«Garten \(garten\)»/u);
	const gone = [{ id: "garten", label: "Garten", edition: 1 }];
	expect(servicesNow(town.dataset, ["garten", "rest"])).toEqual({ services: ["rest"], gone });
	// Said once: the next import has nothing new to say.
	const again = await run("import", town.folder);
	expect(again.stdout + again.stderr).not.toContain("service_gone");
});
