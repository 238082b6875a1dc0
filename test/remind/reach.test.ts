import { expect, test } from "vitest";
import { figuresOf } from "../../worker/remind/subscriptions/figures.ts";
import { sliceInMemory } from "./slice-in-memory.ts";

/** How many households a desk is told that it reaches. */

test("each household once, by place and by what it wants", () => {
	const { sql } = sliceInMemory();
	const wishes: readonly (readonly [number, string, string, string | null])[] = [
		[1, "a", "p-one", null],
		[1, "b", "p-two", null],
		[2, "a", "p-one", '["paper"]'],
		[3, "a", "p-two", '["rest","bio"]'],
	];
	for (const [subscription, address, place, services] of wishes)
		sql.exec(
			"INSERT INTO wish (subscription, address, place, services) VALUES (?, ?, ?, ?)",
			subscription,
			address,
			place,
			services,
		);
	const reached = (asked: Parameters<typeof figuresOf>[1]) => figuresOf(sql, asked).reached;
	expect(reached({})).toBe(3);
	expect(reached({ places: ["p-one"] })).toBe(2);
	expect(reached({ places: ["p-one", "p-two"] })).toBe(3);
	expect(reached({ services: ["bio"] })).toBe(2);
	expect(reached({ places: ["p-one"], services: ["bio"] })).toBe(1);
	expect(reached({ places: [] })).toBe(0);
	expect(reached({ services: ["glass"] })).toBe(1);
});
