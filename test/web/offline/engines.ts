import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { LOOPBACK_PREFERENCES, ONLY_LOOPBACK } from "../loopback.ts";

/** A browser as Debian has it, with a profile in `home` that lives on; nothing leaves loopback. */
export interface Engine {
	readonly name: "firefox" | "chromium";
	readonly path: string;
	launch(home: string): Promise<Browser>;
}

/** A Thursday evening a week before the warning strike of Musterstadt. */
const AN_EVENING = Date.parse("2026-12-03T19:30:00+01:00");

const FIREFOX = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

export const ENGINES: readonly Engine[] = [
	{ name: "firefox", path: FIREFOX, launch: launchFirefox },
	{ name: "chromium", path: CHROMIUM, launch: launchChromium },
];

export function isThere({ path }: Engine): boolean {
	return existsSync(path);
}

/** The page in a tab of its own, whose clock stands still on that evening. */
export async function openPage(browser: Browser, address: string): Promise<Page> {
	const page = await browser.newPage();
	await page.evaluateOnNewDocument(`Date.now = () => ${AN_EVENING}`);
	await page.goto(address);
	// Robots are faster than people: what they find in the painted view is gone when they press it.
	await page.waitForSelector("#shell", { hidden: true });
	return page;
}

function launchFirefox(home: string): Promise<Browser> {
	return puppeteer.launch({
		browser: "firefox",
		executablePath: FIREFOX,
		headless: true,
		userDataDir: join(home, "profile"),
		env: surroundings(home),
		extraPrefsFirefox: {
			"intl.accept_languages": "de-DE, de",
			...LOOPBACK_PREFERENCES,
		},
	});
}

function launchChromium(home: string): Promise<Browser> {
	return puppeteer.launch({
		browser: "chrome",
		executablePath: CHROMIUM,
		headless: true,
		userDataDir: join(home, "profile"),
		env: surroundings(home),
		args: ["--no-sandbox", "--no-first-run", "--disable-gpu", "--lang=de-DE", "--accept-lang=de-DE", ONLY_LOOPBACK],
	});
}

/** Browsers write icons, caches and links to the home folder. */
function surroundings(home: string): Record<string, string> {
	const own = { HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home };
	return { ...(process.env as Record<string, string>), ...own, LANG: "de_DE.UTF-8", LANGUAGE: "de" };
}
