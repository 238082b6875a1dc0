import { createECDH, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { useBrowser } from "./browser.ts";
import { keepOnDevice, placeShown } from "./device-memory.ts";
import { answerQuestions, openSide } from "./settled.ts";

const browser = useBrowser();

interface Subscribed {
	readonly id: string;
	readonly token: string;
}

test("the file holds everything that is stored: databases, tab, kept files", async () => {
	const { page } = await browser.visit();
	await answerQuestions(page);
	const subscription = await subscribe(page);
	await page.evaluate(() => localStorage.setItem("left-behind", "by whomever"));
	await openSide(page, "daten", "my-data");
	await expect.poll(() => page.locator("my-data pre").textContent()).toContain(subscription.id);
	const download = page.waitForEvent("download");
	await page.getByRole("button", { name: "Als Datei sichern" }).click();
	const file = await download;
	expect(file.suggestedFilename()).toBe("tonnentag.json");
	const saved = JSON.parse(readFileSync(await file.path(), "utf8"));
	expect(saved["tonnentag/kept"].household).toMatchObject({ kind: "settled", town: "musterstadt", number: "12" });
	expect(saved["tonnentag-device/kept"]["subscription musterstadt"].token).toBe(subscription.token);
	expect(saved.localStorage).toEqual({ "left-behind": "by whomever" });
	expect(JSON.stringify(saved.sessionStorage)).toContain("choosing");
	await forget(subscription);
});

test("deleting reaches the server, the databases, the tab and the way back", async () => {
	const { page } = await browser.visit();
	await answerQuestions(page);
	const [now, before] = [await subscribe(page), await post(await placeShown(page))];
	// One that was to be deleted without a connection, and one that is in use.
	await keepOnDevice(page, { farewells: [{ ...before, endpoint: "", kid: "", asked: "" }] });
	await page.evaluate(() => localStorage.setItem("left-behind", "x"));
	expect(await statusOf(now)).toBe(200);
	await openSide(page, "daten", "my-data");
	await page.getByRole("button", { name: "Alles löschen" }).click();
	await page.getByRole("button", { name: "Ja, alles löschen" }).click();
	await page.getByRole("combobox", { name: "Wo wohnen Sie?" }).waitFor();

	expect([await statusOf(now), await statusOf(before)]).toEqual([404, 404]);
	const left = await stored(page);
	expect(left).not.toMatch(/Bahnhof|"12"|settled|token/);
	expect(await page.evaluate(() => localStorage.length)).toBe(0);
	await page.goBack();
	await page.getByRole("combobox", { name: "Wo wohnen Sie?" }).waitFor();
	await page.goBack();
	await page.getByRole("combobox", { name: "Wo wohnen Sie?" }).waitFor();
});

test("without a connection nothing is deleted, and it says so", async () => {
	const { page } = await browser.visit();
	await answerQuestions(page);
	const subscription = await subscribe(page);
	await openSide(page, "daten", "my-data");
	await page.route("**/api/subscriptions/**", (route) => route.abort());
	await page.getByRole("button", { name: "Alles löschen" }).click();
	await page.getByRole("button", { name: "Ja, alles löschen" }).click();
	await page.getByText("Der Server ist gerade nicht erreichbar, deshalb ist noch nichts gelöscht.").waitFor();
	expect(await stored(page)).toContain(subscription.token);
	expect(await statusOf(subscription)).toBe(200);
	await page.unroute("**/api/subscriptions/**");
	await page.getByRole("button", { name: "Ja, alles löschen" }).click();
	await page.getByRole("combobox", { name: "Wo wohnen Sie?" }).waitFor();
	expect(await statusOf(subscription)).toBe(404);
	browser.forgive(/ERR_FAILED/);
});

/** As the page does it, with keys of a browser that never was. */
async function subscribe(page: Page): Promise<Subscribed> {
	const subscribed = await post(await placeShown(page));
	await keepOnDevice(page, { "subscription musterstadt": { ...subscribed, endpoint: "", kid: "", asked: "" } });
	return subscribed;
}

async function post(place: string): Promise<Subscribed> {
	const pair = createECDH("prime256v1");
	pair.generateKeys();
	const keys = { p256dh: pair.getPublicKey("base64url"), auth: randomBytes(16).toString("base64url") };
	const endpoint = `https://updates.push.services.mozilla.com/wpush/v2/${randomBytes(24).toString("base64url")}`;
	const places = [{ place, remind: [{ when: "eve", time: "19:00" }] }];
	const answer = await fetch(`${inject("address")}/api/subscriptions`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ town: "musterstadt", lang: "de", push: { endpoint, keys }, places }),
	});
	expect(answer.status).toBe(201);
	return (await answer.json()) as Subscribed;
}

function ask({ id, token }: Subscribed, method: string): Promise<Response> {
	return fetch(`${inject("address")}/api/subscriptions/${id}`, {
		method,
		headers: { authorization: `Bearer ${token}` },
	});
}

async function statusOf(subscription: Subscribed): Promise<number> {
	return (await ask(subscription, "GET")).status;
}

async function forget(subscription: Subscribed): Promise<void> {
	expect((await ask(subscription, "DELETE")).ok).toBe(true);
}

/** What both databases and the memory of the tab hold, as text. */
function stored(page: Page): Promise<string> {
	return page.evaluate(async () => {
		const found: unknown[] = [{ ...sessionStorage }, history.state];
		for (const { name = "" } of await indexedDB.databases()) {
			const database = await new Promise<IDBDatabase>((done) => {
				const asked = indexedDB.open(name);
				asked.onsuccess = () => done(asked.result);
			});
			for (const store of database.objectStoreNames)
				found.push(
					await new Promise((done) => {
						const all = database.transaction(store).objectStore(store).getAll();
						all.onsuccess = () => done(all.result);
					}),
				);
			database.close();
		}
		return JSON.stringify(found);
	});
}
