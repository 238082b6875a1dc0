import { mkdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { SIDE_VIEWS } from "../../web/frame/side-views.ts";
import { standAt } from "./page/clock.ts";
import { startProduct } from "./page/product.ts";

/** `npm run screenshots`: every view as people see it, into `screenshots/`. Words after `--` choose looks or views. */

const ROOT = join(import.meta.dirname, "..", "..");
const INTO = join(ROOT, "screenshots");
const EVENING = "2026-12-03T19:30:00+01:00";
/** The last day that is published is over. */
const LAST_EVENING = "2027-12-31T18:00:00+01:00";

type Look = BrowserContextOptions & { readonly lang?: string };

const LOOKS: Record<string, Look> = {
	light: { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
	dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
	phone: { viewport: { width: 390, height: 844 }, colorScheme: "light" },
	night: { viewport: { width: 390, height: 844 }, colorScheme: "dark" },
	narrow: { viewport: { width: 320, height: 640 }, colorScheme: "light" },
	forced: { viewport: { width: 390, height: 844 }, forcedColors: "active" },
	rtl: { viewport: { width: 390, height: 844 }, lang: "ar" },
	"rtl-desk": { viewport: { width: 1280, height: 900 }, lang: "ar" },
};

/** After set-up each is its own address. */
const VIEWS = ["dates", ...SIDE_VIEWS];

const asked = process.argv.slice(2);
const wanted = <T extends string>(names: readonly T[]) => {
	const named = names.filter((name) => asked.includes(name));
	return named.length > 0 ? named : names;
};

mkdirSync(INTO, { recursive: true });
const product = await startProduct(process.env.TONNENTAG_TOWNS ?? join(ROOT, "data/towns"));
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
	args: ["--no-sandbox", "--disable-gpu"],
});
try {
	for (const look of wanted(Object.keys(LOOKS))) await shoot(browser, look);
} finally {
	await browser.close();
	await product.stop();
}

async function shoot(from: Browser, name: string): Promise<void> {
	const { lang, ...device } = LOOKS[name] ?? {};
	const context = await from.newContext({
		locale: lang ?? "de-DE",
		timezoneId: "Europe/Berlin",
		reducedMotion: "reduce",
		...device,
	});
	const page = await context.newPage();
	page.on("pageerror", (error) => console.log(`${name}: ${error.message}`));
	await standAt(page, EVENING);
	await page.goto(product.address);
	await page.getByRole("combobox").fill("bahnhofstr");
	await page.getByRole("option").first().waitFor();
	await keep(page, `${name}-street`);
	await page.getByRole("combobox").fill("Xylophonplatz");
	await page.locator("missing-street details[open]").waitFor();
	await keep(page, `${name}-missing`);
	await page.getByRole("combobox").fill("bahnhofstr");
	await page.getByRole("option").first().waitFor();
	await page.getByRole("option").first().click();
	await page.locator("#number").fill("12");
	await keep(page, `${name}-number`);
	await page.keyboard.press("Enter");
	await page.getByRole("checkbox").first().waitFor();
	await keep(page, `${name}-services`);
	await page.locator("services-question .primary").click();
	await page.locator("remind-question .primary").waitFor();
	await keep(page, `${name}-remind`);
	await page.locator("remind-question .button:not(.primary)").click();
	await page.locator("headline-card h1").waitFor();
	for (const view of wanted(VIEWS)) {
		if (view !== "dates")
			await page.evaluate((to) => {
				location.hash = to;
			}, view);
		await page.waitForTimeout(500);
		await keep(page, `${name}-${view}`);
	}
	await oddities(page, name);
	await context.close();
}

/** A second address, an address that does not exist, the end of what is published, the sheet as it comes out of the printer. */
async function oddities(page: Page, name: string): Promise<void> {
	await page.evaluate(() => {
		location.hash = "adressen";
	});
	await page.locator("addresses-view .primary").click();
	await page.getByRole("combobox").fill("Amselweg");
	await page.getByRole("option").first().click();
	await page.locator("services-question .primary").click();
	await page.locator("remind-question .button:not(.primary)").click();
	await page.locator("headline-card h1").waitFor();
	await page.evaluate(() => {
		location.hash = "adressen";
	});
	await page.locator("combined-agenda").waitFor();
	await keep(page, `${name}-two-addresses`);
	await page.evaluate(() => {
		location.hash = "drucken";
	});
	await page.locator("year-sheet").first().waitFor();
	if (name === "light")
		await page.pdf({ path: join(INTO, "year.pdf"), preferCSSPageSize: true, printBackground: true });
	await page.goto(`${product.address}/atlantis`);
	await page.locator("page-trouble h1").waitFor();
	await keep(page, `${name}-stray`);
	await page.clock.setFixedTime(new Date(LAST_EVENING));
	await page.goto(product.address);
	await page.locator("headline-card h1").waitFor();
	await page.waitForTimeout(500);
	await keep(page, `${name}-ended`);
}

async function keep(page: Page, name: string): Promise<void> {
	await page.screenshot({ path: join(INTO, `${name}.png`), fullPage: true });
}
