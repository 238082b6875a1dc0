import fc from "fast-check";
import { expect, test } from "vitest";
import { nameOfRound, roundCarried, roundNamed, roundOfDays } from "../../data/import/round-key.ts";
import { groupByRound, RoundMap, RoundSet } from "../../data/import/round-map.ts";
import { day, serviceId } from "../worker/invented-town.ts";

const SEED = 20261130;

test("a name stays what it is, however it begins, and is no other key", () => {
	const names = fc.oneof(fc.string(), fc.constantFrom("", "=", "~0", "'", "'~0", "=2026-12-01", "''"));
	fc.assert(
		fc.property(names, names, fc.nat(50), (one, other, nth) => {
			expect(nameOfRound(roundNamed(one))).toBe(one);
			expect(roundNamed(one) === roundNamed(other)).toBe(one === other);
			expect([roundCarried(nth), roundOfDays([day("2026-12-01")])]).not.toContain(roundNamed(one));
		}),
		{ seed: SEED },
	);
});

test("what has no name has none, and the same days are the same round in any order", () => {
	const [first, second] = [day("2026-12-01"), day("2026-12-15")];
	expect([roundCarried(0), roundOfDays([first])].map(nameOfRound)).toEqual([undefined, undefined]);
	expect(roundOfDays([second, first])).toBe(roundOfDays(new Set([first, second])));
	expect(roundOfDays([first])).not.toBe(roundOfDays([second]));
});

test("a service and a round are two things: nothing is found under what only reads the same", () => {
	const rounds = new RoundMap<number>();
	rounds.set(serviceId("rest"), roundNamed("1\tbio"), 1);
	rounds.set(serviceId("bio"), roundNamed("1"), 2);
	expect(rounds.get(serviceId("rest"), roundNamed("1\tbio"))).toBe(1);
	expect(rounds.get(serviceId("rest"), roundNamed("1"))).toBeUndefined();
	expect([...rounds].map(({ value }) => value)).toEqual([1, 2]);
	const ids = ["a", "b", "a"].map((name) => ({ service: serviceId("rest"), key: roundNamed(name) }));
	expect([...groupByRound(ids, (id) => id)].map(({ value }) => value.length)).toEqual([2, 1]);
	const seen = new RoundSet();
	expect(ids.map(({ service, key }) => seen.add(service, key))).toEqual([true, true, false]);
});
