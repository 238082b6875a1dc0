import { afterAll, expect, test } from "vitest";
import { CaseTown, daysAt, describeCase, told } from "./shared-case.ts";

const STREET = "Bezirk Nord";

async function daysOf(path: string): Promise<string[]> {
	const town = new CaseTown(path);
	try {
		return daysAt(await town.import(), STREET);
	} finally {
		town.discard();
	}
}

describeCase("01-until-in-utc-loses-the-last-date", () => {
	test("UNTIL is a moment: the last day counts", async () => {
		const days = await daysOf("01-until-in-utc-loses-the-last-date");
		expect(days).toEqual(["2026-12-03", "2026-12-10", "2026-12-17", "2026-12-24"]);
	});
});

describeCase("03-byday-of-a-series-in-utc", () => {
	test("a rule counts the days of the zone that its series is written in", async () => {
		const weekly = await daysOf("03-byday-of-a-series-in-utc/weekly");
		expect(weekly).toEqual(["2026-01-06", "2026-01-13", "2026-01-20", "2026-01-27"]);
		const monthly = await daysOf("03-byday-of-a-series-in-utc/month-end");
		expect(monthly).toEqual(["2026-03-01", "2026-03-29", "2026-04-29"]);
	});
});

describeCase("04-other-zone-than-the-towns", () => {
	test("a start in any zone is a day of the town", async () => {
		const days = await daysOf("04-other-zone-than-the-towns");
		expect(days).toEqual(["2026-01-06", "2026-01-20", "2026-07-13"]);
	});
});

describeCase("06-event-without-its-end", () => {
	const town = new CaseTown("06-event-without-its-end");
	afterAll(() => town.discard());

	test("the missing END is named, and no event is lost when that is known", async () => {
		expect(told((await town.import()).problems)).toEqual(["a.ics:8 unclosed_component"]);
		town.edit(({ recipe }) => {
			recipe.known = [{ where: "a.ics:8", code: "unclosed_component", because: "von Hand geschrieben" }];
		});
		const read = await town.import();
		expect(daysAt(read, STREET)).toEqual(["2026-01-06", "2026-01-13", "2026-01-20", "2026-01-27"]);
		expect(read.imported?.rows.get("a.ics")).toEqual({ held: 4, read: 4 });
	});
});

describeCase("08-newer-version-of-an-event", () => {
	const town = new CaseTown("08-newer-version-of-an-event");
	afterAll(() => town.discard());

	test("the newer version counts, the older is told", async () => {
		const read = await town.import();
		expect(daysAt(read, STREET)).toEqual(["2026-01-07"]);
		expect(told(read.warnings)).toContain("a.ics:4 older_version");
	});
});

describeCase("10-event-of-several-days", () => {
	const town = new CaseTown("10-event-of-several-days");
	afterAll(() => town.discard());

	test("every day counts, and it is asked; or the first, where the recipe says so", async () => {
		const read = await town.import();
		const days = [7, 8, 9, 14, 15, 16, 21, 22, 23].map((day) => `2026-01-${String(day).padStart(2, "0")}`);
		expect(daysAt(read, STREET)).toEqual(days);
		expect(told(read.warnings)).toContain("a.ics:4 several_days");
		town.edit(({ recipe }) => {
			recipe.read[0].severalDays = "first";
		});
		const first = await town.import({ acceptLoss: true });
		expect(daysAt(first, STREET)).toEqual(["2026-01-07", "2026-01-14", "2026-01-21"]);
		expect(told(first.warnings)).not.toContain("a.ics:4 several_days");
	});
});

describeCase("11-tasks-and-recalled-calendars", () => {
	const [todo, cancel] = ["todo", "cancel"].map((part) => new CaseTown(`11-tasks-and-recalled-calendars/${part}`));
	afterAll(() => [todo, cancel].map((town) => town?.discard()));

	test("a task is told until the recipe says that it is none of its services", async () => {
		expect(told((await todo?.import())?.problems ?? [])).toEqual(["a.ics:9 not_an_event"]);
	});

	test("a calendar that recalls publishes nothing", async () => {
		const { problems } = (await cancel?.import()) ?? { problems: [] };
		expect(told(problems)).toContain("a.ics:4 recalled_calendar");
		expect(problems[0]?.what).toContain("METHOD:CANCEL");
	});
});

describeCase("12-events-on-the-evening-before", () => {
	const town = new CaseTown("12-events-on-the-evening-before");
	afterAll(() => town.discard());

	test("it is asked, and the recipe can say it", async () => {
		expect(told((await town.import()).warnings)).toContain("a.ics:4 evening_events");
		town.edit(({ recipe }) => {
			recipe.read[0].dayAfter = true;
		});
		const read = await town.import({ acceptLoss: true });
		expect(daysAt(read, STREET)).toEqual([
			"2026-09-16",
			"2026-09-30",
			"2026-10-14",
			"2026-10-28",
			"2026-11-11",
			"2026-11-25",
			"2026-12-09",
			"2026-12-23",
		]);
		expect(told(read.warnings)).not.toContain("a.ics:4 evening_events");
	});
});

describeCase("17-colon-in-the-name-of-a-zone", () => {
	test("a zone as Windows shows it, with a colon and without quotes", async () => {
		expect(await daysOf("17-colon-in-the-name-of-a-zone")).toEqual(["2026-01-20"]);
	});
});

describeCase("42-fold-within-an-umlaut", () => {
	test("what was folded is joined before it is decoded", async () => {
		expect(await daysOf("42-fold-within-an-umlaut/summary")).toEqual(["2026-01-05", "2026-01-19"]);
		expect(await daysOf("42-fold-within-an-umlaut/description")).toEqual(["2026-01-05", "2026-01-19"]);
	});
});
