import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { contentLine } from "../../worker/feed/content-line.ts";
import { type FeedEvent, makeIcs } from "../../worker/feed/ics.ts";
import { day } from "../worker/invented-town.ts";

/** What people and town halls write: umlauts, emoji, separators, line breaks, and half of an emoji. */
const words = fc.string({
	unit: fc.oneof(
		fc.constantFrom("ä", "ß", ",", ";", "\\", "\n", "\r\n", ":", '"', "🗑️", "é", "\ud83d", " "),
		fc.string({ unit: "grapheme", minLength: 1, maxLength: 3 }),
	),
	maxLength: 120,
});

const event = (uid: string, text: string): FeedEvent => ({
	uid,
	from: day("2026-12-01"),
	to: day("2026-12-01"),
	changed: "2026-10-01T08:00:00Z",
	sequence: 0,
	told: { summary: text, description: text, location: text, categories: [text, "Rest"], color: "gold", alarms: [] },
});

const calendar = (text: string) => ({
	name: text,
	zone: "Europe/Berlin",
	source: "https://abfall.example/feed/a/b.ics",
	page: "https://abfall.example/a",
	events: [event("1@a", text), event("2@a", "Papier")],
});

/** What is left of a text when it has been through UTF-8 and a TEXT value. */
function survives(text: string): string {
	return text
		.toWellFormed()
		.replace(/\r\n?|[\u2028\u2029]/g, "\n")
		.replace(/[^\P{Cc}\t\n]/gu, "");
}

function octetsOf(ics: string): Uint8Array {
	return new TextEncoder().encode(ics);
}

describe("whatever stands in a text", () => {
	it("no line has more than 75 octets, and every line ends with CRLF", () => {
		fc.assert(
			fc.property(words, (text) => {
				const ics = makeIcs(calendar(text));
				expect(ics.endsWith("END:VCALENDAR\r\n")).toBe(true);
				const lines = ics.split("\r\n");
				for (const line of lines) {
					expect(octetsOf(line).length).toBeLessThanOrEqual(75);
					expect(line).not.toMatch(/[\r\n]/);
				}
			}),
		);
	});

	it("no line is cut within a character", () => {
		fc.assert(
			fc.property(words, (text) => {
				for (const line of makeIcs(calendar(text.toWellFormed())).split("\r\n")) expect(line.isWellFormed()).toBe(true);
			}),
		);
	});

	it("it is read back as it was by another hand", () => {
		fc.assert(
			fc.property(words, (text) => {
				const sent = new TextDecoder().decode(octetsOf(makeIcs(calendar(text))));
				const [first, second] = new ICAL.Component(ICAL.parse(sent)).getAllSubcomponents("vevent");
				expect(first?.getFirstPropertyValue("summary")).toBe(survives(text));
				expect(first?.getFirstPropertyValue("description")).toBe(survives(text));
				// ical.js takes the comma after an escaped backslash for an escaped comma.
				if (!text.includes("\\"))
					expect(first?.getFirstProperty("categories")?.getValues()).toEqual([survives(text), "Rest"]);
				expect(second?.getFirstPropertyValue("summary")).toBe("Papier");
			}),
		);
	});

	it("a calendar's name needs no escape", () => {
		fc.assert(
			fc.property(words, (text) => {
				const name = /^X-WR-CALNAME:(.*)$/m.exec(makeIcs(calendar(text)).replaceAll("\r\n ", ""))?.[1] ?? "";
				expect(name).not.toMatch(/[,;\\]/);
			}),
		);
	});
});

describe("a content line", () => {
	it.each([
		["a".repeat(75), 1],
		["a".repeat(76), 2],
		[`${"a".repeat(74)}ä`, 2],
		[`${"a".repeat(73)}ä`, 1],
		["ä".repeat(75), 3],
		["a".repeat(75 + 74), 2],
		["a".repeat(75 + 75), 3],
	])("%s takes %i lines", (text, count) => {
		expect(contentLine(text).split("\r\n")).toHaveLength(count + 1);
	});
});
