import { dirname } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../import/command.ts";
import { SmallTown } from "../../import/small-town.ts";
import { declineReminders, useBrowser } from "./browser.ts";
import { type Product, startProduct } from "./product.ts";

// A first dataset that was guessed is shown as what it is, until a clerk confirms it: as a household sees it.

const browser = useBrowser();
const NOTE = "Probe: Diese Termine sind noch nicht bestätigt.";

const town = new SmallTown();
let product: Product | undefined;

async function served(...options: string[]): Promise<string> {
	const { code, stdout } = await run("import", town.folder, ...options);
	expect([code, stdout]).toEqual([0, expect.stringContaining("Keine Fehler")]);
	await product?.stop();
	product = await startProduct(dirname(town.folder));
	return product.address;
}

beforeAll(() => {
	Object.assign(town.town.services[0] ?? {}, { guessed: true });
	Object.assign(town.town.recipe.read[0] ?? {}, { guessed: true });
	town.save();
});
afterAll(async () => {
	await product?.stop();
	town.discard();
});

/** A household of the town, on a device that has never seen it. */
async function household(address: string): Promise<Page> {
	const { page } = await browser.visit({ at: "2026-01-08T12:00:00+01:00" });
	await page.goto(address);
	await page.getByRole("combobox").fill("Ahornweg");
	await page.getByRole("option").first().waitFor();
	await page.keyboard.press("Enter");
	await page.locator("services-question .primary").click();
	return page;
}

/** What a browser gets that asks for reminders: status and code. */
async function subscribed(address: string, place: string): Promise<string> {
	const keys = { p256dh: Buffer.alloc(65, 4).toString("base64url"), auth: Buffer.alloc(16, 1).toString("base64url") };
	const push = { endpoint: "https://fcm.googleapis.com/fcm/send/x", keys };
	const places = [{ place, remind: [{ when: "eve", time: "19:00" }] }];
	const answer = await fetch(`${address}/api/subscriptions`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ town: "kleinstadt", lang: "de", push, places }),
	});
	return `${answer.status} ${((await answer.json()) as { code: string }).code}`;
}

const asked = async (address: string, path: string) => (await fetch(`${address}${path}`)).text();

test("«Probe» stands on the page, in the feed and in the API, reminders are refused; after --confirm all of it is gone", async () => {
	const trial = await served();
	const before = await household(trial);
	await before.locator("dates-view").getByText(NOTE).waitFor();
	expect(await before.locator("remind-question").count()).toBe(0);
	expect(await before.getByRole("button", { name: "Erinnerung einschalten" }).count()).toBe(0);
	const { streets } = town.dataset;
	const place = streets.find(({ name }) => name === "Ahornweg")?.places[0]?.id;
	expect(await asked(trial, "/api/towns")).toContain('"confirmed":false');
	expect(await asked(trial, `/feed/kleinstadt/${place}.ics`)).toContain("X-WR-CALNAME:Probe: Abfuhr Kleinstadt");
	expect(await subscribed(trial, String(place))).toBe("409 unconfirmed_town");

	const confirmed = await served("--confirm");
	expect(town.read("town.json")).not.toContain("guessed");
	const after = await household(confirmed);
	await after.locator("remind-question").waitFor();
	await declineReminders(after);
	await after.locator("headline-card h1").waitFor();
	expect(await after.getByText("Probe:").count()).toBe(0);
	expect(await asked(confirmed, "/api/towns")).toContain('"confirmed":true');
	expect(await asked(confirmed, `/feed/kleinstadt/${place}.ics`)).not.toContain("Probe");
});
