import type { Page, Route } from "playwright-core";
import { afterEach, expect, inject, test } from "vitest";
import { startDoor } from "../door.ts";
import { chooseStreet, showDates, useBrowser } from "./browser.ts";

/** The server delivers the first question painted; the page then takes its place, and nobody sees it. */

const browser = useBrowser();

// The fonts that `beforeScripts` keeps away.
afterEach(() => browser.forgive(/ERR_FAILED/));

const PARTS = ["h1", ".lead", ".field", "summary", "nav", "nav .town", "footer", "footer li:last-child"];

/** Opens the page and lets no script through before `release` is called. */
async function beforeScripts(options: Parameters<typeof browser.visit>[0] = {}) {
	const { page } = await browser.visit({ ...options, path: "/api/towns" });
	const held: Route[] = [];
	let isFree = false;
	await page.route(/\/assets\/.*\.js$/u, (route) => (isFree ? route.continue() : void held.push(route)));
	// "optional" leaves it to the machine's mood whether a visit has the font: here none has it.
	await page.route("**/*.woff2", (route) => route.abort());
	await page.goto(inject("address") + (options.path ?? "/"));
	const release = async () => {
		isFree = true;
		await Promise.all(held.splice(0).map((route) => route.continue()));
		await page.locator("#shell").waitFor({ state: "detached" });
	};
	return { page, release };
}

/** Where each part stands, in tenths of a pixel, and what it says. */
async function look(page: Page): Promise<unknown> {
	return Promise.all(
		PARTS.map(async (part) => {
			const found = page.locator(part).first();
			const { x, y, width, height } = (await found.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
			return [part, ...[x, y, width, height].map((each) => Math.round(each * 10)), await found.textContent()];
		}),
	);
}

test.each([
	["de-DE", 320],
	["de-DE", 390],
	["de-DE", 1280],
	["ar", 320],
	["ar", 1280],
	["en-GB", 390],
	["uk", 390],
] as const)("in %s, %i wide, it stands there as the page will have it", async (locale, width) => {
	const { page, release } = await beforeScripts({ locale, viewport: { width, height: 740 } });
	const painted = [await look(page), await page.title(), await page.locator("html").getAttribute("dir")];
	expect(await page.locator("app-page").count()).toBe(0);
	await release();
	expect([await look(page), await page.title(), await page.locator("html").getAttribute("dir")]).toEqual(painted);
	expect(await page.evaluate(shifts)).toEqual([]);
});

/** What has moved since the page was opened, as browsers count it: how much, and from where to where. */
function shifts(): Promise<string[]> {
	interface Shift extends PerformanceEntry {
		readonly value: number;
		readonly sources: readonly { previousRect: DOMRect; currentRect: DOMRect }[];
	}
	const place = ({ x, y, width, height }: DOMRect) => [x, y, width, height].map(Math.round).join(" ");
	return new Promise((resolve) => {
		new PerformanceObserver((list) => {
			const told = (list.getEntries() as Shift[]).map(({ value, sources }) => {
				const moved = sources.map((each) => `${place(each.previousRect)} to ${place(each.currentRect)}`);
				return `${value}: ${moved.join(", ")}`;
			});
			resolve(told);
		}).observe({ type: "layout-shift", buffered: true });
		setTimeout(resolve, 500, []);
	});
}

test.each([390, 1280])("on a line that delivers it in pieces nothing moves, %i wide", async (width) => {
	const door = await startDoor(inject("address"));
	const { page } = await browser.visit({ path: "/api/towns", viewport: { width, height: 740 } });
	await page.route(/\/assets\/.*\.js$/u, () => undefined);
	for (const left of [100, 300, 450, 600, 800, 1500, 3000, 6000]) {
		door.stops.set("/", (body) => body.indexOf("</footer>") - left);
		await page.goto(door.address);
		await page.getByRole("link", { name: "Meine Daten" }).waitFor();
		expect(await page.evaluate(shifts), `${left} bytes before the end of the foot`).toEqual([]);
	}
});

test("what was typed before the page was there is searched for, and the focus stays", async () => {
	const { page, release } = await beforeScripts();
	await page.locator(".field").click();
	await page.keyboard.type("amsel");
	await release();
	await page.getByRole("option", { name: "Amselweg" }).waitFor();
	await page.keyboard.type("w");
	await expect.poll(() => page.getByRole("combobox").inputValue()).toBe("amselw");
});

test("what was pressed before the page was there is done", async () => {
	const { page, release } = await beforeScripts();
	await page.getByText("Deutsch").first().click();
	await page.getByRole("button", { name: "English" }).click();
	await release();
	await page.getByRole("heading", { name: "Where do you live?" }).waitFor();
});

test("streets are fetched when the page has been read, or at once when somebody stands in the field", async () => {
	const { page, requests } = await browser.visit();
	await page.getByRole("combobox").waitFor();
	const isDataset = (line: string) => line.includes("/dataset/");
	await expect.poll(() => requests.filter(isDataset).length).toBe(1);
	expect(requests.filter((line) => /\/api\/towns $/u.test(line))).toEqual([]);
});

test("whose address is known is not asked for it again, not even for a moment", async () => {
	const { page } = await browser.visit();
	await chooseStreet(page, "Amselweg");
	await showDates(page);
	await page.route(/\/assets\/.*\.js$/u, () => undefined);
	await page.reload({ waitUntil: "commit" });
	await page.locator("#shell").waitFor({ state: "attached" });
	expect(await page.locator("#shell").isVisible()).toBe(false);
});

test("another view is not covered by the question", async () => {
	const { page, release } = await beforeScripts({ path: "/#datenschutz" });
	expect(await page.locator("#shell").isVisible()).toBe(false);
	await release();
	await page.getByRole("heading", { level: 1, name: "Datenschutz" }).waitFor();
});
