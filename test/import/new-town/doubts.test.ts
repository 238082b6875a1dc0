import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guessTown } from "../../../data/import/guess/guess.ts";
import { placesOf } from "../../../data/import/guess/paste.ts";
import { questionsAsText } from "../../../data/import/guess/questions.ts";
import { townAsText } from "../../../data/import/guess/town-text.ts";
import { withoutGuessMarks } from "../../../data/import/recipe/guess-marks.ts";

// What a wording, a column or a calendar leaves open is asked; what is plain is not.

interface Made {
	readonly services: readonly {
		readonly id: string;
		readonly label: string;
		readonly fraction: string;
		readonly usual?: unknown;
	}[];
	readonly recipe: {
		readonly read: readonly {
			readonly as: string;
			readonly street?: string;
			readonly stops?: readonly string[];
			readonly guessed?: unknown;
			readonly format?: string;
			readonly patterns?: readonly string[];
			readonly summaries: Readonly<Record<string, unknown>>;
			readonly service: { readonly map: Readonly<Record<string, unknown>> };
		}[];
	};
}

function made(...files: readonly (readonly [name: string, content: string])[]): Made & { text: string; json: string } {
	const found = files.map(([name, content]) => ({ name, bytes: new TextEncoder().encode(content) }));
	const { town, questions } = guessTown("musterstadt", found);
	return { ...(town as Made), text: questionsAsText("x", questions), json: JSON.stringify(town) };
}

interface Event {
	readonly what: string;
	readonly place?: string;
	readonly start?: string;
	readonly note?: string;
}

function calendar(events: readonly Event[], title?: string): string {
	const lines = events.flatMap(({ what, place, start, note }, at) => [
		"BEGIN:VEVENT",
		`UID:${at}@x`,
		`DTSTART${start ? "" : ";VALUE=DATE"}:${start ?? `202701${String(at + 10)}`}`,
		`SUMMARY:${what}`,
		...(place ? [`LOCATION:${place}`] : []),
		...(note ? [`DESCRIPTION:${note}`] : []),
		"END:VEVENT",
	]);
	const named = title ? [`X-WR-CALNAME:${title}`] : [];
	return ["BEGIN:VCALENDAR", "VERSION:2.0", ...named, ...lines, "END:VCALENDAR", ""].join("\r\n");
}

const wordings = (...all: string[]) => made(["a.ics", calendar(all.map((what) => ({ what })))]);

