import type { Page } from "playwright-core";

/** Writes into what page and service worker share on the device (`web/device/device-store.ts`). */
export function keepOnDevice(page: Page, values: Readonly<Record<string, unknown>>): Promise<void> {
	return page.evaluate(
		(kept) =>
			new Promise<void>((done, fail) => {
				const asked = indexedDB.open("tonnentag-device", 1);
				asked.onerror = () => fail(asked.error);
				asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
				asked.onsuccess = () => {
					const work = asked.result.transaction("kept", "readwrite");
					for (const [key, value] of Object.entries(kept)) work.objectStore("kept").put(value, key);
					work.oncomplete = () => {
						asked.result.close();
						done();
					};
				};
			}),
		values,
	);
}

/** The id of the place whose dates are shown. */
export function placeShown(page: Page): Promise<string> {
	return page.evaluate(() => {
		const dates = document.querySelector("app-page")?.shadowRoot?.querySelector("dates-view");
		return (dates as unknown as { standing: { place: { id: string } } }).standing.place.id;
	});
}
