import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { shownText, textOf, useBrowser } from "./browser.ts";
import { keepOnDevice, placeShown } from "./device-memory.ts";
import { openSide, settle } from "./settled.ts";

const browser = useBrowser();
const TIMES = [
	{ when: "eve", time: "18:30" },
	{ when: "morning", time: "05:15" },
];

test("a shared set-up holds place, bins and times, and neither number nor name", async () => {
	const { page } = await browser.visit();
	await settle(page);
	const link = await sharedLink(page);
	expect(new URL(link).hash).toMatch(/^#einrichten=musterstadt\/[a-z0-9]+\/[a-z0-9,-]+\/eve-18:30,morning-05:15$/);
	expect(link).not.toMatch(/[/,]12[a-z]?([/,]|$)/);
});

test("who opens it agrees to the bins, and finds the times in the card, not yet switched on", async () => {
	const { page } = await browser.visit();
	await settle(page);
	const link = await sharedLink(page);
	const other = await browser.visit({ path: link.slice(inject("address").length) });
	await other.page.getByRole("heading", { name: "Welche Tonnen haben Sie?" }).waitFor();
	await other.page.locator("services-question .primary").click();
	await other.page.getByRole("button", { name: "Ja, Zeit wählen" }).click();
	await other.page.locator("remind-form").waitFor();
	await expect
		.poll(() => other.page.locator("remind-card h2").evaluate((heading) => heading.matches(":focus")))
		.toBe(true);
	await expect.poll(() => chosenTimes(other.page)).toEqual(["18:30", "05:15"]);
	await other.page.getByRole("button", { name: "Erinnerung einschalten" }).waitFor();
	await expect.poll(() => shownText(other.page.locator("dates-view header"))).toContain("Bahnhofstraße");
	await other.page.reload();
	await other.page.locator("remind-form").waitFor();
	await expect.poll(() => chosenTimes(other.page)).toEqual(["18:30", "05:15"]);
	expect(other.requests.filter((request) => /einrichten|18:30|api\/subscriptions/.test(request))).toEqual([]);
});

test("who has the address already gets bins and times for it, and no second one", async () => {
	const { page } = await browser.visit();
	await settle(page);
	const link = await sharedLink(page);
	const other = await browser.visit();
	await settle(other.page);
	await other.page.goto(link);
	await other.page.getByRole("heading", { name: "Welche Tonnen haben Sie?" }).waitFor();
	await other.page.locator("services-question .primary").click();
	await other.page.locator("headline-card h1").waitFor();
	await expect.poll(() => textOf(other.page, "dates-view header")).toContain("Bahnhofstraße 12");
	expect(await textOf(other.page, "dates-view header")).not.toContain("2 Adressen");
	await expect.poll(() => chosenTimes(other.page)).toEqual(["18:30", "05:15"]);
});

test("no is a full answer: the dates, and nothing asked of the browser", async () => {
	const { page, requests } = await browser.visit();
	await page.addInitScript(() => {
		Notification.requestPermission = async () => {
			throw new Error("nobody tapped");
		};
	});
	await settle(page);
	await page.locator("headline-card h1").waitFor();
	await page.reload();
	await page.locator("headline-card h1").waitFor();
	expect(await page.locator("remind-question").count()).toBe(0);
	expect(requests.filter((request) => /push-key|subscriptions/.test(request))).toEqual([]);
});

/** Reminders are on at this device, as its memory has it. */
test.each(["musterstadt/nirgends/bio", "musterstadt"])("a link that leads nowhere says so: %s", async (rest) => {
	const { page } = await browser.visit({ path: `/#einrichten=${rest}` });
	await page.getByText("Dieser Link passt nicht mehr.").waitFor();
	await settle(page);
	const other = await page.context().newPage();
	await other.goto(`${inject("address")}/#einrichten=${rest}`);
	await other.getByText("Dieser Link passt nicht mehr.").waitFor();
	await other.getByRole("button", { name: "Zurück" }).click();
	await other.locator("headline-card h1").waitFor();
});

test("a link to a place that the town has renamed offers the bins of its successor", async () => {
	const { page } = await browser.visit({ path: "/api/towns" });
	await page.route(/\/dataset/, async (route) => {
		const answer = await route.fetch();
		const dataset = await answer.json();
		const [street] = dataset.streets;
		const living = street.places[0].id;
		await route.fulfill({
			response: answer,
			json: { ...dataset, retired: { ...dataset.retired, places: { ...dataset.retired?.places, oldname: [living] } } },
		});
	});
	await page.goto(`${inject("address")}/#einrichten=musterstadt/oldname/bio`);
	await page.getByRole("heading", { name: "Welche Tonnen haben Sie?" }).waitFor();
});

async function sharedLink(page: Page): Promise<string> {
	const place = await placeShown(page);
	const wanted = { town: "musterstadt", lang: "de", places: [{ place, name: "Oma", remind: TIMES }] };
	await keepOnDevice(page, { reminded: ["musterstadt"], "wanted musterstadt": wanted });
	await openSide(page, "teilen", "share-view");
	await expect.poll(() => page.getByLabel("Link").inputValue()).toContain("18:30");
	return page.getByLabel("Link").inputValue();
}

function chosenTimes(page: Page): Promise<string[]> {
	return page.locator("remind-times select").evaluateAll((all) => all.map((each) => (each as HTMLSelectElement).value));
}
