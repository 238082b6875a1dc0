import { describe, expect, it } from "vitest";
import { makeDataset } from "../../data/model/dataset-file.ts";
import { bodyOf, edgeInMemory } from "./edge-in-memory.ts";
import { inventedTown } from "./invented-town.ts";

// A first dataset that nobody has confirmed is served, and everybody who asks is told what it is.

const PLACE = "/api/towns/teststadt/places/p-ahorn/collections";

function edgeWith(confirmed: boolean) {
	const edge = edgeInMemory();
	const { town, ...rest } = inventedTown();
	edge.towns.write("teststadt/dataset.json", makeDataset({ ...rest, town: { ...town, confirmed } }));
	return edge;
}

describe("a town whose dates are a trial", () => {
	it.each([true, false])("says so in the API: confirmed %s", async (confirmed) => {
		const edge = edgeWith(confirmed);
		const [listed, collections] = [await bodyOf(await edge.get("/api/towns")), await bodyOf(await edge.get(PLACE))];
		expect(listed).toMatchObject([{ id: "teststadt", confirmed }]);
		expect(collections).toMatchObject({ confirmed });
		expect(collections.collections.length).toBeGreaterThan(0);
	});

	it("says so in the name of the calendar and in each of its events; a confirmed one says nothing of it", async () => {
		const feed = async (confirmed: boolean) =>
			(await (await edgeWith(confirmed).get("/feed/teststadt/p-ahorn.ics")).text()).replaceAll("\r\n ", "");
		const trial = await feed(false);
		expect(trial).toContain("X-WR-CALNAME:Probe: Abfuhr Teststadt");
		const events = trial.split("BEGIN:VEVENT").slice(1);
		expect(events.length).toBeGreaterThan(2);
		for (const event of events) expect(event).toContain("DESCRIPTION:Probe: Diese Termine sind noch nicht bestätigt.");
		expect(await feed(true)).not.toContain("Probe");
	});
});
