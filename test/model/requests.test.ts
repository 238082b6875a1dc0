import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findPlace } from "../../data/model/dataset.ts";
import { type Day, daysOf, parseDay, plusDays, weekdayOf } from "../../data/model/day.ts";
import { cutoffOf, isWorkingDay, offeredDays, plusWorkingDays, requestsOf } from "../../data/model/offer.ts";
import type { OfferOf } from "../../data/model/offer-shape.ts";
import { quoteOf } from "../../data/model/quote.ts";
import { keptDays, parseFile } from "../../data/model/request.ts";
import { isMisheard, makeCode, parseCode } from "../../data/model/request-code.ts";
import { dayChoices, flawOfDay, lastMoments, missedWindow } from "../../data/model/request-days.ts";
import { type Instant, instantAt, wallClock } from "../../data/model/zone.ts";
import { GOOD, importWith } from "../import/requests-town.ts";

const { dataset } = importWith([GOOD.bulky, GOOD.missed, GOOD.dumping, GOOD.bin]);
const requests = requestsOf(dataset);
const bulky = requests.offers.find((each): each is OfferOf<"bulky"> => each.kind === "bulky") as OfferOf<"bulky">;
const missed = requests.offers.find((each): each is OfferOf<"missed"> => each.kind === "missed") as OfferOf<"missed">;
const place = (() => {
	const id = dataset.streets.find(({ name }) => name === "Ahornweg")?.places[0]?.id ?? "";
	const found = findPlace(dataset, id);
	if (!found) throw new Error("no place");
	return found.place;
})();
const { zone } = dataset.town;
const day = (text: string) => parseDay(text) as Day;
const seed = 20261130;
const someDay = fc.integer({ min: 0, max: 729 }).map((count) => plusDays(day("2026-01-01"), count));
const someMoment = fc
	.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2027, 11, 31) / 60_000 })
	.map((minutes): Instant => minutes * 60_000);
const holds = <T>(property: fc.IProperty<T>) => fc.assert(property, { seed, numRuns: 200 });

