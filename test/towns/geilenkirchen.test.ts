import { beforeAll, expect, test } from "vitest";
import { collectionsOf } from "../../data/model/dataset.ts";
import { describeTown, difference, type Imported, importForeign, linesOf, tell } from "./foreign.ts";

const TOWN = "geilenkirchen-2026";
const DISTRICTS = ["1", "2", "3", "4", "5", "6"];

const SERVICES: Readonly<Record<string, string>> = {
	"Altpapier (blaue Tonne)": "papier",
	"Bioabfall (braune Tonne)": "bio",
	Grünschnittabfuhr: "garten",
	"Leichtverpackungen (Gelbe Tonne)": "gelb",
	"Restabfall (graue Tonne)": "rest",
};

interface Event {
	readonly line: number;
	readonly date: string;
}

/** Each event as it stands there, line by line; the times are floating, so the day is what is written. */
function readEvents(district: string): Event[] {
	const events: Event[] = [];
	let [line, summary, day] = [0, "", ""];
	linesOf(TOWN, `Abfuhrkalender_Bezirk_${district}.ics`).forEach((text, at) => {
		expect(text).not.toMatch(/^[ \t]/u); // no folded lines in these files
		if (text === "BEGIN:VEVENT") [line, summary, day] = [at + 1, "", ""];
		if (text.startsWith("SUMMARY:")) summary = text.slice(8);
		if (text.startsWith("DTSTART:")) day = `${text.slice(8, 12)}-${text.slice(12, 14)}-${text.slice(14, 16)}`;
		if (text === "END:VEVENT") events.push({ line, date: `${day} ${SERVICES[summary]}` });
	});
	return events;
}

describeTown(TOWN, () => {
	let town: Imported;
	beforeAll(async () => {
		town = await importForeign(TOWN);
	});

	test("every date of the six calendars, and nothing else; each from the line of its event", () => {
		const differences: string[] = [];
		let [events, dates] = [0, 0];
		const twice: string[] = [];
		for (const district of DISTRICTS) {
			const found = readEvents(district);
			// A date that the calendar has twice is collected once; the first line counts.
			const firsts = new Map(found.toReversed().map(({ date, line }) => [date, line]));
			twice.push(
				...found.filter(({ date, line }) => firsts.get(date) !== line).map(({ line }) => `${district}:${line}`),
			);
			events += found.length;
			dates += firsts.size;
			const street = town.dataset.streets.find(({ name }) => name === `Bezirk ${district}`);
			expect(street?.places).toHaveLength(1);
			const actual = (street?.places ?? []).flatMap((place) =>
				collectionsOf(town.dataset, place).map(
					({ day, planned, service, sources }) =>
						`${day} ${planned === day} ${service.id} ${sources.date.file}:${sources.date.line}`,
				),
			);
			const expected = [...firsts].map(([date, line]) => {
				const [day, service] = date.split(" ");
				return `${day} true ${service} Abfuhrkalender_Bezirk_${district}.ics:${line}`;
			});
			differences.push(...difference(expected, actual));
		}
		expect(differences).toEqual([]);
		expect(events).toBe(609);
		expect(dates).toBe(606);
		expect(town.dataset.streets).toHaveLength(6);
		const warned = town.report.warnings.map(({ code, where }) => `${code} ${where.file.slice(-5, -4)}:${where.line}`);
		// The published calendars leave out a date of district 3 in October, and have two pairs of dates in district 1.
		const odd = ["missing_date 3:522", "near_dates 1:665", "near_dates 1:852"];
		expect(warned.sort()).toEqual([...twice.map((each) => `day_twice ${each}`), ...odd].sort());
		tell({
			town: "Geilenkirchen 2026",
			rows: events,
			acknowledged: town.report.acknowledged.length,
			dates,
			differences: differences.length,
		});
	});
});
