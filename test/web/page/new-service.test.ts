import { afterAll, beforeAll, expect, test } from "vitest";
import type { Dataset } from "../../../data/model/dataset.ts";
import { parseDataset } from "../../../data/model/dataset-file.ts";
import { RemindProduct } from "../../remind/product.ts";
import { violationsOf } from "./axe.ts";
import { AN_EVENING, shownText, useBrowser } from "./browser.ts";
import { answerQuestions } from "./settled.ts";

/** A town begins to collect something in a district: who lives there is asked once, whichever the answer. */

const browser = useBrowser();
let product: RemindProduct;
let whole: Dataset;

beforeAll(async () => {
	product = await RemindProduct.prepare({ at: AN_EVENING });
	product.copyTown("musterstadt");
	const read = parseDataset(product.readTown());
	if (!read.ok) throw new Error("the town is wrong");
	whole = read.value;
	product.writeTown(without("papier"));
	await product.start();
});
afterAll(() => product.remove());

/** The edition before: without a service and everything of it. */
function without(id: string): Dataset {
	const streets = whole.streets.map((street) => ({
		...street,
		places: street.places.map((place) => ({
			...place,
			assignments: place.assignments.filter(({ round }) => round.service !== id),
		})),
	}));
	return {
		...whole,
		streets,
		rounds: whole.rounds.filter(({ service }) => service !== id),
		services: whole.services.filter((service) => service.id !== id),
	};
}

/** The running product serves it. */
async function publish(dataset: Dataset): Promise<void> {
	product.writeTown(dataset);
	const isServed = async () => {
		product.clock.set(product.clock.now + 60_000);
		const { body } = await product.api<{ services: { id: string }[] }[]>("GET", "/api/towns");
		return body[0]?.services.some(({ id }) => id === "papier") === dataset.services.some(({ id }) => id === "papier");
	};
	await expect.poll(isServed).toBe(true);
}

test.each([
	["Haben wir auch", true],
	["Haben wir nicht", false],
])("what is new in the district is offered; «%s» holds, and nobody is asked again", async (answer, isTaken) => {
	await publish(without("papier"));
	const { page } = await browser.visit();
	// The list of towns holds for a minute; a browser that is watched keeps nothing.
	await page.route("**/api/towns", (route) => route.continue());
	await answerQuestions(page, "bahnhofstr 12", product.address);
	const card = page.getByRole("status").filter({ has: page.getByRole("heading", { name: "Neu bei Ihnen" }) });
	expect(await card.count()).toBe(0);
	await publish(whole);
	await page.reload();
	await card.waitFor();
	expect(await shownText(card)).toContain("Papier");
	expect(await violationsOf(page)).toEqual([]);
	// Offered, and not added by itself.
	const dates = () => shownText(page.locator("agenda-list"));
	expect(await dates()).not.toContain("Papier");
	await card.getByRole("button", { name: answer }).click();
	await card.waitFor({ state: "detached" });
	await expect.poll(async () => (await dates()).includes("Papier")).toBe(isTaken);
	await page.reload();
	await page.locator("headline-card h1").waitFor();
	await expect.poll(async () => (await dates()).includes("Papier")).toBe(isTaken);
	expect(await card.count()).toBe(0);
});
