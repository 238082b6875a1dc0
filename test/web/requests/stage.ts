import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { RemindProduct } from "../../remind/product.ts";
import { declineReminders } from "../page/browser.ts";
import { launchChromium } from "../page/chromium.ts";

/** A Tuesday; page and server have the same clock. */
export const NOW = "2026-12-01T10:00:00+01:00";

/** The real product with a clock of the test's, and a real browser; whatever a page complains about fails its test. */
export function useTownHall() {
	let product: RemindProduct;
	let browser: Browser;
	const home = mkdtempSync(join(tmpdir(), "tonnentag-home-"));
	const contexts: BrowserContext[] = [];
	const complaints: string[] = [];

	beforeAll(async () => {
		product = await RemindProduct.start({ at: NOW });
		browser = await launchChromium(home);
	});
	afterEach(async () => {
		await Promise.all(contexts.splice(0).map((context) => context.close()));
		product.clock.set(NOW);
		expect(complaints.splice(0)).toEqual([]);
	});
	afterAll(async () => {
		await browser.close();
		await product.remove();
		rmSync(home, { recursive: true, force: true });
	});

	return {
		get product() {
			return product;
		},
		/** A device that nobody has used. */
		async device(options: BrowserContextOptions & { at?: string } = {}): Promise<Page> {
			const { at = NOW, ...device } = options;
			product.clock.set(at);
			const context = await browser.newContext({
				locale: "de-DE",
				timezoneId: "Europe/Berlin",
				reducedMotion: "reduce",
				viewport: { width: 390, height: 844 },
				serviceWorkers: "block",
				...device,
			});
			contexts.push(context);
			context.setDefaultTimeout(30_000);
			const page = await context.newPage();
			page.on("pageerror", (error) => complaints.push(error.message));
			page.on("console", (line) => {
				if (line.type() === "error" && !/ERR_|status of 4/u.test(line.text())) complaints.push(line.text());
			});
			await page.clock.setFixedTime(new Date(at));
			return page;
		},
		/** A household that has chosen its address, at its dates. */
		async household(options: BrowserContextOptions & { at?: string } = {}): Promise<Page> {
			const page = await this.device(options);
			await settleAt(page, product.address);
			return page;
		},
		/** What the clerk answers. */
		async answer(code: string, answer: Record<string, unknown>): Promise<void> {
			const path = `/api/desk/musterstadt/requests/${code}`;
			const { body } = await product.api<{ version: number }>("GET", path, undefined, product.adminKey);
			const said = await product.api("POST", path, { version: body.version, ...answer }, product.adminKey);
			expect(said.status).toBe(200);
		},
	};
}

/** A household whose bins do not depend on its number, with the usual ones. */
export async function settleAt(page: Page, address: string): Promise<void> {
	await page.goto(address);
	await page.getByRole("combobox").fill("Am Marktbrunnen");
	await page.getByRole("option").first().waitFor();
	await page.keyboard.press("Enter");
	await page.locator("services-question .primary").click();
	await declineReminders(page);
	await page.locator("headline-card h1").waitFor();
}

/** The code as it is shown, without its gap. */
export async function codeOn(page: Page): Promise<string> {
	const shown = await page.locator("one-request .card .code").textContent();
	return (shown ?? "").replace(/\s/gu, "");
}

/** What a person presses, counted. */
export function counting(page: Page) {
	let count = 0;
	return {
		get count() {
			return count;
		},
		async press(role: "button" | "link", name: string | RegExp): Promise<void> {
			count++;
			await page.getByRole(role, { name }).first().click();
		},
		/** Into a field: pressed, then written. */
		async write(name: string, text: string): Promise<void> {
			count++;
			await page.getByLabel(name).fill(text);
		},
	};
}