describe("the year's clock", () => {
	test("working days there and back, and no holiday among them", () => {
		holds(
			fc.property(someDay, fc.integer({ min: 1, max: 20 }), (from, count) => {
				const to = plusWorkingDays(requests, from, count);
				expect(isWorkingDay(requests, to)).toBe(true);
				const between = daysOf({ from: plusDays(from, 1), to }).filter((each) => isWorkingDay(requests, each));
				expect(between).toHaveLength(count);
				expect(plusWorkingDays(requests, to, -count) <= from || !isWorkingDay(requests, from)).toBe(true);
			}),
		);
	});

	test("a cut-off is the town's wall clock on its day, whatever summer time does", () => {
		holds(
			fc.property(
				someDay,
				fc.integer({ min: 0, max: 40 }),
				fc.constantFrom("00:00", "06:30", "12:00", "23:45"),
				(at, days, time) => {
					const shown = wallClock(zone, cutoffOf(dataset, at, { days, at: time }));
					expect([shown.day, shown.time]).toEqual([
						plusDays(at, -days),
						Number(time.slice(0, 2)) * 60 + Number(time.slice(3)),
					]);
				},
			),
		);
	});

	test("what can be booked keeps the lead, is offered and open, and every day that does is there", () => {
		holds(
			fc.property(someMoment, (now) => {
				const today = wallClock(zone, now).day;
				const choices = dayChoices(dataset, bulky, { place, now, taken: () => 0 });
				const free = choices.filter(({ closed, late }) => closed === undefined && !late).map((each) => each.day);
				// Five working days from today on, today among them, before the day itself.
				const isInTime = (each: Day) =>
					daysOf({ from: today, to: plusDays(each, -1) }).filter((other) => isWorkingDay(requests, other)).length >= 5;
				const wanted = offeredDays(dataset, bulky, place)
					.filter((each) => each > today && each <= plusDays(today, 120))
					.filter((each) => !(each >= "2026-12-21" && each <= "2027-01-03") && isInTime(each));
				expect(free).toEqual(wanted);
				for (const each of choices) {
					const flaw = flawOfDay(dataset, bulky, { place, day: each.day, now, isExpress: false });
					expect(flaw === undefined).toBe(free.includes(each.day));
				}
			}),
		);
	});

	test("the Christmas-tree week is closed and says why", () => {
		const now = instantAt(zone, day("2026-12-01"), 600 as never);
		const choices = dayChoices(dataset, bulky, { place, now, taken: () => 0 });
		const closed = choices.filter((each) => each.closed !== undefined);
		expect(closed.map((each) => each.day)).toEqual(["2026-12-22", "2026-12-29"]);
		expect(closed[0]?.closed).toBe("Weihnachtsbäume");
	});

	test("31 December: asked on the last day of the year for the first weeks of the next", () => {
		const now = instantAt(zone, day("2026-12-31"), 1439 as never);
		const free = dayChoices(dataset, bulky, { place, now, taken: () => 0 }).filter(
			({ late, closed }) => !late && closed === undefined,
		);
		// Working days after it: 4, 5, 6, 7, 8 January.
		expect(free[0]?.day).toBe("2027-01-08");
		expect(dayChoices(dataset, bulky, { place, now: now + 60_000, taken: () => 0 }).find(({ late }) => late)?.day).toBe(
			"2027-01-05",
		);
	});

	test("the last minute before summer time ends is still in time, the next hour's same minute is not", () => {
		const offer = { ...bulky, days: { ...bulky.days, lead: { days: 2, at: "02:30" } } };
		const due = cutoffOf(dataset, day("2026-10-27"), { days: 2, at: "02:30" });
		const flawAt = (now: Instant) =>
			flawOfDay(dataset, offer, { place, day: day("2026-10-27"), now, isExpress: false });
		expect(weekdayOf(day("2026-10-27"))).toBe(2);
		expect([flawAt(due - 60_000), flawAt(due), flawAt(due + 3_600_000)]).toEqual([undefined, "too_late", "too_late"]);
	});

	test("changing ends before cancelling, and both before the day", () => {
		for (const each of offeredDays(dataset, bulky, place)) {
			const { change, cancel } = lastMoments(dataset, bulky, each);
			expect(change < cancel && cancel < instantAt(zone, each, 0 as never)).toBe(true);
		}
	});

	test("not emptied: from the afternoon of the day to the end of the second working day after it", () => {
		const over = missedWindow(dataset, missed, day("2026-12-23"));
		expect(wallClock(zone, over.from)).toEqual({ day: "2026-12-23", time: 960 });
		// The 24th works, the 25th and 26th do not: the second working day is Monday the 28th.
		expect(wallClock(zone, over.to)).toEqual({ day: "2026-12-29", time: 0 });
	});
});

describe("room", () => {
	test("what is left is never below nothing", () => {
		const now = instantAt(zone, day("2026-06-01"), 600 as never);
		for (const [taken, free] of [
			[0, 2],
			[1, 1],
			[2, 0],
			[3, 0],
		] as const)
			expect(dayChoices(dataset, bulky, { place, now, taken: () => taken })[0]?.free).toBe(free);
		const open = { ...bulky, days: { ...bulky.days, capacity: undefined } };
		expect(dayChoices(dataset, open, { place, now, taken: () => 9 })[0]?.free).toBeNull();
	});
});

describe("litres and price", () => {
	const counts = fc.array(fc.record({ id: fc.constantFrom("sofa", "kuehl"), count: fc.integer({ min: 1, max: 4 }) }), {
		minLength: 1,
		maxLength: 4,
	});

	test("more never costs less, whatever the order", () => {
		holds(
			fc.property(counts, counts, (some, more) => {
				const [one, all] = [quoteOf(bulky, some), quoteOf(bulky, [...some, ...more])];
				expect(all.litres).toBeGreaterThan(one.litres);
				expect(all.cents.within).toBeGreaterThanOrEqual(one.cents.within);
				expect(all.cents.beyond - all.cents.within).toBe(4000);
				expect(quoteOf(bulky, [...more, ...some])).toEqual(all);
				expect(all.limits.length).toBeGreaterThanOrEqual(one.limits.length);
			}),
		);
	});

	test("by hand: two sofas and a fridge, express", () => {
		const counted = [
			{ id: "sofa", count: 2 },
			{ id: "kuehl", count: 1 },
		];
		expect(quoteOf(bulky, counted)).toEqual({ litres: 3600, cents: { within: 3500, beyond: 7500 }, limits: [] });
		expect(quoteOf(bulky, counted, true).cents.within).toBe(9500);
		expect(quoteOf(bulky, [{ id: "sofa", count: 5 }]).limits).toEqual(
			["items.sofa", "groups.polster", "most.litres"].map((rule, at) => ({
				rule,
				most: [2, 3, 6000][at],
				section: "§ 14 Abfallsatzung",
			})),
		);
	});
});

