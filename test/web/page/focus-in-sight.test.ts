import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { useBrowser } from "./browser.ts";
import { SIDES } from "./settled.ts";
import { walkQuestions } from "./walk-questions.ts";

/** WCAG 2.4.11, and more than it asks for: nothing that takes the focus of the keyboard lies under what stays at the lower edge. */

const browser = useBrowser();
/** A change notice stands, and a bin has to go out. */
const AN_EVENING = "2026-12-02T18:30:00+01:00";
/** More stops than any view has. */
const MOST = 150;

test.each([320, 390])("%i wide, whatever Tab leads to, in whatever view, is wholly in sight", async (width) => {
	const { page } = await browser.visit({ at: AN_EVENING, viewport: { width, height: 640 }, path: "/api/towns" });
	await page.goto(inject("address"));
	await page.getByRole("combobox").waitFor();
	const told = await hidden(page, "street");
	told.push(...(await walkQuestions(page, hidden)));
	await page.locator("services-question .primary").click();
	await page.locator("remind-question .primary").waitFor();
	told.push(...(await hidden(page, "remind")));
	await page.locator("remind-question .button:not(.primary)").click();
	await page.locator("remind-card form").waitFor();
	await openAll(page);
	told.push(...(await hidden(page, "dates")));
	for (const [view, element] of Object.entries(SIDES)) {
		await page.evaluate((to) => {
			location.hash = to;
		}, view);
		await page.locator(element).first().waitFor();
		told.push(...(await hidden(page, view)));
	}
	expect(told).toEqual([]);
});

test("a note at the lower edge covers nothing that has the focus", async () => {
	const { page } = await browser.visit({ at: AN_EVENING, viewport: { width: 320, height: 640 } });
	await page.addInitScript(() => {
		const refused = () => Object.assign(new EventTarget(), { error: new Error("refused") });
		Object.defineProperty(indexedDB, "open", {
			value: () => {
				throw refused().error;
			},
		});
	});
	await page.reload();
	await page.getByRole("combobox").fill("amselweg");
	await page.getByRole("option").first().click();
	await page.locator("services-question .primary").click();
	await page.locator("remind-question .button:not(.primary)").click();
	await page.getByText("Dieser Browser merkt sich Ihre Adresse nicht.").waitFor();
	await openAll(page);
	expect(await hidden(page, "dates, with a note")).toEqual([]);
});

async function openAll(page: Page): Promise<void> {
	await page.locator("dates-view details").evaluateAll((all) => {
		for (const each of all) (each as HTMLDetailsElement).open = true;
	});
}

/** From the beginning to the end of the view, and back where something lies over it. */
async function hidden(page: Page, view: string): Promise<string[]> {
	await page.evaluate(() => {
		(document.activeElement as HTMLElement | null)?.blur();
		scrollTo(0, 0);
		document.getSelection()?.removeAllRanges();
		document
			.querySelector("app-page")
			?.shadowRoot?.querySelector("page-head")
			?.shadowRoot?.querySelector<HTMLElement>("summary")
			?.focus();
	});
	const told = await walked(page, "Tab", view);
	return ["dates", "services"].includes(view) ? [...told, ...(await walked(page, "Shift+Tab", view))] : told;
}

async function walked(page: Page, key: string, view: string): Promise<string[]> {
	const told: string[] = [];
	const seen = new Set<number>();
	for (let stop = 0; stop < MOST; stop++) {
		await page.keyboard.press(key);
		await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
		const { nth, flaw } = await page.evaluate(judged);
		if (nth < 0 || seen.has(nth)) return told;
		seen.add(nth);
		if (flaw) told.push(`${view}, ${key}: ${flaw}`);
	}
	throw new Error(`${view} never ends`);
}

/** What has the focus, by its place in this walk; -1 where the walk has left the page. */
function judged(): { nth: number; flaw: string | undefined } {
	let element = document.activeElement;
	while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
	if (!element || element === document.body) return { nth: -1, flaw: undefined };
	const world = globalThis as { stops?: Element[] };
	world.stops ??= [];
	const stops = world.stops;
	if (!stops.includes(element)) stops.push(element);
	const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
	const words = `${element.localName} ${(element.getAttribute("aria-label") ?? element.textContent ?? "").replace(/\s+/g, " ").trim().slice(0, 40)}`;
	const nth = stops.indexOf(element);
	if (height > innerHeight / 2 || width === 0) return { nth, flaw: undefined };
	if (top < -2 || bottom > innerHeight + 2) return { nth, flaw: `${words}: out of the screen, ${top} to ${bottom}` };
	const inside = [left + width / 2].flatMap((x) =>
		[top + 3, (top + bottom) / 2, bottom - 3].map((y) => [x, y] as const),
	);
	const isCovered = inside.some(([x, y]) => {
		let under = document.elementFromPoint(x, y);
		while (under?.shadowRoot) {
			const next: Element | null = under.shadowRoot.elementFromPoint(x, y);
			if (!next || next === under) break;
			under = next;
		}
		let around: Node | null = under;
		while (around && around !== element) around = around.parentNode ?? (around as ShadowRoot).host ?? null;
		const isLower = under?.closest("page-bar, page-notes, .actions, .note, nav");
		return !around && isLower && !isLower.contains(element);
	});
	return {
		nth,
		flaw: isCovered
			? `${words}: covered at ${Math.round(left)}-${Math.round(right)}, ${Math.round(top)}-${Math.round(bottom)}`
			: undefined,
	};
}
