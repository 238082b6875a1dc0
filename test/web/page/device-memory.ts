import type { Page } from "playwright-core";

/** Writes into what page and service worker share on the device (`web/device/device-store.ts`). */
export function keepOnDevice(page: Page, values: Readonly<Record<string, unknown>>): Promise<void> {
	return keepIn(page, "tonnentag-device", values);
}

/** As if these answers had been given. */
export function keepHousehold(page: Page, household: unknown): Promise<void> {
	return keepIn(page, "tonnentag", { household });
}

function keepIn(page: Page, name: string, values: Readonly<Record<string, unknown>>): Promise<void> {
	return page.evaluate(
		([database, kept]) =>
			new Promise<void>((done, fail) => {
				const asked = indexedDB.open(database, 1);
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
		[name, values] as const,
	);
}

export function keptHousehold(page: Page): Promise<unknown> {
	return readIn(page, "tonnentag", "household");
}

/** When the server was last heard of. */
export function heardOnDevice(page: Page): Promise<unknown> {
	return readIn(page, "tonnentag-device", "heard");
}

function readIn(page: Page, name: string, key: string): Promise<unknown> {
	return page.evaluate(
		([database, wanted]) =>
			new Promise<unknown>((told, fail) => {
				const asked = indexedDB.open(database, 1);
				asked.onerror = () => fail(asked.error);
				asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
				asked.onsuccess = () => {
					const read = asked.result.transaction("kept").objectStore("kept").get(wanted);
					read.onsuccess = () => {
						asked.result.close();
						told(read.result);
					};
				};
			}),
		[name, key] as const,
	);
}

/** The id of the place whose dates are shown. */
export function placeShown(page: Page): Promise<string> {
	return page.evaluate(() => {
		const dates = document.querySelector("app-page")?.shadowRoot?.querySelector("dates-view");
		return (dates as unknown as { standing: { place: { id: string } } }).standing.place.id;
	});
}
