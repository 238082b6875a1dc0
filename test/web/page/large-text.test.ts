import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { useBrowser } from "./browser.ts";
import { SIDES } from "./settled.ts";
import { walkQuestions } from "./walk-questions.ts";

/** The browser's own text at twice its size, as it can be set: every view, three phones, whole and within reach. */

const browser = useBrowser();
/** A change notice stands, and a bin has to go out. */
const AN_EVENING = "2026-12-02T18:30:00+01:00";

test.each([320, 360, 390])(
	"at twice its size, %i wide: no view is too wide, nothing is cut or out of reach",
	async (width) => {
		const page = await visit(width);
		const told = [...(await questions(page)), ...(await dates(page)), ...(await sides(page))];
		expect(told).toEqual([]);
	},
);

test("text at 200 %: the day and its first bin stand in the first screen of a phone", async () => {
	const page = await visit(390);
	await questions(page);
	await page.locator("remind-question .button:not(.primary)").click();
	const day = await page.locator("headline-card h1").boundingBox();
	const bin = await page.locator("headline-card .name").first().boundingBox();
	expect(day && day.y + day.height).toBeLessThan(844);
	expect(bin && bin.y + bin.height).toBeLessThan(844);
});

async function visit(width: number): Promise<Page> {
	const { page } = await browser.visit({ at: AN_EVENING, viewport: { width, height: 844 }, path: "/api/towns" });
	const devtools = await page.context().newCDPSession(page);
	await devtools.send("Page.setFontSizes", { fontSizes: { standard: 32 } });
	await page.goto(inject("address"));
	return page;
}

/** Up to the last one, which is left open. */
async function questions(page: Page): Promise<string[]> {
	await page.getByRole("combobox").waitFor();
	const told = await flaws(page, "street");
	await page.locator("page-head summary").click();
	told.push(...(await flaws(page, "languages")), ...(await walkQuestions(page, flaws)));
	await page.locator("services-question .primary").click();
	await page.locator("remind-question .primary").waitFor();
	return [...told, ...(await flaws(page, "remind"))];
}

/** With all that opens, opened. */
async function dates(page: Page): Promise<string[]> {
	await page.locator("remind-question .button:not(.primary)").click();
	await page.locator("remind-card form").waitFor();
	const told = await flaws(page, "dates");
	await page.getByRole("button", { name: "Weitere Zeit am Abend" }).click();
	await page.locator("app-page details").evaluateAll((all) => {
		for (const each of all) (each as HTMLDetailsElement).open = true;
	});
	return [...told, ...(await flaws(page, "dates, opened"))];
}

async function sides(page: Page): Promise<string[]> {
	const told: string[] = [];
	for (const [view, element] of Object.entries(SIDES)) {
		await page.evaluate((to) => {
			location.hash = to;
		}, view);
		await page.locator(element).first().waitFor();
		told.push(...(await flaws(page, view)));
	}
	return told;
}

async function flaws(page: Page, view: string): Promise<string[]> {
	await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
	const { clientWidth, scrollWidth } = await page.evaluate(() => {
		const { clientWidth, scrollWidth } = document.documentElement;
		return { clientWidth, scrollWidth };
	});
	const found = scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} pixels too wide`] : [];
	// The sheet is a picture of paper, in millimetres; it and raw data stand in boxes that scroll.
	const all = page.locator("*:not(.unseen, .unseen *, svg, svg *, pre, year-sheet, year-sheet *, .kerb)");
	found.push(...(await all.evaluateAll(beyond)), ...(await all.evaluateAll(cut)));
	return found.map((each) => `${view}: ${each}`);
}

/** Words and controls that do not stand within the screen. */
function beyond(all: readonly Element[]): string[] {
	const edge = document.documentElement.clientWidth + 1;
	const isPressed = (each: Element) => each.matches("button, a, input, select, summary, label, [role=option], td");
	const boxesOf = (each: Element) => {
		const words = [...each.childNodes].filter((node) => node instanceof Text && node.data.trim() !== "");
		const ranges = words.map((node) => {
			const range = document.createRange();
			range.selectNodeContents(node);
			return range.getBoundingClientRect();
		});
		return isPressed(each) ? [...ranges, each.getBoundingClientRect()] : ranges;
	};
	return all.flatMap((each) => {
		if (!each.checkVisibility() || each.closest("[hidden]")) return [];
		const isOut = boxesOf(each).some(({ left, right, width }) => width > 0 && (left < -1 || right > edge));
		return isOut ? [`beyond the edge: ${each.localName} ${each.textContent?.trim().slice(0, 40)}`] : [];
	});
}

/** What does not fit into its box, and is hidden there; what may scroll or end in dots is meant to. */
function cut(all: readonly Element[]): string[] {
	return all.flatMap((each) => {
		const { overflowX, textOverflow, position } = getComputedStyle(each);
		const mayCut = ["visible", "auto"].includes(overflowX) || textOverflow === "ellipsis" || position === "absolute";
		const isCut =
			!mayCut && !each.matches("input") && each.checkVisibility() && each.scrollWidth > each.clientWidth + 1;
		return isCut ? [`cut: ${each.localName} ${each.textContent?.trim().slice(0, 40)}`] : [];
	});
}
