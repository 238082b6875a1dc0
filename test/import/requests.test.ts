import { describe, expect, test } from "vitest";
import { findPlace } from "../../data/model/dataset.ts";
import { makeDataset, parseDataset } from "../../data/model/dataset-file.ts";
import { weekdayOf } from "../../data/model/day.ts";
import { hasLawfulRequests, offeredDays, requestsOf } from "../../data/model/offer.ts";
import type { OfferOf } from "../../data/model/offer-shape.ts";
import { makeProblemLine } from "../../data/model/problem.ts";
import { findingsOn, GOOD, importWith, type Rules } from "./requests-town.ts";

const { bulky, bin, missed, dumping, link } = GOOD;
const ALL = [bulky, bin, missed, dumping, link];
const { identify: _, ...unnamed } = bulky;
const { statute: __, ...unruled } = bulky;
const { pay: ___, ...unpaid } = bulky;
const { service: ____, ...ofNoService } = bulky;

describe("what the linter refuses and what it tells", () => {
	const cases: readonly (readonly [
		title: string,
		offers: readonly Rules[],
		level: string,
		code: string,
		field: string,
	])[] = [
		["an allowance per household that nobody is told by", [unnamed], "problem", "allowance_of_nobody", "allowance.per"],
		[
			"bands that fall",
			[
				{
					...bulky,
					fees: [
						{ upTo: 3000, cents: 200 },
						{ upTo: 6000, cents: 100 },
					],
				},
			],
			"problem",
			"bands_do_not_rise",
			"fees",
		],
		[
			"bands that go back",
			[
				{
					...bulky,
					fees: [
						{ upTo: 6000, cents: 100 },
						{ upTo: 6000, cents: 200 },
					],
				},
			],
			"problem",
			"bands_do_not_rise",
			"fees",
		],
		[
			"bands that end below the most",
			[{ ...bulky, fees: [{ upTo: 3000, cents: 100 }] }],
			"problem",
			"bands_do_not_rise",
			"fees",
		],
		["bands without a most", [{ ...bulky, most: { items: 3 } }], "problem", "bands_do_not_rise", "fees"],
		[
			"cancelling that ends before changing",
			[{ ...bulky, cancel: { working: 4, at: "12:00" } }],
			"problem",
			"cancel_before_change",
			"cancel",
		],
		["by an hour", [{ ...bulky, cancel: { working: 3, at: "11:00" } }], "problem", "cancel_before_change", "cancel"],
		[
			"by a holiday only: three working days are more than four days now and then",
			[{ ...bulky, change: { days: 4, at: "12:00" }, cancel: { working: 3, at: "12:00" } }],
			"problem",
			"cancel_before_change",
			"cancel",
		],
		[
			"changing when cancelling is over by the lead",
			[{ ...bulky, cancel: undefined }],
			"problem",
			"cancel_before_change",
			"change",
		],
		[
			"a reason without a text",
			[{ ...bin, reasons: [{ reason: "new" }] }],
			"problem",
			"reason_without_text",
			"reasons.0",
		],
		["what is kept longer than 400 days", [{ ...missed, keep: 401 }], "problem", "kept_too_long", "keep"],
		[
			"an item larger than the most",
			[{ ...bulky, items: [{ id: "haus", label: "Haus", litres: 6001 }] }],
			"problem",
			"item_too_large",
			"items.0.litres",
		],
		["paying online", [{ ...bulky, pay: "online" }], "problem", "no_payment_house", "pay"],
		["a customer number for a pile", [{ ...bulky, identify: "account" }], "problem", "account_asked", "identify"],
		["a customer number of who owns nothing", [{ ...bin, who: "household" }], "problem", "account_asked", "identify"],
		["a fee that nobody takes", [unpaid], "problem", "fee_without_pay", "pay"],
		["an unknown service", [{ ...missed, services: ["papier"] }], "problem", "unknown_service", "services"],
		["an unknown group", [{ ...bulky, groups: [] }], "problem", "unknown_group", "items.0.group"],
		[
			"an unknown round",
			[{ ...bulky, days: { ...bulky.days, districts: { service: "rest", weekdays: { 1: ["Di"], 3: ["Mi"] } } } }],
			"problem",
			"unknown_round",
			"days.districts",
		],
		[
			"a round that gets no day",
			[{ ...bulky, days: { ...bulky.days, districts: { service: "rest", weekdays: { 1: ["Di"] } } } }],
			"problem",
			"round_without_day",
			"days.districts",
		],
		[
			"rounds of no service",
			[{ ...ofNoService, days: { ...bulky.days, from: "rounds", districts: undefined } }],
			"problem",
			"rounds_of_nothing",
			"days",
		],
		[
			"weekdays that are none",
			[{ ...bulky, days: { ...bulky.days, districts: undefined } }],
			"problem",
			"no_weekdays",
			"days",
		],
		["weekdays twice", [{ ...bulky, days: { ...bulky.days, weekdays: ["Mo"] } }], "problem", "no_weekdays", "days"],
		[
			"closing backwards",
			[{ ...bulky, days: { ...bulky.days, closed: [{ from: "2026-12-24", to: "2026-12-21", because: "x" }] } }],
			"problem",
			"reversed_period",
			"days.closed.0",
		],
		[
			"a lead beyond the horizon",
			[{ ...bulky, days: { ...bulky.days, lead: { days: 120 } } }],
			"problem",
			"lead_beyond_horizon",
			"days.lead",
		],
		["an id that is there twice", [link, { ...link, label: "Anderer" }], "problem", "offer_twice", "id"],
		[
			"an item that is there twice",
			[{ ...dumping, what: [dumping.what[0], dumping.what[0]] }],
			"problem",
			"id_twice",
			"what.1",
		],
		[
			"what the import makes itself",
			[{ ...bulky, days: { ...bulky.days, offered: [] } }],
			"problem",
			"unknown_field",
			"days.offered",
		],
		["no capacity", [{ ...bulky, days: { ...bulky.days, capacity: undefined } }], "warning", "no_limit", "days"],
		[
			"no day in the next 60",
			[{ ...bulky, days: { ...bulky.days, closed: [{ from: "2026-11-01", to: "2027-01-30", because: "Umbau" }] } }],
			"warning",
			"no_day_soon",
			"days",
		],
		["a number without a statute", [unruled], "warning", "number_without_statute", "statute"],
		["euros for cents", [{ ...bulky, fees: [{ upTo: 6000, cents: 15 }] }], "warning", "tiny_fee", "fees"],
		[
			"cubic metres for litres",
			[{ ...bulky, items: [{ id: "s", label: "Stuhl", litres: 3 }], most: { litres: 3 } }],
			"warning",
			"tiny_volume",
			"most.litres",
		],
		["what does nothing", [{ ...bulky, hold: 30 }], "warning", "idle_rule", ""],
		[
			"a text that asks too much",
			[{ ...link, texts: { opening: "Bitte Ihr Geburtsdatum in die Bemerkung schreiben." } }],
			"warning",
			"asks_too_much",
			"texts.opening",
		],
	];

	test.each(cases)("%s", (_title, offers, level, code, field) => {
		const found = findingsOn(offers);
		expect(found.map(makeProblemLine)).toHaveLength(1);
		expect(found[0]).toMatchObject({ level, code, where: { file: "town.json" } });
		expect(found[0]?.where.field).toMatch(new RegExp(`^requests\\.\\d${field === "" ? "" : `\\.${field}`}$`, "u"));
	});

	test("says nothing of offers that are lawful and whole", () => {
		expect(findingsOn(ALL)).toEqual([]);
		expect(findingsOn([{ ...bulky, days: { from: "rounds", capacity: 1, lead: { days: 1 } } }])).toEqual([]);
		expect(findingsOn([{ ...unnamed, change: undefined, cancel: undefined, days: { from: "assign" } }])).toEqual([]);
	});

	test.each([
		"birthDate",
		"geschlecht",
		"ausweis",
		"iban",
		"customerNumber",
		"fields",
		"email",
		"consent",
		"mietvertrag",
	])("nothing that is never asked can be declared: %s", (field) => {
		const found = findingsOn([{ ...bulky, [field]: true }]);
		expect(found).toMatchObject([{ code: "unknown_field", where: { field: `requests.0.${field}` } }]);
	});

	test("a basis is compulsory, a link excepted", () => {
		for (const kind of ["bulky", "bin", "missed", "dumping"] as const) {
			const { basis: _basis, ...rest } = GOOD[kind];
			expect(findingsOn([rest])).toMatchObject([{ code: "bad_field", where: { field: "requests.0.basis" } }]);
		}
	});
});

