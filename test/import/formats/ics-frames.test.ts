import { expect, test } from "vitest";
import { readIcsOctets } from "../../../data/import/read/ics.ts";
import { CaseTown, told } from "../cases/shared-case.ts";
import { codesOf, importOne } from "../hostile/one-file.ts";

// Whatever happens to a line of a calendar: its days are those that stand there, or there is a finding.

const SUMMARIES = { Restmüll: "rest", "Müll 🗑️": "rest" };
const FEED = { as: "calendar", summaries: SUMMARIES, street: "Feed" };

const CALENDAR = [
	"BEGIN:VCALENDAR",
	"VERSION:2.0",
	"PRODID:-//x//x//DE",
	"BEGIN:VEVENT",
	"UID:1",
	"DTSTAMP:20251201T000000Z",
	"DTSTART;VALUE=DATE:20260106",
	"DTEND;VALUE=DATE:20260107",
	"SUMMARY:Restmüll",
	"BEGIN:VALARM",
	"ACTION:DISPLAY",
	"TRIGGER:-PT6H",
	"END:VALARM",
	"END:VEVENT",
	"BEGIN:VEVENT",
	"UID:2",
	"DTSTART;TZID=Europe/Berlin:20260113T060000",
	"RRULE:FREQ=WEEKLY;UNTIL=20260203T050000Z",
	"EXDATE;TZID=Europe/Berlin:20260127T060000",
	"SUMMARY:Restmüll",
	"END:VEVENT",
	"BEGIN:VEVENT",
	"UID:3",
	"DTSTART:20260310T050000Z",
	"DURATION:PT1H",
	"SUMMARY:Restmüll",
	"END:VEVENT",
	"END:VCALENDAR",
] as const;
const DAYS = ["2026-01-06", "2026-01-13", "2026-01-20", "2026-02-03", "2026-03-10"];

/** What is odd about all dates together names no line that is wrong. */
const OF_THE_WHOLE = new Set(["early_end", "late_start", "sunday", "gap", "long_gap", "only_date", "short_gap"]);

async function read(lines: readonly string[] | Uint8Array) {
	const content = lines instanceof Uint8Array ? lines : lines.join("\r\n");
	const imported = await importOne(FEED, "f.ics", content);
	const { problems, warnings, dataset } = imported;
	const days =
		problems.length > 0 ? [] : dataset.rounds.flatMap(({ dates }) => dates.map(({ day }) => day ?? "–")).sort();
	const places = [...problems, ...warnings].filter(
		({ code, where }) => where.file === "f.ics" && where.line !== undefined && !OF_THE_WHOLE.has(code),
	);
	return { days, places, codes: codesOf(imported) };
}

/** The same days, or a finding at a line of the file. */
async function speaks(lines: readonly string[], expected: readonly string[], what: string): Promise<void> {
	const { days, places } = await read(lines);
	if (places.length === 0) expect(days, what).toEqual(expected);
}

test("the calendar as it stands: no finding", async () => {
	expect(await read(CALENDAR)).toEqual({ days: DAYS, places: [], codes: [] });
});

const MUTATIONS: Readonly<Record<string, (lines: readonly string[], at: number) => string[]>> = {
	lost: (lines, at) => lines.toSpliced(at, 1),
	doubled: (lines, at) => lines.toSpliced(at, 0, lines[at] ?? ""),
	"without its colon": (lines, at) => lines.with(at, (lines[at] ?? "").replace(":", "")),
	"a letter of its name lost": (lines, at) => lines.with(at, (lines[at] ?? "").slice(1)),
	"its last letter lost": (lines, at) => lines.with(at, (lines[at] ?? "").slice(0, -1)),
	"cut off there": (lines, at) => lines.slice(0, at),
	"swapped with the next": (lines, at) => lines.toSpliced(at, 2, ...lines.slice(at, at + 2).reverse()),
	"an X before its name": (lines, at) => lines.with(at, `X${lines[at]}`),
	"text between": (lines, at) => lines.toSpliced(at, 0, "Bitte bis sechs Uhr bereitstellen"),
};

