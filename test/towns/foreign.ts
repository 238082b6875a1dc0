import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import type { Dataset } from "../../data/model/dataset.ts";
import { parseDataset } from "../../data/model/dataset-file.ts";
import { type HouseNumber, parseHouseNumber } from "../../data/model/number.ts";
import type { Problem } from "../../data/model/problem.ts";
import { type Ran, run } from "../import/command.ts";

/** Published schedules of real towns, which lie beside the house and are not part of it. */
const SHARED = fileURLToPath(new URL("../../../shared/data/", import.meta.url));

/** Runs where the files are; says loudly where they are not; on CI they must be there. */
export function describeTown(town: string, tests: () => void): void {
	if (existsSync(join(SHARED, town))) {
		describe(town, tests);
		return;
	}
	const why = `${town}: ${join(SHARED, town)} is not there, so its published dates are not compared`;
	if (process.env.CI) {
		test(town, () => expect.fail(why));
		return;
	}
	console.warn(`SKIPPED ${why}`);
	// The tests read their files while they are collected, so not even that may happen.
	test.skip(why, () => undefined);
}

export function published(town: string, file: string): string {
	return join(SHARED, town, file);
}

/** A UTF-8 file as its lines; a line's number is its index + 1. */
export function linesOf(town: string, file: string): string[] {
	return readFileSync(published(town, file), "utf8").split(/\r?\n/u);
}

interface Report {
	readonly problems: readonly Problem[];
	readonly warnings: readonly Problem[];
	readonly acknowledged: readonly { readonly problem: Problem }[];
	readonly rows: Readonly<Record<string, { readonly held: number; readonly read: number }>>;
}

export interface Imported {
	/** A folder with `town.json` and the `dataset.json` that the command wrote. */
	readonly folder: string;
	readonly dataset: Dataset;
	readonly json: string;
	readonly report: Report;
	readonly ran: Ran;
}

/** Compiles the town's recipe with the real command, into a folder that is gone afterwards. */
export async function importForeign(town: string): Promise<Imported> {
	const home = mkdtempSync(join(tmpdir(), "tonnentag-"));
	afterAll(() => rmSync(home, { recursive: true, force: true }));
	const folder = join(home, town);
	mkdirSync(folder);
	const recipe = readFileSync(new URL(`./${town}/town.json`, import.meta.url), "utf8");
	const file = JSON.parse(recipe) as { recipe: { folder: string } };
	file.recipe.folder = relative(folder, join(SHARED, town));
	writeFileSync(join(folder, "town.json"), JSON.stringify(file));
	const ran = await run("import", folder, "--json");
	const report = JSON.parse(ran.stdout) as Report;
	if (ran.code !== 0) throw new Error(JSON.stringify(report.problems.slice(0, 5)));
	const json = readFileSync(join(folder, "dataset.json"), "utf8");
	const parsed = parseDataset(json);
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	return { folder, dataset: parsed.value, json, report, ran };
}

export function houseNumber(text: string): HouseNumber {
	const parsed = parseHouseNumber(text);
	if (!parsed) throw new Error(`${text} is no house number`);
	return parsed;
}

/** DD.MM.YYYY, cut by hand. */
export function germanDay(text: string): string {
	return `${text.slice(6, 10)}-${text.slice(3, 5)}-${text.slice(0, 2)}`;
}

/** What is in one list and not in the other, each as often as it is there. */
export function difference(expected: readonly string[], actual: readonly string[]): string[] {
	const left = new Map<string, number>();
	for (const each of expected) left.set(each, (left.get(each) ?? 0) + 1);
	for (const each of actual) left.set(each, (left.get(each) ?? 0) - 1);
	return [...left].flatMap(([each, count]) =>
		count === 0 ? [] : [`${count > 0 ? "missing" : "not published"}: ${each}`],
	);
}

export interface Proof {
	readonly town: string;
	readonly rows: number;
	readonly acknowledged: number;
	readonly dates: number;
	readonly differences: number;
}

/** One line of the table of towns. */
export function tell({ town, rows, acknowledged, dates, differences }: Proof): void {
	console.log(
		`| ${town} | ${rows} rows read | ${acknowledged} problems acknowledged | ${dates} dates compared | ${differences} differences |`,
	);
}
