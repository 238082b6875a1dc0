import { describe, expect, test } from "vitest";
import { guessTown } from "../../data/import/guess/guess.ts";
import { townAsText } from "../../data/import/guess/town-text.ts";
import { fieldsOf, filledIn } from "../../web/desk/draft/answer-fields.ts";
import { answered, stillOpen, written } from "../../web/desk/draft/ask.ts";
import { withLines } from "../../web/desk/draft/changes-lines.ts";
import { mergedTown } from "../../web/desk/draft/merge.ts";
import { followChanges } from "../../web/desk/draft/published-changes.ts";
import { leftOut } from "../../web/desk/draft/remedies.ts";
import { meaning, withNewService, withoutIdleServices, wordingEntries } from "../../web/desk/draft/wordings.ts";
import { openMarks, withStandIns } from "../../web/desk/town/open-marks.ts";
import { at, type Json, parseJson, withAt } from "../../web/desk/town/value.ts";

// What the forms do to `town.json`: nothing but what they say.

const DAYS = ["07.01.2027", "21.01.2027", "04.02.2027"];
const bytesOf = (text: string) => new TextEncoder().encode(text);
const LIST = bytesOf(
	`Datum;Abfallart;Bezirk\n${DAYS.flatMap((day) => [`${day};Restmüll;A`, `${day};Flohmarkt;B`, `${day};Grüngut;A`]).join("\n")}\n`,
);

function made() {
	const { town, questions } = guessTown("musterstadt", [{ name: "termine.csv", bytes: LIST }]);
	return { json: townAsText(town), questions };
}

function parsedTown(json: string): Json {
	const parsed = parseJson(json);
	if (!("value" in parsed)) throw new Error(`no JSON: ${json}`);
	return parsed.value;
}

describe("a value", () => {
	const town = { b: 1, a: { "x.y": [1, 2, 3] }, c: null };

	test("keeps the order of what was there, whatever is changed", () => {
		expect(JSON.stringify(withAt(town, ["b"], 2))).toBe('{"b":2,"a":{"x.y":[1,2,3]},"c":null}');
		expect(JSON.stringify(withAt(town, ["a", "x.y", 1], undefined))).toBe('{"b":1,"a":{"x.y":[1,3]},"c":null}');
		expect(JSON.stringify(withAt(town, ["d", "e"], "f"))).toBe('{"b":1,"a":{"x.y":[1,2,3]},"c":null,"d":{"e":"f"}}');
		expect(withAt(town, ["a"], undefined)).toEqual({ b: 1, c: null });
	});

	test("does not take what an object has by birth for an entry", () => {
		expect(at({}, ["constructor"])).toBeUndefined();
		expect(at({ toString: 1 }, ["toString"])).toBe(1);
	});
});

describe("a question", () => {
	test("stands until its line is gone, by whatever way", () => {
		const { json, questions } = made();
		const open = stillOpen(questions, json).map(({ ask }) => ask);
		expect(open).toContain("Wird bei «Flohmarkt» etwas abgeholt?");
		const byText = written(withAt(parsedTown(json), ["recipe", "read", 0, "service", "map", "Flohmarkt"], null));
		expect(stillOpen(questions, byText).map(({ ask }) => ask)).not.toContain("Wird bei «Flohmarkt» etwas abgeholt?");
		expect(openMarks(parsedTown(byText)).length).toBe(openMarks(parsedTown(json)).length - 1);
	});

	test("an example is filled in, never taken as it is proposed", () => {
		const { json, questions } = made();
		const contact = questions.find(({ ask }) => ask.startsWith("Wer beantwortet"))?.answers[0];
		if (!contact) throw new Error("not asked");
		const fields = fieldsOf(contact);
		expect(fields.map(({ key, kind, isExample }) => `${key} ${kind} ${isExample}`)).toEqual([
			"name text true",
			"email email true",
		]);
		const given = new Map(fields.map((field) => [field, field.key === "name" ? 'Amt "Nord"' : "a@b.example"]));
		const next = answered(json, filledIn(contact, given));
		expect(next && at(parsedTown(next), ["contact"])).toEqual({ name: 'Amt "Nord"', email: "a@b.example" });
	});

	test("the name of the districts is written without the recipe's brackets", () => {
		const { json, questions } = made();
		const answer = questions.find(({ ask }) => ask.startsWith("Wie heißen die Bezirke"))?.answers[0];
		const [field] = answer ? fieldsOf(answer) : [];
		if (!answer || !field) throw new Error("not asked");
		expect([field.value, field.tail]).toEqual(["Bezirk ", "{round}"]);
		const next = answered(json, filledIn(answer, new Map([[field, "Zone "]])));
		expect(next && at(parsedTown(next), ["recipe", "districts"])).toBe("Zone {round}");
	});

	test("of an answer whose question has gone nothing is changed", () => {
		const { json } = made();
		expect(answered(json, [{ instead: '"nothing": "?"', lines: '"nothing": 1' }])).toBeUndefined();
	});

	test("whatever is open has something that stands in for it", () => {
		expect(openMarks(withStandIns(parsedTown(made().json)))).toEqual([]);
	});
});

