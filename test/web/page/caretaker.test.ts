import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { showDates, textOf, useBrowser } from "./browser.ts";
import { keepHousehold, keptHousehold } from "./device-memory.ts";
import { openSide, settle } from "./settled.ts";

/** Several houses: told apart, changed one by one, looked after together. */

const browser = useBrowser();

/** One more address, up to its bins. */
async function add(page: Page, street: string): Promise<void> {
	await openSide(page, "adressen", "addresses-view");
	await page.getByRole("button", { name: "Adresse hinzufügen" }).click();
	await page.getByRole("combobox").fill(street);
	await page.getByRole("option").first().waitFor();
	await page.keyboard.press("Enter");
}

function names(page: Page): Promise<string[]> {
	return page.locator("addresses-view .homes h2").allInnerTexts();
}

test("two houses of a street without parts are told apart, and one that is there already is one", async () => {
	const { page } = await browser.visit();
	await settle(page, "amselweg");
	await add(page, "amselweg");
	await expect.poll(() => textOf(page, "number-question")).toContain("haben Sie schon eine Adresse");
	await page.getByLabel("Welche Hausnummer?").fill("5");
	await page.keyboard.press("Enter");
	await showDates(page);
	await openSide(page, "adressen", "addresses-view");
	await expect.poll(() => names(page)).toEqual(["Amselweg 5, Musterstadt", "Amselweg, Musterstadt"]);
	await add(page, "amselweg 5");
	await showDates(page);
	await openSide(page, "adressen", "addresses-view");
	await expect.poll(() => names(page)).toEqual(["Amselweg 5, Musterstadt", "Amselweg, Musterstadt"]);
});

test("of several addresses any one can be changed; the others stay, and its name goes along", async () => {
	const { page } = await browser.visit();
	await settle(page, "bahnhofstr 12");
	await add(page, "amselweg");
	await showDates(page);
	await openSide(page, "adressen", "addresses-view");
	await page.getByRole("button", { name: /Adresse ändern.*Bahnhofstraße 12/ }).click();
	await page.getByRole("combobox").fill("bahnhofstr 14");
	await page.getByRole("option").first().waitFor();
	await page.keyboard.press("Enter");
	await page.locator("services-question .primary").click();
	await page.locator("headline-card h1").waitFor();
	await openSide(page, "adressen", "addresses-view");
	await expect.poll(() => names(page)).toEqual(["Amselweg, Musterstadt", "Bahnhofstraße 14, Musterstadt"]);
});

test("from eight on a line each, searched; all in one calendar; four weeks on paper", async () => {
	const { page } = await browser.visit();
	await settle(page, "bahnhofstr 12");
	await multiply(page, 9);
	await openSide(page, "adressen", "addresses-view");
	const lines = page.locator("addresses-view .many > li");
	await expect.poll(() => lines.count()).toBe(9);
	for (const line of await lines.all()) expect((await line.boundingBox())?.height).toBeLessThan(60);
	await page.getByLabel("Adresse suchen").fill("haus 7");
	await expect.poll(() => lines.count()).toBe(1);
	await lines.locator("summary").first().click();
	await page.getByRole("button", { name: /Anzeigen.*Haus 7/ }).waitFor();

	await page.getByText("Alle Adressen in einem Kalender").click();
	const feed = page.locator("addresses-view #feed");
	await expect.poll(() => feed.inputValue()).toMatch(/\/feed\/musterstadt\/[a-z0-9-]+\.ics/);
	expect((await fetch(await feed.inputValue())).status).toBe(200);

	await page.emulateMedia({ media: "print" });
	const days = page.locator("combined-agenda .day");
	const shown = await days.evaluateAll((all) => all.filter((each) => each.checkVisibility()).length);
	const near = await days.evaluateAll((all) => all.filter((each) => !each.classList.contains("far")).length);
	expect([shown, near > 3]).toEqual([near, true]);
	expect(await page.locator("addresses-view .many").isVisible()).toBe(false);
});

/** The same household as so many houses, as the device keeps it. */
async function multiply(page: Page, count: number): Promise<void> {
	const { kind, others: _, ...home } = (await keptHousehold(page)) as Record<string, unknown>;
	const [shown, ...others] = Array.from({ length: count }, (_, nth) => ({
		...home,
		id: `house${nth}`,
		name: `Haus ${nth}`,
		number: `${2 * nth + 2}`,
	}));
	await keepHousehold(page, { kind, ...shown, others });
	await page.goto(inject("address"));
	await page.reload();
	await page.locator("headline-card h1").waitFor();
}

test("a sheet for a neighbour is printed, and nothing of it is kept", async () => {
	const { page } = await browser.visit();
	await settle(page, "bahnhofstr 12");
	await openSide(page, "drucken", "print-view");
	const before = await kept(page);
	await page.getByRole("button", { name: "Für eine andere Adresse" }).click();
	await page.getByRole("combobox").fill("amselweg");
	await page.getByRole("option").first().waitFor();
	await page.keyboard.press("Enter");
	await page.locator("services-question .primary").click();
	await expect.poll(() => textOf(page, "year-sheet >> nth=0")).toContain("Amselweg, 35999 Musterstadt");
	expect(await kept(page)).toBe(before);
	await page.getByRole("button", { name: "Wieder Ihre Adresse" }).click();
	await expect.poll(() => textOf(page, "year-sheet >> nth=0")).toContain("Bahnhofstraße 12");
	// A press right after the view has changed is nobody's: it is pressed again, as a person would.
	const [other, back] = ["Für eine andere Adresse", "Zurück"].map((name) => page.getByRole("button", { name }));
	await expect
		.poll(async () => {
			if ((await back?.count()) === 0) await other?.click();
			return back?.count();
		})
		.toBe(1);
	await back?.click();
	await page.getByRole("button", { name: "Drucken", exact: true }).waitFor();
});

async function kept(page: Page): Promise<string> {
	const steps = await page.evaluate(() => sessionStorage.getItem("tonnentag-steps"));
	return JSON.stringify([await keptHousehold(page), steps]);
}
