import { describe, expect, test } from "vitest";
import { chooseStreet, showDates, shownText, textOf, typeStreet, useBrowser } from "./browser.ts";

const browser = useBrowser();

describe("from the street to the dates", () => {
	test("a whole street: bins, then dates", async () => {
		const { page } = await browser.visit();
		await chooseStreet(page, "Amselweg");
		await page.getByRole("heading", { name: "Welche Tonnen haben Sie?" }).waitFor();
		await expect.poll(() => page.getByRole("checkbox", { name: /Restmüll 2-wöchentlich/ }).isChecked()).toBe(true);
		await expect.poll(() => page.getByRole("checkbox", { name: /1\.100 l/ }).isChecked()).toBe(false);
		await showDates(page);
		await expect.poll(() => textOf(page, "dates-view header")).toContain("Amselweg");
		await expect.poll(() => page.title()).toMatch(/ – Tonnentag$/);
	});

	test("the headline says day, bins and put-out window", async () => {
		const { page } = await browser.visit();
		await chooseStreet(page, "Hauptstraße", "35999 Musterstadt");
		await page.getByLabel("Welche Hausnummer?").fill("12");
		await page.keyboard.press("Enter");
		await showDates(page);
		await expect
			.poll(() => textOf(page, "headline-card"))
			.toContain("Morgen, Freitag 4. Dezember Gelber Sack Jetzt rausstellen, spätestens morgen um 6 Uhr.");
		await expect.poll(() => page.title()).toBe("Morgen: Gelber Sack – Tonnentag");
	});

	test("a split street asks for the number, and the sides differ", async () => {
		const dates: string[] = [];
		for (const number of ["12", "13"]) {
			const { page } = await browser.visit();
			await chooseStreet(page, "Bahnhofstraße", "Musterstadt");
			await page.getByLabel("Welche Hausnummer?").fill(number);
			await page.getByRole("button", { name: "Weiter" }).click();
			await showDates(page);
			dates.push(await textOf(page, "agenda-list"));
		}
		expect(dates[0]).not.toBe(dates[1]);
	});

	test("what is no number is refused in words", async () => {
		const { page } = await browser.visit();
		await chooseStreet(page, "Bahnhofstraße", "Musterstadt");
		await page.getByLabel("Welche Hausnummer?").fill("zwölf");
		await page.getByRole("button", { name: "Weiter" }).click();
		await expect.poll(() => shownText(page.getByRole("alert"))).toContain("zum Beispiel 12 oder 12a");
		await expect.poll(() => page.getByLabel("Welche Hausnummer?").getAttribute("aria-invalid")).toBe("true");
	});

	test("a number typed behind the street is not asked again", async () => {
		const { page } = await browser.visit();
		await typeStreet(page, "bahnhofstr 12");
		await page.getByRole("option").first().click();
		await page.getByRole("heading", { name: "Welche Tonnen haben Sie?" }).waitFor();
	});

	test("a described part is a choice in words", async () => {
		const { page } = await browser.visit();
		await chooseStreet(page, "Waldstraße");
		await page.getByRole("heading", { name: "Welcher Teil der Straße?" }).waitFor();
		await page.getByRole("button", { name: "vom Friedhof bis zum Waldrand" }).click();
		await showDates(page);
	});

	test("of the rhythms of one bin there is one, unless a household says that it has more", async () => {
		const { page } = await browser.visit();
		await chooseStreet(page, "Amselweg");
		const [often, seldom] = [/Restmüll 2-wöchentlich/, /Restmüll 4-wöchentlich/].map((name) =>
			page.getByRole("checkbox", { name }),
		);
		await seldom?.check();
		expect(await often?.isChecked()).toBe(false);
		await page.getByRole("button", { name: "Wir haben mehrere davon" }).click();
		await often?.check();
		expect(await seldom?.isChecked()).toBe(true);
		await page.reload();
		await page.getByRole("checkbox").first().waitFor();
		expect([await often?.isChecked(), await seldom?.isChecked()]).toEqual([true, true]);
		await showDates(page);
		await expect.poll(() => textOf(page, "agenda-list")).toMatch(/2-wöchentlich.*4-wöchentlich/);
	});

	test("no bin at all is refused in words", async () => {
		const { page } = await browser.visit();
		await chooseStreet(page, "Amselweg");
		for (const box of await page.getByRole("checkbox").all()) await box.uncheck();
		await page.getByRole("button", { name: "Weiter" }).click();
		await expect.poll(() => shownText(page.getByRole("alert"))).toContain("mindestens eine Tonne");
	});
});