describe("a wording", () => {
	const town = parsedTown(made().json);

	test("each is listed with what it is", () => {
		const entries = wordingEntries(town).map(({ wording, services }) => `${wording}: ${services?.join() ?? "?"}`);
		expect(entries).toEqual(["Restmüll: rest", "Flohmarkt: ?", "Grüngut: bio"]);
	});

	test("becomes several, none, or a new service, and idle services go", () => {
		const [rest, market, green] = wordingEntries(town);
		if (!rest || !market || !green) throw new Error("not listed");
		const map = (value: Json) => at(value, ["recipe", "read", 0, "service", "map"]);
		expect(map(meaning(town, market, ["rest", "bio"]))).toMatchObject({ Flohmarkt: ["rest", "bio"] });
		expect(map(meaning(town, market, []))).toMatchObject({ Flohmarkt: null });
		const added = withNewService(town, "Flohmarkt");
		expect(map(meaning(added.town, market, [added.id]))).toMatchObject({ Flohmarkt: added.id });
		const idle = withoutIdleServices(meaning(town, green, ["rest"]));
		expect(at(idle, ["services"])).toHaveLength(1);
	});
});

test("new files come beside what stands: services of a name are one, what a clerk wrote stays", () => {
	const answeredTown = withAt(parsedTown(made().json), ["services", 0, "id"], "restmuell");
	const now = withAt(
		withAt(answeredTown, ["recipe", "read", 0, "service", "map", "Restmüll"], "restmuell"),
		["putOut", "note"],
		"nur hier",
	);
	const { town: fresh } = guessTown("musterstadt", [
		{
			name: "2028.csv",
			bytes: bytesOf("Datum;Abfallart\n04.01.2028;Restmüll\n05.12.2028;Papier\n02.02.2028;Papier\n"),
		},
	]);
	const merged = mergedTown(now, parsedTown(townAsText(fresh)));
	expect(at(merged, ["putOut", "note"])).toBe("nur hier");
	expect(at(merged, ["recipe", "read", 1, "service", "map", "Restmüll"])).toBe("restmuell");
	expect(wordingEntries(merged).map(({ wording }) => wording)).toEqual([
		"Restmüll",
		"Flohmarkt",
		"Grüngut",
		"Restmüll",
		"Papier",
	]);
	expect(at(merged, ["coverage", "to"])).toBe("2028-12-31");
});

test("what is left out stands in the recipe with its place and its reason", () => {
	const problem = {
		level: "problem",
		code: "missing_street",
		where: { file: "a.csv", line: 3 },
		what: "",
		remedy: "",
	} as const;
	expect(leftOut({}, problem, "so gewollt", false)).toEqual({
		recipe: { known: [{ where: "a.csv:3", code: "missing_street", because: "so gewollt" }] },
	});
	expect(leftOut({}, problem, "so gewollt", true)).toMatchObject({ recipe: { known: [{ where: "a.csv" }] } });
});

describe("changes.csv of a draft, when another one was published meanwhile", () => {
	const file = (...lines: string[]) => `${["service;from;reason", ...lines].join("\n")}\n`;
	const [own, strike, ice] = ["bio;2027-05-01;Fest", "rest;2027-01-07;Streik", "rest;2027-01-14;Eis"];

	test("takes what was published where the clerk has brought nothing of that kind", () => {
		expect(followChanges("", undefined, file(strike))).toBe(file(strike));
		expect(followChanges(file(strike), file(strike), file(strike, ice))).toBe(file(strike, ice));
	});

	test("keeps the clerk's lines, adds what was published and leaves out what was undone", () => {
		expect(followChanges(file(own), undefined, file(strike))).toBe(file(own, strike));
		expect(followChanges(file(own, strike), file(strike), file(ice))).toBe(file(own, ice));
		expect(followChanges(file(strike), file(strike), "")).toBe("");
	});

	test("stays as it is where its columns are others", () => {
		expect(followChanges("from,service\n2027-05-01,bio\n", undefined, file(strike))).toBe(
			"from,service\n2027-05-01,bio\n",
		);
	});
});

describe("a line of changes.csv", () => {
	const line = { service: "rest", round: "", from: "2027-01-07", to: "", reason: 'Streik; "heute"' };

	test("stands below what is there, in its order and with its separator", () => {
		expect(withLines("", [line])).toBe('service;round;from;to;reason\nrest;;2027-01-07;;"Streik; ""heute"""\n');
		expect(withLines("from,to,service,round,reason\r\n2027-01-01,,bio,,Fest\r\n", [line])).toBe(
			'from,to,service,round,reason\r\n2027-01-01,,bio,,Fest\n2027-01-07,,rest,,"Streik; ""heute"""\n',
		);
	});
});
