import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { chooseStreet, declineReminders, showDates, shownText, textOf, useBrowser } from "./browser.ts";
import { openSide, settle } from "./settled.ts";

/** What was answered is not lost on the way: back, anew, in two windows, without storage, on a line that breaks. */

const browser = useBrowser();

async function ticked(page: Page): Promise<boolean[]> {
	await page.getByRole("heading", { name: "Welche Tonnen haben Sie?" }).waitFor();
	return page.getByRole("checkbox").evaluateAll((all) => all.map((each) => (each as HTMLInputElement).checked));
}

describe("on the way back", () => {
	test("bins, number and street stand as they were left, and after a reload too", async () => {
		const { page } = await browser.visit();
		await chooseStreet(page, "Hauptstraße", "35999 Musterstadt");
		await page.getByLabel("Welche Hausnummer?").fill("12");
		await page.getByRole("button", { name: "Weiter" }).click();
		await page.getByRole("checkbox").nth(0).setChecked(false);
		await page.getByRole("checkbox").nth(1).setChecked(true);
		const left = await ticked(page);
		await page.reload();
		await expect.poll(() => ticked(page)).toEqual(left);
		await page.getByRole("button", { name: "Weiter" }).click();
		await page.getByRole("heading", { name: "Sollen wir Sie erinnern?" }).waitFor();
		await page.getByRole("button", { name: "Zurück" }).click();
		await expect.poll(() => ticked(page)).toEqual(left);
		await page.goBack();
		await expect.poll(() => page.getByLabel("Welche Hausnummer?").inputValue()).toBe("12");
		await page.goBack();
		await expect.poll(() => page.getByRole("combobox").inputValue()).toBe("Hauptstraße");
	});

	test("what is no number is named, and the error goes when it is corrected", async () => {
		const { page } = await browser.visit();
		await chooseStreet(page, "Hauptstraße", "35999 Musterstadt");
		const number = page.getByLabel("Welche Hausnummer?");
		await number.fill("zwölf");
		await page.getByRole("button", { name: "Weiter" }).click();
		await expect.poll(() => shownText(page.locator("#wrong"))).toContain("„zwölf“ ist keine Hausnummer.");
		await number.fill("12");
		await expect.poll(() => shownText(page.locator("#wrong"))).toBe("");
		await expect.poll(() => number.getAttribute("aria-invalid")).toBe("false");
	});
});

test("an address without collections says so, and leads to another one", async () => {
	const { page } = await browser.visit({ path: "/api/towns" });
	await page.route(/\/api\/towns\/[^/]+\/dataset/u, async (route) => {
		const answer = await route.fetch();
		const dataset = await answer.json();
		for (const street of dataset.streets)
			if (street.name === "Amselweg")
				for (const place of street.places) Object.assign(place, { rounds: [], lines: "", editions: undefined });
		await route.fulfill({ response: answer, json: dataset });
	});
	await page.goto(inject("address"));
	await chooseStreet(page, "Amselweg");
	await page.getByRole("heading", { name: "Für diese Adresse sind keine Abfuhren eingetragen" }).waitFor();
	await expect.poll(() => textOf(page, "services-question town-contact")).toContain("@");
	await page.getByRole("button", { name: "Andere Adresse wählen" }).click();
	await page.getByRole("combobox").waitFor();
});

describe("two windows of one household", () => {
	async function second(context: BrowserContext): Promise<Page> {
		const page = await context.newPage();
		await page.goto(inject("address"));
		await page.locator("headline-card h1").waitFor();
		return page;
	}

	test("both changes are there: an address added in one, bins changed in the other", async () => {
		const { page } = await browser.visit();
		await settle(page);
		const other = await second(page.context());
		await openSide(page, "adressen", "addresses-view");
		await page.getByRole("button", { name: "Adresse hinzufügen" }).click();
		await chooseStreet(page, "Amselweg");
		await showDates(page);
		await expect.poll(() => textOf(other, "dates-view header")).toContain("2 Adressen");
		await openSide(other, "adressen", "addresses-view");
		await expect.poll(() => other.getByRole("button", { name: /^Entfernen/u }).count()).toBe(2);
		await other.getByRole("button", { name: /^Entfernen ?: Bahnhofstraße/u }).click();
		await expect.poll(() => textOf(page, "dates-view header")).not.toContain("2 Adressen");
		await other.getByRole("button", { name: "Rückgängig" }).click();
		await expect.poll(() => textOf(page, "dates-view header")).toContain("2 Adressen");
	});

	test("what is deleted in one is gone in the other", async () => {
		const { page } = await browser.visit();
		await settle(page);
		const other = await second(page.context());
		await openSide(page, "daten", "my-data");
		await page.getByRole("button", { name: "Alles löschen" }).click();
		await page.getByRole("button", { name: "Ja, alles löschen" }).click();
		await other.getByRole("heading", { name: "Wo wohnen Sie?" }).waitFor();
		await other.reload();
		await other.getByRole("heading", { name: "Wo wohnen Sie?" }).waitFor();
	});
});

describe("a browser that stores nothing", () => {
	const WAYS: Record<string, () => void> = {
		refuses: () => {
			Object.defineProperty(globalThis, "indexedDB", { value: undefined });
		},
		"never answers": () => {
			IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
		},
	};

	test.each(Object.keys(WAYS))("%s: it is said, and a reload of the tab keeps the household", async (way) => {
		const { page } = await browser.visit({ path: "/api/towns" });
		const [refuse] = [WAYS[way]];
		if (refuse) await page.addInitScript(refuse);
		await page.goto(inject("address"));
		await chooseStreet(page, "Amselweg");
		await page.locator("services-question .primary").click();
		await declineReminders(page);
		await expect.poll(() => textOf(page, "page-notes")).toContain("merkt sich Ihre Adresse nicht");
		await page.reload();
		await page.locator("headline-card h1").waitFor();
	});
});

describe("a piece that cannot be loaded", () => {
	/** By what it defines. */
	const PIECES: Record<string, string> = {
		"dates-view": "Amselweg",
		"month-view": "Der Monat",
		"info-page": "Datenschutz",
	};

	test.each(Object.keys(PIECES))("%s: it is said, and trying again helps", async (piece) => {
		const { page } = await browser.visit({ path: "/api/towns" });
		let isCut = false;
		await page.route(/\/assets\/.*\.js$/u, async (route) => {
			const answer = await route.fetch();
			const isIt =
				(await answer.text()).includes(`define("${piece}"`) || (await answer.text()).includes(`define(\`${piece}\``);
			return isIt && isCut ? route.abort() : route.fulfill({ response: answer });
		});
		isCut = true;
		await page.goto(inject("address"));
		await chooseStreet(page, "Amselweg");
		await page.locator("services-question .primary").click();
		const no = page.getByRole("button", { name: "Nein, danke" });
		await no.click();
		if (piece !== "dates-view") {
			await page.locator("headline-card h1").waitFor();
			await page.evaluate(
				(to) => {
					location.hash = to;
				},
				piece === "month-view" ? "monat" : "datenschutz",
			);
		}
		await page.getByRole("heading", { name: "Keine Verbindung" }).waitFor();
		isCut = false;
		await page.getByRole("button", { name: "Noch einmal versuchen" }).click();
		await page
			.locator(piece)
			.getByText(PIECES[piece] ?? "")
			.first()
			.waitFor();
		await page.unrouteAll({ behavior: "ignoreErrors" });
		browser.forgive(/ERR_FAILED|dynamically imported/u);
	});
});