describe("a wording", () => {
	test.each([
		"Papier und Gelber Sack",
		"Bio-/Restmüll",
		"Bio- / Restmüll",
		"Haus- und Sperrmüll",
		"Restmüll + Papier",
		"Altpapier & Altglas",
		"Restmüll, Blaue Tonne",
		"Papier / G.Sack",
		"Restmüll + GT",
	])("of two things is asked: %s", (wording) => {
		const { recipe, text } = wordings(wording, "Weihnachtsbäume");
		expect(recipe.read[0]?.summaries[wording]).toBe("?");
		expect(text).toContain(`Was wird bei «${wording}» abgeholt?`);
	});

	test.each([
		"Anmeldung Sperrmüll bis 12 Uhr",
		"Annahmeschluss Schadstoffe",
		"Schadstoffannahme",
		"Flohmarkt",
		"Wertstoffhof geöffnet",
		"Bestellfrist Grünabfall",
	])("that is no collection, or a deadline, is asked: %s", (wording) => {
		expect(wordings(wording, "Biotonne").recipe.read[0]?.summaries[wording]).toBe("?");
	});

	test.each([
		"Restmüll (grüner Deckel)",
		"Blaue Tonne",
		"Schwarze Tonne",
		"Grüne Tonne",
		"Papier gelber Deckel",
		"Encombrants",
	])("that only a colour or nothing known tells is asked: %s", (wording) => {
		const { services, text } = wordings(wording, "Biotonne");
		expect(services.find(({ label }) => label === wording)?.fraction).toBe("?");
		expect(text).toContain(`Was ist «${wording}»?`);
	});

	test.each(["Restmüll 1.100 l", "Restmüll - 240 l", "Papier Container", "Restmüll Großbehälter"])(
		"of a large container is asked who has it: %s",
		(wording) => {
			expect(wordings(wording, "Biotonne").services.find(({ label }) => label === wording)?.usual).toBe("?");
		},
	);

	test.each([
		["Restmüll", "residual"],
		["Restabfall (graue Tonne)", "residual"],
		["Bio (braun)", "organic"],
		["Gelber Sack", "packaging"],
		["Gelbe/r Sack/Tonne", "packaging"],
		["Gelbe(r) Sack / Tonne", "packaging"],
		["Altpapier (blaue Tonne)", "paper"],
		["Restmüll, 14-täglich", "residual"],
		["Restmüll, alle 4 Wochen", "residual"],
		["Restmüll 4-wöchentlich", "residual"],
		["Weihnachtsbäume", "christmas-tree"],
		["Biomuell", "organic"],
	])("that is plain is not: %s", (wording, fraction) => {
		const { services, recipe } = wordings(wording, "Elektroschrott");
		expect(services.find(({ label }) => label === wording)).toMatchObject({ fraction });
		expect(services.find(({ label }) => label === wording)?.usual).toBeUndefined();
		expect(recipe.read[0]?.summaries[wording]).not.toBe("?");
	});

	test("a rhythm is never a service of its own", () => {
		const { services } = wordings("Restmüll, 14-täglich", "Biotonne, wöchentlich", "Papier, vierwöchentlich");
		expect(services.map(({ fraction }) => fraction)).toEqual(["residual", "organic", "paper"]);
	});
});

describe("a calendar", () => {
	test("whose van stops at places is asked whether it comes to the house", () => {
		const { recipe, text } = made([
			"a.ics",
			calendar([
				{ what: "Schadstoffe", place: "Marktplatz", start: "20270112T090000" },
				{ what: "Schadstoffe", place: "Bahnhof", start: "20270119T140000" },
				{ what: "Restmüll" },
			]),
		]);
		expect(recipe.read[0]).toMatchObject({ street: "?", stops: ["?"] });
		expect(text).toContain('`"stops": ["schadstoff"]`');
	});

	test("of the same name as another is asked for whom it is", () => {
		const { recipe } = made(
			["nord.ics", calendar([{ what: "Restmüll" }], "Abfuhr")],
			["sued.ics", calendar([{ what: "Restmüll" }], "Abfuhr")],
		);
		expect(recipe.read.map(({ street }) => street)).toEqual(["?", "?"]);
	});

	test("whose events only another property tells apart is asked whether it is read right", () => {
		const events = ["Nord", "Süd", "Nord", "Süd"].map((area) => ({ what: "Restmüll", note: `Gebiet ${area}` }));
		expect(made(["a.ics", calendar(events)]).recipe.read[0]?.guessed).toBe("?");
	});

	test.each([
		[[{ what: "Restmüll", place: "Privatweg 17a\\, 12345 Ort" }], undefined],
		[[{ what: "Restmüll" }, { what: "Papier" }], "Privatweg 17a, 12345 Ort"],
		[[{ what: "Privatweg 17a - Restmüll" }, { what: "Privatweg 17a - Papier" }], undefined],
		[[{ what: "Restmüll in Privatweg 17a" }, { what: "Papier in Privatweg 17a" }], undefined],
	] as const)("of one household keeps its number out of recipe and questions: %j", (events, title) => {
		const { json, text } = made(["a.ics", calendar(events, title)]);
		expect(json).not.toContain("17a");
		expect(text).not.toContain("17a");
	});
});

