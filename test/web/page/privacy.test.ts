import { expect, inject, test } from "vitest";
import { chooseStreet, showDates, shownText, useBrowser } from "./browser.ts";
import { SIDES } from "./settled.ts";

const browser = useBrowser();

/** No date, id or hash has these digits by chance. */
const NUMBER = "9873b";

test("in a whole session no request has the house number, and none goes elsewhere", async () => {
	const { page, requests } = await browser.visit();
	await chooseStreet(page, "Hauptstraße", "35999 Musterstadt");
	await page.getByLabel("Welche Hausnummer?").fill(NUMBER);
	await page.keyboard.press("Enter");
	await showDates(page);
	await expect.poll(() => shownText(page.locator("dates-view header"))).toContain(NUMBER);
	await page.locator("details.fold > summary").click();
	await page.getByText("Anderer Kalender").click();
	await page.getByRole("button", { name: "QR-Code" }).click();
	await page.locator("qr-code").waitFor();
	await page.getByRole("button", { name: "Mehr Wochen zeigen" }).click();
	await page.getByText("Deutsch").first().click();
	await page.getByRole("button", { name: "English" }).click();
	await page.getByRole("heading", { name: "Next dates" }).waitFor();
	await page.getByRole("button", { name: "Choose other bins" }).click();
	await page.getByRole("button", { name: "Show dates" }).click();
	await page.reload();
	await page.locator("headline-card h1").waitFor();

	for (const [view, element] of Object.entries(SIDES)) {
		await page.evaluate((to) => {
			location.hash = to;
		}, view);
		await page.locator(element).first().waitFor();
	}
	await page.goto(`${inject("address")}/atlantis`);
	await page.locator("page-trouble h1").waitFor();
	browser.forgive(/404/);
	await page.goto(inject("address"));
	await page.locator("headline-card h1").waitFor();

	expect(requests.length).toBeGreaterThan(8);
	expect(requests.filter((request) => request.includes("9873"))).toEqual([]);
	const elsewhere = requests.filter((request) => !request.split(" ")[1]?.startsWith(`${inject("address")}/`));
	expect(elsewhere).toEqual([]);
	expect(page.url()).not.toContain("9873");
	for (const link of await page.locator("a").all()) expect(await link.getAttribute("href")).not.toContain("9873");
});
