import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chooseStreet, declineReminders, useBrowser } from "./browser.ts";

/** What is asked of the device once there is something to keep, and not before. */

const browser = useBrowser();
const AN_IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 27_0 like Mac OS X) AppleWebKit/605.1.15";
const OFFER = "Als App auf dem Gerät";

interface Asked {
	asked: { persist: number; install: number };
}

/** A device that notes what it is asked for. A browser without a screen never offers to install by itself. */
function watch(): void {
	const asked = { persist: 0, install: 0 };
	Object.assign(window, { asked });
	const { storage } = navigator;
	const real = storage.persist.bind(storage);
	storage.persist = () => {
		asked.persist++;
		return real();
	};
	addEventListener("load", () => {
		const question = Object.assign(new Event("beforeinstallprompt", { cancelable: true }), {
			prompt: async () => {
				asked.install++;
				return { outcome: "accepted" };
			},
		});
		dispatchEvent(question);
	});
}

const askedOf = (page: Page) => page.evaluate(() => (window as unknown as Asked).asked);

async function arrive(options: object = {}): Promise<Page> {
	const { page } = await browser.visit(options);
	await page.addInitScript(watch);
	await page.reload();
	return page;
}

async function answerAll(page: Page): Promise<void> {
	await chooseStreet(page, "Hauptstraße", "35999 Musterstadt");
	await page.getByLabel("Welche Hausnummer?").fill("12");
	await page.keyboard.press("Enter");
	await page.locator("services-question .primary").waitFor();
	expect(await askedOf(page)).toEqual({ persist: 0, install: 0 });
	expect(await page.getByText(OFFER).count()).toBe(0);
	await page.locator("services-question .primary").click();
	await declineReminders(page);
	await page.locator("headline-card h1").waitFor();
}

test("storage is asked for once the household has chosen; the offer to install comes then, and asks when it is taken", async () => {
	const page = await arrive();
	await answerAll(page);
	await expect.poll(() => askedOf(page)).toEqual({ persist: 1, install: 0 });
	await page.getByText(OFFER).waitFor();
	await page.getByRole("button", { name: "Installieren" }).click();
	await expect.poll(() => askedOf(page)).toEqual({ persist: 1, install: 1 });
	await expect.poll(() => page.getByText(OFFER).count()).toBe(0);
});

test("an offer that was sent away does not come back with the next choice", async () => {
	const page = await arrive();
	await answerAll(page);
	await page.getByRole("button", { name: "Nicht jetzt" }).click();
	await page.getByText(OFFER).waitFor({ state: "detached" });
	await page.reload();
	await page.locator("headline-card h1").waitFor();
	expect(await page.getByText(OFFER).count()).toBe(0);
	await page.getByRole("button", { name: "Adresse ändern" }).or(page.getByText("Adresse ändern")).first().click();
	await answerAll(page);
	await expect.poll(() => askedOf(page)).toEqual({ persist: 1, install: 0 });
	expect(await page.getByText(OFFER).count()).toBe(0);
});

test("the iPhone is told its own way at the same moment", async () => {
	const page = await arrive({ userAgent: AN_IPHONE });
	expect(await page.getByText("Als App aufs iPhone").count()).toBe(0);
	await answerAll(page);
	await page.getByText("Als App aufs iPhone").waitFor();
	expect(await page.getByRole("button", { name: "Installieren" }).count()).toBe(0);
});
