import { describe, expect, test } from "vitest";
import type { Product } from "../../worker/launch/product.ts";
import { chooseStreet, showDates, shownText, textOf } from "../page/browser.ts";
import { Device, isKept, startProduct, TOWNS } from "./device.ts";

describe("with the server gone", () => {
	test("dates and reasons are there after the browser was closed", async () => {
		const [product, device] = [await startProduct(), new Device()];
		const { address } = product;
		const page = await device.open(address);
		await chooseStreet(page, "Amselweg");
		await showDates(page);
		await isKept(page);
		const [headline, agenda] = [await textOf(page, "headline-card h1"), await textOf(page, "agenda-list")];
		await device.close();
		await product.stop("SIGKILL");
		await expect(fetch(address)).rejects.toThrow();

		const again = await device.open(address);
		await again.locator("headline-card h1").waitFor();
		await expect.poll(() => textOf(again, "headline-card h1")).toBe(headline);
		await expect.poll(() => textOf(again, "agenda-list")).toBe(agenda);
		await again.getByRole("button", { name: "Mehr Wochen zeigen" }).click();
		await again.locator("why-changed summary").first().click();
		await expect.poll(() => textOf(again, "why-changed details[open]")).toContain("Warnstreik");
		await expect.poll(() => textOf(again, ".about")).toContain("Stand:");
	});

	test("a street can be chosen, and English be spoken", async () => {
		const [product, device] = [await startProduct(), new Device()];
		const page = await device.open(product.address);
		await page.getByRole("combobox").waitFor();
		await isKept(page);
		await device.close();
		await product.stop("SIGKILL");

		const again = await device.open(`${product.address}/musterstadt`);
		await chooseStreet(again, "Bahnhofstraße", "Musterstadt");
		await again.getByLabel("Welche Hausnummer?").fill("12");
		await again.keyboard.press("Enter");
		await showDates(again);
		await again.getByText("Deutsch").first().click();
		await again.getByRole("button", { name: "English" }).click();
		await again.getByRole("heading", { name: "Next dates" }).waitFor();
	});
});

describe("offline is said quietly, with the age of the dates", () => {
	const SAID = /^Offline\. Stand: heute \d\d?:\d\d Uhr\.$/;

	async function keptPage(product: Product, device: Device) {
		const page = await device.open(product.address);
		await chooseStreet(page, "Amselweg");
		await showDates(page);
		await isKept(page);
		return page;
	}

	test("when the device says so", async () => {
		const [product, device] = [await startProduct(), new Device()];
		const page = await keptPage(product, device);
		await device.setOffline(true);
		await page.getByText(SAID).waitFor();
		await expect.poll(() => shownText(page.locator("page-notes"))).toMatch(/^Offline/);
		await device.setOffline(false);
		await page.getByText(/^Offline/).waitFor({ state: "detached" });
	});

	test("when the device believes that it is online, and nothing gets through", async () => {
		const [product, device] = [await startProduct(), new Device()];
		const page = await keptPage(product, device);
		await product.stop("SIGKILL");
		await page.reload();
		await page.getByText(SAID).waitFor();
		await product.start({ TONNENTAG_TOWNS: TOWNS, PORT: new URL(product.address).port });
		await page.getByText(/^Offline/).waitFor({ state: "detached" });
	});
});

test("what the server answers itself stays with the server", async () => {
	const [product, device] = [await startProduct(), new Device()];
	const page = await device.open(product.address);
	await page.getByRole("combobox").waitFor();
	await isKept(page);
	await page.reload();
	const answers = await page.evaluate(() =>
		Promise.all(
			["/healthz", "/api/openapi.json", "/feed/musterstadt/nirgends.ics"].map((each) =>
				fetch(each).then(({ headers }) => headers.get("content-type")),
			),
		),
	);
	expect(answers).toEqual([
		expect.stringContaining("json"),
		expect.stringContaining("json"),
		expect.stringContaining("json"),
	]);
	const worker = await fetch(`${product.address}/sw.js`);
	expect(worker.headers.get("content-type")).toContain("javascript");
	expect(worker.headers.get("cache-control")).toBe("no-cache");
});
