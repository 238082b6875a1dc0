import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";
import { launchChromium } from "./chromium.ts";
import { standAt } from "./clock.ts";

/** A Thursday evening before yellow sacks, a week before the warning strike of Musterstadt. */
export const AN_EVENING = "2026-12-03T19:30:00+01:00";

export interface Visit {
	readonly page: Page;
	/** Every request that the page made: method, address, body. */
	readonly requests: readonly string[];
}

/** One browser per file, a fresh device per visit. Whatever a page complains about fails its test. */
export function useBrowser() {
	let browser: Browser;
	const home = mkdtempSync(join(tmpdir(), "tonnentag-home-"));
	const contexts: BrowserContext[] = [];
	const complaints: string[] = [];
	const forgiven: RegExp[] = [];

	beforeAll(async () => {
		browser = await launchChromium(home);
	});
	afterEach(async () => {
		await Promise.all(contexts.splice(0).map((context) => context.close()));
		const patterns = forgiven.splice(0);
		expect(complaints.splice(0).filter((each) => !patterns.some((pattern) => pattern.test(each)))).toEqual([]);
	});
	afterAll(async () => {
		await browser.close();
		rmSync(home, { recursive: true, force: true });
	});

	return {
		/** Opens the page on a device that has never seen it, at a moment of our choice. Its clock is right, unless said. */
		async visit(options: BrowserContextOptions & { at?: string; path?: string; wrong?: boolean } = {}): Promise<Visit> {
			const { at = AN_EVENING, path = "/", wrong = false, ...device } = options;
			const context = await browser.newContext({
				locale: "de-DE",
				timezoneId: "Europe/Berlin",
				reducedMotion: "reduce",
				viewport: { width: 390, height: 844 },
				// `test/web/offline` is about it; here it would only stand between the tests and the requests.
				serviceWorkers: "block",
				...device,
			});
			contexts.push(context);
			context.setDefaultTimeout(30_000);
			const requests: string[] = [];
			context.on("request", (request) => {
				requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`);
			});
			const page = await context.newPage();
			page.on("pageerror", (error) => complaints.push(error.message));
			page.on("console", (line) => {
				const isLoud = line.type() === "error" || line.type() === "warning";
				if (isLoud && !line.text().includes("Service Worker registration blocked")) complaints.push(line.text());
			});
			if (wrong) await page.clock.setFixedTime(new Date(at));
			else await standAt(page, at);
			await page.goto(inject("address") + path);
			return { page, requests };
		},
		/** For tests that break something on purpose: the browser reports what they did, on a busy machine as late as the test's end. */
		forgive(pattern: RegExp): void {
			forgiven.push(pattern);
		},
	};
}

export async function typeStreet(page: Page, street: string): Promise<void> {
	await page.getByRole("combobox", { name: "Wo wohnen Sie?" }).fill(street);
}

export async function chooseStreet(page: Page, street: string, where = ""): Promise<void> {
	await typeStreet(page, street);
	await page.getByRole("option").filter({ hasText: street }).filter({ hasText: where }).first().click();
}

export async function showDates(page: Page): Promise<void> {
	await page.locator("services-question .primary").click();
	await declineReminders(page);
	await page.locator("headline-card h1").waitFor();
}

/** Every bin there is, also several rhythms of one. */
export async function tickAll(page: Page): Promise<void> {
	await page.getByRole("button", { name: "Wir haben mehrere davon" }).click();
	for (const box of await page.getByRole("checkbox").all()) await box.check();
}

/** The last question of who is new; who changes an address or bins is not asked. */
export async function declineReminders(page: Page): Promise<void> {
	const no = page.locator("remind-question .button:not(.primary)");
	await page.locator("headline-card h1").or(no).first().waitFor();
	if (await no.isVisible()) await no.click();
}

/** What a page says, white space evened out. */
export async function textOf(page: Page, selector: string): Promise<string> {
	return shownText(page.locator(selector));
}

export async function shownText(locator: Locator): Promise<string> {
	const text = await locator.evaluate((start) => {
		// `innerText` stops at shadow roots.
		const read = (node: Node): string => {
			if (node instanceof Text) return node.data;
			if (!(node instanceof Element) || node.localName === "style") return "";
			const { display } = getComputedStyle(node);
			const inside = [...(node.shadowRoot ?? node).childNodes].map(read).join("");
			if (display === "none") return "";
			return display === "inline" && node.localName !== "br" ? inside : ` ${inside} `;
		};
		return read(start);
	});
	return text.replace(/\s+/g, " ").trim();
}
