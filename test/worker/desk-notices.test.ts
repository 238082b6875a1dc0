import { beforeEach, describe, expect, it } from "vitest";
import { roundKey } from "../../data/model/notice.ts";
import { DeskClient, invite, ORIGIN, SECRET } from "./desk-client.ts";
import { desksInMemory } from "./desk-in-memory.ts";
import { type EdgeInMemory, edgeInMemory } from "./edge-in-memory.ts";
import { inventedTown } from "./invented-town.ts";

/** What a town tells its households beside the dates, and what its desk says of them. */

let now = 0;
let households = 0;
let edge: EdgeInMemory;
let clerk: DeskClient;

beforeEach(async () => {
	now = Date.parse("2026-11-22T11:00:00Z");
	const desks = await desksInMemory(
		() => now,
		undefined,
		() => households,
		DAYS,
	);
	edge = edgeInMemory({ origins: ORIGIN, admin: SECRET, desks, clock: () => now });
	clerk = new DeskClient(edge.app);
	await clerk.accept(await invite(edge.app, "Anna Amt", "clerk"));
});

const DAYS = [
	{ day: "2026-11-21", outcome: "sent", count: 900 },
	{ day: "2026-11-21", outcome: "gone", count: 3 },
	{ day: "2026-11-21", outcome: "expired", count: 4 },
	{ day: "2026-11-21", outcome: "withdrawn", count: 70 },
	{ day: "2026-11-20", outcome: "sent", count: 4 },
];

const NOTICE = {
	from: "2026-11-24",
	to: "2026-11-26",
	title: { de: "Glatteis", en: "Ice" },
	text: { de: "Bitte die Tonnen an die Ecke stellen.", en: "Please bring the bins to the corner." },
};

async function told(lang = "de"): Promise<{ title: string; lang: string; rounds?: string[] }[]> {
	edge.wait(10);
	const answer = await edge.get(`${ORIGIN}/api/towns/teststadt/notices?lang=${lang}`);
	return answer.json() as Promise<{ title: string; lang: string }[]>;
}

describe("a notice", () => {
	it("is told to everybody in the language that is asked for, and goes when it is taken back", async () => {
		expect(await told()).toEqual([]);
		const notice = await clerk.json<{ id: string; by: string }>("POST", "/notices", NOTICE);
		expect(notice.by).toBe("Anna Amt");
		expect(await told()).toEqual([
			{ id: notice.id, from: NOTICE.from, to: NOTICE.to, title: "Glatteis", text: NOTICE.text.de, lang: "de" },
		]);
		expect((await told("en"))[0]).toMatchObject({ title: "Ice", lang: "en" });
		expect((await told("tr"))[0]).toMatchObject({ title: "Glatteis", lang: "de" });
		expect(await clerk.outcome("DELETE", `/notices/${notice.id}`)).toBe("204");
		expect([await told(), await clerk.outcome("DELETE", `/notices/${notice.id}`)]).toEqual([[], "404 unknown_notice"]);
	});

	it("is told thirty days before, and ends by itself", async () => {
		await clerk.ask("POST", "/notices", { ...NOTICE, from: "2026-12-23", to: "2026-12-23" });
		expect(await told()).toEqual([]);
		now = Date.parse("2026-11-23T00:00:00+01:00");
		expect(await told()).toHaveLength(1);
		now = Date.parse("2026-12-23T23:59:00+01:00");
		expect(await told()).toHaveLength(1);
		now = Date.parse("2026-12-24T00:00:00+01:00");
		expect(await told()).toEqual([]);
	});

	it.each([
		["that ends before it begins", { to: "2026-11-23" }],
		["without a text", { text: {} }],
		["with nothing but spaces", { title: { de: "   " } }],
		["in a language that we have no words in", { title: { xx: "X" } }],
		["on a day that is none", { from: "2026-02-30" }],
		["with control characters", { text: { de: "a\u0000b" } }],
		["for a list of no rounds", { rounds: [] }],
	])("%s is refused", async (_, more) => {
		expect(await clerk.outcome("POST", "/notices", { ...NOTICE, ...more })).toBe("400 malformed");
	});

	it("for a round that there is not is refused: nobody would read it", async () => {
		expect(await clerk.outcome("POST", "/notices", { ...NOTICE, rounds: ["paper/Bezirk 99"] })).toBe("422 unlawful");
		const rounds = inventedTown().rounds.slice(0, 1).map(roundKey);
		expect(await clerk.outcome("POST", "/notices", { ...NOTICE, rounds })).toBe("201");
		expect((await told())[0]?.rounds).toEqual(rounds);
	});
});