/** Lines that say nothing of days; lost or changed, nothing changes. */
const IDLE = /^(?:VERSION|PRODID|UID|DTSTAMP|ACTION|TRIGGER)/u;

test.each(Object.entries(MUTATIONS))("each line in turn: %s", async (name, mutate) => {
	for (const [at, line] of CALENDAR.entries()) {
		const lines = mutate(CALENDAR, at);
		const isSame = lines.join() === CALENDAR.join() || IDLE.test(line);
		await speaks(lines, isSame || name !== "lost" ? DAYS : daysWithout(line), `${name}: ${at + 1} ${line}`);
	}
});

/** What is left when a line is no longer there is another calendar, which nobody can tell from one that was meant. */
function daysWithout(line: string): string[] {
	if (line.startsWith("EXDATE")) return [...DAYS, "2026-01-27"].sort();
	if (line.startsWith("RRULE")) return ["2026-01-06", "2026-01-13", "2026-03-10"];
	return DAYS;
}

test("any two frames lost: every event that begins is held, and it is told", () => {
	const frames = [...CALENDAR.entries()].filter(([, line]) => /^(?:BEGIN|END):VEVENT/u.test(line)).map(([at]) => at);
	for (const one of frames) {
		for (const other of frames.filter((at) => at > one)) {
			const lines = CALENDAR.filter((_, at) => at !== one && at !== other);
			const bytes = new TextEncoder().encode(lines.join("\n"));
			const { calendar } = readIcsOctets(bytes, "f.ics", "utf-8");
			const begun = lines.filter((line) => line === "BEGIN:VEVENT").length;
			expect(calendar?.held, `${one} ${other}`).toBeGreaterThanOrEqual(begun);
			expect(calendar?.problems.length, `${one} ${other}`).toBeGreaterThan(0);
		}
	}
});

const FOLDED = [
	"BEGIN:VCALENDAR",
	"BEGIN:VEVENT",
	"UID:1",
	"DTSTART;TZID=Europe/Berlin:20260106T060000",
	"RRULE:FREQ=WEEKLY;COUNT=2",
	"SUMMARY:Müll 🗑️",
	"END:VEVENT",
	"END:VCALENDAR",
	"",
];

test.each([
	["CRLF and a blank", "\r\n", "\r\n "],
	["LF and a TAB", "\n", "\n\t"],
	["CR and a blank", "\r", "\r "],
	["CR CR LF and a blank, among LF", "\n", "\r\r\n "],
])("folded at any octet, also within a sign of four: %s", (_, end, fold) => {
	const whole = Buffer.from(FOLDED.join(end));
	const plain = readIcsOctets(whole, "f.ics", "utf-8").calendar;
	expect(plain?.events[0]?.properties.get("SUMMARY")?.[0]?.value).toBe("Müll 🗑️");
	for (let at = 1; at < whole.length - 2; at++) {
		const around = [whole[at - 1], whole[at]];
		if (around.some((octet) => octet === 10 || octet === 13)) continue;
		const folded = Buffer.concat([whole.subarray(0, at), Buffer.from(fold), whole.subarray(at)]);
		const { calendar, problems } = readIcsOctets(folded, "f.ics", "utf-8");
		expect(problems).toEqual([]);
		expect(calendar?.events.map(({ properties }) => properties)).toEqual(
			plain?.events.map(({ properties }) => properties),
		);
		expect(calendar?.problems).toEqual([]);
	}
});

const event = (...lines: string[]) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"];
const calendar = (...lines: string[]) => ["BEGIN:VCALENDAR", ...lines, "END:VCALENDAR", ""];
const rest = (start: string, ...lines: string[]) => event(`DTSTART;VALUE=DATE:${start}`, "SUMMARY:Restmüll", ...lines);

