import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TownFolder } from "../../data/import/command/town-folder.ts";
import { importTown } from "../../data/import/import-town.ts";
import { makeProblemLine, type Problem } from "../../data/model/problem.ts";
import { run } from "./command.ts";
import { findingsIn, SmallTown } from "./small-town.ts";

// A recipe with guesses in it is a trial until somebody confirms it; an open question stops everything.

let town: SmallTown;

beforeEach(() => {
	town = new SmallTown();
});
afterEach(() => town.discard());

/** Marks the first service and the first step as guessed, as `new-town` writes them. */
function guess(): void {
	Object.assign(town.town.services[0] ?? {}, { guessed: true });
	Object.assign(town.town.recipe.read[0] ?? {}, { guessed: true });
	town.save();
}

/** What the command does, without its process: the findings as lines, and whether it wrote. */
function imported(): { code: number; stdout: string; unchanged?: boolean } {
	const folder = new TownFolder(town.folder);
	const read = folder.readTown();
	const lines = (problems: readonly Problem[]) => problems.map(makeProblemLine).join("\n");
	if (!read.ok) return { code: 1, stdout: lines(read.problems) };
	const { id, file } = read.value;
	const previous = folder.readDataset();
	const given = {
		previous: previous?.ok ? previous.value : undefined,
		now: new Date().toISOString(),
		acceptLoss: false,
	};
	const { dataset, problems, warnings, unchanged } = importTown({ id, file, files: folder.readFiles(file), ...given });
	if (problems.length === 0 && !unchanged) folder.writeDataset(dataset);
	return { code: problems.length === 0 ? 0 : 1, stdout: lines([...problems, ...warnings]), unchanged };
}

describe("an open question", () => {
	test("stops the import wherever it stands, and is named with what to choose from", async () => {
		Object.assign(town.town, { state: "?", contact: { name: "?", email: "?" } });
		Object.assign(town.town.services[1] ?? {}, { fraction: "?" });
		Object.assign(town.town.recipe.read[1] ?? {}, {
			service: { columns: ["Leistung"], map: { Restmüll: "rest", Bio: "?" } },
		});
		town.save();
		const { code, stdout } = await run("import", town.folder);
		expect(code).toBe(1);
		expect(findingsIn(stdout)).toEqual([
			"town.json:3 [state]: open_question",
			"town.json:5 [contact.name]: open_question",
			"town.json:6 [contact.email]: open_question",
			"town.json:25 [services.1.fraction]: open_question",
			"town.json:78 [recipe.read.1.service.map.Bio]: open_question",
		]);
		expect(stdout).toContain("Was ist «Bio»? Eine Abfallart schreiben: residual (Restmüll), organic (Bioabfall)");
		expect(stdout).toContain("Was wird bei «Bio» abgeholt? Eine von rest, bio, garten, gelb schreiben");
		expect(town.has("dataset.json")).toBe(false);
	});

	test("keeps the confirmation away, too, and the last dataset as it is", async () => {
		expect(imported().code).toBe(0);
		const before = town.read("dataset.json");
		Object.assign(town.town, { name: "?" });
		guess();
		const { code, stdout } = await run("import", town.folder, "--confirm");
		expect([code, findingsIn(stdout)]).toEqual([1, ["town.json:2 [name]: open_question"]]);
		expect(town.read("dataset.json")).toBe(before);
		expect(town.read("town.json")).toContain("guessed");
	});

	test("is no question where a file's own text is meant", () => {
		const [streets, rhythms] = town.town.recipe.read;
		Object.assign(streets ?? {}, {
			rounds: [
				{ services: ["rest"], column: "Rest", none: ["?"] },
				{ services: ["bio"], column: "Bio" },
			],
		});
		Object.assign(rhythms ?? {}, { several: { Bezirk: "?" } });
		town.save();
		expect(imported().stdout).not.toContain("open_question");
	});
});

