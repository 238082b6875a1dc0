import { describe, expect, test } from "vitest";
import type { Dataset } from "../../../data/model/dataset.ts";
import type { PlaceId } from "../../../data/model/street.ts";
import {
	type Choosing,
	type Household,
	makeHousehold,
	NOBODY,
	parseHousehold,
	type Settled,
} from "../../../web/household/household.ts";
import { answered, type QuestionAnswer, questionOf, tickedAtFirst } from "../../../web/household/question.ts";
import { standingOf } from "../../../web/household/standing.ts";
import { described, paper, place, plain, residual, rounds, split, street, town, van } from "./small-town.ts";

const START: Choosing = { kind: "choosing", town: town.town.id };

const SETTLED: Settled = {
	kind: "settled",
	town: town.town.id,
	street: split.id,
	number: "12a",
	place: "haupt-gerade" as PlaceId,
	services: [residual.id],
};

describe("the questions", () => {
	test("a street that is whole goes straight to the bins", () => {
		const next = answering({ kind: "street", street: plain.id, number: undefined });
		expect(ask(next).kind).toBe("services");
	});

	test("a split street asks for the number, and the number decides", () => {
		const next = answering({ kind: "street", street: split.id, number: undefined });
		expect(ask(next).kind).toBe("number");
		expect(answering({ kind: "number", number: "12a" }, next)).toMatchObject({ place: "haupt-gerade" });
		expect(answering({ kind: "number", number: "7" }, next)).toMatchObject({ place: "haupt-ungerade" });
	});

	test("a number typed behind the street is not asked again", () => {
		expect(answering({ kind: "street", street: split.id, number: "12 A" })).toMatchObject({ place: "haupt-gerade" });
	});

	test("a number that decides nothing is not kept", () => {
		expect(answering({ kind: "street", street: plain.id, number: "7" }).number).toBeUndefined();
	});

	test("a number outside the directory offers every part and says so", () => {
		const next = answering({ kind: "street", street: split.id, number: "99" });
		expect(ask(next)).toMatchObject({ kind: "part", unknown: true, choices: split.places });
	});

	test("described parts are a choice in words", () => {
		const next = answering({ kind: "street", street: described.id, number: undefined });
		expect(ask(next)).toMatchObject({ kind: "part", unknown: false, choices: described.places });
		expect(ask(answering({ kind: "part", place: "else-rest" as PlaceId }, next)).kind).toBe("services");
	});

	test("a street that is gone is asked for again", () => {
		expect(ask({ ...START, street: "weg" as typeof plain.id }).kind).toBe("street");
	});

	test("the usual bins are ticked, later those that the household had", () => {
		const chosen = { ...START, street: plain.id, place: "ahorn" as PlaceId };
		expect([...tickedAtFirst(chosen, town.services)]).toEqual([residual.id, paper.id]);
		const before = { ...SETTLED, services: [van.id] };
		expect([...tickedAtFirst({ ...chosen, before }, town.services)]).toEqual([van.id]);
		// The same id may mean something else in another town.
		const elsewhere = { ...before, town: "anderswo" as typeof before.town };
		expect([...tickedAtFirst({ ...chosen, before: elsewhere }, town.services)]).toEqual([residual.id, paper.id]);
		// Left at the question, and come back to.
		const draft = { ticked: [paper.id] };
		expect([...tickedAtFirst({ ...chosen, before, draft }, town.services)]).toEqual([paper.id]);
	});

	test("the last answer settles", () => {
		const chosen: Choosing = { ...START, street: split.id, number: "12", place: "haupt-gerade" as PlaceId };
		const asked = answering({ kind: "services", services: [paper.id] }, chosen);
		expect(ask(asked).kind).toBe("remind");
		for (const isWanted of [true, false])
			expect(answered(asked, { kind: "remind", isWanted }, town)).toEqual({
				...SETTLED,
				number: "12",
				services: [paper.id],
				// What was not chosen is known as declined.
				offered: [residual.id, paper.id, van.id],
			});
	});

	test("where nothing can remind, and where an address only changes, nobody is asked", () => {
		const chosen: Choosing = { ...START, street: split.id, number: "12", place: "haupt-gerade" as PlaceId };
		const answer: QuestionAnswer = { kind: "services", services: [paper.id] };
		expect(answered(chosen, answer, town, false).kind).toBe("settled");
		expect(answered({ ...chosen, before: SETTLED }, answer, town).kind).toBe("settled");
		expect(answered({ ...chosen, before: SETTLED, adding: true }, answer, town).kind).toBe("choosing");
	});
});

describe("what the device remembers", () => {
	const all: Household[] = [NOBODY, START, { ...START, street: split.id, before: SETTLED }, SETTLED];

	test.each(all)("comes back as it was: $kind", (household) => {
		expect(parseHousehold(makeHousehold(household))).toEqual(household);
	});

	test.each([undefined, null, 7, "x", {}, { kind: "settled" }, { kind: "settled", town: 1 }, { kind: "admin" }])(
		"is nobody when it makes no sense: %j",
		(stored) => {
			expect(parseHousehold(stored)).toEqual(NOBODY);
		},
	);
});

describe("a household in a new edition", () => {
	test("stays where it was", () => {
		expect(standingOf(SETTLED, town)).toMatchObject({ kind: "found", services: [residual] });
	});

	test("follows the one successor of its place", () => {
		const edition = retired(["haupt-neu"], street("Hauptstraße neu", [place("haupt-neu", { kind: "whole" })]));
		expect(standingOf(SETTLED, edition)).toMatchObject({ kind: "found", household: { place: "haupt-neu" } });
	});

	test("finds its part among several by the number it kept", () => {
		const edition = retired(["haupt-gerade-1", "haupt-gerade-2"], {
			...split,
			places: split.places.map((each, at) => ({ ...each, id: `haupt-gerade-${at + 1}` as PlaceId })),
		});
		expect(standingOf(SETTLED, edition)).toMatchObject({ kind: "found", household: { place: "haupt-gerade-1" } });
		expect(standingOf({ ...SETTLED, number: undefined }, edition)).toMatchObject({ kind: "lost" });
	});

	test("is asked again when nothing tells where it went", () => {
		const { town: id } = SETTLED;
		expect(standingOf(SETTLED, retired([], plain))).toEqual({
			kind: "lost",
			ask: { kind: "choosing", town: id, before: SETTLED },
		});
	});
});

function answering(answer: QuestionAnswer, from: Choosing = START): Choosing {
	const next = answered(from, answer, town);
	if (next.kind !== "choosing") throw new Error(`not choosing but ${next.kind}`);
	return next;
}

function ask(choosing: Choosing) {
	return questionOf(choosing, town);
}

function retired(successors: string[], successor: typeof plain): Dataset {
	const places = new Map([["haupt-gerade" as PlaceId, successors as PlaceId[]]]);
	return { ...town, rounds: Object.values(rounds), streets: [plain, successor], retired: { places, services: [] } };
}
