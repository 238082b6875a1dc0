import type { Page } from "playwright-core";

/** What a test says of a view: what is wrong with it. */
export type Judge = (page: Page, view: string) => Promise<string[]>;

/** Every question of the set-up from an unknown street to the bins, which are left open; `judge` sees each. */
export async function walkQuestions(page: Page, judge: Judge): Promise<string[]> {
	const told: string[] = [];
	const see = async (view: string) => void told.push(...(await judge(page, view)));
	const field = page.getByRole("combobox");
	await field.fill("Xylophonplatz");
	await page.locator("missing-street details[open]").waitFor();
	await see("unknown street");
	await field.fill("Waldstraße");
	await page.getByRole("option").first().click();
	await page.locator("part-question .choice").first().waitFor();
	await see("part");
	await page.goBack();
	await field.fill("Bahnhofstr");
	await page.getByRole("option").first().waitFor();
	await see("found");
	await page.getByRole("option").first().click();
	await page.locator("number-question .primary").click();
	await see("number refused");
	await page.locator("#number").fill("12");
	await page.keyboard.press("Enter");
	await page.getByRole("checkbox").first().waitFor();
	await see("services");
	return told;
}