test.each([
	["QUOTED-PRINTABLE with a soft break", "SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Restm=C3=\r\n=BCll"],
	["QUOTED-PRINTABLE of Windows, without a charset", "SUMMARY;QUOTED-PRINTABLE:Restm=FCll"],
	["QUOTED-PRINTABLE of a Mac", "SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=macintosh:Restm=9Fll"],
	["BASE64", `SUMMARY;ENCODING=BASE64:${Buffer.from("Restmüll").toString("base64")}`],
	["LANGUAGE, after another one", "SUMMARY;LANGUAGE=en:Residual waste\r\nSUMMARY;LANGUAGE=de-DE:Restmüll"],
	["a parameter in quotes, with signs of RFC 6868", 'SUMMARY;X-A="a:b;c^n^\'":Restmüll'],
	["blanks around and within", "SUMMARY:  Restmüll\\n "],
])("a wording as %s", async (_, summary) => {
	const lines = calendar(...event("DTSTART;VALUE=DATE:20260106", summary));
	expect(await read(lines)).toMatchObject({ days: ["2026-01-06"], codes: [] });
});

test("versions: SEQUENCE, then the stamps; what nothing tells apart counts, and is told", async () => {
	const of = async (...lines: string[]) => {
		const { days, places } = await read(calendar(...lines));
		return { days, told: [...new Set(places.map(({ code }) => code))] };
	};
	const stamped = (day: string, stamp: string) => rest(day, "UID:a", `LAST-MODIFIED:${stamp}`);
	expect(await of(...rest("20260107", "UID:a", "SEQUENCE:2"), ...rest("20260106", "UID:a", "SEQUENCE:1"))).toEqual({
		days: ["2026-01-07"],
		told: ["older_version"],
	});
	expect(await of(...stamped("20260106", "20251201T000000Z"), ...stamped("20260107", "20251203T000000Z"))).toEqual({
		days: ["2026-01-07"],
		told: ["older_version"],
	});
	// half a year apart nobody moves a collection: two dates of one UID
	expect(
		(await of(...stamped("20260106", "20251201T000000Z"), ...stamped("20260707", "20251203T000000Z"))).told,
	).toEqual(["shared_uid"]);
	const cancelled = rest("20260106", "UID:a", "SEQUENCE:1", "STATUS:CANCELLED");
	expect((await of(...rest("20260106", "UID:a"), ...cancelled, ...rest("20260113", "UID:b"))).days).toEqual([
		"2026-01-13",
	]);
	const many = ["06", "13", "20", "27"].flatMap((day) => rest(`202601${day}`, "UID:immer"));
	expect((await of(...many)).days).toEqual(["2026-01-06", "2026-01-13", "2026-01-20", "2026-01-27"]);
	const withoutUid = ["06", "13", "20"].flatMap((day) => rest(`202601${day}`));
	expect(await of(...withoutUid)).toEqual({ days: ["2026-01-06", "2026-01-13", "2026-01-20"], told: [] });
	const moved = (day: string, sequence: number) =>
		rest(day, "UID:a", "RECURRENCE-ID;VALUE=DATE:20260113", `SEQUENCE:${sequence}`);
	const series = rest("20260106", "UID:a", "RRULE:FREQ=WEEKLY;COUNT=3");
	expect(await of(...series, ...moved("20260115", 2), ...moved("20260114", 1))).toEqual({
		days: ["2026-01-06", "2026-01-15", "2026-01-20"],
		told: ["older_version"],
	});
});

test.each(["CANCEL", "REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"])(
	"METHOD:%s publishes nothing",
	async (method) => {
		expect((await read(calendar(`METHOD:${method}`, ...rest("20260106")))).codes).toContain("recalled_calendar");
		// also where the line stands behind the events
		expect((await read(calendar(...rest("20260106"), `METHOD:${method}`))).codes).toContain("recalled_calendar");
		expect((await read(calendar("METHOD:PUBLISH", ...rest("20260106")))).days).toEqual(["2026-01-06"]);
	},
);

