import { afterAll, expect, test } from "vitest";
import { CaseTown, daysAt, describeCase, told } from "./shared-case.ts";

const weekly = (from: string, to: string) => {
	const days: string[] = [];
	for (let at = Date.parse(from); at <= Date.parse(to); at += 7 * 86_400_000)
		days.push(new Date(at).toISOString().slice(0, 10));
	return days;
};

describeCase("31-words-of-a-rule-that-are-passed-over", () => {
	const towns: CaseTown[] = [];
	afterAll(() => towns.map((town) => town.discard()));
	const read = (name: string) => {
		const town = new CaseTown(`31-words-of-a-rule-that-are-passed-over/${name}`);
		towns.push(town);
		return town.import();
	};

	test.each([
		["until", weekly("2026-01-06", "2026-10-27")],
		["from-until", weekly("2026-04-07", "2026-04-28")],
		["july", weekly("2026-07-07", "2026-07-28")],
		["mid-month", weekly("2026-03-17", "2026-11-10")],
		["even-months", weekly("2026-01-06", "2026-12-29").filter((day) => Number(day.slice(5, 7)) % 2 === 0)],
	])("%s", async (name, days) => {
		expect(daysAt(await read(name), "Tour 1")).toEqual(days);
	});

	test("every-2-months: the first month is asked for", async () => {
		const { problems } = await read("every-2-months");
		expect(told(problems)).toContain("r.csv:2 bad_rule");
	});

	test("with the first month it is read; what nothing reads is named", async () => {
		const town = new CaseTown("31-words-of-a-rule-that-are-passed-over/every-2-months");
		towns.push(town);
		town.write("r.csv", "T;R\n1;alle 2 Monate am 1. Dienstag im Monat, ab Januar\n");
		const months = ["01-06", "03-03", "05-05", "07-07", "09-01", "11-03"].map((day) => `2026-${day}`);
		expect(daysAt(await town.import(), "Tour 1")).toEqual(months);
		town.write("r.csv", "T;R\n1;jeden Dienstag ab KW 14\n");
		const { problems } = await town.import();
		expect(problems[0]?.what).toContain("«ab KW 14»");
	});
});

describeCase("38-a-list-that-goes-over-new-year", () => {
	const town = new CaseTown("38-a-list-that-goes-over-new-year");
	afterAll(() => town.discard());
	const RIGHT = ["2026-12-01", "2026-12-15", "2026-12-29", "2027-01-12", "2027-01-26"];
	const first = (month: number | undefined) =>
		town.edit(({ recipe }) => {
			recipe.read[0].firstMonth = month;
		});

	test("the first line that goes back is a problem, and what it says to write makes it right", async () => {
		const { problems } = await town.import();
		expect(told(problems)).toEqual(["t.txt:5 year_turn"]);
		expect(problems[0]?.remedy).toContain('"firstMonth": 12');
		first(12);
		expect(daysAt(await town.import(), "Alle")).toEqual(RIGHT);
	});

	test("a heading of two years", async () => {
		const list = town.read("t.txt").replace("Abfuhrtermine 2026", "Abfuhrtermine 2026/2027");
		town.write("t.txt", list);
		town.edit(({ recipe }) => {
			recipe.read[0].text.patterns[0].keep = "Abfuhrtermine {jahr}";
		});
		first(undefined);
		expect((await town.import()).problems.length).toBeGreaterThan(0);
		first(12);
		expect(daysAt(await town.import(), "Alle")).toEqual(RIGHT);
	});

	test("headings of months below one year", async () => {
		town.write(
			"t.txt",
			"2026\nDezember\n1. Restmüll\n15. Restmüll\n29. Restmüll\nJanuar\n12. Restmüll\n26. Restmüll\n",
		);
		town.edit(({ recipe }) => {
			recipe.read[0].text.patterns = [{ keep: "{jahr:number}" }, { keep: "{m:month}" }, { row: "{d:number}. {was}" }];
			recipe.read[0].format = "DD. Monat YYYY";
		});
		first(undefined);
		expect(told((await town.import()).problems)).toEqual(["t.txt:7 year_turn"]);
		first(12);
		expect(daysAt(await town.import(), "Alle")).toEqual(RIGHT);
	});
});
