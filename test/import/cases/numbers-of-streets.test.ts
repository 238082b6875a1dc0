import { afterAll, expect, test } from "vitest";
import { CaseTown, daysAt, describeCase, told } from "./shared-case.ts";

const [TOUR_1, TOUR_2] = ["2026-01-05", "2026-01-12"];
const HEADER = "Straße;Nr;T\n";

describeCase("26-side-word-behind-the-numbers", () => {
	const folder = "26-side-word-behind-the-numbers";
	const towns = ["wording", "alone", "in-street"].map((name) => new CaseTown(`${folder}/${name}`));
	const [wording, alone, inStreet] = towns as [CaseTown, CaseTown, CaseTown];
	afterAll(() => {
		for (const town of towns) town.discard();
	});

	test("in a column", async () => {
		const read = await wording.import();
		expect(told(read.problems)).toEqual([]);
		const first = (number: string) => daysAt(read, "Ahornstraße", number)[0];
		expect(["1", "21", "25"].map(first)).toEqual([TOUR_1, TOUR_1, TOUR_1]);
		expect(["2", "24", "30"].map(first)).toEqual([TOUR_2, TOUR_2, TOUR_2]);
	});

	test("alone it says nothing about the other side", async () => {
		const read = await alone.import();
		expect(daysAt(read, "Ahornstraße", "7")[0]).toBe(TOUR_1);
		for (const number of ["8", "27"]) expect(() => daysAt(read, "Ahornstraße", number)).toThrow("is not decided");
	});

	test("at the end of a name", async () => {
		const read = await inStreet.import();
		expect(told(read.problems)).toEqual([]);
		expect(read.imported?.dataset.streets.map(({ name }) => name)).toEqual(["Ahornstraße"]);
		const first = (number: string) => daysAt(read, "Ahornstraße", number)[0];
		expect(["121", "120", "7"].map(first)).toEqual([TOUR_1, TOUR_2, TOUR_2]);
	});

	test("a wording that is not known is told with the part that was not", async () => {
		wording.write(
			"s.csv",
			`${HEADER}Ahornstraße;1-25 ungrdae;1\nAhornstraße;1-9 ungerade, 2-10;2\nAhornstraße;2-10 g;1\n`,
		);
		const problems = (await wording.import()).problems.filter(({ where }) => where.file === "s.csv");
		expect(told(problems)).toEqual(["s.csv:2 unread_numbers", "s.csv:3 unread_numbers", "s.csv:4 unread_numbers"]);
		expect(problems.map(({ what }) => what.replace(/^.*lesen\. /u, ""))).toEqual([
			"«ungrdae» ist nicht verstanden.",
			"Es ist nicht klar, für welche Seite «2-10» steht.",
			"«g» kann eine Seite meinen oder zum Haus gehören.",
		]);
	});
});

describeCase("27-numbers-at-the-end-of-a-street", () => {
	const town = new CaseTown("27-numbers-at-the-end-of-a-street");
	afterAll(() => town.discard());

	test("what only one side each can mean is asked: the finding names both rows and what to write", async () => {
		const { problems } = await town.import();
		expect(told(problems)).toEqual(["s.csv:7 two_rounds"]);
		expect(problems[0]?.what).toContain("in s.csv:6");
		expect(problems[0]?.remedy).toContain('"equalEnds": "one-side"');
	});

	test("the same words as in a column", async () => {
		town.edit(({ recipe }) => {
			recipe.read[0].numbers.equalEnds = "one-side";
		});
		const read = await town.import();
		expect(told(read.problems)).toEqual([]);
		expect(told(read.warnings)).toContain("s.csv:10 slash_in_numbers");
		const first = (address: string) => daysAt(read, ...(address.split(" ") as [string, string]))[0];
		expect(["Eschenweg 13", "Erlenweg 3", "Feldstraße 32"].map(first)).toEqual([TOUR_1, TOUR_1, TOUR_1]);
		expect(["Feldstraße 40", "Birkenweg 25", "Tannenweg 4", "Eschenweg 4"].map(first)).toEqual(Array(4).fill(TOUR_2));
		expect(read.imported?.dataset.streets).toHaveLength(5);
	});

	test("what still looks like numbers in a name is told; names that are such are said in the recipe", async () => {
		town.write(
			"s.csv",
			"Straße;T\nStraße 52 1-20;1\nStraße 52 ab 21;2\nFeldweg 1-9 links;1\nUlmenweg ungerde;2\nQ 7;1\nHainweg von Hasunr. 1-9;1\n",
		);
		expect(told((await town.import({ acceptLoss: true })).problems)).toEqual(
			[2, 3, 4, 5, 6, 7].map((line) => `s.csv:${line} number_in_street`),
		);
		town.edit(({ recipe }) => {
			recipe.read[0].numbers.names = ["Straße *", "Q *"];
			recipe.known = [{ where: "s.csv:4,5,7", code: "number_in_street", because: "heißen so" }];
		});
		const read = await town.import({ acceptLoss: true });
		expect(told(read.problems)).toEqual([]);
		expect(["Straße 52", "Feldweg 1-9 links", "Q 7"].map((name) => daysAt(read, name, "20")[0])).toEqual([
			TOUR_1,
			TOUR_1,
			TOUR_1,
		]);
	});
});

describeCase("28-fractions-and-slashes", () => {
	const town = new CaseTown("28-fractions-and-slashes");
	afterAll(() => town.discard());

	test("one house each", async () => {
		const read = await town.import();
		const beside = ["numbers_missing", "collection_on_holiday"];
		expect(told([...read.problems, ...read.warnings.filter(({ code }) => !beside.includes(code))])).toEqual([]);
		const first = (street: string) => (number: string) => daysAt(read, street, number)[0];
		expect(["7/1", "7 / 1", "9"].map(first("Ahornstraße"))).toEqual([TOUR_1, TOUR_1, TOUR_1]);
		expect(["12 1/2", "12½", "13", "13/2", "15 1/3"].map(first("Birkenweg"))).toEqual([
			TOUR_1,
			TOUR_1,
			TOUR_2,
			TOUR_2,
			TOUR_2,
		]);
		expect(() => daysAt(read, "Ahornstraße", "1")).toThrow("is not decided");
		for (const number of ["1", "2", "21"]) expect(() => daysAt(read, "Birkenweg", number)).toThrow("is not decided");
	});

	test("what a spreadsheet made of numbers is told, words or not", async () => {
		const made = ["01. Feb", "2026-03-01", "46082", "1E3", "12.0", "#REF!"];
		town.write("s.csv", HEADER + made.map((cell) => `Ahornstraße;${cell};1\n`).join(""));
		town.edit(({ recipe }) => {
			recipe.read[0].numbers.otherwise = "words";
		});
		const problems = (await town.import()).problems.filter(({ where }) => where.file === "s.csv");
		expect(told(problems)).toEqual(made.map((_, at) => `s.csv:${at + 2} unread_numbers`));
		expect(new Set(problems.map(({ remedy }) => remedy)).size).toBe(1);
	});
});

describeCase("30-street-that-ends-in-a-number", () => {
	const town = new CaseTown("30-street-that-ends-in-a-number");
	afterAll(() => town.discard());

	test("the import knows the street by its whole name", async () => {
		const read = await town.import();
		expect(told(read.problems)).toEqual([]);
		expect(daysAt(read, "Q 7", "12")).not.toEqual(daysAt(read, "Q 7", "3"));
	});
});
