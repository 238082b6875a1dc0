import { describe, expect, test } from "vitest";
import { importOne } from "./hostile/one-file.ts";
import { workbook } from "./hostile/workbook.ts";

// «Entfällt» is said in a field, a property, a title or a note that the recipe does not read: that is told with its place.

const ALL = { districts: "Alle" };

const told = async (step: object, file: string, content: string | Uint8Array) => {
	const { problems, warnings } = await importOne(step, file, content, ALL);
	expect(problems).toEqual([]);
	return warnings.filter(({ code }) => code.startsWith("unread_")).map(({ code, where }) => `${code} ${where.line}`);
};

describe("a calendar", () => {
	const days = ["20260106", "20260113", "20260120", "20260127", "20260203"];
	const calendar = (at: number, ...more: string[]) =>
		[
			"BEGIN:VCALENDAR",
			...days.flatMap((day, nth) => [
				"BEGIN:VEVENT",
				`DTSTART;VALUE=DATE:${day}`,
				"SUMMARY:Restmüll",
				"DESCRIPTION:Bitte ab 6 Uhr bereitstellen",
				...(nth === at ? more : []),
				"END:VEVENT",
			]),
			"END:VCALENDAR",
			"",
		].join("\r\n");
	const step = { as: "calendar", summaries: { Restmüll: "rest" }, street: "Alle" };

	test.each([
		"COMMENT:entfällt",
		"X-HINWEIS:verschoben auf Mittwoch",
		"X-CANCELLED:TRUE",
		"LOCATION:keine Abfuhr",
		"CATEGORIES:ausgefallen",
	])("that says %s", async (line) => {
		expect(await told(step, "d.ics", calendar(1, line))).toEqual(["unread_change 7"]);
	});

	test("in the DESCRIPTION of one event", async () => {
		const text = calendar(9).replace("Bitte ab 6 Uhr bereitstellen", "Termin entfällt");
		expect(await told(step, "d.ics", text)).toEqual(["unread_change 2"]);
	});

	test("in what a pattern catches and nothing reads", async () => {
		const text = calendar(9).replace("SUMMARY:Restmüll", "SUMMARY:Restmüll (entfällt)");
		const patterns = { ...step, patterns: ["{what} ({hinweis})"] };
		expect(await told(patterns, "d.ics", text)).toEqual(["unread_change 2"]);
	});

	test("in what it says of itself", async () => {
		const text = calendar(9).replace(
			"BEGIN:VCALENDAR",
			"BEGIN:VCALENDAR\r\nX-WR-CALDESC:Alle Termine um einen Tag verschoben",
		);
		expect(await told(step, "d.ics", text)).toEqual(["unread_change 2"]);
	});

	test.each(["COMMENT:Deckel zu", "X-CANCELLED:FALSE", "X-MICROSOFT-CDO-BUSYSTATUS:FREE", "STATUS:CONFIRMED"])(
		"not where it says %s",
		async (line) => {
			expect(await told(step, "d.ics", calendar(1, line))).toEqual([]);
		},
	);

	test("not where each event says the same, nor where the recipe reads it", async () => {
		const general = calendar(9).replaceAll(
			"Bitte ab 6 Uhr",
			"Bei Feiertagen verschiebt sich der Termin. Bitte ab 6 Uhr",
		);
		expect(await told(step, "d.ics", general)).toEqual([]);
		const only = { ...step, not: { DESCRIPTION: "Termin*" } };
		expect(await told(only, "d.ics", general.replace("Bei Feiertagen", "Termin entfällt"))).toEqual([]);
	});

	test("of districts in LOCATION that nobody reads", async () => {
		const text = days
			.concat(days.map((day) => String(Number(day) + 1)))
			.reduce(
				(all, day, at) =>
					all.replace(
						"END:VCALENDAR",
						`BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:${day}\r\nSUMMARY:Restmüll\r\nLOCATION:${at < 5 ? "Nord" : "Süd"}\r\nEND:VEVENT\r\nEND:VCALENDAR`,
					),
				"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
			);
		expect(await told(step, "d.ics", text)).toEqual(["unread_district 2"]);
	});
});