describe("a table", () => {
	test("of streets with a day and a time each is asked whether it comes to the house", () => {
		const rows = ["Hauptstraße", "Ringstraße", "Lindenweg"].map((street, at) => `1${at}.03.2027;${street};14:00`);
		const { recipe } = made(["schadstoffmobil.csv", `Datum;Straße;Uhrzeit\n${rows.join("\n")}\n`]);
		expect(recipe.read[0]?.street).toBe("?");
	});

	test("whose days could be months is asked for their form", () => {
		const { recipe } = made(["papier.csv", "Datum\n01/02/2027\n03/04/2027\n05/06/2027\n"]);
		expect(recipe.read[0]?.format).toBe("?");
	});

	test("with a column that nothing reads is asked whether it is read right", () => {
		const rows = ["05.01.2027;Restmüll;K1", "12.01.2027;Papier;K2", "19.01.2027;Restmüll;K1"];
		expect(made(["a.csv", `Datum;Abfallart;Kürzel\n${rows.join("\n")}\n`]).recipe.read[0]?.guessed).toBe("?");
	});

	test("whose heading names two things is asked, and its lines are found in town.json as they stand", () => {
		const rows = ["05.01.2027;12.01.2027;19.01.2027", "02.02.2027;09.02.2027;16.02.2027"];
		const text = `Restmüll;Papier / Gelb;Flohmarkt\n${rows.join("\n")}\n`;
		const files = [{ name: "a.csv", bytes: new TextEncoder().encode(text) }];
		const { town, questions } = guessTown("musterstadt", files);
		const asked = questions.filter(({ ask }) => /Papier \/ Gelb|Flohmarkt/u.test(ask));
		expect(asked).toHaveLength(2);
		for (const paste of asked.flatMap(({ answers }) => answers.flatMap(({ pastes }) => pastes)))
			if (paste.instead !== undefined) expect(placesOf(townAsText(town), paste), paste.instead).toHaveLength(1);
	});

	test("without a word for whom, beside another that says other days, is asked whether both are for the same houses", () => {
		const list = (...days: string[]) => `Datum;Abfallart\n${days.map((day) => `${day}.01.2027;Restmüll`).join("\n")}\n`;
		const { recipe } = made(["eins.csv", list("05", "19")], ["zwei.csv", list("08", "15")]);
		expect(recipe.read.map(({ guessed }) => guessed)).toEqual(["?", "?"]);
	});

	test("whose first row has no day keeps its header", () => {
		const { json } = made([
			"a.csv",
			"Abfallart;Bezirk;Datum\nRestmüll;Nord;\nPapier;Nord;12.01.2027\nPapier;Nord;26.01.2027\n",
		]);
		expect(JSON.parse(json).recipe.read[0]).toMatchObject({ service: { columns: ["Abfallart"] }, date: "Datum" });
		expect(json).not.toContain('"header"');
	});

	test("of moved days is no list of collections", () => {
		expect(made(["a.csv", "Von;Nach\n06.04.2027;07.04.2027\n17.05.2027;18.05.2027\n"]).recipe.read[0]?.as).toBe(
			"shifts",
		);
	});
});

test("the marks go out of any text, and nothing else does", () => {
	const key = fc.constantFrom("a", "guessed", "x,guessed", '"guessed": true');
	const tree = fc.letrec<{ node: unknown }>((tie) => ({
		node: fc.oneof({ maxDepth: 4 }, fc.boolean(), fc.string(), fc.array(tie("node")), fc.dictionary(key, tie("node"))),
	})).node;
	const unmarked = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(unmarked);
		if (typeof value !== "object" || value === null) return value;
		const kept = Object.entries(value).filter(([name, each]) => !(name === "guessed" && each === true));
		return Object.fromEntries(kept.map(([name, each]) => [name, unmarked(each)]));
	};
	fc.assert(
		fc.property(tree, fc.constantFrom(undefined, "\t", 2), (value, indent) => {
			const text = withoutGuessMarks(JSON.stringify(value, undefined, indent));
			expect(JSON.parse(text)).toEqual(unmarked(value));
		}),
	);
});
