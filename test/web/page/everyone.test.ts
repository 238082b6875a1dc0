import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chooseStreet, showDates, shownText, useBrowser } from "./browser.ts";

const browser = useBrowser();

test("at 400 % and with wide text spacing nothing is lost", async () => {
	const { page } = await browser.visit({ viewport: { width: 320, height: 256 } });
	await chooseStreet(page, "Amselweg");
	await showDates(page);
	await page.evaluate(() => {
		document.documentElement.style.cssText = "line-height:1.5;letter-spacing:0.12em;word-spacing:0.16em";
	});
	expect(await sidewaysScroll(page)).toBe(0);
});

test("in forced colours each bin carries its letter", async () => {
	const { page } = await browser.visit({ forcedColors: "active" });
	await chooseStreet(page, "Amselweg");
	await showDates(page);
	const letter = page.locator("headline-card town-bin .letter").first();
	expect(await letter.evaluate((element) => getComputedStyle(element).display)).not.toBe("none");
});

test("the whole set-up by keyboard alone, with the focus always where one reads on", async () => {
	const { page } = await browser.visit();
	await page.getByRole("combobox").waitFor();
	await page.keyboard.press("Tab");
	expect(await focused(page)).toBe("input#street");
	await page.keyboard.type("bahnhofstr");
	await page.getByRole("option").first().waitFor();
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("ArrowUp");
	await page.keyboard.press("Enter");
	await page.getByLabel("Welche Hausnummer?").waitFor();
	await expect.poll(() => focused(page)).toBe("input#number");
	await page.keyboard.type("12");
	await page.keyboard.press("Enter");
	await page.getByRole("heading", { name: "Welche Tonnen haben Sie?" }).waitFor();
	await expect.poll(() => focused(page)).toBe("h1");
	await page.keyboard.press("Tab");
	await page.keyboard.press("Tab");
	await page.keyboard.press("Space");
	expect(await page.getByRole("checkbox", { name: /4-wöchentlich/ }).isChecked()).toBe(true);
	await page.keyboard.press("Enter");
	await page.locator("headline-card h1").waitFor();
	await expect.poll(() => focused(page)).toBe("h1#when");
	await page.keyboard.press("Tab");
	expect(await focused(page)).toBe("button");
});

test("targets are at least 44 pixels high", async () => {
	const { page } = await browser.visit();
	await chooseStreet(page, "Bahnhofstraße", "Musterstadt");
	await page.getByLabel("Welche Hausnummer?").fill("12");
	await page.keyboard.press("Enter");
	await showDates(page);
	const low: string[] = [];
	for (const target of await page.locator("button, summary, select, a.button, label.tick").all()) {
		const box = await target.boundingBox();
		if (box && box.height > 0 && box.height < 44) low.push(`${await shownText(target)}: ${box.height}`);
	}
	expect(low).toEqual([]);
});

function sidewaysScroll(page: Page): Promise<number> {
	return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** The element that really has the focus, through all shadow roots. */
function focused(page: Page): Promise<string> {
	return page.evaluate(() => {
		let element = document.activeElement;
		while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
		return `${element?.localName}${element?.id ? `#${element.id}` : ""}`;
	});
}
