import { describe, expect, test } from "vitest";
import { readHtml } from "../../../data/import/read/html-lines.ts";
import { readJsonTree } from "../../../data/import/read/json-tree.ts";
import { rowsOfTree } from "../../../data/import/read/tree.ts";
import { readXmlTree } from "../../../data/import/read/xml-tree.ts";
import { importOne } from "../hostile/one-file.ts";

const STEP = { as: "dates", service: "rest", date: "Datum", round: "Tour", format: "YYYY-MM-DD" };

async function told(csv: string, step: object = {}): Promise<string[]> {
	const imported = await importOne({ ...STEP, ...step }, "d.csv", csv, { districts: "Bezirk {round}" });
	return [...imported.problems, ...imported.warnings]
		.filter(
			({ code }) =>
				!["service_without_dates", "only_date", "missing_round", "early_end", "late_start", "gap"].includes(code),
		)
		.map(({ code, where }) => `${code} ${where.line}`);
}

const ROWS = "2026-01-05;Nord;\n2026-01-19;Nord;\n2026-02-02;Nord;\n";

describe("a table that is not as it seems", () => {
	test.each([
		["nothing to say", `Datum;Tour;Notiz\n${ROWS}`, {}, []],
		["commas, tabs", "Datum,Tour,Notiz\n2026-01-05,Nord,\n", {}, ["wrong_separator 1"]],
		["tabs", "Datum\tTour\n2026-01-05\tNord\n", {}, ["wrong_separator 1"]],
		["semicolons", "Datum;Tour\n2026-01-05;Nord\n", { separator: "," }, ["wrong_separator 1"]],
		[
			"one column whose name has a comma",
			"Datum, Tag\n2026-01-05\n2026-01-19\n",
			{ date: "Datum, Tag", round: undefined },
			[],
		],
		["a separator too many", `Datum;Tour;Notiz\n${ROWS}2026-02-16;;Nord;Eis\n`, {}, ["long_rows 5"]],
		[
			"one separator too many with nothing behind it: the cells behind it have moved",
			`Datum;Tour;Notiz\n${ROWS}2026-02-16;Nord;\n2026-03-02;Nord;;\n2026-03-16;Nord;\n`,
			{},
			["empty_cell_too_many 6"],
		],
		[
			"one separator too many in every row",
			`Datum;Tour\n${ROWS}2026-02-16;Nord;\n2026-03-02;Nord;\n2026-03-16;Nord;\n`,
			{},
			[],
		],
		["separators at the end", "Datum;Tour\n2026-01-05;Nord;;;\n2026-01-19;Nord;\n", {}, []],
		["a column by number, behind the header", "Datum;\n2026-01-05;Nord;x\n2026-01-19;Nord;x\n", { round: 3 }, []],
		[
			"a row cut before a column that is read",
			`Datum;Notiz;Tour\n2026-01-05;;Nord\n2026-01-19;;Nord\n2026-02-02;\n`,
			{ round: "Tour" },
			["short_rows 4"],
		],
		["a row cut behind all that is read", `Datum;Tour;Notiz\n${ROWS}2026-02-16;Nord\n`, {}, ["cut_row 5"]],
		[
			"a name twice that is read",
			"Datum;Tour;Tour\n2026-01-05;Nord;Süd\n2026-01-19;Nord;Süd\n",
			{},
			["column_twice 1"],
		],
		["a name twice that is not read", "Datum;Tour;x;x\n2026-01-05;Nord;;\n2026-01-19;Nord;;\n", {}, []],
		["files that were joined", `Datum;Tour;Notiz\n${ROWS}Datum;Tour;Notiz\n2026-02-16;Nord;\n`, {}, ["header_again 5"]],
		["a web page", "\n<!DOCTYPE html>\n<title>Wartung</title>\n", {}, ["web_page 1"]],
		["the separator said in the first line", `sep=;\nDatum;Tour;Notiz\n${ROWS}`, {}, []],
		["another one said in the first line", `sep=,\nDatum,Tour\n2026-01-05,Nord\n`, {}, ["wrong_separator 1"]],
		[
			"a quote that opens and does not close",
			`Datum;Tour;Notiz\n2026-01-05;"Nord;\n2026-01-19;Nord;\n`,
			{},
			["unclosed_quote 2"],
		],
	])("%s", async (_, csv, step, expected) => {
		expect((await told(csv, step)).filter((each) => !each.startsWith("bad_day"))).toEqual(expected);
	});

	test("the line of the separator is no line of the header, and every row keeps its own", async () => {
		const imported = await importOne(STEP, "d.csv", `sep=;\r\nDatum;Tour;Notiz\r\n${ROWS}`, {
			districts: "Bezirk {round}",
		});
		expect(imported.dataset.rounds[0]?.dates.map(({ source }) => source?.line)).toEqual([3, 4, 5]);
	});

	test("a row too short for a column that holds several", async () => {
		expect(
			await told(`Datum;Notiz;Tour\n2026-01-05;;A,B\n2026-01-19;;A,B\n2026-02-02\n`, { several: { Tour: "," } }),
		).toContain("short_rows 4");
	});
});