describe("the search", () => {
	test("tells equal names apart by village and postcode, and counts", async () => {
		const { page } = await browser.visit();
		await typeStreet(page, "bahnhofstr");
		await page.getByRole("option").first().waitFor();
		expect(await Promise.all((await page.getByRole("option").all()).map(shownText))).toEqual([
			expect.stringMatching(/Bahnhofstraße\s*35999 Musterstadt/),
			expect.stringMatching(/Bahnhofstraße\s*35998 Niederau/),
		]);
		await expect.poll(() => shownText(page.locator("street-question").getByRole("status"))).toBe("2 Treffer");
	});

	test("a typing error asks back", async () => {
		const { page } = await browser.visit();
		await typeStreet(page, "Haubtstr");
		await page.getByText("„Haubtstr“ kennen wir nicht. Meinten Sie eine von diesen?").waitFor();
		await expect.poll(() => shownText(page.getByRole("option").first())).toContain("Hauptstraße");
		expect(await page.getByRole("combobox").getAttribute("aria-activedescendant")).toBeNull();
	});

	test("an unknown street leads to the people who can add it", async () => {
		const { page } = await browser.visit();
		await typeStreet(page, "Xylophonplatz");
		await page.getByText("„Xylophonplatz“ kennen wir nicht.").waitFor();
		expect(await page.getByRole("option").count()).toBe(0);
		await expect
			.poll(() => page.getByRole("link", { name: "abfall@musterstadt.example" }).getAttribute("href"))
			.toMatch(/^mailto:abfall@musterstadt\.example\?subject=/);
	});
});

describe("what was chosen", () => {
	test("is kept over a reload and a new visit", async () => {
		const { page } = await browser.visit();
		await chooseStreet(page, "Amselweg");
		await showDates(page);
		await page.reload();
		await page.locator("headline-card h1").waitFor();
		const again = await page.context().newPage();
		await again.goto(page.url());
		await again.locator("headline-card h1").waitFor();
		await expect.poll(() => textOf(again, "dates-view header")).toContain("Amselweg");
	});

	test("a reload on the way stays at its question", async () => {
		const { page } = await browser.visit();
		await chooseStreet(page, "Bahnhofstraße", "Musterstadt");
		await page.getByLabel("Welche Hausnummer?").waitFor();
		await page.reload();
		await page.getByLabel("Welche Hausnummer?").waitFor();
	});

	test("back works everywhere, by button and by browser", async () => {
		const { page } = await browser.visit();
		await chooseStreet(page, "Bahnhofstraße", "Musterstadt");
		await page.getByLabel("Welche Hausnummer?").fill("12");
		await page.keyboard.press("Enter");
		await showDates(page);
		await page.goBack();
		await page.getByRole("heading", { name: "Sollen wir Sie erinnern?" }).waitFor();
		await page.goBack();
		await page.getByRole("heading", { name: "Welche Tonnen haben Sie?" }).waitFor();
		await page.getByRole("button", { name: "Zurück" }).click();
		await page.getByLabel("Welche Hausnummer?").waitFor();
		await page.goBack();
		await page.getByRole("combobox", { name: "Wo wohnen Sie?" }).waitFor();
		await page.goForward();
		await page.getByLabel("Welche Hausnummer?").waitFor();
	});

	test("can be changed: the bins, then the address; a change not made loses nothing", async () => {
		const { page } = await browser.visit();
		await chooseStreet(page, "Amselweg");
		await showDates(page);
		await page.getByRole("button", { name: "Andere Tonnen wählen" }).click();
		await page.getByRole("checkbox", { name: /Gelber Sack/ }).uncheck();
		await showDates(page);
		expect(await textOf(page, "agenda-list")).not.toContain("Gelber Sack");
		await page.getByRole("button", { name: /Adresse ändern/ }).click();
		await page.getByRole("combobox", { name: "Wo wohnen Sie?" }).waitFor();
		const again = await page.context().newPage();
		await again.goto(page.url());
		await again.locator("headline-card h1").waitFor();
		await expect.poll(() => textOf(again, "dates-view header")).toContain("Amselweg");
	});
});

test("the address of a town leads to its questions", async () => {
	const { page } = await browser.visit({ path: "/musterstadt" });
	await page.getByRole("combobox", { name: "Wo wohnen Sie?" }).waitFor();
});