test("events of several days, of a night, and of none", async () => {
	const of = async (...lines: string[]) => {
		const { days, places } = await read(calendar(...event(...lines, "SUMMARY:Restmüll")));
		return `${days.join(" ")} ${places.map(({ code }) => code).join()}`.trim();
	};
	expect(await of("DTSTART;VALUE=DATE:20260106", "DTEND;VALUE=DATE:20260107")).toBe("2026-01-06");
	expect(await of("DTSTART;VALUE=DATE:20260106", "DTEND;VALUE=DATE:20260106")).toBe("2026-01-06");
	expect(await of("DTSTART:20260105T230000Z", "DTEND:20260106T230000Z")).toBe("2026-01-06");
	expect(await of("DTSTART:20260106T060000", "DTEND:20260107T050000")).toBe("2026-01-06");
	expect(await of("DTSTART:20260106T060000", "DURATION:P1W")).toMatch(/^2026-01-06 .* 2026-01-13 several_days$/u);
	expect(await of("DTSTART:20260106T060000", "DTEND:20260105T060000")).toBe("2026-01-06 bad_end");
	expect(await of("DTSTART:20260106T060000", "DURATION:drei Tage")).toBe("2026-01-06 bad_end");
	expect(await of("DTSTART:20260106T200000", "DTEND:20260107T060000")).toBe("2026-01-06 evening_events");
	expect(await of("DTSTART;VALUE=DATE:20260106", "DTEND;VALUE=DATE:20261006")).toBe("long_event");
});

test.each([
	["neither a day nor a wording", []],
	["a wording that nobody knows, and no day", ["SUMMARY:Sperrgut"]],
])("an event with %s is told", async (_, lines) => {
	const town = new CaseTown("06-event-without-its-end");
	const whole = ["BEGIN:VEVENT", "UID:1", "DTSTART;VALUE=DATE:20260105", "SUMMARY:Restmüll", "END:VEVENT"];
	const odd = ["BEGIN:VEVENT", "UID:2", ...lines, "END:VEVENT"];
	town.write("a.ics", ["BEGIN:VCALENDAR", "VERSION:2.0", ...whole, ...odd, "END:VCALENDAR", ""].join("\r\n"));
	const { problems } = await town.import();
	town.discard();
	expect(told(problems)).toContain("a.ics:8 unmapped_service");
});

test.each([
	["20260106T230000Z", undefined],
	["20260106T060000", undefined],
	["20260106T000000", "2026-01-06"],
	["20260106T000000Z", "2026-01-06"],
])("VALUE=DATE with a time (%s) is that day only at midnight", async (value, day) => {
	const lines = CALENDAR.map((line) => line.replace("DTSTART;VALUE=DATE:20260106", `DTSTART;VALUE=DATE:${value}`));
	const { days, places } = await read(lines.filter((line) => !line.startsWith("DTEND")));
	expect(days.filter((each) => each < "2026-01-10")).toEqual(day ? [day] : []);
	if (!day) expect(places.map(({ what }) => what).join()).toContain(value);
});

test("a zero-width sign in a UID parts no moved date from its series", async () => {
	const moved = [
		"BEGIN:VEVENT",
		"UID:2\u200b",
		"RECURRENCE-ID;TZID=Europe/Berlin:20260120T060000",
		"DTSTART;TZID=Europe/Berlin:20260121T060000",
		"SUMMARY:Restmüll",
		"END:VEVENT",
	];
	const { days } = await read([...CALENDAR.slice(0, -1), ...moved, "END:VCALENDAR"]);
	expect(days).toContain("2026-01-21");
	expect(days).not.toContain("2026-01-20");
});

test("calendars of several districts in one file are told; of one that is only cut in two, nothing is", async () => {
	const named = (name: string) => [...CALENDAR.slice(0, 3), `X-WR-CALNAME:${name}`, ...CALENDAR.slice(3)];
	const two = await read([...named("Bezirk 1"), ...named("Bezirk 2").map((line) => line.replace(/^UID:/u, "UID:b"))]);
	expect(two.places.map(({ code }) => code)).toContain("another_calendar");
	const same = await read([...named("Bezirk 1"), ...named("Bezirk 1").map((line) => line.replace(/^UID:/u, "UID:b"))]);
	expect(same.places.map(({ code }) => code)).not.toContain("another_calendar");
});
