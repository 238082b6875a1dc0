import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run, runMany } from "./command.ts";
import { SmallTown } from "./small-town.ts";

/** Everything that must not reach a terminal as it is. */
const STEERING = /[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u;
const HOSTILE = "\u001b[31mRot\u0007\u202eweg\u009b\u2066<b>";

let town: SmallTown;

beforeAll(async () => {
	town = new SmallTown();
	town.town.recipe.known.push({ where: "*", code: "garbled_text", because: "sie sollen bis zum Bildschirm kommen" });
	town.save();
	town.rewrite("strassen.csv", 9, "Weg zum See;;2;B", "Am Hang;1-9;1;A", `${HOSTILE};1-9;2;B`, `${HOSTILE};10-20;1;A`);
	town.rewrite("verschiebungen.csv", 2, `06.04.2026;07.04.2026;Oster${HOSTILE}montag`);
	expect((await run("import", town.folder)).code).toBe(0);
});

afterAll(() => town.discard());

describe("usage: exit 2, and how to call it", () => {
	test("import", async () => {
		const calls = [[], ["--farbe"], [town.folder, town.folder], ["/nirgends"], [town.folder, "--undo", "--farbe"]];
		const answers = await runMany("import", calls);
		expect(answers.map(({ code }) => code)).toEqual(calls.map(() => 2));
		expect(answers[0]?.stderr.match(/Aufruf: npm run import -- ORDNER/gu)).toHaveLength(calls.length);
	});

	test("collections", async () => {
		const calls = [
			[],
			[town.folder],
			["--street", "Ahornweg"],
			[town.folder, "--street", "Ahornweg", "--farbe"],
			[town.folder, "--street", "Ahornweg", "--number", "zwölf"],
			[town.folder, "--street", "Ahornweg", "--number", "0"],
			[town.folder, "--street", "Ahornweg", "--from", "2026-02-30"],
			[town.folder, "--street", "Ahornweg", "--to", "morgen"],
		];
		const answers = await runMany("collections", calls);
		expect(answers.map(({ code }) => code)).toEqual(calls.map(() => 2));
		expect(answers[0]?.stderr.match(/Aufruf: npm run collections -- ORDNER/gu)).toHaveLength(calls.length);
		expect(answers.map(({ stdout }) => stdout).join("")).toBe("");
	});

	test("collections of a town that was never compiled: exit 1, and the command that does it", async () => {
		const { code, stderr } = await run("collections", "/nirgends", "--street", "Ahornweg");
		expect([code, stderr]).toEqual([1, expect.stringContaining("npm run import -- /nirgends")]);
	});

	test("a broken dataset: exit 1, what and remedy", async () => {
		const broken = new SmallTown();
		broken.write("dataset.json", "{");
		const [asked, imported] = [
			await run("collections", broken.folder, "--street", "x"),
			await run("import", broken.folder),
		];
		broken.discard();
		expect([asked.code, imported.code]).toEqual([1, 1]);
		for (const text of [asked.stderr, imported.stdout])
			expect(text).toMatch(/dataset\.json: broken_dataset: .*npm run import/u);
	});
});

describe("collections", () => {
	test("CSV: the contract's header, by day, then service, the moved date with both its sources", async () => {
		const { code, stdout } = await run(
			"collections",
			town.folder,
			"--street",
			"birkenweg",
			"--from",
			"2026-03-23",
			"--to",
			"2026-04-15",
		);
		expect(code).toBe(0);
		expect(stdout.split("\n")).toEqual([
			"day;planned;fraction;service;reason;source",
			"2026-03-23;2026-03-23;residual;rest;;touren.csv:3",
			"2026-04-01;2026-04-01;organic;bio;;touren.csv:4",
			`2026-04-07;2026-04-06;residual;rest;Oster\\u{1b}[31mRot\\u{7}\\u{202e}weg\\u{9b}\\u{2066}<b>montag;touren.csv:3 > verschiebungen.csv:2`,
			"2026-04-15;2026-04-15;organic;bio;;touren.csv:4",
			"",
		]);
	});

	test("CSV: a reason that a spreadsheet would run stands there as text", async () => {
		const odd = new SmallTown();
		odd.save();
		odd.rewrite("verschiebungen.csv", 2, "06.04.2026;07.04.2026;=HYPERLINK(A1)");
		expect((await run("import", odd.folder)).code).toBe(0);
		const { stdout } = await run("collections", odd.folder, "--street", "Birkenweg");
		odd.discard();
		expect(stdout).toContain(";'=HYPERLINK(A1);");
		expect(stdout).not.toMatch(/;"?=/u);
	});

	test("JSON: the same dates, and the line that assigns", async () => {
		const { stdout } = await run(
			"collections",
			town.folder,
			"--street",
			"Birkenweg",
			"--from",
			"2026-04-07",
			"--to",
			"2026-04-07",
			"--json",
		);
		expect(JSON.parse(stdout)).toMatchObject({
			town: "kleinstadt",
			street: "Birkenweg",
			coverage: { from: "2026-01-01", to: "2026-12-31" },
			collections: [
				{
					day: "2026-04-07",
					planned: "2026-04-06",
					service: "rest",
					label: "Restmüll",
					assigned: { file: "strassen.csv", line: 3 },
				},
			],
		});
	});

	test("an address that is not decided: exit 3, the choices, no date", async () => {
		const calls = [
			["--street", "Hauptstr."],
			["--street", "Am Hang", "--number", "10"],
			["--street", "Unbekannt"],
			["--street", HOSTILE],
		].map((given) => [town.folder, ...given]);
		const answers = await runMany("collections", calls);
		expect(answers.map(({ code }) => code)).toEqual([3, 3, 3, 3]);
		expect(answers.map(({ stdout }) => stdout).join("")).toBe("");
		const told = answers[0]?.stderr ?? "";
		expect(told).toContain("Hauptstraße · Nr. 1–15\nHauptstraße · Nr. ab 16\n");
		expect(told).toContain("Am Hang · Nr. 1–9\n");
		expect(told).toContain("Die Straße «Unbekannt» gibt es nicht.");
		expect(told).toContain("<b> · Nr. 10–20");
		expect(told).not.toMatch(STEERING);
	});

	test("the choices as JSON", async () => {
		const { code, stdout } = await run("collections", town.folder, "--street", "Hauptstraße", "--json");
		expect(code).toBe(3);
		const { choices } = JSON.parse(stdout) as { choices: { part: string }[] };
		expect(choices.map(({ part }) => part)).toEqual(["Nr. 1–15", "Nr. ab 16"]);
	});
});

test("names with control and bidi characters do not reach the terminal raw: in problems and in differences", async () => {
	town.rewrite("verschiebungen.csv", 2, `06.04.2026;08.04.2026;Oster${HOSTILE}montag`);
	const moved = await run("import", town.folder);
	expect(moved.code).toBe(0);
	expect(moved.stdout).toMatch(
		/Restmüll, .*<b> 1–9 und 4 weitere: 5 Termine verschoben, zuerst 2026-04-07 -> 2026-04-08/u,
	);
	town.rewrite("strassen.csv", 10, "Am Hang;1-9;1;A", `Weg ${HOSTILE};9 bis ${HOSTILE};1;A`);
	const wrong = await run("import", town.folder);
	expect(wrong.code).toBe(1);
	expect(wrong.stdout).toContain("strassen.csv:11: unread_numbers: «9 bis \\u{1b}[31mRot");
	for (const { stdout, stderr } of [moved, wrong]) expect(`${stdout}${stderr}`).not.toMatch(STEERING);
});

describe("a source that is no plain file", () => {
	const swapped = async (make: (path: string) => void) => {
		const odd = new SmallTown();
		odd.save();
		const path = join(odd.folder, "garten.csv");
		rmSync(path);
		make(path);
		const { code, stdout } = await run("import", odd.folder);
		odd.discard();
		return [code, /garten\.csv: no_plain_file/u.test(stdout)];
	};

	test("a pipe is not waited for", async () => {
		expect(await swapped((path) => execFileSync("mkfifo", [path]))).toEqual([1, true]);
	});

	test("a folder, and links that lead out of the town's folder or to a device, are refused", async () => {
		expect(await swapped((path) => mkdirSync(path))).toEqual([1, true]);
		expect(await swapped((path) => symlinkSync("/etc/hostname", path))).toEqual([1, true]);
		expect(await swapped((path) => symlinkSync("/dev/zero", path))).toEqual([1, true]);
	});

	test("a link within the folder is the file that it leads to", async () => {
		const odd = new SmallTown();
		odd.save();
		renameSync(join(odd.folder, "garten.csv"), join(odd.folder, "garten-2026.csv"));
		symlinkSync("garten-2026.csv", join(odd.folder, "garten.csv"));
		expect((await run("import", odd.folder)).code).toBe(0);
		odd.discard();
	});
});
