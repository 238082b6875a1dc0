import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseDataset } from "../../data/model/dataset-file.ts";
import { byRecipe, SHARED, said } from "../import/new-town/shared-files.ts";
import { launchChromium } from "../web/page/chromium.ts";
import { Product } from "../worker/launch/product.ts";
import { answerAll, answersGiven, dropFiles, leaveOut, publish, settled } from "./clerk.ts";
import { DESK_TOWNS, type DeskTown, pathsOf } from "./towns.ts";

// By mouse and keyboard, from dropped files to published dates: what the recipe that people wrote says of the same files.

const product = new Product();
const home = mkdtempSync(join(tmpdir(), "tonnentag-home-"));
let browser: Browser;

beforeAll(async () => {
	mkdirSync(product.towns, { recursive: true });
	await product.start();
	browser = await launchChromium(home);
});
afterAll(async () => {
	await browser?.close();
	await product.remove();
	rmSync(home, { recursive: true, force: true });
});

/** `all`, or some by their ids. */
const WANTED = process.env.DESK_TOWNS?.split(",");
const isWanted = ({ id, daily = false }: DeskTown) => (WANTED ? WANTED.includes("all") || WANTED.includes(id) : daily);

describe.skipIf(!existsSync(SHARED))("a clerk at the desk", () => {
	test.each(DESK_TOWNS.filter(isWanted))("$id: no date other than by the recipe", async (town) => {
		const { page, complaints } = await sit(town);
		await dropFiles(page, pathsOf(town));
		await answerAll(page, town.choices);
		if (town.leftOut) await leaveOut(page, town.leftOut);
		await publish(page);
		const mine = new Set(said(await published(town.id)));
		const theirs = new Set(said(await byRecipe(town.recipe ?? town.folder)));
		const differing = [...mine, ...theirs].filter((each) => !(mine.has(each) && theirs.has(each)));
		expect(differing.slice(0, 5)).toEqual([]);
		expect(mine.size).toBeGreaterThan(2);
		expect(complaints).toEqual([]);
		console.log(`${town.id}: ${await answersGiven(page)} answers, ${mine.size} dates`);
		await page.context().close();
	});
});

async function sit({ id }: DeskTown): Promise<{ page: Page; complaints: string[] }> {
	const secret = readFileSync(join(product.state, "admin.key"), "utf8").trim();
	const context = await browser.newContext({
		locale: "de-DE",
		viewport: { width: 1280, height: 900 },
		reducedMotion: "reduce",
		extraHTTPHeaders: { authorization: `Bearer ${secret}` },
	});
	context.setDefaultTimeout(120_000);
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on("pageerror", ({ message }) => complaints.push(message));
	page.on("console", (line) => {
		// A town that has nothing yet is asked for all the same.
		if (line.type() === "error" && !line.text().includes("404")) complaints.push(line.text());
	});
	await page.goto(`${product.address}/desk/${id}`);
	await settled(page);
	return { page, complaints };
}

async function published(id: string) {
	const answer = await fetch(`${product.address}/api/towns/${id}/dataset`);
	const parsed = parseDataset(await answer.text());
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	return parsed.value;
}
