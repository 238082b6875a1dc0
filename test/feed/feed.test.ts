import { describe, expect, it } from "vitest";
import { type Dataset, findPlace } from "../../data/model/dataset.ts";
import { parseTime } from "../../data/model/time.ts";
import { contentLine } from "../../worker/feed/content-line.ts";
import { type FeedAsked, type FeedPart, firstDayKept, makeFeed } from "../../worker/feed/feed.ts";
import { feedLanguage } from "../../worker/feed/words.ts";
import { day, inventedTown, must, planned, rounds } from "../worker/invented-town.ts";

const asked = (more: Partial<FeedAsked> = {}): FeedAsked => ({
	alarms: [],
	grouped: false,
	language: "de",
	source: "https://abfall.example/feed/teststadt/p-ahorn.ics",
	page: "https://abfall.example/teststadt",
	from: day("2026-08-01"),
	isPlanOver: false,
	...more,
});

const alarms = (...times: string[]) => times.map((time) => must(parseTime(time)));

const livingIn = (dataset: Dataset, id: string): FeedPart => ({ kind: "living", ...must(findPlace(dataset, id)) });

function feedOf(dataset: Dataset, more: Partial<FeedAsked> = {}): string {
	return makeFeed(dataset, [livingIn(dataset, "p-ahorn")], asked(more));
}

/** The events of a feed with their lines unfolded, by UID. */
function eventsOf(feed: string): Map<string, string> {
	const events = feed.replaceAll("\r\n ", "").match(/BEGIN:VEVENT\r\n[\s\S]*?END:VEVENT/g) ?? [];
	return new Map(events.map((event) => [must(/UID:(.*)\r/.exec(event)?.[1]), event]));
}

function withBio(dates: typeof rounds.bio.dates): Dataset {
	const town = inventedTown();
	const bio = { ...rounds.bio, dates };
	const swap = <T>(round: T) => (round === rounds.bio ? bio : round);
	const streets = town.streets.map((street) => ({
		...street,
		places: street.places.map((place) => ({
			...place,
			assignments: place.assignments.map((each) => ({ ...each, round: swap(each.round) })),
		})),
	}));
	return { ...town, rounds: town.rounds.map(swap), streets };
}

const withAll = (extra: string) => `${extra}@teststadt.tonnentag`;
const BIO = withAll("20261201-bio-p-ahorn");
const MOVED = withAll("20261225-bio-p-ahorn");
const VAN = withAll("20261205-schadstoff-p-ahorn");

