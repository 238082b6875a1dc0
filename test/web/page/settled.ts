import type { Page } from "playwright-core";
import { inject } from "vitest";
import { declineReminders } from "./browser.ts";

/** A household with the usual bins, by the shortest way. */
export async function settle(page: Page, street = "bahnhofstr 12", address = inject("address")): Promise<void> {
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
	daten: "my-data pre",
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
