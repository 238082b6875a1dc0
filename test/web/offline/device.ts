import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { removeFolder } from "../../remove-folder.ts";
import { Product } from "../../worker/launch/product.ts";
import { ONLY_LOOPBACK } from "../loopback.ts";
import { heardOnDevice } from "../page/device-memory.ts";

export const TOWNS = join(import.meta.dirname, "..", "..", "..", "data", "towns");

/** The real product with the invented town, alone on a port that stays over restarts. */
export async function startProduct(): Promise<Product> {
	const product = new Product();
	onTestFinished(() => product.remove());
	await product.start({ TONNENTAG_TOWNS: TOWNS });
	return product;
}

/** Full Chromium with a profile that lives on: what a household has on its device. */
export class Device {
	readonly #home = mkdtempSync(join(tmpdir(), "tonnentag-device-"));
	#context: BrowserContext | undefined;

	constructor() {
		onTestFinished(async () => {
			await this.close();
			await removeFolder(this.#home);
		});
	}

	async open(address: string): Promise<Page> {
		this.#context ??= await chromium.launchPersistentContext(join(this.#home, "profile"), {
			executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
			headless: true,
			locale: "de-DE",
			timezoneId: "Europe/Berlin",
			viewport: { width: 390, height: 844 },
			args: ["--no-sandbox", "--disable-gpu", "--no-first-run", ONLY_LOOPBACK],
			env: { ...process.env, HOME: this.#home, XDG_CONFIG_HOME: this.#home, XDG_CACHE_HOME: this.#home },
		});
		this.#context.setDefaultTimeout(30_000);
		const page = await this.#context.newPage();
		await page.goto(address);
		return page;
	}

	async setOffline(offline: boolean): Promise<void> {
		await this.#context?.setOffline(offline);
	}

	async close(): Promise<void> {
		await this.#context?.close();
		this.#context = undefined;
	}
}

/** The page's files and the town's data are on the device, and when they came, which is written beside them. */
export async function isKept(page: Page): Promise<void> {
	await expect.poll(() => page.evaluate(kept)).toBe(true);
	await expect.poll(() => heardOnDevice(page)).toBeTypeOf("number");
}

async function kept(): Promise<boolean> {
	const registration = await navigator.serviceWorker.getRegistration();
	const towns = await caches.open("towns");
	return registration?.active?.state === "activated" && (await towns.keys()).length > 1;
}
