import { expect, test } from "vitest";
import { startDoor } from "../door.ts";
import { Device, isKept, startProduct } from "./device.ts";

test("a new version waits until it is asked for, then the page is loaded anew", async () => {
	const product = await startProduct();
	const door = await startDoor(product.address);
	const device = new Device();
	const page = await device.open(door.address);
	await page.getByRole("combobox").waitFor();
	await isKept(page);
	await page.reload();
	await page.getByRole("combobox").fill("Amsel");
	door.more.set("/sw.js", "\n// new");
	await page.evaluate(async () => {
		const registration = await navigator.serviceWorker.getRegistration();
		await registration?.update();
	});
	await page.getByText("in einer neuen Fassung").waitFor();
	await expect.poll(() => page.getByRole("combobox").inputValue()).toBe("Amsel");
	await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Neu laden" }).click()]);
	await page.getByRole("combobox").waitFor();
	expect(await page.getByText("in einer neuen Fassung").count()).toBe(0);
});
