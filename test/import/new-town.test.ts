import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { parseDataset } from "../../data/model/dataset-file.ts";

// A stranger's files, and nothing else: the first recipe can be imported, and what was guessed is asked.

const HOUSE = fileURLToPath(new URL("../../", import.meta.url));
const home = mkdtempSync(join(tmpdir(), "tonnentag-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

function command(name: string, ...given: string[]) {
	const ran = spawnSync(process.execPath, [`data/import/command/${name}.ts`, ...given], {
		cwd: HOUSE,
		encoding: "utf8",
	});
	return { code: ran.status, stdout: ran.stdout, stderr: ran.stderr };
}

function written(name: string, content: string, encoding: BufferEncoding = "utf8"): string {
	const path = join(home, name);
	writeFileSync(path, Buffer.from(content, encoding));
	return path;
}

/** What no file says, answered in every town alike. */
const FACTS = {
	name: "Musterstadt",
	state: "HE",
	contact: { name: "Abfallberatung", email: "abfall@musterstadt.example" },
	putOut: { earliest: "18:00", latest: "06:00" },
	publisher: "Musterstadt",
};

/** The dataset that the guessed recipe compiles to, once its questions are answered; `recipe` changes it. */
function compiled(
	town: string,
	files: readonly string[],
	recipe: (made: { districts?: string }) => object = (made) => made,
) {
	const folder = join(home, town);
	const made = command("new-town", folder, ...files);
	expect(made.stderr).toBe("");
	expect(made.code).toBe(0);
	const refused = command("import", folder);
	expect([refused.code, refused.stdout]).toEqual([1, expect.stringContaining("open_question")]);
	const guessed = JSON.parse(readFileSync(join(folder, "town.json"), "utf8"));
	writeFileSync(
		join(folder, "town.json"),
		JSON.stringify({ ...guessed, ...FACTS, recipe: recipe(guessed.recipe) }, undefined, "\t"),
	);
	const imported = command("import", folder);
	expect(imported.stdout).toContain("Keine Fehler");
	expect(imported.code).toBe(0);
	const read = parseDataset(readFileSync(join(folder, "dataset.json"), "utf8"));
	if (!read.ok) throw new Error(JSON.stringify(read.problems));
	return { dataset: read.value, stdout: made.stdout, folder };
}

/** «1-15» means both sides. */
const bothSides = (recipe: object): object => {
	const { read, ...others } = recipe as { readonly read: readonly { readonly numbers?: object }[] };
	const answered = read.map((step) => ({
		...step,
		...(step.numbers && { numbers: { ...step.numbers, equalEnds: "both-sides" } }),
	}));
	return { ...others, read: answered };
};
const forAll = (recipe: object) => ({ ...recipe, districts: "Alle" });
const byDistrict = (recipe: object) => ({ ...recipe, districts: "Bezirk {round}" });

const DAYS = ["07.01.2027", "21.01.2027", "04.02.2027", "18.02.2027"];

test("a list of streets and a list of dates", () => {
	const streets = written(
		"strassen.csv",
		"Straße;Hausnummern;Bezirk\nAhornweg;;A\nHauptstraße;1-15;A\nHauptstraße;16-Ende;B\nAm Ring;;B\n",
	);
	const rows = DAYS.flatMap((day) => [
		`${day};Restmüll;A`,
		`${day};Restmüll;B`,
		`${day};Bioabfall;A`,
		`${day};Bioabfall;B`,
	]);
	const dates = written("termine.csv", `Datum;Abfallart;Bezirk\n${rows.join("\n")}\n`);
	const { dataset, stdout, folder } = compiled("listenstadt", [streets, dates], bothSides);
	expect(dataset.streets.map(({ name, places }) => `${name} ${places.length}`)).toEqual([
		"Ahornweg 1",
		"Am Ring 1",
		"Hauptstraße 2",
	]);
	expect(dataset.services.map(({ id, fraction }) => `${id} ${fraction}`)).toEqual(["rest residual", "bio organic"]);
	expect(stdout).toContain("Wie heißt die Gemeinde?");
	expect(readFileSync(join(folder, "FRAGEN.md"), "utf8")).toContain('`"name": "Listenstadt"`');
	expect(readFileSync(join(folder, "FRAGEN.md"), "utf8")).toContain("Wer beantwortet Fragen");
	expect(existsSync(join(folder, "source", "termine.csv"))).toBe(true);
});

test("a column of dates per fraction, separated by TAB, in cp1252", () => {
	const file = written(
		"kalender.txt",
		`Restmüll\tPapier\tGelbe Säcke\n${DAYS.map((day) => `${day}\t${day}\t${day}`).join("\n")}\n`,
		"latin1",
	);
	const { dataset } = compiled("spaltenstadt", [file], forAll);
	expect(dataset.services.map(({ label }) => label)).toEqual(["Restmüll", "Papier", "Gelbe Säcke"]);
	expect(dataset.rounds.map(({ dates }) => dates.length)).toEqual([4, 4, 4]);
});

test("several fractions in one cell", () => {
	const rows = DAYS.map((day) => `Donnerstag;${day};Restmüll / Papier`);
	const { dataset } = compiled(
		"zellenstadt",
		[written("a.csv", `Wochentag;Datum;Abfuhrart\n${[...rows, "Donnerstag;04.03.2027;Papier"].join("\n")}\n`)],
		forAll,
	);
	expect(dataset.services.map(({ id }) => id).sort()).toEqual(["papier", "rest"]);
});

test("a feed with street, town and several fractions around one another", () => {
	const event = (day: string, summary: string) => [
		"BEGIN:VEVENT",
		`DTSTART:${day}`,
		`SUMMARY:${summary}`,
		"END:VEVENT",
	];
	const lines = [
		"BEGIN:VCALENDAR",
		...event("20270107", "Lindenweg - Restmüll, Papier"),
		...event("20270114", "Lindenweg - Biotonne"),
		...event("20270121", "Lindenweg - Papier"),
		"END:VCALENDAR",
	];
	const { dataset } = compiled("feedstadt", [written("feed.ics", lines.join("\r\r\n"))]);
	expect(dataset.streets.map(({ name }) => name)).toEqual(["Lindenweg"]);
	expect(dataset.services.map(({ fraction }) => fraction)).toEqual(["residual", "paper", "organic"]);
});

test("JSON and XML lists; no district means all", () => {
	const list = [
		...DAYS.map((day, at) => ({ date: day, service: "Papier", region: at % 2 ? "Nord" : "Süd" })),
		{ date: "25.02.2027", service: "Papier", region: null },
	];
	const { dataset } = compiled("jsonstadt", [written("liste.json", JSON.stringify(list, undefined, "\t"))], byDistrict);
	expect(dataset.streets.map(({ name }) => name)).toEqual(["Bezirk Nord", "Bezirk Süd"]);
	expect(dataset.rounds.map(({ dates }) => dates.length)).toEqual([3, 3]);
	const xml = DAYS.map((day) => `<Abfuhr Datum="${day}" Abfall="Bio"/>`).join("\n");
	expect(
		compiled("xmlstadt", [written("liste.xml", `<?xml version="1.0"?>\n<Kalender>\n${xml}\n</Kalender>`)], forAll)
			.dataset.rounds[0]?.dates.length,
	).toBe(4);
});

test("what is not recognised is a question", () => {
	const letter = written("brief.txt", "Sehr geehrte Damen und Herren,\n\nanbei der Plan.\n");
	const { code, stdout } = command("new-town", join(home, "briefstadt"), letter);
	expect(code).toBe(0);
	expect(stdout).toContain("Was enthält brief.txt?");
});

test("usage, a bad name, a missing file, and a folder that is there: exit 2, nothing written over", () => {
	expect(command("new-town").code).toBe(2);
	expect(command("new-town", join(home, "Bad Name"), join(home, "feed.ics")).stderr).toContain(
		"taugt nicht als Ordner",
	);
	expect(command("new-town", join(home, "neu"), join(home, "keine.csv")).stderr).toContain("Nicht gefunden");
	const before = readFileSync(join(home, "feedstadt", "town.json"), "utf8");
	expect(command("new-town", join(home, "feedstadt"), join(home, "feed.ics")).stderr).toContain("gibt es schon");
	expect(readFileSync(join(home, "feedstadt", "town.json"), "utf8")).toBe(before);
});