describe("JSON and XML", () => {
	const entries = ["05", "12", "19", "26"].map((day) => ({ datum: `2026-01-${day}`, art: "Restmüll", bezirk: "1" }));
	const step = { as: "dates", service: "rest", date: "Tag", format: "YYYY-MM-DD" };
	const json = { ...step, tree: { rows: "termine/*", columns: { Tag: "datum" } } };
	const listed = (change: object, more: object = {}) =>
		JSON.stringify(
			{ ...more, termine: entries.map((each, at) => (at === 1 ? { ...each, ...change } : each)) },
			null,
			1,
		);

	test.each([
		{ status: "entfällt" },
		{ hinweis: { text: "verschoben" } },
		{ cancelled: true },
		{ isCancelled: 1 },
		{ nachtrag: "2026-01-13" },
	])("a field that is not read: %j", async (change) => {
		expect((await told(json, "d.json", listed(change))).map((each) => each.slice(0, 11))).toEqual(
			["unread_chan", "unread_day "].filter((code) =>
				code.startsWith("nachtrag" in change ? "unread_day" : "unread_chan"),
			),
		);
	});

	test("what stands above the entries", async () => {
		expect(await told(json, "d.json", listed({}, { hinweis: "Im Januar entfällt eine Leerung" }))).toEqual([
			"unread_change 2",
		]);
		expect(await told(json, "d.json", listed({}, { info: [{ text: "verlegt" }] }))).toEqual(["unread_change 4"]);
	});

	test.each([{ status: "ok" }, { cancelled: false }, { stand: "2025-12-01T10:00" }])(
		"not where it says nothing: %j",
		async (change) => {
			expect(await told(json, "d.json", listed(change))).toEqual([]);
		},
	);

	test("not where it is read, be it by another step, nor where all say the same", async () => {
		const read = {
			...json,
			note: "Hinweis",
			tree: { rows: "termine/*", columns: { Tag: "datum", Hinweis: "status" } },
		};
		expect(await told(read, "d.json", listed({ status: "verlegt" }))).toEqual([]);
		const same = JSON.stringify({
			termine: entries.map((each) => ({ ...each, info: "Feiertage verschieben Termine" })),
		});
		expect(await told(json, "d.json", same)).toEqual([]);
	});

	test("an attribute", async () => {
		const xml = `<k>\n${entries.map(({ datum }, at) => `<t d="${datum}"${at === 2 ? ' status="entfällt"' : ""}/>`).join("\n")}\n</k>`;
		const step2 = { ...step, tree: { rows: "k/t", columns: { Tag: "@d" } } };
		expect(await told(step2, "d.xml", xml)).toEqual(["unread_change 4"]);
	});
});

describe("a page and a text", () => {
	const step = {
		as: "dates",
		service: "rest",
		date: "t",
		text: { html: true, patterns: [{ row: "{t:day} Restmüll" }] },
	};
	const page = (head: string, row: string, more = "") =>
		`<html><head>${head}</head><body>${more}\n<ul><li>05.01.2026 Restmüll</li>\n<li${row}>12.01.2026 Restmüll</li></ul></body></html>`;

	test.each([
		[page("<title>Alle Termine verschoben</title>", ""), "unread_change 1"],
		[page("", "", "<table><caption>Verschoben!</caption></table>"), "unread_lines 1"],
		[page("", ' title="entf&auml;llt"'), "unread_change 3"],
		[page("", ' class="termin cancelled"'), "unread_change 3"],
		[page("", " data-status=verschoben"), "unread_change 3"],
	])("%s", async (html, found) => {
		expect(await told(step, "d.html", html)).toEqual([found]);
	});

	test("not where it says nothing of dates", async () => {
		const html = page(
			"<title>Abfallkalender</title>",
			' class="termin" title="Restmüll"',
			'<a href="/termin-verschieben">Menü</a>',
		);
		expect(await told(step, "d.html", html)).toEqual([]);
	});

	test.each(["05.01.2026 Restmüll\nAchtung: Abfuhr entfällt\n", "Abfuhr entfällt\n05.01.2026 Restmüll\n"])(
		"%j",
		async (text) => {
			const lines = { ...step, text: { patterns: [{ row: "{t:day} Restmüll" }] } };
			expect((await told(lines, "d.txt", text)).map((each) => each.slice(0, 12))).toEqual(["unread_lines"]);
		},
	);
});

describe("a column of districts that no step reads", () => {
	const table = (name: string, districts: readonly string[], days: (at: number) => string) =>
		`Datum;${name}\n${[0, 1, 2, 3].flatMap((week) => districts.map((district, at) => `${days(at * 2 + week * 7 + 5)};${district}`)).join("\n")}\n`;
	const january = (day: number) => `${String(day).padStart(2, "0")}.01.2026`;
	const step = { as: "dates", service: "rest", date: "Datum" };

	test.each(["Bezirk", "Zone", "Tour", "Ortsteil", "Abfuhrgebiet", "X"])("«%s»", async (name) => {
		expect(await told(step, "d.csv", table(name, ["A", "B"], january))).toEqual(["unread_district 2"]);
	});

	test("not where all have the same days, where it is read, or where it is the weekday", async () => {
		expect(
			await told(
				step,
				"d.csv",
				table("Bezirk", ["A", "B"], (day) => january(day - ((day - 5) % 7))),
			),
		).toEqual([]);
		const { warnings } = await importOne(
			{ ...step, round: "Bezirk" },
			"d.csv",
			table("Bezirk", ["A", "B"], january),
			ALL,
		);
		expect(warnings.filter(({ code }) => code === "unread_district")).toEqual([]);
		expect(await told({ ...step, only: { Bezirk: "A" } }, "d.csv", table("Bezirk", ["A", "B"], january))).toEqual([]);
		expect(await told(step, "d.csv", table("Tag", ["Mo", "Mi"], january))).toEqual([]);
		expect(await told(step, "d.csv", table("Bemerkung", ["Deckel zu", ""], january))).toEqual([]);
	});
});

