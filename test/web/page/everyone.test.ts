import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chooseStreet, declineReminders, useBrowser } from "./browser.ts";
import { SIDES, settle } from "./settled.ts";

const browser = useBrowser();

test("at 400 % and with wide text spacing nothing is lost, in no view", async () => {
	const { page } = await browser.visit({ viewport: { width: 320, height: 256 } });
	await settle(page);
	// The values of WCAG 1.4.12; inherited, so that they reach into shadow roots.
	await page.evaluate(() => {
		document.documentElement.style.cssText = "line-height:1.5;letter-spacing:0.12em;word-spacing:0.16em";
	});
	expect(await lost(page, "dates")).toEqual([]);
	for (const [view, element] of Object.entries(SIDES)) {
		await show(page, view, element);
		expect(await lost(page, view)).toEqual([]);
	}
});

test("in forced colours each bin carries its letter", async () => {
	const { page } = await browser.visit({ forcedColors: "active" });
	await settle(page, "amselweg");
	const letter = page.locator("headline-card town-bin .letter").first();
	expect(await letter.evaluate((element) => getComputedStyle(element).display)).not.toBe("none");
});

test("the whole set-up by keyboard alone, with the focus always where one reads on", async () => {
	const { page } = await browser.visit();
	await page.getByRole("combobox").waitFor();
	// Before the question stand the town, whose site is known with its dates, and the language.
	for (let stop = 0; stop < 3 && (await focused(page)) !== "input#street"; stop++) await page.keyboard.press("Tab");
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
	await expect.poll(() => page.getByRole("checkbox", { name: /4-wöchentlich/ }).isChecked()).toBe(true);
	await page.keyboard.press("Enter");
	await page.getByRole("heading", { name: "Sollen wir Sie erinnern?" }).waitFor();
	await expect.poll(() => focused(page)).toBe("h1");
	await page.keyboard.press("Tab");
	await page.keyboard.press("Tab");
	await page.keyboard.press("Enter");
	await page.locator("headline-card h1").waitFor();
	await expect.poll(() => focused(page)).toBe("h1#when");
	// What has changed these days, which opens.
	await page.keyboard.press("Tab");
	expect(await focused(page)).toBe("summary");
});

test("targets are at least 44 pixels high, in every view", async () => {
	const { page } = await browser.visit();
	await chooseStreet(page, "Bahnhofstraße", "Musterstadt");
	const low = await lowTargets(page, "number");
	await page.getByLabel("Welche Hausnummer?").fill("12");
	await page.keyboard.press("Enter");
	await page.getByRole("checkbox").first().waitFor();
	low.push(...(await lowTargets(page, "services")));
	await page.locator("services-question .primary").click();
	await page.locator("remind-question .primary").waitFor();
	low.push(...(await lowTargets(page, "remind")));
	await declineReminders(page);
	low.push(...(await lowTargets(page, "dates")));
	for (const [view, element] of Object.entries(SIDES)) {
		await show(page, view, element);
		low.push(...(await lowTargets(page, view)));
	}
	expect(low).toEqual([]);
});

async function show(page: Page, view: string, element: string): Promise<void> {
	await page.evaluate((to) => {
		location.hash = to;
	}, view);
	await page.locator(element).first().waitFor();
}

/** What can be pressed and is no word within a sentence. */
function lowTargets(page: Page, view: string): Promise<string[]> {
	const pressed =
		"button, summary, select, input:not([type=checkbox]), a.button, a.plain, nav a, label:has(input[type=checkbox])";
	return page.locator(pressed).evaluateAll(
		(targets, name) =>
			targets.flatMap((target) => {
				const { height } = target.getBoundingClientRect();
				return height > 0 && height < 43.9 ? [`${name}: ${target.textContent?.trim()}: ${height}`] : [];
			}),
		view,
	);
}

/** Sideways scrolling of the page, and text that is cut off in its box; what may scroll or end in dots is meant to. */
async function lost(page: Page, view: string): Promise<string[]> {
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
	// The sheet is a picture of paper: in millimetres, in a box that scrolls.
	const cut = await page.locator("*:not(year-sheet, year-sheet *)").evaluateAll((all) =>
		all.flatMap((each) => {
			const { overflowX, textOverflow, position } = getComputedStyle(each);
			const mayCut = overflowX !== "hidden" || textOverflow === "ellipsis" || position === "absolute";
			return mayCut || each.scrollWidth <= each.clientWidth + 1
				? []
				: [`${each.localName}: ${each.textContent?.trim()}`];
		}),
	);
	return [...(wide > 0 ? [`${view}: ${wide} pixels too wide`] : []), ...cut.map((each) => `${view}: ${each}`)];
}

/** The element that really has the focus, through all shadow roots. */
function focused(page: Page): Promise<string> {
	return page.evaluate(() => {
		let element = document.activeElement;
		while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
		return `${element?.localName}${element?.id ? `#${element.id}` : ""}`;
	});
}
