import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { violationsOf } from "./axe.ts";
import { useBrowser } from "./browser.ts";
import { SIDES } from "./settled.ts";
import { walkQuestions } from "./walk-questions.ts";

/** Every view, in two directions of reading, three kinds of colour, two widths. */

const browser = useBrowser();
const WIDTHS = [320, 1280];
const LANGUAGES = ["de", "ar"];
const COLOURS: Record<string, BrowserContextOptions> = {
	light: { colorScheme: "light" },
	dark: { colorScheme: "dark" },
	forced: { forcedColors: "active" },
};

describe.each(LANGUAGES)("in %s", (locale) => {
	test.each(Object.keys(COLOURS))("no view in %s colours has a violation or scrolls sideways", async (colours) => {
		const { page } = await browser.visit({ locale, ...COLOURS[colours] });
		const told = [...(await questions(page)), ...(await dates(page)), ...(await sides(page)), ...(await strays(page))];
		expect(told).toEqual([]);
	});
});

async function questions(page: Page): Promise<string[]> {
	await page.getByRole("combobox").waitFor();
	return [...(await judge(page, "street")), ...(await walkQuestions(page, judge))];
}

async function dates(page: Page): Promise<string[]> {
	for (const box of await page.getByRole("checkbox").all()) await box.check();
	await page.locator("services-question .primary").click();
	await page.locator("remind-question .primary").waitFor();
	const told = await judge(page, "remind");
	await page.locator("remind-question .button:not(.primary)").click();
	await page.locator("headline-card h1").waitFor();
	await page.locator("why-changed summary").first().click();
	return [...told, ...(await judge(page, "dates"))];
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

/** Addresses that do not exist: a town, and a page. */
async function strays(page: Page): Promise<string[]> {
	const told: string[] = [];
	for (const path of ["/atlantis", "/musterstadt/nirgends"]) {
		await page.goto(inject("address") + path);
		await page.locator("page-trouble h1").waitFor();
		told.push(...(await judge(page, path)));
	}
	browser.forgive(/404/);
	return told;
}

async function judge(page: Page, view: string): Promise<string[]> {
	const told: string[] = [];
	for (const width of WIDTHS) {
		await page.setViewportSize({ width, height: 800 });
		const found = await violationsOf(page);
		const sideways = await page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
		);
		if (sideways !== 0) found.push(`${sideways} pixels too wide`);
		told.push(...found.map((each) => `${view}, ${width}: ${each}`));
	}
	return told;
}