describe("the calendar", () => {
	/** A day on which the first place of the town has something collected, with the round. */
	function aDate() {
		const { streets } = inventedTown();
		const [place] = streets.flatMap(({ places }) => places);
		const [assignment] = place?.assignments ?? [];
		const date = assignment?.round.dates.find(({ day }) => day !== undefined && day > "2026-11-22");
		if (!place || !assignment || !date?.day) throw new Error("no date");
		return { place: place.id, day: date.day };
	}
	const feed = (place: string) => edge.get(`${ORIGIN}/feed/teststadt/${place}.ics`);

	it("says it where it concerns the day, in its own tag, and only there", async () => {
		const { place, day } = aDate();
		const before = await feed(place);
		await clerk.ask("POST", "/notices", { ...NOTICE, from: day, to: day });
		edge.wait(10);
		const after = await feed(place);
		expect(after.headers.get("etag")).not.toBe(before.headers.get("etag"));
		const events = (await after.text()).replace(/\r\n /gu, "").split("BEGIN:VEVENT").slice(1);
		const saying = events.filter((event) => event.includes("Glatteis: Bitte die Tonnen an die Ecke stellen."));
		expect(saying.length).toBeGreaterThan(0);
		for (const event of saying) expect(event).toContain(`DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`);
		expect(saying[0]).toContain("LAST-MODIFIED:20261122T110000Z");
		expect(saying[0]).not.toContain("SUMMARY:Glatteis");
	});

	it("is as it was for places that it does not concern", async () => {
		const { rounds, streets } = inventedTown();
		const places = streets.flatMap((street) => street.places);
		const pairs = places.flatMap(({ id, assignments }) => {
			const own = new Set(assignments.map(({ round }) => roundKey(round)));
			return rounds.map(roundKey).flatMap((key) => (own.has(key) ? [] : [{ place: id, other: key }]));
		});
		const [{ place, other } = { place: "", other: "" }] = pairs;
		const { day } = aDate();
		const before = await (await feed(place)).text();
		await clerk.ask("POST", "/notices", { ...NOTICE, from: day, to: day, rounds: [other] });
		edge.wait(10);
		expect(await (await feed(place)).text()).toBe(before);
	});
});

describe("what the desk says of households", () => {
	it("is never a number below five", async () => {
		for (const [count, said] of [
			[0, "fewer than five"],
			[4, "fewer than five"],
			[5, 5],
			[1234, 1234],
		] as const) {
			households = count;
			expect(await clerk.json("POST", "/reach", { places: [] })).toEqual({ households: said });
		}
		households = 4;
		expect(await clerk.json("GET", "/figures")).toMatchObject({ subscriptions: null });
	});

	it("of deliveries is told by day, also as CSV, and a few are none", async () => {
		const { days } = await clerk.json<{ days: object[] }>("GET", "/figures");
		expect(days).toEqual([
			{ day: "2026-11-20", delivered: null, lost: null },
			{ day: "2026-11-21", delivered: 900, lost: 7 },
		]);
		const csv = await (await clerk.ask("GET", "/figures?format=csv")).text();
		expect(csv).toBe("day;delivered;lost\r\n2026-11-20;;\r\n2026-11-21;900;7\r\n");
	});

	it("of a strike are the words of the push in each language", async () => {
		households = 40;
		const [service] = inventedTown().services;
		const asked = { services: [service?.id], day: "2026-12-01", reason: "Streik" };
		const cancelled = await clerk.json<{ words: Record<string, { title: string; body: string }> }>(
			"POST",
			"/strike",
			asked,
		);
		expect(cancelled).toMatchObject({ households: 40 });
		expect(Object.keys(cancelled.words)).toEqual(["de", "en", "tr", "ar", "uk", "pl"]);
		expect(cancelled.words.de).toEqual({
			title: `Fällt aus: ${service?.label}`,
			body: "Streik. Bitte Tonne wieder hereinholen.",
		});
		const moved = await clerk.json<typeof cancelled>("POST", "/strike", { ...asked, to: "2026-12-02" });
		expect(moved.words.en?.title).toBe(`Changed: ${service?.label} on Wednesday 2 December`);
		expect(await clerk.outcome("POST", "/strike", { ...asked, services: ["nothing"] })).toBe("422 unknown_service");
	});

	it("of the plan: how far it reaches, and from October on that the next one is due", async () => {
		const { coverage } = inventedTown();
		now = Date.parse(`${coverage.to.slice(0, 4)}-09-30T12:00:00Z`);
		await clerk.signIn();
		expect(await clerk.json("GET", "/plan")).toMatchObject({ until: coverage.to });
		now = Date.parse(`${coverage.to.slice(0, 4)}-10-01T12:00:00Z`);
		await clerk.signIn();
		expect(await clerk.json("GET", "/plan")).toMatchObject({ isDue: true });
	});
});
