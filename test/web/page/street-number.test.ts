import { dirname } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CaseTown, describeCase } from "../../import/cases/shared-case.ts";
import { textOf, typeStreet, useBrowser } from "./browser.ts";
import { type Product, startProduct } from "./product.ts";

const browser = useBrowser();

describeCase("30-street-that-ends-in-a-number", () => {
	const town = new CaseTown("30-street-that-ends-in-a-number");
	let product: Product;
	beforeAll(async () => {
		town.write(
			"s.csv",
			`${town.read("s.csv").trimEnd()}\nQuergasse;1-4;1\nQuergasse;5 - Ende;2\nWeg;7/1;1\nWeg;8-20;2\n`,
		);
		expect((await town.import()).problems).toEqual([]);
		product = await startProduct(dirname(town.folder));
	}, 200_000);
	afterAll(async () => {
		await product.stop();
		town.discard();
	});

	const entered = async (typed: string) => {
		const { page } = await browser.visit();
		await page.goto(product.address);
		await typeStreet(page, typed);
		await page.getByRole("option").first().waitFor();
		await page.keyboard.press("Enter");
		return page;
	};
	const where = (page: Page) => expect.poll(() => textOf(page, "setup-view header"));

	test.each(["Straße 52", "Q 7"])("«%s» is a street: its number is not the house's", async (typed) => {
		const page = await entered(typed);
		await page.getByLabel("Welche Hausnummer?").fill("3");
		await where(page).toContain(`${typed}, Numstadt`);
		await page.keyboard.press("Enter");
		await page.getByRole("heading", { name: "Welche Tonnen haben Sie?" }).waitFor();
		await where(page).toContain(`${typed} 3, Numstadt`);
	});

	test("«Q 7 12» is number 12 in Q 7", async () => {
		const page = await entered("Q 7 12");
		await page.getByRole("heading", { name: "Welche Tonnen haben Sie?" }).waitFor();
		await where(page).toContain("Q 7 12, Numstadt");
	});

	test("«Quergasse 2» may be either: nothing is taken until somebody chooses", async () => {
		const page = await entered("Quergasse 2");
		await expect.poll(() => page.getByRole("option").allInnerTexts()).toEqual(["Quergasse", "2. Quergasse"]);
		await page.getByRole("option", { name: "2. Quergasse" }).click();
		await page.getByLabel("Welche Hausnummer?").waitFor();
		await where(page).toContain("2. Quergasse, Numstadt");
	});

	test.each(["7/1", "7 / 1", "Nr. 8", "12 1/2", "12½", "№12", "8-10", "١٢"])(
		"«%s» is a house number",
		async (typed) => {
			const page = await entered("Weg");
			await page.getByLabel("Welche Hausnummer?").fill(typed);
			await page.keyboard.press("Enter");
			await page.getByRole("heading", { name: "Welche Tonnen haben Sie?" }).waitFor();
			await where(page).toContain(`Weg ${typed}, Numstadt`);
		},
	);
});
