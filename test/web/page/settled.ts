import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import type { Page } from "playwright-core";
import { inject } from "vitest";
import { declineReminders } from "./browser.ts";
import { keepHousehold, keptHousehold } from "./device-memory.ts";

/** A household with the usual bins. */
export function settle(page: Page, street = "bahnhofstr 12"): Promise<void> {
	return answered(page, street, () => answerQuestions(page, street));
}

/**
 * The questions are walked through once in a run for each set of answers; every other device is given what that one
 * keeps. For tests that begin at the dates: the tab remembers no questions.
 */
export async function answered(page: Page, answers: string, walk: () => Promise<void>): Promise<void> {
	const file = join(inject("households"), `${Buffer.from(answers).toString("hex").slice(0, 200)}.json`);
	if (existsSync(file)) {
		// From where no page is at work, that would write down its own household.
		await page.goto(`${inject("address")}/api/towns`);
		await keepHousehold(page, JSON.parse(readFileSync(file, "utf8")));
		await page.goto(inject("address"));
	} else {
		await walk();
		writeFileSync(`${file}.${process.pid}`, JSON.stringify(await keptHousehold(page)));
		renameSync(`${file}.${process.pid}`, file);
	}
	await page.locator("headline-card h1").waitFor();
}

/** By the shortest way. */
export async function answerQuestions(
	page: Page,
	street = "bahnhofstr 12",
	address = inject("address"),
): Promise<void> {
	await page.goto(address);
	await page.getByRole("combobox").fill(street);
	await page.getByRole("option").first().waitFor();
	await page.keyboard.press("Enter");
	await page.locator("services-question .primary").click();
	await declineReminders(page);
	await page.locator("headline-card h1").waitFor();
}

/** Every view beside questions and dates, with what shows that it is there. */
export const SIDES: Readonly<Record<string, string>> = {
	monat: "month-view month-sheet",
	mehr: "more-view .choice",
	drucken: "print-view year-sheet",
	adressen: "addresses-view .homes",
	teilen: "share-view qr-code",
	daten: "my-data .told li",
	datenschutz: "info-page section",
	impressum: "info-page section",
	barrierefreiheit: "info-page section",
	einfach: "info-page section",
};

export async function openSide(page: Page, view: string, element: string): Promise<void> {
	await page.evaluate((to) => {
		location.hash = to;
	}, view);
	await page.locator(`${element} h1`).waitFor();
}