describe("codes", () => {
	const hashes = fc.uint8Array({ minLength: 32, maxLength: 32 });

	test("are read back as people write them, and one wrong character is noticed", () => {
		holds(
			fc.property(hashes, fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 31 }), (hash, at, by) => {
				const code = makeCode(hash);
				expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/u);
				expect(isMisheard(code)).toBe(false);
				const spoken = `${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`.replaceAll("0", "o").replaceAll("1", "l");
				expect(parseCode(spoken)).toBe(code);
				const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
				const wrong = letters[(letters.indexOf(code[at] ?? "") + by) % 32] ?? "";
				expect(isMisheard(code.slice(0, at) + wrong + code.slice(at + 1))).toBe(true);
			}),
		);
	});

	test.each(["", "ABCDEFG", "ABCDEFGHJ", "ABCDEFGU", "ABC.EFGH", "äBCDEFGH"])("«%s» is none", (text) => {
		expect(parseCode(text)).toBeUndefined();
	});
});

describe("what crosses the wall", () => {
	const body = {
		secret: "AAAAAAAAAAAAAAAAAAAAAA",
		code: "antragstadt.00000000",
		town: "antragstadt",
		offer: "sperrmuell",
		place: "abc",
		number: "12 A",
		name: "  Müller ",
		items: [{ id: "sofa", count: 1 }],
		day: "2027-01-08",
	};

	test("is trimmed, composed and plain", () => {
		const parsed = parseFile({ ...body, note: "erste\r\nzweite Zeile", point: { lat: 50.1234567, long: 8.7654321 } });
		expect(parsed).toMatchObject({
			ok: true,
			value: {
				code: "00000000",
				number: "12a",
				name: "Müller",
				note: "erste zweite Zeile",
				point: { lat: 50.12346, long: 8.76543 },
			},
		});
	});

	test.each<[string, Record<string, unknown>]>([
		["birthDate", { birthDate: "1970-01-01" }],
		["note", { note: "a\u202Eb" }],
		["note", { note: "a\u0000b" }],
		["note", { note: "x".repeat(251) }],
		["name", { name: "M" }],
		["number", { number: "zwölf" }],
		["day", { day: "2027-02-30" }],
		["days", { days: ["2027-01-01", "2027-01-02", "2027-01-03", "2027-01-04"] }],
		["items.0.count", { items: [{ id: "sofa", count: 0 }] }],
		["contact", { contact: { mail: "a@b.example", phone: "0611 123" } }],
		["contact.mail", { contact: { mail: "a@b.example\r\nBcc: c@d.example" } }],
		["secret", { secret: "kurz" }],
		["code", { code: "antragstadt.kurz" }],
		["point", { point: { lat: 91, long: 0 } }],
		["checks", { checks: { out: true, day: true, tag: false, road: true } }],
	])("%s is refused: %j", (field, more) => {
		const parsed = parseFile({ ...body, ...more });
		expect(parsed.ok ? [] : parsed.flaws.map((flaw) => flaw.field.split(".")[0])).toContain(field.split(".")[0]);
	});
});

test("what is kept, and how long", () => {
	const [dumping, bin] = [requests.offers[2], requests.offers[3]];
	if (!dumping || !bin) throw new Error("no offers");
	expect([
		keptDays(bulky, "confirmed", true),
		keptDays(bulky, "done", true),
		keptDays(bulky, "cancelled", true),
		keptDays(missed, "done", true),
		keptDays(bin, "done", false),
		keptDays(bin, "received", false),
		keptDays(dumping, "done", false),
		keptDays({ ...missed, keep: 5 }, "done", true),
	]).toEqual([90, 90, 14, 60, 180, 365, 365, 5]);
});