test("what stands above the names of the columns", async () => {
	const rows = [["Am 24.12. entfällt die Abfuhr"], ["Datum"], ["05.01.2026"]];
	const step = { as: "dates", service: "rest", date: "Datum", header: 2 };
	expect(await told({ ...step, sheet: 1 }, "d.xlsx", workbook(rows))).toEqual(["unread_change 1"]);
	expect(await told(step, "d.csv", rows.join("\n"))).toEqual(["unread_change 1"]);
	expect(await told(step, "d.csv", `Abfuhrkalender 2026\n${rows.slice(1).join("\n")}`)).toEqual([]);
});

describe("a weekday beside a rhythm or a rule", () => {
	const rhythm = { as: "rhythms", service: "rest", round: "Tour", first: "Beginn", weeks: "Wochen" };
	const rule = { as: "rules", service: "rest", round: "Tour", rule: "Regel" };
	const wrong = async (step: object, content: string) => {
		const { warnings } = await importOne(step, "d.csv", content, ALL);
		return warnings.flatMap(({ code, where }) => (code === "wrong_weekday" ? [where.line] : []));
	};

	test.each([
		[rhythm, "Tour;Beginn;Wochen;Tag\n1;06.01.2026;2;Mi\n2;07.01.2026;2;Mi\n", [2]],
		[rhythm, "Tour;Beginn;Wochen;Tag\n1;06.01.2026;2;Dienstag\n2;07.01.2026;2;Mi\n", []],
		[rhythm, "Tour;Beginn;Wochen;Rest\n1;06.01.2026;2;grau\n2;07.01.2026;2;Mi\n", []],
		[rule, "Tour;Regel;Wochentag\n1;jeden Dienstag;Di\n2;Mittwoch in geraden Wochen;Fr\n", [3]],
		[rule, "Tour;Regel;Wochentag\n1;jeden Dienstag;Di\n2;Mittwoch in geraden Wochen;Mi\n", []],
	])("%#", async (step, content, lines) => {
		expect(await wrong(step, content)).toEqual(lines);
	});

	test("and beside days in a column that is called so, however short the list", async () => {
		const dates = { as: "dates", service: "rest", date: "Datum" };
		expect(await wrong(dates, "Datum;Wochentag\n06.01.2026;Mi\n")).toEqual([2]);
		expect(await wrong(dates, "Datum;Wochentag\n06.01.2026;Di\n13.01.2026;Mo\n20.01.2026;Di\n")).toEqual([3]);
		expect(await wrong(dates, "Datum;Abfuhrtag\n06.01.2026;Mo\n13.01.2026;Mo\n")).toEqual([]);
	});
});

describe("what stands above an empty row", () => {
	const step = { as: "dates", service: "rest", date: "Datum", round: "Bezirk", down: ["Bezirk"] };
	const carried = async (given: object, content: string | Uint8Array, file = "d.csv") => {
		const { warnings } = await importOne({ ...step, ...given }, file, content, ALL);
		return warnings.flatMap(({ code, where }) => (code === "down_over_blank" ? [where.line] : []));
	};
	const rows = [
		["Bezirk", "Datum"],
		["1", "06.01.2026"],
		["", "13.01.2026"],
		["", ""],
		["", "20.01.2026"],
		["2", "21.01.2026"],
	];
	const csv = (of: readonly (readonly string[])[]) => of.map((row) => row.join(";")).join("\n");

	test("is told where it goes on below it", async () => {
		expect(await carried({}, csv(rows))).toEqual([5]);
		expect(await carried({}, csv(rows).replace("\n;\n", "\n\n\n"))).toEqual([6]);
		expect(await carried({ sheet: 1, format: "DD.MM.YYYY" }, workbook(rows), "d.xlsx")).toEqual([5]);
	});

	test("and not where it does not", async () => {
		expect(await carried({}, csv(rows.map((row, at) => (at === 4 ? ["1", "20.01.2026"] : row))))).toEqual([]);
		expect(await carried({}, csv(rows.filter((_, at) => at !== 3)))).toEqual([]);
	});
});
