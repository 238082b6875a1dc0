import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import process from "node:process";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { collectionsOf, type Dataset, servicesOf } from "../../../data/model/dataset.ts";
import { setupAddress } from "../../../web/addresses/shared-setup.ts";
import { describeTown, importForeign } from "../../towns/foreign.ts";
import { chooseStreet, declineReminders, showDates, tickAll, useBrowser } from "./browser.ts";
import { startProduct } from "./product.ts";
import { answered, openSide, settle } from "./settled.ts";

const readers = existsSync("/usr/bin/pdftotext");
const browser = useBrowser();

describe.skipIf(!readers && !process.env.CI)("the year on paper", () => {
	test("two pages of A4 for Musterstadt, with every date in their text", async () => {
		const { page } = await browser.visit();
		await settle(page);
		await openSide(page, "drucken", "print-view");
		const pages = await printed(page);
		expect(pages).toHaveLength(2);
		expect(pages[0]).toContain("Abfuhrtermine 2027");
		expect(pages[0]).toContain("Bahnhofstraße 12, 35999 Musterstadt");
		expect(words(pages[0])).toContain("Januar Februar März April Mai Juni");
		expect(words(pages[1])).toContain("Juli August September Oktober November Dezember");
		// Thursday 25 March 2027 is moved to the day before: boxed there, with the planned day.
		expect(words(pages[0])).toMatch(/24 Mi B \(25\.\)/);
		for (const each of pages) {
			expect(words(each)).toContain("Rausstellen: am Vorabend ab 18 Uhr, spätestens um 6 Uhr.");
			expect(each).toContain("abfall@musterstadt.example");
			expect(each).toContain("Restmüll 2-wöchentlich");
		}
	});

	test("the browser's own menu prints the sheet from the dates, and leaves them as they were", async () => {
		const { page } = await browser.visit();
		await settle(page);
		await page.waitForFunction(() => customElements.get("print-view"));
		const pages = await printed(page);
		expect(pages).toHaveLength(2);
		expect(pages[0]).toContain("Abfuhrtermine 2027");
		await page.locator("headline-card h1").waitFor();
	});

	test.each([false, true])(
		"everything stands in its cell, with every service of a busy street; large: %s",
		async (large) => {
			const { page } = await browser.visit();
			await answered(page, "amselweg, everything", async () => {
				await chooseStreet(page, "Amselweg");
				await tickAll(page);
				await showDates(page);
			});
			await openSide(page, "drucken", "print-view");
			if (large) await page.getByLabel("Große Schrift, vier Seiten").check();
			for (const year of ["2026", "2027"]) {
				await page.locator("print-view select").selectOption(year);
				await expect.poll(() => page.locator("year-sheet h2").first().textContent()).toContain(year);
				await page.emulateMedia({ media: "print" });
				expect(await tooFull(page), year).toEqual([]);
				await page.emulateMedia({ media: "screen" });
			}
		},
	);

	test("four pages in large print", async () => {
		const { page } = await browser.visit();
		await settle(page);
		await openSide(page, "drucken", "print-view");
		await page.getByLabel("Große Schrift, vier Seiten").check();
		const pages = await printed(page);
		expect(pages).toHaveLength(4);
		expect(words(pages[3])).toContain("Oktober November Dezember");
		const size = await page
			.locator("year-sheet td")
			.first()
			.evaluate((cell) => getComputedStyle(cell).fontSize);
		expect(Number.parseFloat(size)).toBeGreaterThanOrEqual((14 * 96) / 72 - 0.1);
	});

	describeTown("bonn-2015", () => {
		test("its busiest place", async () => {
			const { folder, dataset } = await importForeign("bonn-2015");
			const product = await startProduct(dirname(folder));
			try {
				const { page } = await browser.visit({ at: "2015-06-03T19:30:00+02:00" });
				const { place, count } = busiest(dataset);
				const services = servicesOf(dataset, place).map(({ id }) => id);
				const link = setupAddress(product.address, { town: dataset.town.id, place: place.id, services, remind: [] });
				await page.goto(link);
				await page.locator("services-question .primary").click();
				await declineReminders(page);
				await page.locator("headline-card h1").waitFor();
				await openSide(page, "drucken", "print-view");
				expect(await tooFull(page)).toEqual([]);
				const pages = await printed(page);
				expect(pages).toHaveLength(2);
				expect(words(pages[0])).toContain("Abfuhrtermine 2015");
				const letters = dataset.services.map(({ letter }) => letter);
				const shown = pages
					.flatMap((each) => words(each).split(/[ ()]/))
					.filter((word) => letters.includes(word)).length;
				// Each date stands on the sheet, moved ones twice, the key once a page.
				expect(shown).toBeGreaterThanOrEqual(count);
			} finally {
				await product.stop();
			}
		});
	});
});

/** Cells and sheets whose content does not fit. */
function tooFull(page: Page): Promise<string[]> {
	return page.locator("year-sheet").evaluateAll((sheets) =>
		sheets.flatMap((sheet) => {
			const cells = [...(sheet.shadowRoot?.querySelectorAll("td") ?? [])];
			const full = [sheet, ...cells].filter(
				(each) => each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1,
			);
			return full.map((each) => `${each.localName}: ${each.textContent?.trim().replace(/\s+/g, " ")}`);
		}),
	);
}

/** The place with the most dates a year. */
function busiest(dataset: Dataset) {
	const places = dataset.streets.flatMap(({ places }) => places);
	return places
		.map((place) => ({ place, count: collectionsOf(dataset, place).length }))
		.reduce((most, each) => (each.count > most.count ? each : most));
}

async function printed(page: Page): Promise<string[]> {
	const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
	if (process.env.KEEP_PDF) writeFileSync(process.env.KEEP_PDF, pdf);
	const text = execFileSync("/usr/bin/pdftotext", ["-layout", "-", "-"], { input: pdf, encoding: "utf8" });
	return text.split("\f").filter((each) => each.trim() !== "");
}

function words(text = ""): string {
	return text.replace(/\s+/g, " ");
}