describe("a recipe with guesses", () => {
	test("says so at the end of the report, with the command that confirms it", async () => {
		guess();
		expect((await run("import", town.folder)).stdout).toContain(`npm run import -- ${town.folder} --confirm`);
	});

	test("is told at each import, and its dataset is a trial", () => {
		guess();
		for (const _ of [1, 2]) {
			const { code, stdout } = imported();
			expect(code).toBe(0);
			expect(stdout).toContain("guess: Vermutet, noch nicht bestätigt: «Restmüll» (rest) ist Restmüll.");
			expect(stdout).toContain("guess: Vermutet, noch nicht bestätigt: strassen.csv ist ein Straßenverzeichnis");
			expect(town.dataset.town.confirmed).toBe(false);
		}
	});

	test("may be corrected without a loss: nothing of the trial is left", () => {
		guess();
		imported();
		town.town.recipe.read = town.town.recipe.read.filter(({ file }) => file !== "gelb.ics");
		town.town.services = town.town.services.filter(({ id }) => id !== "gelb");
		town.rewrite("strassen.csv", 9, "Weg am See;;2;B");
		Object.assign(town.town.recipe.read[0] ?? {}, { everywhere: ["garten"] });
		Object.assign(town.town, { coverage: { from: "2026-01-01", to: "2026-06-30" } });
		town.write("garten.csv", ["Datum", "16.03.2026"]);
		town.save();
		const { code, stdout } = imported();
		expect([code, stdout]).toEqual([0, expect.not.stringContaining("great_loss")]);
		expect(stdout).not.toContain("kept_dates");
		const { retired, services, streets, coverage } = town.dataset;
		expect([retired.places.size, retired.services, coverage.to]).toEqual([0, [], "2026-06-30"]);
		expect(services.map(({ id }) => id)).not.toContain("gelb");
		expect(streets.map(({ name }) => name)).not.toContain("Weg zum See");
	});

	test("the same files again change not one byte of the trial", () => {
		guess();
		imported();
		const before = town.read("dataset.json");
		expect(imported().unchanged).toBe(true);
		expect(town.read("dataset.json")).toBe(before);
	});

	test("is confirmed by --confirm: the marks go, all else of town.json stays; then a loss is asked about again", async () => {
		const unmarked = town.read("town.json");
		guess();
		imported();
		const { code, stdout } = await run("import", town.folder, "--confirm");
		expect([code, stdout]).toEqual([0, expect.stringContaining("Bestätigt: 2 Vermutungen.")]);
		expect(town.read("town.json")).toBe(unmarked);
		expect(town.dataset.town.confirmed).toBe(true);
		expect(town.read("dataset.json")).not.toContain("confirmed");
		const again = imported();
		expect([again.code, again.unchanged]).toEqual([0, true]);
		expect(again.stdout).not.toContain("guess:");
		town.town.coverage.to = "2026-06-30";
		for (const step of town.town.recipe.read) Object.assign(step, { period: { from: "2026-01-01", to: "2026-12-31" } });
		town.write("touren.csv", town.read("touren.csv").replaceAll(";2;;", ";8;;"));
		town.town.services = town.town.services.map((each) => ({ ...each, guessed: undefined }));
		town.town.recipe.read = town.town.recipe.read.map((each) => ({ ...each, guessed: undefined }));
		town.save();
		expect(imported().stdout).toContain("great_loss");
	});

	test("a guess that is written into a confirmed town is told, and the town stays confirmed", () => {
		expect(imported().code).toBe(0);
		guess();
		const { stdout } = imported();
		expect(stdout).toContain("guess: Vermutet");
		expect(town.dataset.town.confirmed).toBe(true);
	});

	test("a town that people wrote has nothing to confirm", async () => {
		const { code, stdout } = await run("import", town.folder, "--confirm");
		expect([code, stdout]).toEqual([0, expect.stringContaining("Zu bestätigen war nichts")]);
		expect(town.dataset.town.confirmed).toBe(true);
	});
});
