import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { useBrowser } from "./browser.ts";

/** Every view, in two directions of reading, three kinds of colour, two widths. */

const browser = useBrowser();
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549", "best-practice"];
const WIDTHS = [320, 1280];
const LANGUAGES = ["de", "ar"];
const COLOURS: Record<string, BrowserContextOptions> = {
	light: { colorScheme: "light" },
	dark: { colorScheme: "dark" },
	forced: { forcedColors: "active" },
};
/** Each view with the element that shows it. */
const SIDES: Record<string, string> = {
	monat: "month-view month-sheet",
	drucken: "print-view year-sheet",
	adressen: "addresses-view .homes",
	teilen: "share-view qr-code",
	daten: "my-data pre",
	datenschutz: "info-page section",
	impressum: "info-page section",
	barrierefreiheit: "info-page section",
	einfach: "info-page section",
};

describe.each(LANGUAGES)("in %s", (locale) => {
	test.each(Object.keys(COLOURS))(
		"no view in %s colours has a violation or scrolls sideways",
		async (colours) => {
			const { page } = await browser.visit({ locale, ...COLOURS[colours] });
			const told = [...(await questions(page)), ...(await dates(page)), ...(await sides(page))];
			expect(told).toEqual([]);
		},
		180_000,
	);
});

async function questions(page: Page): Promise<string[]> {
	const told: string[] = [];
	const field = page.locator("#street");
	await field.waitFor();
	told.push(...(await judge(page, "street")));
	await field.fill("Xylophonplatz");
	await page.locator("missing-street details[open]").waitFor();
	told.push(...(await judge(page, "unknown street")));
	await field.fill("Waldstraße");
	await page.getByRole("option").first().click();
	await page.locator("part-question .choice").first().waitFor();
	told.push(...(await judge(page, "part")));
	await page.goBack();
	await field.fill("Bahnhofstr");
	await page.getByRole("option").first().waitFor();
	told.push(...(await judge(page, "found")));
	await page.getByRole("option").first().click();
	await page.locator("number-question .primary").click();
	told.push(...(await judge(page, "number refused")));
	await page.locator("#number").fill("12");
	await page.keyboard.press("Enter");
	await page.getByRole("checkbox").first().waitFor();
	told.push(...(await judge(page, "services")));
	return told;
}

async function dates(page: Page): Promise<string[]> {
	for (const box of await page.getByRole("checkbox").all()) await box.check();
	await page.locator("services-question .primary").click();
	await page.locator("headline-card h1").waitFor();
	await page.locator("why-changed summary").first().click();
	return judge(page, "dates");
}

async function sides(page: Page): Promise<string[]> {
	const told: string[] = [];
	for (const [view, element] of Object.entries(SIDES)) {
		await page.evaluate((to) => {
			location.hash = to;
		}, view);
		await page.locator(element).first().waitFor();
		told.push(...(await judge(page, view)));
	}
	return told;
}

async function judge(page: Page, view: string): Promise<string[]> {
	const told: string[] = [];
	for (const width of WIDTHS) {
		await page.setViewportSize({ width, height: 800 });
		const { violations } = await new AxeBuilder({ page })
			.options({ resultTypes: ["violations"] })
			.withTags(RULES)
			.setLegacyMode(true)
			.analyze();
		const found = violations.map(
			({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`,
		);
		const sideways = await page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
		);
		if (sideways !== 0) found.push(`${sideways} pixels too wide`);
		told.push(...found.map((each) => `${view}, ${width}: ${each}`));
	}
	return told;
}
