import { expect, test } from "vitest";
import { startDoor } from "../door.ts";
import { chooseStreet, showDates } from "../page/browser.ts";
import { Device, isKept, startProduct } from "./device.ts";

test("a later visit asks whether the dates and the page are still the same, and loads nothing", async () => {
	const product = await startProduct();
	const door = await startDoor(product.address);
	const device = new Device();
	const page = await device.open(door.address);
	await chooseStreet(page, "Amselweg");
	await showDates(page);
	await isKept(page);
	await device.close();
	door.passed.length = 0;
	const later = await device.open(door.address);
	await later.locator("headline-card h1").waitFor();
	await expect.poll(() => door.passed.map(({ path }) => path)).toContain("/sw.js");
	await later.waitForLoadState("networkidle");
	// The browser asks for the page, its manifest and its service worker; the list of towns is good for five minutes.
	expect(door.passed.filter(({ status, bytes }) => status !== 304 || bytes > 0)).toEqual([]);
});
