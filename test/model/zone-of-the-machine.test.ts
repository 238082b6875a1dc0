import { expect, test } from "vitest";

/** Hours behind UTC in the middle of July, as the zone's law has it. */
const JULY: Readonly<Record<string, number>> = { UTC: 0, "Europe/Berlin": -2, "America/New_York": 4 };

test("the tests of the model really run in the zone that their project names", () => {
	const zone = process.env.EXPECTED_ZONE ?? "none";
	expect(Object.keys(JULY)).toContain(zone);
	expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
	expect(new Date(2026, 6, 15).getTimezoneOffset() / 60).toBeCloseTo(JULY[zone] ?? Number.NaN);
});
