import { expect, test } from "vitest";
import { collectionsAt } from "../cases/shared-case.ts";
import { importOne } from "../hostile/one-file.ts";

// Whose dates a calendar holds: by its name, by LOCATION, by what stands around the wording.

function calendar(...events: (readonly [day: string, summary: string, ...others: string[]])[]): string {
	const lines = events.flatMap(([day, summary, ...others]) => [
		"BEGIN:VEVENT",
		`DTSTART;VALUE=DATE:${day}`,
		`SUMMARY:${summary}`,
		...others,
		"END:VEVENT",
	]);
	return ["BEGIN:VCALENDAR", ...lines, "END:VCALENDAR", ""].join("\r\n");
}

async function read(step: object, file: string, content: string) {
	const imported = await importOne({ as: "calendar", summaries: { Restmüll: "rest" }, ...step }, file, content);
	return {
		days: (street: string, number?: string) => collectionsAt(imported, street, number).map(({ day }) => day),
		codes: imported.problems.map(({ code }) => code),
		effects: imported.warnings.flatMap(({ code, where }) => (code === "no_effect" ? [where.field] : [])),
		imported,
	};
}

test("several zones within a wording, and all of them where none is named", async () => {
	const step = {
		patterns: ["{what} Zone {round}"],
		several: { round: "+" },
		fill: { round: ["A", "B"] },
		street: "Zone {round}",
	};
	const content = calendar(
		["20260106", "Restmüll Zone A"],
		["20260107", "Restmüll Zone B"],
		["20260120", "Restmüll Zone A+B"],
		["20260203", "Restmüll"],
	);
	const { days, codes, effects } = await read(step, "f.ics", content);
	expect(codes).toEqual([]);
	expect(days("Zone A")).toEqual(["2026-01-06", "2026-01-20", "2026-02-03"]);
	expect(days("Zone B")).toEqual(["2026-01-07", "2026-01-20", "2026-02-03"]);
	expect(effects).toEqual([]);
});

test("street and house numbers from the name of the file", async () => {
	const step = { named: "{street}_{nr}.ics", street: "{street}", numbers: "{nr}" };
	const { days, codes } = await read(step, "Hauptstraße_1-15.ics", calendar(["20260106", "Restmüll"]));
	expect(codes).toEqual([]);
	expect(days("Hauptstraße", "7")).toEqual(["2026-01-06"]);
	expect((await read(step, "Hauptstraße.ics", calendar(["20260106", "Restmüll"]))).codes).toContain("name_not_fit");
	const wrong = await read(step, "Hauptstraße_7-3-x.ics", calendar(["20260106", "Restmüll"]));
	expect(wrong.codes).toContain("unread_numbers");
});

test("street, postcode and locality from LOCATION", async () => {
	const step = {
		location: "{street}, {nr}, {plz:number} {ort}",
		street: "{street}",
		numbers: "{nr}",
		postcode: "{plz}",
		locality: "{ort}",
	};
	const content = calendar(
		["20260106", "Restmüll", "LOCATION:Am Weg\\, 7\\, 12345 Neustadt"],
		["20260113", "Restmüll", "LOCATION:Am Weg\\, 8\\, 12345 Neustadt"],
	);
	const { days, codes, imported } = await read(step, "f.ics", content);
	expect(codes).toEqual([]);
	expect(days("Am Weg", "7")).toEqual(["2026-01-06"]);
	expect(days("Am Weg", "8")).toEqual(["2026-01-13"]);
	expect(imported.dataset.streets[0]).toMatchObject({ postcode: "12345", locality: "Neustadt" });
	const elsewhere = await read(step, "f.ics", calendar(["20260106", "Restmüll", "LOCATION:Rathaus"]));
	expect(elsewhere.codes).toContain("unfilled_placeholder");
});

test("what of the recipe no calendar of the step needed is told, once a field", async () => {
	const step = {
		summaries: { Restmüll: "rest", Restmul: "rest", Flohmarkt: null },
		patterns: ["{what} in Neustadt"],
		split: [" / "],
		stops: ["rest"],
		street: "Alle",
	};
	const { effects } = await read(step, "f.ics", calendar(["20260106", "Restmüll"]));
	expect(effects).toEqual(["summaries", "patterns", "split", "stops"].map((field) => `recipe.read.0.${field}`));
});

test("tasks count as held; what the recipe leaves out is no finding, and an event without a wording is one", async () => {
	const task = ["BEGIN:VTODO", "DUE;VALUE=DATE:20260106", "SUMMARY:Gebühr", "END:VTODO"].join("\r\n");
	const content = calendar(["20260106", "Restmüll"], ["20260107", "Flohmarkt"]).replace(
		"END:VCALENDAR",
		`${task}\r\nEND:VCALENDAR`,
	);
	const summaries = { Restmüll: "rest", Flohmarkt: null, Gebühr: null };
	const { codes, imported } = await read({ summaries, street: "Alle" }, "f.ics", content);
	expect(codes).toEqual([]);
	expect(imported.rows.get("f.ics")).toEqual({ held: 3, read: 1, leftOut: 2 });
	const { Gebühr, ...others } = summaries;
	expect((await read({ summaries: others, street: "Alle" }, "f.ics", content)).codes).toEqual(["not_an_event"]);
	expect(Gebühr).toBeNull();
	expect((await read({ street: "Alle" }, "f.ics", calendar(["20260106", ""]))).codes).toContain("unmapped_service");
});

test("the day after: an event on the evening of 31 December belongs to the next year", async () => {
	const step = { dayAfter: true, street: "Alle" };
	const { days, codes } = await read(step, "f.ics", calendar(["20260105", "Restmüll"], ["20251231", "Restmüll"]));
	expect(codes).toEqual([]);
	expect(days("Alle")).toEqual(["2026-01-01", "2026-01-06"]);
	expect((await read(step, "f.ics", calendar(["20261231", "Restmüll"]))).codes).toContain("outside_coverage");
});

test("a zone that nobody knows is asked, and the recipe may answer", async () => {
	const content = calendar(["20260106", "Restmüll"]).replace(";VALUE=DATE:20260106", ";TZID=Hausrat:20260105T220000");
	expect((await read({ street: "Alle" }, "f.ics", content)).codes).toEqual(["unknown_zone"]);
	const { days } = await read({ street: "Alle", zones: { Hausrat: "Etc/GMT+3" } }, "f.ics", content);
	expect(days("Alle")).toEqual(["2026-01-06"]);
});
