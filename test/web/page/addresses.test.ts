import { expect, test } from "vitest";
import { chooseStreet, showDates, shownText, useBrowser } from "./browser.ts";
import { openSide, settle } from "./settled.ts";

const browser = useBrowser();

test("a second address: named, shown in one agenda, switched, dropped", async () => {
	const { page, requests } = await browser.visit();
	await settle(page);
	await openSide(page, "adressen", "addresses-view");
	await page.getByRole("button", { name: "Adresse hinzufügen" }).click();
	await chooseStreet(page, "Amselweg");
	await showDates(page);
	await expect.poll(() => shownText(page.locator("dates-view header"))).toContain("2 Adressen");
	await openSide(page, "adressen", "addresses-view");
	await page.getByText("Umbenennen: Amselweg").click();
	await page.getByLabel("Eigener Name").locator("visible=true").fill("Eltern");
	await page.getByRole("button", { name: "Speichern" }).locator("visible=true").click();
	await page.getByRole("heading", { name: "Eltern" }).waitFor();
	const together = () => shownText(page.locator("combined-agenda"));
	await expect.poll(together).toContain("Eltern");
	await expect.poll(together).toContain("Bahnhofstraße 12");
	await page.getByRole("button", { name: /Anzeigen.*Bahnhofstraße 12/ }).click();
	await page.locator("headline-card h1").waitFor();
	await expect.poll(() => shownText(page.locator("dates-view header"))).toContain("Bahnhofstraße 12");
	await page.reload();
	await page.locator("headline-card h1").waitFor();
	await openSide(page, "adressen", "addresses-view");
	await page.getByRole("button", { name: /Entfernen.*Eltern/ }).click();
	await expect.poll(() => page.locator("addresses-view .homes > li").count()).toBe(1);
	expect(requests.filter((request) => request.includes("Eltern"))).toEqual([]);
});

test("names with markup and reversed writing are text", async () => {
	const { page } = await browser.visit({ serviceWorkers: "block" });
	const name = "<img src=x onerror=alert(1)>\u202Egnurhekmu <b>Weg</b>";
	await page.route(/\/dataset/, async (route) => {
		const answer = await route.fetch();
		const body = (await answer.text()).replaceAll('"name":"Amselweg"', `"name":${JSON.stringify(name)}`);
		await route.fulfill({ response: answer, body });
	});
	await page.reload();
	await page.getByRole("combobox").fill("gnurhekmu");
	const option = page.getByRole("option").first();
	await option.waitFor();
	expect(await option.locator("img, b").count()).toBe(0);
	await expect.poll(() => shownText(option)).toContain("<img src=x onerror=alert(1)>");
	// Reversed writing ends with the name: it is a line of its own direction.
	expect(
		await option
			.locator("span")
			.first()
			.evaluate((element) => getComputedStyle(element).unicodeBidi),
	).toMatch(/isolate/);
});

test("the pages that law asks for are there without a town, too", async () => {
	const { page } = await browser.visit({ path: "/#datenschutz" });
	await page.getByRole("heading", { name: "Datenschutz", exact: true }).waitFor();
	await page.getByRole("link", { name: "Impressum" }).click();
	await page.getByRole("heading", { name: "Impressum" }).waitFor();
	await page.getByText("abfall@musterstadt.example").first().waitFor();
	await page.getByRole("link", { name: "Barrierefreiheit" }).click();
	await page.getByText("teilweise vereinbar").waitFor();
	await page.goBack();
	await page.getByRole("heading", { name: "Impressum" }).waitFor();
	await page.getByRole("link", { name: "Zurück zu den Terminen" }).click();
	await page.getByRole("combobox").waitFor();
});
