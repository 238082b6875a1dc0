import { HtmlValidate } from "html-validate";
import type { Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { showDates, useBrowser } from "./browser.ts";
import { openSide, SIDES, settle } from "./settled.ts";

/** What assistive technology is given, as text: axe finds mistakes, not what is said. */
const browser = useBrowser();

describe("the accessibility tree", () => {
	test("of the street search", async () => {
		const { page } = await browser.visit();
		const field = page.getByRole("combobox", { name: "Wo wohnen Sie?" });
		await field.fill("bahnhofstr");
		await page.getByRole("option").first().waitFor();
		await expect
			.poll(() => page.locator("street-question").ariaSnapshot())
			.toContain(`- heading "Wo wohnen Sie?" [level=1]
- paragraph: Dann sehen Sie, welche Tonne wann rauskommt. Kostenlos, ohne Konto, auch ohne Netz.
- combobox "Wo wohnen Sie?" [expanded]: bahnhofstr
- status: 2 Treffer
- listbox "Gefundene Straßen":
  - option "Bahnhofstraße 35999 Musterstadt" [selected]
  - option "Bahnhofstraße 35998 Niederau"`);
	});

	test("of the headline", async () => {
		const { page } = await browser.visit();
		await settle(page);
		await expect
			.poll(() => page.locator("headline-card section").ariaSnapshot())
			.toContain('heading "In 8 Tagen, Freitag 11. Dezember" [level=1]');
	});

	test("of the month: one day in one sentence, its state said", async () => {
		const { page } = await browser.visit();
		await settle(page);
		await openSide(page, "monat", "month-view");
		const tree = await page.locator("month-view table").ariaSnapshot();
		expect(tree).toContain('grid "Dezember 2026"');
		expect(tree).toContain('columnheader "Montag"');
		expect(tree).toContain('gridcell "Donnerstag, 3. Dezember, heute, Bioabfall" [selected]');
		expect(tree).toContain(
			'gridcell "Samstag, 12. Dezember, Papier (statt Di 8.12. · Warnstreik, Abfuhr am Samstag nachgeholt)"',
		);
		expect(tree).toContain(
			'gridcell "Freitag, 25. Dezember, Feiertag: 1. Weihnachtstag, Gelber Sack: jetzt Donnerstag, 24. Dezember"',
		);
	});
});

test("the month by keyboard: one stop, arrows, months, edges", async () => {
	const { page } = await browser.visit();
	await settle(page);
	await openSide(page, "monat", "month-view");
	await page.locator("month-view td[tabindex='0']").focus();
	const day = () => page.locator("month-view td[tabindex='0']").getAttribute("data-day");
	const steps: [string, string][] = [
		["ArrowRight", "2026-12-04"],
		["ArrowDown", "2026-12-11"],
		["Home", "2026-12-07"],
		["End", "2026-12-13"],
		["PageDown", "2027-01-13"],
		["PageUp", "2026-12-13"],
		["ArrowUp", "2026-12-06"],
		["ArrowLeft", "2026-12-05"],
	];
	for (const [key, there] of steps) {
		await page.keyboard.press(key);
		await expect.poll(day, { message: key }).toBe(there);
	}
	await expect.poll(() => page.locator("month-view day-details h3").textContent()).toBe("Samstag, 5. Dezember");
	await page.getByLabel("Monat wählen").selectOption({ label: "Dezember 2027" });
	await expect.poll(() => page.getByRole("button", { name: "Nächster Monat" }).isDisabled()).toBe(true);
});

test("every rendered view is valid HTML", async () => {
	const { page } = await browser.visit();
	const told = await questions(page);
	await showDates(page);
	told.push(...(await flaws(page, "dates")));
	for (const [view, element] of Object.entries(SIDES)) {
		await page.evaluate((to) => {
			location.hash = to;
		}, view);
		await page.locator(element).first().waitFor();
		told.push(...(await flaws(page, view)));
	}
	await page.goto(`${inject("address")}/atlantis`);
	await page.locator("page-trouble h1").waitFor();
	told.push(...(await flaws(page, "unknown town")));
	browser.forgive(/404/);
	expect(told).toEqual([]);
});

test("the page itself is valid HTML", async () => {
	const answer = await fetch(inject("address"));
	const told = await messages(await answer.text(), ["html-validate:recommended"]);
	// The list of a combobox: no native element is searched while people type.
	expect(told.filter((each) => !/^prefer-native-element: .*#found/u.test(each))).toEqual([]);
});

/** From the first question to the last. */
async function questions(page: Page): Promise<string[]> {
	const field = page.getByRole("combobox");
	await field.fill("Xylophonplatz");
	await page.locator("missing-street details[open]").waitFor();
	const told = await flaws(page, "unknown street");
	await field.fill("Waldstraße");
	await page.getByRole("option").first().click();
	await page.locator("part-question .choice").first().waitFor();
	told.push(...(await flaws(page, "part")));
	await page.goBack();
	await field.fill("Bahnhofstr");
	await page.getByRole("option").first().click();
	await page.locator("#number").fill("12");
	told.push(...(await flaws(page, "number")));
	await page.keyboard.press("Enter");
	await page.getByRole("checkbox").first().waitFor();
	told.push(...(await flaws(page, "services")));
	await page.locator("services-question .primary").click();
	await page.locator("remind-question .primary").waitFor();
	told.push(...(await flaws(page, "remind")));
	await page.goBack();
	await page.getByRole("checkbox").first().waitFor();
	return told;
}

async function flaws(page: Page, view: string): Promise<string[]> {
	const roots = await page.evaluate(() => {
		const found: string[] = [];
		const visit = (root: ShadowRoot) => {
			found.push(root.innerHTML.replace(/<!--.*?-->/gs, ""));
			for (const each of root.querySelectorAll("*")) if (each.shadowRoot) visit(each.shadowRoot);
		};
		const start = document.querySelector("app-page")?.shadowRoot;
		if (start) visit(start);
		return found;
	});
	const told = await Promise.all([...new Set(roots)].map((html) => messages(html, ["html-validate:standard"])));
	return [...new Set(told.flat())].map((each) => `${view}: ${each}`);
}

/** Each shadow root is judged by itself: what an attribute refers to is in the same root. */
async function messages(html: string, presets: string[]): Promise<string[]> {
	const judge = new HtmlValidate({
		extends: presets,
		rules: {
			"no-inline-style": "off",
			// Written by the browser, not by us.
			"attribute-boolean-style": "off",
			"attribute-empty-style": "off",
			"no-trailing-whitespace": "off",
			"void-style": "off",
			"doctype-style": "off",
			"no-implicit-button-type": "error",
		},
	});
	const { results } = await judge.validateString(html);
	return results.flatMap(({ messages: list }) =>
		list.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector ?? ""})`),
	);
}
