import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import puppeteer, { type Browser, type ElementHandle, type Page } from "puppeteer-core";
import { removeFolder } from "../../remove-folder.ts";
import { LOOPBACK_PREFERENCES, ONLY_LOOPBACK } from "../../web/loopback.ts";
import { Autopush } from "./autopush.ts";
import { GooglePush } from "./google-push.ts";

export type PushService = Autopush | GooglePush;

/** A browser as Debian has it, with a profile that lives on; everything stays on loopback. */
export interface Engine {
	readonly name: "firefox" | "chromium";
	readonly path: string;
	readonly service: () => Promise<PushService>;
	readonly launch: (given: Launch) => Promise<Browser>;
}

export interface Launch {
	readonly service: PushService;
	readonly home: string;
	readonly bus: string;
	/** Whose notifications the household has allowed. */
	readonly origin: string;
}

export const ENGINES: readonly Engine[] = [
	{
		name: "firefox",
		path: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
		service: () => new Autopush().start(),
		launch: launchFirefox,
	},
	{
		name: "chromium",
		path: process.env.CHROMIUM ?? "/usr/bin/chromium",
		service: () => new GooglePush().start(),
		launch: launchChromium,
	},
];

export function isThere({ path }: Engine): boolean {
	return existsSync(path) && existsSync("/usr/bin/dbus-daemon");
}

export function makeHome(): { path: string; remove: () => Promise<void> } {
	const path = mkdtempSync(join(tmpdir(), "tonnentag-browser-"));
	mkdirSync(join(path, "profile"));
	return { path, remove: () => removeFolder(path) };
}

/** Browsers write icons, caches and links to the home folder. */
function surroundings({ home, bus }: Launch): Record<string, string> {
	const own = {
		HOME: home,
		XDG_DATA_HOME: home,
		XDG_CONFIG_HOME: home,
		XDG_CACHE_HOME: home,
		DBUS_SESSION_BUS_ADDRESS: bus,
	};
	return { ...(process.env as Record<string, string>), ...own, LANG: "de_DE.UTF-8", LANGUAGE: "de" };
}

function launchFirefox(given: Launch): Promise<Browser> {
	return puppeteer.launch({
		browser: "firefox",
		executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
		headless: true,
		userDataDir: join(given.home, "profile"),
		env: surroundings(given),
		extraPrefsFirefox: {
			"dom.push.serverURL": (given.service as Autopush).socketAddress,
			"dom.push.testing.allowInsecureServerURL": true,
			"dom.push.connection.enabled": true,
			"dom.push.retryBaseInterval": 100,
			"permissions.default.desktop-notification": 1,
			"alerts.useSystemBackend": true,
			"dom.webnotifications.disable_open_click_delay": 5000,
			"intl.accept_languages": "de-DE, de",
			...LOOPBACK_PREFERENCES,
		},
	});
}

function launchChromium(given: Launch): Promise<Browser> {
	const folder = join(given.home, "profile", "Default");
	if (!existsSync(folder)) {
		mkdirSync(folder, { recursive: true });
		const notifications = { [`${given.origin},*`]: { setting: 1 } };
		const profile = { content_settings: { exceptions: { notifications } } };
		writeFileSync(join(folder, "Preferences"), JSON.stringify({ profile, intl: { accept_languages: "de-DE,de" } }));
	}
	return puppeteer.launch({
		browser: "chrome",
		executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
		headless: true,
		userDataDir: join(given.home, "profile"),
		env: surroundings(given),
		args: ["--no-sandbox", "--no-first-run", "--lang=de-DE", ONLY_LOOPBACK, ...(given.service as GooglePush).switches],
	});
}

/**
 * In the page: the first element that fits, through all shadow roots. Written as text, for it runs elsewhere.
 * Nothing while the painted first view stands: robots are faster than people, and what they hold of it is gone
 * when they press it.
 */
const FIND = `(selector, text) => {
	const search = (root) => {
		for (const element of root.querySelectorAll("*")) {
			const fits = element.matches(selector) && (element.textContent ?? "").replace(/\\s+/g, " ").includes(text);
			if (fits && element.checkVisibility()) return element;
			const inside = element.shadowRoot && search(element.shadowRoot);
			if (inside) return inside;
		}
		return null;
	};
	return document.getElementById("shell") ? null : search(document);
}`;

export async function find(page: Page, selector: string, text = "", patience = 40_000): Promise<ElementHandle> {
	for (const began = Date.now(); Date.now() - began < patience; ) {
		const call = `(${FIND})(${JSON.stringify(selector)}, ${JSON.stringify(text)})`;
		const found = (await page.evaluateHandle(call).catch(() => undefined))?.asElement();
		if (found) return found as ElementHandle;
		await new Promise((later) => setTimeout(later, 50));
	}
	throw new Error(`${page.url()}: no ${selector} with "${text}"`);
}

/**
 * Presses what stands still: on a page that grows above it, the mouse would come down beside it, and a
 * view that has just come takes no pointer yet (`web/browser/press-guard.ts`).
 */
export async function click(page: Page, selector: string, text = ""): Promise<void> {
	const found = await find(page, selector, text);
	// From under the bar at the lower edge, as a person would.
	await found.evaluate((element) => (element as unknown as Scrolled).scrollIntoView({ block: "center" }));
	for (let [before, now] = ["", await placeOf(found)]; before !== now || !(await takesPointer(page)); ) {
		await new Promise((later) => setTimeout(later, 100));
		[before, now] = [now, await placeOf(found)];
	}
	await found.click();
}

/** What the tests, which know no browser's types, ask of an element. */
interface Scrolled {
	scrollIntoView(to: { readonly block: "center" }): void;
}

async function placeOf(found: ElementHandle): Promise<string> {
	return JSON.stringify(await found.boundingBox());
}

function takesPointer(page: Page): Promise<boolean> {
	return page.evaluate(`getComputedStyle(document.body).pointerEvents !== "none"`) as Promise<boolean>;
}
