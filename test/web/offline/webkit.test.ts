import process from "node:process";
import { expect, onTestFinished, test } from "vitest";
import { startProduct } from "./device.ts";
import { WebKit, whatIsMissing } from "./webkit.ts";

const missing = whatIsMissing();
if (missing) console.log(`WebKit is not tested here: ${missing} is not installed.`);

/** In the page: how many answers about towns its service worker keeps. */
const KEPT = `return caches.open("towns").then((towns) => towns.keys()).then((keys) => keys.length)`;

test.skipIf(missing !== undefined && !process.env.CI)(
	"WebKit chooses, and shows dates, month and sheet with the server killed",
	async () => {
		const [product, webkit] = [await startProduct(), await WebKit.start()];
		onTestFinished(() => webkit.stop());
		await webkit.open(product.address);
		// A machine without German words has an English browser.
		await webkit.click("summary", "English");
		await webkit.click("button", "Deutsch");
		await webkit.find("h1", "Wo wohnen Sie?");
		await webkit.type("input#street", "bahnhofstr 12");
		await webkit.click("[role=option]", "35999");
		await webkit.find("h1", "Welche Tonnen haben Sie?");
		// It has no push, so nobody is asked for reminders.
		await webkit.click("button", "Termine zeigen");
		await webkit.find("h2", "Nächste Termine");
		const before = await headline(webkit);
		expect(before).not.toBe("");
		await expect.poll(() => webkit.run<number>(KEPT)).toBeGreaterThan(1);
		await product.stop("SIGKILL");
		await expect(fetch(product.address)).rejects.toThrow();

		await webkit.open(`${product.address}/musterstadt`);
		await webkit.find("h2", "Nächste Termine");
		expect(await headline(webkit)).toBe(before);
		await show(webkit, "monat");
		await webkit.find("td[role=gridcell]");
		await webkit.find("day-details");
		await show(webkit, "drucken");
		await webkit.find("h2", "Abfuhrtermine");
		await webkit.find("qr-code");
		await show(webkit, "daten");
		await webkit.find("pre", "musterstadt");
	},
);

function headline(webkit: WebKit): Promise<string> {
	return webkit.run(`
		const view = document.querySelector("app-page").shadowRoot.querySelector("dates-view").shadowRoot;
		return view.querySelector("headline-card").shadowRoot.querySelector("h1").textContent.replace(/\\s+/g, " ").trim();
	`);
}

async function show(webkit: WebKit, view: string): Promise<void> {
	await webkit.run("location.hash = arguments[0]; return true", view);
}
