import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { violationsOf } from "../web/page/axe.ts";
import { launchChromium } from "../web/page/chromium.ts";
import { Product } from "../worker/launch/product.ts";
import { answerAll, dropFiles, goTo, leaveOut, publish, settled } from "./clerk.ts";

// Each view of the desk as everybody meets it, and what a clerk changes by hand.

const product = new Product();
const home = mkdtempSync(join(tmpdir(), "tonnentag-home-"));
let browser: Browser;

const DAYS = ["07.01.2027", "21.01.2027", "04.02.2027", "18.02.2027"];
const FILES = {
	"strassen.csv":
		"Straße;Hausnummern;Bezirk\nAhornweg;;A\nHauptstraße;1-15;A\nHauptstraße;16-Ende;B\n;;A\nAm Ring;;B\n",
	"termine.csv": `Datum;Abfallart;Bezirk\n${DAYS.flatMap((day) => [`${day};Restmüll;A`, `${day};Restmüll;B`, `${day};Grüngut;A`, `${day};Grüngut;B`]).join("\n")}\n`,
};

const CHOICES = {
	"In welchem Land": { answer: "Hessen" },
	"Wer beantwortet Fragen": { write: { Name: "Abfallberatung", "E-Mail": "abfall@gemeinde.example" } },
	"Wer gibt die Termine heraus": { write: { Herausgeber: "Die Gemeinde" } },
	"Was ist «Grüngut»": { answer: "Bioabfall" },
};

const VIEWS = [
	"Dateien",
	"Fragen",
	"Bezeichnungen",
	"Gemeinde",
	"Befunde",
	"Vergleichen und veröffentlichen",
	"Rezept als Text",
	"Heute fällt etwas aus",
	"Hinweise an Haushalte",
	"Ausgaben und Plan",
	"Zahlen",
	"Zugang",
];

beforeAll(async () => {
	mkdirSync(product.towns, { recursive: true });
	await product.start();
	browser = await launchChromium(home);
	for (const [name, content] of Object.entries(FILES)) writeFileSync(join(home, name), content);
});
afterAll(async () => {
	await browser?.close();
	await product.remove();
	rmSync(home, { recursive: true, force: true });
});

async function sit(town: string, width = 1280): Promise<Page> {
	const secret = readFileSync(join(product.state, "admin.key"), "utf8").trim();
	const context = await browser.newContext({
		locale: "de-DE",
		viewport: { width, height: 900 },
		reducedMotion: "reduce",
		extraHTTPHeaders: { authorization: `Bearer ${secret}` },
	});
	context.setDefaultTimeout(120_000);
	const page = await context.newPage();
	await page.goto(`${product.address}/desk/${town}`);
	await settled(page);
	return page;
}

const paths = () => Object.keys(FILES).map((name) => join(home, name));

const LOOKS = [
	{ name: "light", colorScheme: "light", forcedColors: "none", width: 1280 },
	{ name: "dark", colorScheme: "dark", forcedColors: "none", width: 320 },
	{ name: "forced colours", colorScheme: "light", forcedColors: "active", width: 320 },
] as const;

/** What axe finds in each view in each look, and views that are wider than the screen. */
async function flawsOf(page: Page, stage: string): Promise<string[]> {
	const found: string[] = [];
	for (const { name, width, ...media } of LOOKS) {
		await page.setViewportSize({ width, height: 900 });
		await page.emulateMedia(media);
		for (const view of VIEWS) {
			await goTo(page, view);
			const [needed, there] = await page.evaluate(() => {
				const { scrollWidth, clientWidth } = document.documentElement;
				return [scrollWidth, clientWidth] as const;
			});
			const flaws = [...(await violationsOf(page)), ...(needed > there ? ["too wide"] : [])];
			found.push(...flaws.map((flaw) => `${view}, ${name}, ${stage}: ${flaw}`));
		}
	}
	return found;
}

describe("the desk", () => {
	test("axe finds nothing in any view, in any look, and nothing is wider than the screen", async () => {
		const page = await sit("ansichten");
		await dropFiles(page, paths());
		const found = await flawsOf(page, "asked");
		await answerAll(page, CHOICES);
		found.push(...(await flawsOf(page, "answered")));
		expect(found).toEqual([]);
		await page.context().close();
	});

	test("what forms and text change stays in both, and is published; a year later nothing is lost", async () => {
		const page = await sit("handstadt");
		await dropFiles(page, paths());
		await answerAll(page, CHOICES);
		await goTo(page, "Gemeinde");
		await page.getByLabel("Was die Satzung dazu sagt").fill("Deckel zu");
		await page.getByLabel("Was die Satzung dazu sagt").press("Tab");
		await settled(page);
		await goTo(page, "Rezept als Text");
		const text = page.getByLabel("town.json");
		const json = JSON.parse(await text.inputValue());
		expect(json.putOut.note).toBe("Deckel zu");
		await text.fill(JSON.stringify({ ...json, cutoff: "11:00" }));
		await page.getByRole("button", { name: "Übernehmen" }).click();
		await settled(page);
		await goTo(page, "Bezeichnungen");
		await page.getByLabel("Wie oft, welcher Behälter").first().fill("alle zwei Wochen");
		await page.getByLabel("Wie oft, welcher Behälter").first().press("Tab");
		await settled(page);
		await leaveOut(page, { "": "Leerzeile" });
		await publish(page);
		const edition = await (await page.request.get(`${product.address}/api/desk/handstadt/edition`)).text();
		expect(edition).toContain('"cutoff": "11:00"');
		expect(edition).toContain("Deckel zu");
		expect(edition).toContain("alle zwei Wochen");
		expect(edition).not.toContain('"guessed"');
		await page.context().close();
	});

	test("a file that is no schedule is asked about, and one that is too large is refused with what to do", async () => {
		const page = await sit("falschstadt");
		writeFileSync(join(home, "brief.txt"), "Sehr geehrte Damen und Herren,\nanbei nichts.\n");
		await dropFiles(page, [join(home, "brief.txt")]);
		await goTo(page, "Fragen");
		await page.getByText("Was enthält brief.txt?").waitFor();
		await goTo(page, "Dateien");
		writeFileSync(join(home, "gross.csv"), Buffer.alloc(21 * 1024 * 1024, "a"));
		await page.getByLabel("Dateien der Gemeinde oder des Entsorgers").setInputFiles(join(home, "gross.csv"));
		await page.getByText("größer als 20 MB").waitFor();
		await page.context().close();
	});
});
