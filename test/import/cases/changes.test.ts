import { afterAll, describe, expect, test } from "vitest";
import type { Imported } from "../../../data/import/import-town.ts";
import { CaseTown, collectionsAt, daysAt, describeCase, told } from "./shared-case.ts";

const towns: CaseTown[] = [];
afterAll(() => towns.map((town) => town.discard()));
const EXTRA = "50-an-extra-emptying/extra";

function townOf(path: string): CaseTown {
	const town = new CaseTown(path);
	towns.push(town);
	return town;
}

describeCase("50-an-extra-emptying", () => {
	test("extra: a date more, with its reason and its line; taken back, it goes", async () => {
		const town = townOf(EXTRA);
		const read = await town.import();
		expect(told([...read.problems, ...read.warnings])).toEqual([]);
		expect(daysAt(read, "Tour 1")).toEqual(["2026-01-05", "2026-01-12", "2026-01-14", "2026-01-19"]);
		const added = collectionsAt(read.imported, "Tour 1")[2];
		expect(added).toMatchObject({ planned: "2026-01-14", reason: "Zusatzleerung", note: "Zusatzleerung" });
		expect(added?.sources.date).toEqual({ file: "changes.csv", line: 2 });
		town.write("changes.csv", "service;round;from;to;reason\n");
		expect(daysAt(await town.import({ acceptLoss: true }), "Tour 1")).toEqual([
			"2026-01-05",
			"2026-01-12",
			"2026-01-19",
		]);
	});

	test("umlaut: read, whatever it was saved in", async () => {
		const read = await townOf("50-an-extra-emptying/umlaut").import();
		expect(daysAt(read, "Tour 1")).toEqual(["2026-01-05", "2026-01-14", "2026-01-19"]);
		expect(collectionsAt(read.imported, "Tour 1")[1]?.reason).toBe("Glätte");
	});
});

describeCase("50-an-extra-emptying", () => {
	const changed = async (content: string | Uint8Array) => {
		const town = townOf(EXTRA);
		town.write("changes.csv", content);
		const { imported, problems, warnings } = await town.import();
		return {
			imported,
			found: told([...problems, ...warnings]),
			what: [...problems, ...warnings].map((each) => each.what),
		};
	};
	const days = (imported: Imported | undefined) => collectionsAt(imported, "Tour 1").map(({ day }) => day.slice(5));
	const HEADER = "service;round;from;to;reason";

	describe("the file as a spreadsheet writes it", () => {
		const rows = [HEADER, "Restmüll;1;12.01.2026;14.01.2026;Glätte, überall"];
		const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));
		test.each<[string, string | Uint8Array]>([
			["semicolons, CRLF, byte order mark", `\ufeff${rows.join("\r\n")}\r\n`],
			["CR", rows.join("\r")],
			["commas", rows.join("\n").replaceAll(",", " ").replaceAll(";", ",")],
			["tabs", rows.join("\n").replaceAll(";", "\t")],
			["windows-1252", new Uint8Array(Buffer.from(rows.join("\r\n"), "latin1"))],
			["UTF-16 with tabs", utf16(rows.join("\r\n").replaceAll(";", "\t"))],
			["another order, capitals", "To;From;Reason;Service;Round\n14.01.2026;12.1.2026;Glätte;rest;1\n"],
		])("%s", async (_, content) => {
			const { imported, found } = await changed(content);
			expect(found).toEqual([]);
			expect(days(imported)).toEqual(["01-05", "01-14", "01-19"]);
			expect(collectionsAt(imported, "Tour 1")[1]?.reason).toContain("Glätte");
		});
	});

	test.each([
		[
			"a column misspelled",
			"service;round;form;to;reason\nrest;1;2026-01-12;2026-01-14;x\n",
			"changes.csv:1 unknown_column",
		],
		["a column missing", "service;from;to;reason\nrest;2026-01-12;2026-01-14;x\n", "changes.csv:1 unknown_column"],
		["no header", "rest;1;2026-01-12;2026-01-14;x\n", "changes.csv:1 unknown_column"],
		["no day", `${HEADER}\nrest;1;;;x\n`, "changes.csv:2 empty_change"],
		["a day that is none", `${HEADER}\nrest;1;30.02.2026;;x\n`, "changes.csv:2 bad_day"],
		["the same day", `${HEADER}\nrest;1;12.01.2026;12.01.2026;x\n`, "changes.csv:2 change_without_effect"],
		["an extra day of what?", `${HEADER}\n;;;14.01.2026;x\n`, "changes.csv:2 extra_without_service"],
		["an extra day of an unknown tour", `${HEADER}\nrest;9;;14.01.2026;x\n`, "changes.csv:2 extra_of_nobody"],
		["an extra day that is one", `${HEADER}\nrest;1;;12.01.2026;x\n`, "changes.csv:2 extra_without_effect"],
		["no collection then", `${HEADER}\nrest;1;13.01.2026;14.01.2026;x\n`, "changes.csv:2 shift_without_collection"],
		["an unknown tour", `${HEADER}\nrest;9;12.01.2026;14.01.2026;x\n`, "changes.csv:2 shift_without_collection"],
		[
			"two moves of one day",
			`${HEADER}\nrest;1;12.01.2026;13.01.2026;x\nrest;1;12.01.2026;14.01.2026;y\n`,
			"changes.csv:3 two_shifts",
		],
		[
			"a chain",
			`${HEADER}\nrest;1;12.01.2026;13.01.2026;x\nrest;1;13.01.2026;14.01.2026;y\n`,
			"changes.csv:3 shift_of_shift",
		],
	])("%s", async (_, content, finding) => {
		expect((await changed(content)).found).toContain(finding);
	});

	test("the nearest days are named, or the tours that there are", async () => {
		const near = await changed(`${HEADER}\nrest;1;13.01.2026;14.01.2026;x\n`);
		expect(near.what.join()).toContain("die nächsten Termine: Mo 12.1.2026, Mo 19.1.2026");
		const tour = await changed(`${HEADER}\nrest;9;12.01.2026;14.01.2026;x\n`);
		expect(tour.what.join()).toContain("eine Tour «9» gibt es dort nicht (vorhanden: 1)");
	});

	test("two dates that end up on one day are one bin, with both reasons", async () => {
		const { imported, found } = await changed(
			`${HEADER}\nrest;1;05.01.2026;12.01.2026;Streik\nrest;1;19.01.2026;12.01.2026;Fest\n`,
		);
		expect(found).toContain("changes.csv:2 days_meet");
		expect(days(imported)).toEqual(["01-12"]);
		expect(collectionsAt(imported, "Tour 1")[0]).toMatchObject({ planned: "2026-01-12", reason: "Streik · Fest" });
	});

	test("a label that two services have is told, and means neither in a change", async () => {
		const town = townOf(EXTRA);
		town.edit(({ services }) => services.push({ ...services[0], id: "rest-2" }));
		town.write("changes.csv", `${HEADER}\nRestmüll;1;12.01.2026;14.01.2026;x\n`);
		const { problems, warnings } = await town.import();
		expect(told([...problems, ...warnings])).toEqual(
			expect.arrayContaining(["changes.csv:2 two_services", "town.json same_label"]),
		);
	});

	test("an extra day twice is one", async () => {
		const { imported } = await changed(`${HEADER}\nrest;1;;14.01.2026;a\nrest;1;;14.01.2026;b\n`);
		expect(days(imported)).toEqual(["01-05", "01-12", "01-14", "01-19"]);
	});
});
