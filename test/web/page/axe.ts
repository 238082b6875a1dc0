import axe from "axe-core";
import type { Page } from "playwright-core";

/** WCAG 2.2 AA, EN 301 549, and what axe calls good practice. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549", "best-practice"];

/**
 * What axe finds on the page as it stands, shadow roots included: rule and elements.
 * axe is put into a page once, not before each look: half a megabyte takes longer to read
 * than most views take to judge.
 */
export async function violationsOf(page: Page): Promise<string[]> {
	if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
	return page.evaluate(async (tags) => {
		const { axe } = window as unknown as { axe: typeof import("axe-core") };
		// Nothing is fetched for axe: our style sheets are those of the elements.
		const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ["violations"], preload: false });
		return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
	}, RULES);
}
