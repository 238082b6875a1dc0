import type { Page } from "playwright-core";
import { inject } from "vitest";

/** A household with the usual bins, by the shortest way. */
export async function settle(page: Page, street = "bahnhofstr 12", address = inject("address")): Promise<void> {
	await page.goto(address);
	await page.locator("#street").fill(street);
	await page.getByRole("option").first().waitFor();
	await page.keyboard.press("Enter");
	await page.locator("services-question .primary").click();
	await page.locator("headline-card h1").waitFor();
}

export async function openSide(page: Page, view: string, element: string): Promise<void> {
	await page.evaluate((to) => {
		location.hash = to;
	}, view);
	await page.locator(`${element} h1`).waitFor();
}
