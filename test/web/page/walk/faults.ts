import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { launchChromium } from "../chromium.ts";
import { standAt } from "../clock.ts";
import { startProduct } from "../product.ts";
import { helpInPage } from "./in-page.ts";
import { learnPlaces, type Place } from "./places.ts";
import { type Trial, Walker, type Way, WIDTHS } from "./walk.ts";

/**
 * `npm run faults -- page [--long] [--seed N] [--width N] [--place WORD]`: everything that can be
 * pressed, pressed twice. Short: each once, in a way and at a pace by the seed; long: in all.
 */

const GAPS = [30, 120, 220, 400];
const AN_EVENING = "2026-12-03T19:30:00+01:00";

const { values } = parseArgs({
	options: {
		long: { type: "boolean", default: false },
		seed: { type: "string", default: `${Date.now() % 1_000_000}` },
		width: { type: "string", default: "" },
		place: { type: "string", default: "" },
	},
});
let dice = Number(values.seed);
const widths = Object.keys(WIDTHS).filter((width) => width.includes(values.width));
const home = mkdtempSync(join(tmpdir(), "tonnentag-walk-"));
const product = await startProduct(join(import.meta.dirname, "../../../../data/towns"));
const browser = await launchChromium(home);
const flaws: string[] = [];
let count = 0;
console.log(`seed ${values.seed}, ${widths.join(", ")} wide`);
try {
	for (const width of widths) await walkOver(browser, Number(width));
} finally {
	await browser.close();
	await product.stop();
	rmSync(home, { recursive: true, force: true });
}
console.log(`${flaws.length === 0 && count > 0 ? "ok" : "FAIL"}: ${count} presses, ${flaws.length} went through`);
process.exitCode = flaws.length === 0 && count > 0 ? 0 : 1;

async function walkOver(chromium: Browser, width: number): Promise<void> {
	const context = await chromium.newContext({
		locale: "de-DE",
		timezoneId: "Europe/Berlin",
		reducedMotion: "reduce",
		serviceWorkers: "block",
		...WIDTHS[width],
	});
	const page = await context.newPage();
	await standAt(page, AN_EVENING);
	await page.addInitScript(helpInPage);
	await page.goto(product.address);
	const places = (await learnPlaces(page)).filter(({ name }) => name.includes(values.place));
	const walker = new Walker(page, product.address);
	const ways: Way[] = [width > 1000 ? "mouse" : "touch", "Enter", " ", "held"];
	for (const place of places) {
		const controls = await walker.controls(place);
		for (const trial of controls.flatMap((control) => trialsOf(place, control, ways)))
			await judge(trial, width, walker);
		console.log(`${width} ${place.name}: ${count} so far, ${flaws.length} went through`);
	}
	await context.close();
}

function trialsOf(place: Place, control: Trial["control"], ways: readonly Way[]): Trial[] {
	const gapsOf = (way: Way) => (way === "held" ? [500] : chosen(GAPS));
	return waysOf(control.words, ways).flatMap((way) => gapsOf(way).map((gap) => ({ place, control, way, gap })));
}

async function judge(trial: Trial, width: number, walker: Walker): Promise<void> {
	count++;
	const flaw = await walker.judge(trial).catch((error) => `${trial.place.name}: ${trial.control.words}: ${error}`);
	if (!flaw) return;
	flaws.push(flaw);
	console.log(`${width}: ${flaw}`);
}

/** Links know no space bar, options of a list no focus, and a label has its box. */
function waysOf(words: string, ways: readonly Way[]): readonly Way[] {
	const [kind = ""] = words.split(" ");
	if (kind === "li" || kind === "td") return chosen(ways.slice(0, 1));
	// The label of a field is pressed with a pointer only; keys write into the field.
	if (words.startsWith("label W")) return chosen(ways.slice(0, 1));
	return chosen(ways.filter((way) => way !== " " || kind !== "a").filter((way) => kind !== "label" || way !== "held"));
}

function chosen<T>(all: readonly T[]): readonly T[] {
	if (values.long) return all;
	dice = (dice * 48_271) % 2_147_483_647;
	return all.slice(dice % all.length, (dice % all.length) + 1);
}