describe("the calendar", () => {
	it("is, octet for octet", () => {
		const [head, first] = feedOf(inventedTown(), { services: [rounds.bio.service], alarms: alarms("18:00") }).split(
			"END:VEVENT",
		);
		expect(`${head}${first === undefined ? "" : "END:VEVENT"}`.split("\r\n")).toEqual([
			"BEGIN:VCALENDAR",
			"VERSION:2.0",
			"PRODID:-//Tonnentag//Abfuhrkalender//DE",
			"CALSCALE:GREGORIAN",
			"NAME:Abfuhr Teststadt · an der Söhre",
			"X-WR-CALNAME:Abfuhr Teststadt · an der Söhre",
			"X-WR-TIMEZONE:Europe/Berlin",
			"COLOR:seagreen",
			"X-APPLE-CALENDAR-COLOR:#2E8B57",
			"REFRESH-INTERVAL;VALUE=DURATION:PT12H",
			"X-PUBLISHED-TTL:PT12H",
			"SOURCE;VALUE=URI:https://abfall.example/feed/teststadt/p-ahorn.ics",
			"URL:https://abfall.example/teststadt",
			"BEGIN:VEVENT",
			"UID:20261201-bio-p-ahorn@teststadt.tonnentag",
			"DTSTAMP:20261001T080000Z",
			"LAST-MODIFIED:20261001T080000Z",
			"SEQUENCE:0",
			"DTSTART;VALUE=DATE:20261201",
			"DTEND;VALUE=DATE:20261202",
			"SUMMARY:Bioabfall",
			"DESCRIPTION:Bis 6:00 Uhr rausstellen\\, frühestens am Vorabend ab 18:00 Uhr",
			" .",
			"CATEGORIES:Bioabfall",
			"COLOR:saddlebrown",
			"TRANSP:TRANSPARENT",
			"CLASS:PUBLIC",
			"STATUS:CONFIRMED",
			"BEGIN:VALARM",
			"ACTION:DISPLAY",
			"DESCRIPTION:Morgen: Bioabfall",
			"TRIGGER:-PT6H",
			"END:VALARM",
			"END:VEVENT",
		]);
	});

	it("holds what no client can bear nowhere", () => {
		const feed = feedOf(inventedTown(), { alarms: alarms("18:00") });
		expect(feed).not.toMatch(/^(METHOD|ORGANIZER|ATTENDEE|RRULE|RDATE|EXDATE|BEGIN:VTIMEZONE)/m);
		expect(feed).not.toContain("CANCELLED");
	});

	it("leaves cancelled collections out, and what lies before its window", () => {
		const uids = [...eventsOf(feedOf(inventedTown())).keys()];
		expect(uids).toEqual([
			withAll("20260803-rest-p-ahorn"),
			withAll("20261201-rest-p-ahorn"),
			BIO,
			VAN,
			MOVED,
			withAll("20271230-rest-p-ahorn"),
		]);
		expect(eventsOf(feedOf(inventedTown(), { from: day("2026-09-01") })).size).toBe(5);
	});

	it("moves the event of a moved date, and says why", () => {
		const event = must(eventsOf(feedOf(inventedTown())).get(MOVED));
		expect(event).toContain("DTSTART;VALUE=DATE:20261228");
		expect(event).toContain("SEQUENCE:1\r\n");
		expect(event).toContain("LAST-MODIFIED:20261110T093000Z");
		expect(event).toContain("\\nVerschoben (statt Fr\\, 25.12.): 1. Weihnachtstag.");
		expect(event).toContain("SUMMARY:Bioabfall\r\n");
	});

	it("tells where and when the van stops", () => {
		const event = must(eventsOf(feedOf(inventedTown())).get(VAN));
		expect(event).toContain("LOCATION:Marktplatz\\, Nordseite (14:00–16:00)");
		expect(event).toContain(
			"DESCRIPTION:Annahme: Marktplatz\\, Nordseite (14:00–16:00).\\nNur haushaltsübliche Mengen.",
		);
	});

	it("changes in one event alone when one date changes", () => {
		const [first, ...rest] = rounds.bio.dates;
		const before = eventsOf(feedOf(inventedTown()));
		const after = eventsOf(
			feedOf(withBio([{ ...must(first), day: day("2026-12-02"), reason: "Glatteis", edition: 1 }, ...rest])),
		);
		expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
		expect([...after].filter(([uid, event]) => before.get(uid) !== event).map(([uid]) => uid)).toEqual([BIO]);
		expect(after.get(BIO)).toContain("SEQUENCE:1\r\n");
	});
});

describe("options", () => {
	it("lang changes descriptions, never a SUMMARY", () => {
		const [german, english] = (["de", "en"] as const).map((language) =>
			feedOf(inventedTown(), { language, alarms: alarms("18:00") }),
		);
		const summaries = (feed: string | undefined) => feed?.match(/SUMMARY:.*/g);
		expect(summaries(english)).toEqual(summaries(german));
		expect(english?.replaceAll("\r\n ", "")).toContain("Moved (instead of Fri 25 Dec): 1. Weihnachtstag.");
		expect(english?.replaceAll("\r\n ", "")).toContain("Put out by 06:00\\, not before 18:00 on the day before.");
	});

	it.each([
		["18:00", "-PT6H"],
		["18:15", "-PT5H45M"],
		["23:45", "-PT15M"],
		["00:00", "-PT24H"],
	])("alarm=%s rings %s before midnight", (time, trigger) => {
		expect(feedOf(inventedTown(), { alarms: alarms(time) })).toContain(`TRIGGER:${trigger}\r\n`);
	});

	it("several alarms ring one after the other", () => {
		const event = must(eventsOf(feedOf(inventedTown(), { alarms: alarms("18:00", "20:00") })).get(BIO));
		expect(event.match(/TRIGGER:.*H/g)).toEqual(["TRIGGER:-PT6H", "TRIGGER:-PT4H"]);
	});

	it("group=day makes one event of a day", () => {
		const events = eventsOf(feedOf(inventedTown(), { grouped: true }));
		const event = must(events.get(withAll("20261201-bio+rest-p-ahorn")));
		expect(event).toContain("SUMMARY:Restmüll + Bioabfall\r\n");
		expect(event).toContain("CATEGORIES:Restmüll,Bioabfall\r\n");
		expect(events.size).toBe(5);
	});

	it("group=day makes another event of a day that lost a collection", () => {
		const moved = withBio([planned("2026-12-01", { day: day("2026-12-02"), edition: 1 })]);
		const uids = [...eventsOf(feedOf(moved, { grouped: true })).keys()];
		expect(uids).toContain(withAll("20261201-rest-p-ahorn"));
		expect(uids).toContain(withAll("20261202-bio-p-ahorn"));
		expect(uids).not.toContain(withAll("20261201-bio+rest-p-ahorn"));
	});

	it.each([
		["en-GB", ["de"], "en"],
		["fr", ["de", "en"], "de"],
		[undefined, ["fr", "en"], "en"],
		[undefined, ["fr"], "de"],
	])("lang=%s in a town that speaks %j is %s", (lang, ofTown, language) => {
		expect(feedLanguage(lang, ofTown)).toBe(language);
	});

	it.each([
		["2026-11-22T11:00:00Z", "2026-08-01"],
		["2026-12-31T22:59:59Z", "2026-09-01"],
		["2026-12-31T23:00:00Z", "2026-10-01"],
		["2027-02-01T00:00:00Z", "2026-11-01"],
	])("at %s the window begins on %s", (now, first) => {
		expect(firstDayKept(inventedTown(), Date.parse(now))).toBe(first);
	});
});

