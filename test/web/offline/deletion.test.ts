import { expect, test } from "vitest";
import { chooseStreet, showDates } from "../page/browser.ts";
import { Device, isKept, startProduct } from "./device.ts";

test("'delete everything' empties what the service worker keeps, and a closed browser remembers nobody", async () => {
	const [product, device] = [await startProduct(), new Device()];
	const page = await device.open(product.address);
	await chooseStreet(page, "Amselweg");
	await showDates(page);
	await isKept(page);
	await page.evaluate(() => {
		location.hash = "daten";
	});
	await page.getByText("Alles im Wortlaut").first().click();
	await page.getByText("caches/towns").waitFor();
	// Held back, so that what was deleted is seen before the page comes anew and keeps its own files again.
	const cleared = page.evaluate(
		() =>
			new Promise<string[]>((done) => {
				const look = async () => {
					const names = await caches.keys();
					if (names.length === 0) done(names);
					else setTimeout(look, 20);
				};
				look();
			}),
	);
	await page.getByRole("button", { name: "Alles löschen" }).click();
	await page.getByRole("button", { name: "Ja, alles löschen" }).click();
	expect(await cleared).toEqual([]);
	await page.getByRole("combobox", { name: "Wo wohnen Sie?" }).waitFor();
	await device.close();

	const again = await device.open(product.address);
	await again.getByRole("combobox", { name: "Wo wohnen Sie?" }).waitFor();
	expect(await again.locator("headline-card").count()).toBe(0);
});

test("without the server nothing is deleted half: it says so, and the dates stay", async () => {
	const [product, device] = [await startProduct(), new Device()];
	const page = await device.open(product.address);
	await chooseStreet(page, "Amselweg");
	await showDates(page);
	await isKept(page);
	await page.evaluate(subscribed);
	await product.stop("SIGKILL");
	await page.evaluate(() => {
		location.hash = "daten";
	});
	await page.getByRole("button", { name: "Alles löschen" }).click();
	await page.getByRole("button", { name: "Ja, alles löschen" }).click();
	await page.getByText("deshalb ist noch nichts gelöscht").waitFor();
	await page.reload();
	await page.getByRole("link", { name: "Zurück zu den Terminen" }).click();
	await page.locator("headline-card h1").waitFor();
});

/** In the page: the server is believed to know this device. */
function subscribed(): Promise<void> {
	return new Promise((done) => {
		const asked = indexedDB.open("tonnentag-device", 1);
		asked.onsuccess = () => {
			const work = asked.result.transaction("kept", "readwrite");
			const known = { id: "musterstadt.0.abc", token: "t", endpoint: "", kid: "", asked: "" };
			work.objectStore("kept").put(known, "subscription");
			work.oncomplete = () => done();
		};
	});
}
