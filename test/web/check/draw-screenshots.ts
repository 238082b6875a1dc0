import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { type Browser, chromium, type Page } from "playwright-core";
import { LANGUAGES } from "../../../web/words/page-language.ts";
import { standAt } from "../page/clock.ts";
import { startProduct } from "../page/product.ts";

/**
 * Takes the pictures that browsers show before they install the page, in each language,
 * and names them in its manifest. Run when the first view changes, and commit what it makes.
 */
const ROOT = join(import.meta.dirname, "..", "..", "..");
const PUBLIC = join(ROOT, "web", "public");
/** The evening before three kinds of bins. */
const EVENING = "2026-12-07T18:30:00+01:00";
const SHAPES = [
	{ form_factor: "narrow", width: 412, height: 892 },
	{ form_factor: "wide", width: 1280, height: 800 },
] as const;

mkdirSync(join(PUBLIC, "screenshots"), { recursive: true });
const product = await startProduct(join(ROOT, "data/towns"));
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
	args: ["--no-sandbox", "--disable-gpu"],
});
try {
	for (const language of LANGUAGES) name(language, await shoot(browser, language));
} finally {
	await browser.close();
	await product.stop();
}

interface Picture {
	readonly src: string;
	readonly sizes: string;
	readonly type: "image/jpeg";
	readonly form_factor: "narrow" | "wide";
	readonly label: string;
}

async function shoot(from: Browser, locale: string): Promise<Picture[]> {
	const pictures: Picture[] = [];
	for (const { form_factor, width, height } of SHAPES) {
		const context = await from.newContext({
			locale,
			timezoneId: "Europe/Berlin",
			viewport: { width, height },
			reducedMotion: "reduce",
			serviceWorkers: "block",
		});
		const page = await context.newPage();
		await standAt(page, EVENING);
		await choose(page);
		await page.waitForTimeout(500);
		const src = `/screenshots/${locale}-${form_factor}.jpg`;
		await page.screenshot({ path: join(PUBLIC, src), type: "jpeg", quality: 72 });
		const label = await page.title();
		pictures.push({ src, sizes: `${width}x${height}`, type: "image/jpeg", form_factor, label });
		await context.close();
	}
	return pictures;
}

async function choose(page: Page): Promise<void> {
	await page.goto(product.address);
	await page.getByRole("combobox").fill("bahnhofstr 12");
	await page.getByRole("option").first().waitFor();
	await page.keyboard.press("Enter");
	await page.locator("services-question .primary").click();
	await page.locator("remind-question .button:not(.primary)").click();
	await page.locator("headline-card h1").waitFor();
}

function name(language: string, screenshots: readonly Picture[]): void {
	const path = join(PUBLIC, `manifest.${language}.webmanifest`);
	const manifest = JSON.parse(readFileSync(path, "utf8"));
	writeFileSync(path, `${JSON.stringify({ ...manifest, screenshots }, null, "\t")}\n`);
}
