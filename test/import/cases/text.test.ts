import { afterAll, expect, test } from "vitest";
import { CaseTown, daysAt, describeCase, told } from "./shared-case.ts";

/** A case folder in a home of its own, thrown away after its tests. */
function caseTown(path: string): CaseTown {
	const town = new CaseTown(path);
	afterAll(() => town.discard());
	return town;
}

const MONDAYS = ["2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26", "2026-02-02"];

describeCase("19-mixed-line-ends", () => {
	test("rows after a header that ends otherwise", async () => {
		expect(daysAt(await caseTown("19-mixed-line-ends/dates").import(), "Alle")).toEqual(MONDAYS);
	});

	test("changes.csv, continued with a second editor", async () => {
		const read = await caseTown("19-mixed-line-ends/changes").import();
		expect(daysAt(read, "Tour 1")).toEqual(["2026-01-06", "2026-01-14", "2026-01-20", "2026-01-26", "2026-02-02"]);
	});
});

describeCase("21-line-ends-of-an-old-mac", () => {
	test("each line is one", async () => {
		expect(daysAt(await caseTown("21-line-ends-of-an-old-mac").import(), "Alle")).toEqual(MONDAYS);
	});
});

describeCase("41-garbled-names", () => {
	test.each([
		["mac", "s.csv wrong_encoding", '"encoding": "macintosh"'],
		["dos", "s.csv wrong_encoding", '"encoding": "cp850"'],
		["twice", "s.csv:2 garbled_text", "neu exportieren"],
		["lost", "s.csv:2 garbled_text", "neu exportieren"],
		["utf-16", "s.csv wrong_encoding", '"encoding": "utf-16le"'],
	])("%s", async (folder, finding, remedy) => {
		const { problems } = await caseTown(`41-garbled-names/${folder}`).import();
		const [first] = problems;
		expect(told(problems.slice(0, 1))).toEqual([finding]);
		expect(first?.remedy).toContain(remedy);
	});

	test.each([
		["mac", "macintosh"],
		["dos", "cp850"],
		["utf-16", "utf-16le"],
	])("%s, with the advice followed", async (folder, encoding) => {
		const town = caseTown(`41-garbled-names/${folder}`);
		town.edit(({ recipe }) => {
			for (const step of recipe.read) if (step.file === "s.csv") step.encoding = encoding;
		});
		const read = await town.import();
		expect(told(read.problems)).toEqual([]);
		expect(daysAt(read, "Mühlenstraße").length).toBeGreaterThan(20);
	});
});

describeCase("43-umlauts-in-two-pieces", () => {
	test("a service", async () => {
		const read = await caseTown("43-umlauts-in-two-pieces/service").import();
		expect(daysAt(read, "Alle")).toEqual(["2026-01-05", "2026-01-19"]);
	});

	test("a round", async () => {
		const read = await caseTown("43-umlauts-in-two-pieces/round").import();
		expect(daysAt(read, "Mühlenstraße").slice(0, 3)).toEqual(["2026-01-05", "2026-01-19", "2026-02-02"]);
	});

	test("the file's name and the recipe, each in two pieces where the other is not", async () => {
		const town = caseTown("43-umlauts-in-two-pieces/service");
		town.write("Mu\u0308ll.csv", town.read("t.csv"));
		town.edit(({ recipe }) => {
			recipe.read[0].file = "Müll.csv";
		});
		expect(daysAt(await town.import(), "Alle")).toEqual(["2026-01-05", "2026-01-19"]);
		town.write("town.json", town.read("town.json").normalize("NFD"));
		expect(told((await town.import()).problems)).toEqual([]);
	});
});
