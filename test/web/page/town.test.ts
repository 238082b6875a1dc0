import type { Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { textOf, useBrowser } from "./browser.ts";
import { openSide, settle } from "./settled.ts";

const browser = useBrowser();

/** The town as its file has it, changed before it reaches the page. */
async function withTown(page: Page, change: Readonly<Record<string, unknown>>): Promise<void> {
	await page.route(/\/api\/towns\/[^/]+\/dataset/, async (route) => {
		const answer = await route.fetch();
		const dataset = await answer.json();
		await route.fulfill({ response: answer, json: { ...dataset, town: { ...dataset.town, ...change } } });
	});
}

describe("what the law asks for", () => {
	test("the imprint has a postal address and who represents the town", async () => {
		const { page } = await browser.visit({ path: "/#impressum" });
		await expect.poll(() => textOf(page, "info-page main")).toContain("Marktplatz 1");
		const imprint = await textOf(page, "info-page main");
		expect(imprint).toContain("Vertreten durch: Bürgermeisterin Erika Mustermann");
		expect(imprint).not.toContain("fehlt noch");
	});

	test("the declaration names the body that enforces it, the privacy page its offices", async () => {
		const { page } = await browser.visit({ path: "/#barrierefreiheit" });
		await expect.poll(() => textOf(page, "info-page main")).toContain("durchsetzung@land.example");
		const declaration = await textOf(page, "info-page main");
		expect(declaration).toContain("Durchsetzungs- und Überwachungsstelle für barrierefreie Informationstechnik");
		await openSide(page, "datenschutz", "info-page");
		await expect.poll(() => textOf(page, "info-page main")).toContain("datenschutz@musterstadt.example");
		await expect.poll(() => textOf(page, "info-page main")).toContain("Rechenzentrum Beispiel");
	});

	test("what the town has not said yet is no business of households: no gap, no file, no field", async () => {
		const { page } = await browser.visit();
		await withTown(page, { legal: undefined });
		for (const view of ["impressum", "barrierefreiheit", "datenschutz"]) {
			await page.goto(`${inject("address")}/#${view}`);
			await page.reload();
			await expect.poll(() => textOf(page, "info-page main")).toContain("abfall@musterstadt.example");
			expect(await textOf(page, "info-page main")).not.toMatch(/town\.json|legal\.|fehlt noch/);
		}
	});
});

describe("a town's own look", () => {
	test("its arms stand on every view, its colour on what can be pressed", async () => {
		const { page } = await browser.visit();
		const accent = { light: "#00613a", lightWash: "#ebf2ef", dark: "#6fb998", darkWash: "#253032" };
		await withTown(page, {
			look: { accent, arms: "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=" },
		});
		await settle(page);
		await page.getByRole("img", { name: "Wappen: Musterstadt" }).waitFor();
		const colour = () =>
			page
				.getByRole("button", { name: "Erinnerung einschalten" })
				.evaluate((button) => getComputedStyle(button).backgroundColor);
		await expect.poll(colour).toBe("rgb(0, 97, 58)");
		await page.emulateMedia({ colorScheme: "dark" });
		await expect.poll(colour).toBe("rgb(111, 185, 152)");
		await openSide(page, "daten", "my-data");
		await page.getByRole("img", { name: "Wappen: Musterstadt" }).waitFor();
	});
});

test("the installed app is the town's: name, colour and arms; on an iPhone the set-up goes along", async () => {
	const manifest = await (await fetch(`${inject("address")}/manifest.de.webmanifest`)).json();
	expect(manifest).toMatchObject({ id: "/", start_url: "/", name: "Tonnentag Musterstadt", short_name: "Musterstadt" });
	const agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 27_0 like Mac OS X) AppleWebKit/605.1.15";
	const { page } = await browser.visit({ userAgent: agent });
	await settle(page, "amselweg");
	const link = page.locator("link[rel=manifest]");
	await expect.poll(() => link.getAttribute("href")).toContain("start=");
	const address = new URL((await link.getAttribute("href")) ?? "", inject("address"));
	const { start_url: start } = await (await fetch(address)).json();
	expect(start).toMatch(/^\/#einrichten=musterstadt\/[a-z0-9-]+\/rest-2w,/);
	const { page: app } = await browser.visit({ userAgent: agent, path: start });
	await app.getByRole("heading", { name: "Welche Tonnen haben Sie?" }).waitFor();
});

test("only a set-up is a start address", async () => {
	for (const start of ["https://evil.example/", "/#einrichten=<b>", "//evil.example"]) {
		const address = `${inject("address")}/manifest.de.webmanifest?start=${encodeURIComponent(start)}`;
		expect(await (await fetch(address)).json()).toMatchObject({ start_url: "/" });
	}
});

test.each(["/Musterstadt", "/musterstadt/", "/MUSTERSTADT"])("%s is the town", async (path) => {
	const answer = await fetch(inject("address") + path, { redirect: "manual" });
	expect([answer.status, answer.headers.get("location")]).toEqual([308, "/musterstadt"]);
	const { page } = await browser.visit({ path });
	await page.getByRole("combobox", { name: "Wo wohnen Sie?" }).waitFor();
});

describe("a wrong date", () => {
	test("is reported with place and next date filled in, without the house number", async () => {
		const { page } = await browser.visit();
		await settle(page);
		const address = (await page.getByRole("link", { name: "Stimmt ein Termin nicht?" }).getAttribute("href")) ?? "";
		const { pathname, searchParams } = new URL(address);
		expect(pathname).toBe("abfall@musterstadt.example");
		expect(searchParams.get("subject")).toBe("Abfuhrtermin Freitag, 11. Dezember 2026: stimmt er?");
		const body = searchParams.get("body")?.split("\r\n") ?? [];
		expect(body[0]).toMatch(/^Ort: Bahnhofstraße, Hausnummern gerade .*, 35999 Musterstadt$/);
		expect(body.slice(1, 3)).toEqual(["Tag: Freitag, 11. Dezember 2026", "Im Kalender steht: Gelber Sack"]);
		// For the office: where it was read. No mark of the place, which nobody there knows.
		expect(body[3]).toMatch(/^Gelber Sack eingelesen aus: \S+, Zeile \d+$/);
		expect(body.join()).not.toContain("Abfuhrbezirk");
	});

	test("of any day of the month is reported with that day", async () => {
		const { page } = await browser.visit();
		await settle(page);
		await openSide(page, "monat", "month-view");
		await page.locator("td[data-day='2026-12-12']").click();
		const link = page.getByRole("link", { name: "Stimmt das nicht? Samstag, 12. Dezember" });
		const body = new URL((await link.getAttribute("href")) ?? "").searchParams.get("body");
		expect(body).toContain("Tag: Samstag, 12. Dezember 2026\r\nIm Kalender steht: Papier");
	});
});

describe("an address that does not exist", () => {
	test.each([
		["/atlantis", "Diese Gemeinde gibt es hier nicht"],
		["/musterstadt/nirgends", "Diese Seite gibt es nicht"],
		["/Verschrieben.html", "Diese Seite gibt es nicht"],
	])("%s says so with status 404, and leads on to the towns", async (path, title) => {
		const { page } = await browser.visit();
		const answer = await page.goto(inject("address") + path);
		expect(answer?.status()).toBe(404);
		await page.getByRole("heading", { name: title }).waitFor();
		await expect.poll(() => page.title()).toBe(`${title} – Tonnentag`);
		await page.getByRole("link", { name: "Musterstadt", exact: true }).click();
		await page.getByRole("combobox", { name: "Wo wohnen Sie?" }).waitFor();
		browser.forgive(/404/);
	});

	test("takes nothing from a household that has its dates", async () => {
		const { page } = await browser.visit();
		await settle(page);
		await page.goto(`${inject("address")}/atlantis`);
		await page.getByRole("link", { name: "Zur Startseite" }).click();
		await page.locator("headline-card h1").waitFor();
		browser.forgive(/404/);
	});
});