describe("the farewell of a retired place", () => {
	const feed = makeFeed(inventedTown(), [{ kind: "gone", id: "old-two" }], asked());

	it("is one event, on every single day up to the end of the coverage", () => {
		expect([...eventsOf(feed).keys()]).toEqual(["choose-again-old-two@teststadt.tonnentag"]);
		expect(feed).toContain(
			"DTSTART;VALUE=DATE:20261110\r\nDTEND;VALUE=DATE:20261111\r\nRRULE:FREQ=DAILY;UNTIL=20271231\r\n",
		);
	});

	it("goes on after the end of the coverage", () => {
		const later = makeFeed(
			inventedTown(),
			[{ kind: "gone", id: "old-two" }],
			asked({ from: day("2027-11-01"), isPlanOver: true }),
		);
		expect(later).toContain("RRULE:FREQ=DAILY;UNTIL=20280331\r\n");
	});

	it("says where to choose, in the language that was asked for", () => {
		expect(feed).toContain("SUMMARY:Abfuhrkalender: Adresse neu wählen");
		expect(feed.replaceAll("\r\n ", "")).toContain("neu abonnieren: https://abfall.example/teststadt");
		const english = makeFeed(inventedTown(), [{ kind: "gone", id: "old-two" }], asked({ language: "en" }));
		expect(english.replaceAll("\r\n ", "")).toContain("Please choose your address again");
		expect(english).toContain("SUMMARY:Abfuhrkalender: Adresse neu wählen");
	});
});

describe("after the last published day", () => {
	it("each week says that new dates are missing", () => {
		const feed = feedOf(inventedTown(), { isPlanOver: true, from: day("2027-10-01") });
		expect(feed).toContain(
			"DTSTART;VALUE=DATE:20280101\r\nDTEND;VALUE=DATE:20280102\r\nRRULE:FREQ=WEEKLY;UNTIL=20280229\r\n",
		);
	});

	it("says so in the language that was asked for, and never in the SUMMARY", () => {
		const english = feedOf(inventedTown(), { isPlanOver: true, from: day("2027-10-01"), language: "en" });
		expect(english.replaceAll("\r\n ", "")).toContain("has not published any further dates yet");
		expect(english).toContain("SUMMARY:Abfuhrkalender: neue Termine fehlen noch");
	});

	it("and not before", () => {
		expect(feedOf(inventedTown(), { isPlanOver: false, from: day("2027-10-01") })).not.toContain("fehlen noch");
	});
});

describe("a long line", () => {
	const TEXTS = ["wort ".repeat(60), "Ä".repeat(200), `${"a".repeat(74)} b c`, " ".repeat(100), "🗑️ Bio ".repeat(30)];

	it.each(TEXTS)("is folded between two characters that are no blanks, within 75 octets: %s", (text) => {
		const line = contentLine(`DESCRIPTION:${text}`);
		const pieces = line.slice(0, -2).split("\r\n");
		expect(line.replaceAll("\r\n ", "")).toBe(`DESCRIPTION:${text}\r\n`);
		expect(Math.max(...pieces.map((piece) => Buffer.byteLength(piece)))).toBeLessThanOrEqual(75);
		if (text.trim() === "") return;
		for (const piece of pieces.slice(1)) expect(piece).toMatch(/^ \S/u);
		for (const piece of pieces.slice(0, -1)) expect(piece).toMatch(/\S$/u);
	});
});
