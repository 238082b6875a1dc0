import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readIcsOctets } from "../../../data/import/read/ics.ts";
import { occurrencesOf } from "../../../data/import/steps/occurrences.ts";
import type { Day } from "../../../data/model/day.ts";
import type { Zone } from "../../../data/model/zone.ts";
import { describeTown, published } from "../../towns/foreign.ts";
import { importOne } from "../hostile/one-file.ts";

// Files that accompany bug reports of calendar libraries, beside the days that another library sees in them.

const [FROM, TO] = ["1990-01-01", "2026-12-31" as Day];

interface Difference {
	readonly missing?: readonly string[];
	readonly extra?: readonly string[];
	readonly because: string;
}

const BY_ITS_DAY = "EXDATE;VALUE=DATE takes out the occurrence of that day, also of a series with times";

/** Where this house reads other days than that library, and why. By the end of the file's name. */
const DIFFERENCES: Readonly<Record<string, Difference>> = {
	"google_calendar_invalid_offset.ics": { missing: ["2003-02-08", "2003-02-09"], because: BY_ITS_DAY },
	"rdate_exdate.ics": { missing: ["2024-06-11"], because: BY_ITS_DAY },
	"datetime_vtimezone.ics": {
		missing: ["2023-03-12"],
		extra: ["2023-03-13"],
		because: "the file's own VTIMEZONE, behind the event, says UTC-7: 18:12 there is 02:12 of the next day in Berlin",
	},
	"exchange_whole_day_moved_recurrence.ics": {
		extra: ["2026-08-18"],
		because: "UNTIL=20260817T220000Z of a series of DATEs is local midnight of the 18th, as Exchange writes it",
	},
	"non-utc-until-ny.ics": {
		extra: ["2024-03-15"],
		because: "an UNTIL without a zone is in that of DTSTART: 14:00 in New York, exactly the last occurrence",
	},
	"issue_107_omitting_last_event.ics": {
		extra: ["2023-06-08"],
		because: "10:00 of Pacific time is 17:00Z, exactly UNTIL; that library does not know the misspelled zone",
	},
	"issue_148_ignored_exdate.ics": {
		missing: ["2024-07-15"],
		because: "the version with the higher SEQUENCE has an EXDATE for it",
	},
	"issue_75_range_parameter.ics": {
		missing: ["2024-09-22"],
		extra: ["2024-09-21", "2025-09-20"],
		because: "RANGE=THISANDFUTURE is a problem here (unread_recurrence), so nothing is written",
	},
};

function differenceOf(file: string): Difference {
	const name = Object.keys(DIFFERENCES).find((end) => file.endsWith(end));
	return (name === undefined ? undefined : DIFFERENCES[name]) ?? { because: "" };
}

type Read = ReturnType<typeof readFresh>;
const readBefore = new Map<string, Read>();

function read(file: string): Read {
	const known = readBefore.get(file) ?? readFresh(file);
	readBefore.set(file, known);
	return known;
}

function readFresh(file: string) {
	const { calendar, problems } = readIcsOctets(readFileSync(published("ics-corpus", file)), file, "utf-8");
	if (!calendar) return { events: [], days: [], told: problems.map(({ code }) => code), lost: [], held: 0 };
	const { found, flaws } = occurrencesOf(calendar, { zone: "Europe/Berlin" as Zone, last: TO, zones: {} });
	const days = found.flatMap(({ day }) => (day && FROM <= day && day <= TO ? [day] : []));
	const spoken = new Set([...found, ...flaws].map(({ event }) => event));
	return {
		events: calendar.events,
		days: [...new Set(days)].sort(),
		told: [...calendar.problems.map(({ code }) => code), ...flaws.map(({ flaw }) => flaw)],
		lost: calendar.events.filter((event) => !spoken.has(event)),
		held: calendar.held,
	};
}

describeTown("ics-corpus", () => {
	const files = readdirSync(published("ics-corpus", "")).filter((name) => name.endsWith(".ics"));
	const second: Readonly<Record<string, readonly string[]>> = JSON.parse(
		readFileSync(published("ics-corpus", "days.json"), "utf8"),
	);

	test("the days that another library sees, or a reason", () => {
		const compared = files.filter((file) => second[file]);
		expect(compared.length).toBeGreaterThan(190);
		for (const file of compared) {
			const { days } = read(file);
			const { missing = [], extra = [] } = differenceOf(file);
			const expected = [...(second[file] ?? []).filter((day) => !missing.includes(day)), ...extra].sort();
			expect(days, file).toEqual(expected);
		}
	});

	test("every event, task and note that the file begins is held, and says a day or why it has none", () => {
		for (const file of files) {
			const begun = readFileSync(published("ics-corpus", file), "latin1")
				.split(/[\r\n]+/u)
				.filter((line) => /^BEGIN:(?:VEVENT|VTODO|VJOURNAL)\s*$/iu.test(line));
			const { held, lost } = read(file);
			expect(held, file).toBeGreaterThanOrEqual(begun.length);
			expect(
				lost.map(({ line }) => line),
				file,
			).toEqual([]);
		}
	});

	test("every difference that is explained is one of a file that is there", () => {
		for (const end of Object.keys(DIFFERENCES))
			expect(
				files.some((file) => file.endsWith(end)),
				end,
			).toBe(true);
	});

	test("files that the other library cannot read: days, or a finding", async () => {
		for (const file of files.filter((name) => !second[name])) {
			const bytes = readFileSync(published("ics-corpus", file));
			const step = { as: "calendar", summaries: {}, street: "Alle" };
			const { problems } = await importOne(step, "f.ics", bytes);
			expect(problems.length, file).toBeGreaterThan(0);
			const { events, days, told } = read(file);
			expect(events.length === 0 || days.length > 0 || told.length > 0, file).toBe(true);
		}
	});
});