describe("what is compiled", () => {
	const { dataset } = importWith(ALL);
	const offer = requestsOf(dataset).offers[0] as OfferOf<"bulky">;
	const daysAt = (street: string) => {
		const [place] = dataset.streets.find(({ name }) => name === street)?.places ?? [];
		if (!place) throw new Error(street);
		return offeredDays(dataset, offer, place);
	};

	test("each district has its weekdays in the whole plan, without public holidays", () => {
		expect(new Set(daysAt("Ahornweg").map(weekdayOf))).toEqual(new Set([2, 5]));
		expect(new Set(daysAt("Birkenweg").map(weekdayOf))).toEqual(new Set([3]));
		expect(daysAt("Ahornweg")).not.toContain("2026-05-01");
		expect(daysAt("Ahornweg").at(-1)).toBe("2027-12-31");
		expect(daysAt("Birkenweg")).toHaveLength(104);
	});

	test("working days know the holidays a year beyond the plan", () => {
		const { notWorking } = requestsOf(dataset);
		expect(notWorking).toContain("2025-12-25");
		expect(notWorking).toContain("2028-05-01");
		expect(notWorking.every((day) => weekdayOf(day) <= 5)).toBe(true);
	});

	test("rounds have the days of the calendar", () => {
		const rounds = { ...offer, days: { ...offer.days, from: "rounds" as const } };
		const [place] = dataset.streets[0]?.places ?? [];
		if (!place) throw new Error("no place");
		expect(offeredDays(dataset, rounds, findPlace(dataset, place.id)?.place ?? place).slice(0, 3)).toEqual([
			"2026-01-09",
			"2026-02-06",
			"2026-03-06",
		]);
	});

	test("it comes back from the file as it was, and a second time changes nothing", () => {
		const text = makeDataset(dataset);
		const read = parseDataset(text);
		if (!read.ok) throw new Error("not read");
		expect(requestsOf(read.value)).toEqual(requestsOf(dataset));
		expect(makeDataset(read.value)).toBe(text);
		expect(importWith(ALL, { previous: read.value, now: "2026-12-01T00:00:00Z" }).unchanged).toBe(true);
	});

	test("a rule that changes marks its offer and no other; one that goes is an edition, too", () => {
		const later = { previous: dataset, now: "2026-12-01T00:00:00Z" };
		const next = importWith([{ ...bulky, keep: 30 }, bin, missed, dumping, link], later).dataset;
		expect(next.editions).toHaveLength(2);
		expect(requestsOf(next).offers.map(({ edition }) => edition)).toEqual([1, 0, 0, 0, 0]);
		expect(importWith(ALL.slice(1), later).dataset.editions).toHaveLength(2);
	});

	test("a town without offers has the file that it had", () => {
		const text = makeDataset(importWith(undefined).dataset);
		expect(text).not.toContain("requests");
		expect(makeDataset(importWith([]).dataset)).toBe(text);
		expect(makeDataset({ ...dataset, requests: undefined, editions: [importWith([]).dataset.editions[0] ?? ""] })).toBe(
			text,
		);
	});

	test("rules that cannot be read are none, and are said to be so", () => {
		const broken = { ...dataset, requests: { notWorking: [], offers: [{ kind: "free-beer" }] } };
		expect(hasLawfulRequests(broken)).toBe(false);
		expect(requestsOf(broken).offers).toEqual([]);
		expect(hasLawfulRequests({ ...dataset, requests: undefined })).toBe(true);
	});
});
