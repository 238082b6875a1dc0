import * as v from "valibot";
import { expect, test } from "vitest";
import type { Day } from "../../data/model/day.ts";
import type { Wish } from "../../data/model/reminder.ts";
import {
	makeDone,
	makeStored,
	makeSubscribed,
	readCode,
	readOutcome,
	readPushKey,
	readStored,
	readSubscribed,
} from "../../data/model/subscription-answers.ts";
import { doneShape, keyShape, storedShape, subscribedShape } from "../../data/model/subscription-shapes.ts";
import type { Minutes } from "../../data/model/time.ts";

/** What the worker answers is what `openapi.json` says, and what page and service worker read. */

const overTheWire = (answer: unknown): unknown => JSON.parse(JSON.stringify(answer));
const places: Wish[] = [
	{ id: "haus-12", place: "p1", remind: [{ when: "eve", time: 1140 as Minutes }] },
	{ place: "p2", services: [], pausedUntil: "2027-01-01" as Day, remind: [{ when: "morning", time: 300 as Minutes }] },
];
const next = [
	{ at: 0, id: "haus-12", place: "p1", day: "2027-01-05" as Day, services: [] },
	{ at: 1, place: "p2", day: "2027-01-06" as Day, services: [] },
];

test("subscribed", () => {
	const answer = overTheWire(makeSubscribed("t.0.x", { token: "secret", places, next }));
	expect(v.safeParse(v.strictObject(subscribedShape.entries), answer).success).toBe(true);
	expect(readSubscribed(answer)).toEqual({
		id: "t.0.x",
		token: "secret",
		places: [{ id: "haus-12", place: "p1" }, { place: "p2" }],
		next: [
			{ at: "1970-01-01T00:00:00.000Z", id: "haus-12", place: "p1", day: "2027-01-05" },
			{ at: "1970-01-01T00:00:00.001Z", place: "p2", day: "2027-01-06" },
		],
	});
});

test.each([
	["never delivered", undefined, undefined],
	["delivered", 0, "delivered"],
])("stored: %s", (_, lastDelivered, lastOutcome) => {
	const about = { lang: "de", kid: "k", places, bundle: true, next } as const;
	const stored = { kind: "stored", ...about, lastDelivered, lastOutcome, restored: lastDelivered } as const;
	const answer = overTheWire(makeStored(stored));
	expect(v.safeParse(v.strictObject(storedShape.entries), answer).success).toBe(true);
	const read = readStored(answer);
	expect(read?.lastDelivered).toBe(lastDelivered === undefined ? undefined : "1970-01-01T00:00:00.000Z");
	expect(read?.restored).toBe(read?.lastDelivered);
	expect([read?.kid, read?.lastOutcome, read?.places.length, read?.next.length]).toEqual(["k", lastOutcome, 2, 2]);
});

test("key, outcome, problem", () => {
	const key = { key: "BA", kid: "k" };
	expect([v.parse(keyShape, key), readPushKey(key)]).toEqual([key, key]);
	for (const done of [{}, { outcome: "later", reason: "silent" } as const]) {
		const answer = overTheWire(makeDone(done));
		expect(v.safeParse(v.strictObject(doneShape.entries), answer).success).toBe(true);
		expect(readOutcome(answer)).toBe(done.outcome ?? "done");
	}
	expect(readCode({ code: "unknown_place" })).toBe("unknown_place");
});

test.each([undefined, null, 7, "<html>", [], {}, { key: 1 }, { next: "x" }, { id: "a" }])(
	"%j is no answer of ours",
	(odd) => {
		expect([readPushKey(odd), readSubscribed(odd), readStored(odd), readOutcome(odd), readCode(odd)]).toEqual([
			undefined,
			undefined,
			undefined,
			undefined,
			"",
		]);
	},
);
