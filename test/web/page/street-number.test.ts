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
	/** The step's head says back which address was understood; the town stands in the head of the page. */
	const understood = (page: Page, address: string) =>
		expect.poll(() => textOf(page, "setup-view header")).toBe(`Zurück ${address}`);

	test.each(["Straße 52", "Q 7"])("«%s» is a street: its number is not the house's", async (typed) => {
		const page = await entered(typed);
		await page.getByLabel("Welche Hausnummer?").fill("3");
		await understood(page, typed);
		await page.keyboard.press("Enter");
		await page.getByRole("heading", { name: "Welche Tonnen haben Sie?" }).waitFor();
		await understood(page, `${typed} 3`);
	});

	test("«Q 7 12» is number 12 in Q 7", async () => {
		const page = await entered("Q 7 12");
		await page.getByRole("heading", { name: "Welche Tonnen haben Sie?" }).waitFor();
		await understood(page, "Q 7 12");
	});

	test("«Quergasse 2» may be either: nothing is taken until somebody chooses", async () => {
		const page = await entered("Quergasse 2");
		await expect.poll(() => page.getByRole("option").allInnerTexts()).toEqual(["Quergasse", "2. Quergasse"]);
		await page.getByRole("option", { name: "2. Quergasse" }).click();
		await page.getByLabel("Welche Hausnummer?").waitFor();
		await understood(page, "2. Quergasse");
	});

	test.each(["7/1", "7 / 1", "Nr. 8", "12 1/2", "12½", "№12", "8-10", "١٢"])(
		"«%s» is a house number",
		async (typed) => {
			const page = await entered("Weg");
			await page.getByLabel("Welche Hausnummer?").fill(typed);
			await page.keyboard.press("Enter");
			await page.getByRole("heading", { name: "Welche Tonnen haben Sie?" }).waitFor();
			await understood(page, `Weg ${typed}`);
		},
	);
});