const lines = (html: string) => readHtml(html, "p").lines.map(({ line, text }) => `${line} ${text}`);
const codes = (html: string) => readHtml(html, "p").problems.map(({ code, where }) => `${code} ${where.line}`);

describe("a page as its reader sees it", () => {
	test.each([
		["hidden", "<p>a</p>\n<p hidden>5.1. x</p>\n<p>b</p>", ["1 a", "3 b"], ["unseen_text 2"]],
		[
			"hidden by its style, with elements of its kind within",
			"<div style='color:red; display: none'><div>5.1.</div>\n6.1.</div>b",
			["2 b"],
			["unseen_text 1"],
		],
		["struck out", "<li><s>5.1.</s> 6.1. Rest", ["1 6.1. Rest"], ["unseen_text 1"]],
		["hidden, without a day", "<nav hidden>Menü</nav>a", ["1 a"], []],
		["scripts off", "<noscript>5.1.</noscript><template>6.1.</template>a", ["1 a"], []],
		["a head that does not end", "<html><head><title>x</title><body>a</body></html>", ["1 a"], []],
		["a page that does not end", "<html><head><title>x</title><body>a", ["1 a"], ["part_of_page 1"]],
		["a comment that does not end", "a\n<!-- 5.1. Rest", ["1 a"], ["cut_page 2"]],
		["a script that does not end", "a\n<script>5.1. Rest", ["1 a"], ["cut_page 2"]],
		["a tag that does not end", "a\n<td class='x' ", ["1 a"], ["cut_page 2"]],
		["a sign that is no tag", "bis < 120 l<br>ab 3 <b>5</b>", ["1 bis < 120 l", "1 ab 3 5"], []],
		["a tag with > in quotes", '<a title="a > b">c</a>', ["1 c"], []],
		["names of characters", "S&eacute;gu&szlig;&shy;e&#150;&ldquo;&rarr;&auml;", ["1 Séguße–“→ä"], []],
		["an input that is hidden", "<input type=hidden value='5.1.'>a", ["1 a"], []],
	])("%s", (_, html, seen, findings) => {
		expect([lines(html), codes(html)]).toEqual([seen, findings]);
	});
});

describe("trees", () => {
	const xml = (text: string) => {
		const read = readXmlTree(text);
		return "root" in read ? rowsOfTree(read.root, "k/e", ["d", "@a"]).map(({ cells }) => cells.join("|")) : read.line;
	};

	test.each([
		[
			"CDATA, entities, a comment within",
			"<k><e a='&#228;'><d><![CDATA[5 < 6]]><!-- x -->&auml;</d></e></k>",
			["5 < 6ä|ä"],
		],
		[
			"a document type with declarations",
			'<?xml version="1.0"?>\n<!DOCTYPE k [<!ENTITY a "b">\n]>\n<k><e><d>1</d></e></k>',
			["1|"],
		],
		["two roots", "<k/>\n<k/>", 2],
		["text behind the root", "<k/>\nund noch etwas", 2],
		["an element that is not closed", "<k>\n<e>\n</k>", 3],
		["cut within a tag", "<k>\n<e a='", 2],
	])("XML: %s", (_, text, expected) => {
		const read = xml(text);
		if (typeof expected === "number") expect(read).toBeGreaterThanOrEqual(expected - 1);
		else expect(read).toEqual(expected);
	});

	test("JSON: a name twice in one object", () => {
		const read = readJsonTree('[{"a":1},\n{"a":1,"b":{"a":2},\n"a":3}]');
		expect("root" in read && read.twice).toEqual({ line: 3, name: "a" });
		expect(readJsonTree('[{"a":1},{"a":2}]')).not.toHaveProperty("twice.name");
	});

	test.each([
		["JSON", `[${Array.from({ length: 200_000 }, () => '{"d":1}').join(",")}]`, readJsonTree],
		["XML", `<k>${"<e><d>1</d></e>".repeat(200_000)}</k>`, readXmlTree],
	])("%s of one line of megabytes ends in time", (_, text, read) => {
		const began = performance.now();
		expect(read(text)).toHaveProperty("root");
		expect(performance.now() - began).toBeLessThan(20_000);
	});
});
