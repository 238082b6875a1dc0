import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";
import type { Browser, Page } from "puppeteer-core";
import { describe, expect, onTestFinished, test } from "vitest";
import { click, find, makeHome } from "../../remind/browsers/engines.ts";
import { startProduct } from "./device.ts";
import { ENGINES, isThere, openPage } from "./engines.ts";

/** In the page: what its service worker keeps. */
const KEPT = `caches.open("towns").then((towns) => towns.keys()).then((keys) => keys.length)`;

describe.each(ENGINES)("$name", (engine) => {
	const absent = !isThere(engine);
	if (absent) console.log(`skipped: ${engine.path} is not installed (Debian's ${engine.name})`);

	test.skipIf(absent && !process.env.CI)(
		"chosen, closed, the server killed, opened again: every view is there",
		async () => {
			const home = makeHome();
			const product = await startProduct();
			onTestFinished(() => home.remove());
			const before = await choose(await engine.launch(home.path), product.address);
			await product.stop("SIGKILL");
			await expect(fetch(product.address)).rejects.toThrow();

			const browser = await engine.launch(home.path);
			onTestFinished(() => browser.close());
			const page = await openPage(browser, product.address);
			await find(page, "h1", "Freitag");
			expect(await dates(page)).toEqual(before);
			await reasons(page);
			await month(page);
			await paper(page);
			await settings(page);
			await lawful(page);
		},
	);
});

/** First visit with the server there; ends with the browser closed. */
async function choose(browser: Browser, address: string): Promise<string[]> {
	try {
		const page = await openPage(browser, address);
		await (await find(page, "input#street")).type("bahnhofstr 12");
		await click(page, "[role=option]", "35999");
		await click(page, "button", "Weiter");
		await click(page, "button", "Nein, danke");
		await find(page, "h1", "In 8 Tagen");
		await expect.poll(() => page.evaluate(KEPT)).toBeGreaterThan(1);
		return await dates(page);
	} finally {
		await browser.close();
	}
}

/** Headline and the dates of the agenda. */
async function dates(page: Page): Promise<string[]> {
	await find(page, "agenda-list");
	return page.evaluate(() => {
		const view = document.querySelector("app-page")?.shadowRoot?.querySelector("dates-view")?.shadowRoot;
		const texts = ["headline-card", "agenda-list"].map((name) => view?.querySelector(name)?.shadowRoot?.textContent);
		return texts.map((text) => text?.replace(/\s+/g, " ").trim() ?? "");
	});
}

async function reasons(page: Page): Promise<void> {
	await click(page, "summary", "statt Di 8.12.");
	await find(page, ".told", "Geplant war Dienstag, 8. Dezember.");
	await find(page, ".about", "Stand:");
}

async function month(page: Page): Promise<void> {
	await show(page, "monat");
	await find(page, "h2", "Dezember 2026");
	await find(page, "td", "12");
	await click(page, "button.after");
	await find(page, "h2", "Januar 2027");
}

async function paper(page: Page): Promise<void> {
	await show(page, "drucken");
	await find(page, "h2", "Abfuhrtermine 2027");
	await find(page, "qr-code");
	if (!existsSync("/usr/bin/pdftotext")) return;
	const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
	const input = Buffer.from(pdf);
	const text = execFileSync("/usr/bin/pdftotext", ["-layout", "-", "-"], { input, encoding: "utf8" });
	const pages = text.split("\f").filter((each) => each.trim() !== "");
	expect(pages.map((each) => /Januar|Juli/.exec(each)?.[0])).toEqual(["Januar", "Juli"]);
}

/** Addresses, sharing, what is stored, other bins, another language. */
async function settings(page: Page): Promise<void> {
	await show(page, "adressen");
	await find(page, "h1", "Ihre Adressen");
	await show(page, "teilen");
	await find(page, "qr-code");
	await show(page, "daten");
	await click(page, "summary", "Alles im Wortlaut");
	await find(page, "pre", "musterstadt");
	await show(page, "");
	await click(page, "button", "Andere Tonnen wählen");
	await find(page, "h1", "Welche Tonnen haben Sie?");
	await click(page, "label", "Restmüll 4-wöchentlich");
	await click(page, "button", "Termine zeigen");
	await find(page, ".name", "Restmüll 4-wöchentlich");
	await click(page, "summary", "Deutsch");
	await click(page, "button", "English");
	await find(page, "h2", "Next dates");
	await click(page, "summary", "English");
	await click(page, "button", "Deutsch");
}

async function lawful(page: Page): Promise<void> {
	for (const [view, title] of [
		["datenschutz", "Datenschutz"],
		["impressum", "Impressum"],
		["barrierefreiheit", "Erklärung zur Barrierefreiheit"],
		["einfach", "Einfache Sprache"],
	] as const) {
		await show(page, view);
		await find(page, "h1", title);
	}
}

async function show(page: Page, view: string): Promise<void> {
	await page.evaluate((to) => {
		location.hash = to;
	}, view);
}
