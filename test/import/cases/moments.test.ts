import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { readMomentText } from "../../../data/import/read/moment-text.ts";
import type { Zone } from "../../../data/model/zone.ts";
import { CaseTown, daysAt, describeCase, told } from "./shared-case.ts";

describeCase("40-moments-instead-of-days", () => {
	const town = new CaseTown("40-moments-instead-of-days");
	afterAll(() => town.discard());

	test("the problem names the format that reads them, and with it they are days of the town", async () => {
		const { problems } = await town.import();
		// the third has no offset: its day is the town's
		const bad = problems.filter(({ code }) => code === "bad_day");
		expect(told(bad)).toEqual([2, 6, 14].map((line) => `t.json:${line} bad_day`));
		for (const { remedy } of bad) expect(remedy).toContain('"format": "moment"');
		town.edit(({ recipe }) => {
			recipe.read[0].format = "moment";
		});
		expect(daysAt(await town.import(), "Alle")).toEqual(["2026-01-05", "2026-01-12", "2026-01-19", "2026-02-02"]);
	});

	test("a day that stands for the evening before", async () => {
		town.edit(({ recipe }) => {
			Object.assign(recipe.read[0], { format: "moment", dayAfter: true });
		});
		const read = await town.import({ acceptLoss: true });
		expect(daysAt(read, "Alle")).toEqual(["2026-01-06", "2026-01-13", "2026-01-20", "2026-02-03"]);
	});
});

const BERLIN = "Europe/Berlin" as Zone;

test.each([
	["20260104T230000Z", "2026-01-05"],
	["2026-01-04T23:00Z", "2026-01-05"],
	["2026-01-04 23:00:00.123+00", "2026-01-05"],
	["2026-01-04T18:00:00-0500", "2026-01-05"],
	["2026-07-04T22:00:00Z", "2026-07-05"],
	["2026-07-04T21:59:59Z", "2026-07-04"],
	["2026-01-05", "2026-01-05"],
	["2026-01-05T00:00:00", "2026-01-05"],
	["1767567600", "2026-01-05"],
	["1767567600000", "2026-01-05"],
	["1767567600.0", "2026-01-05"],
	["/Date(1767567600000+0100)/", "2026-01-05"],
	["Sun, 04 Jan 2026 23:00:00 GMT", "2026-01-05"],
])("the moment %s", (text, day) => {
	expect(readMomentText(text, BERLIN)?.day).toBe(day);
});

test.each([
	"",
	"heute",
	"2026-02-30T00:00:00Z",
	"2026-01-05T25:00:00Z",
	"2026-01-05T10:00:00+99:00",
	"46027",
	"99999999999999",
])("%j is no moment", (text) => {
	expect(readMomentText(text, BERLIN)).toBeUndefined();
});

test("any moment in any spelling is the day that the town's clock shows", () => {
	const zones = fc.constantFrom(
		"Europe/Berlin",
		"Europe/Zurich",
		"Atlantic/Azores",
		"Pacific/Auckland",
		"Asia/Kolkata",
	);
	const instants = fc.integer({ min: Date.UTC(2020, 0, 1) / 1000, max: Date.UTC(2035, 0, 1) / 1000 });
	fc.assert(
		fc.property(zones, instants, fc.integer({ min: -14 * 60, max: 14 * 60 }), (zone, seconds, offset) => {
			// sv-SE shows a day as YYYY-MM-DD
			const day = new Date(seconds * 1000).toLocaleDateString("sv-SE", { timeZone: zone });
			const pad = (part: number) => String(Math.trunc(part)).padStart(2, "0");
			const shown = new Date((seconds + offset * 60) * 1000).toISOString().slice(0, 19);
			const east = `${offset < 0 ? "-" : "+"}${pad(Math.abs(offset) / 60)}:${pad(Math.abs(offset) % 60)}`;
			for (const text of [`${shown}${east}`, String(seconds), String(seconds * 1000)]) {
				expect(readMomentText(text, zone as Zone)?.day).toBe(day);
			}
		}),
		{ numRuns: 300 },
	);
});
