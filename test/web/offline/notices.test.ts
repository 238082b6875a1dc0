import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Product } from "../../worker/launch/product.ts";
import { answerQuestions } from "../page/settled.ts";
import { Device, isKept, startProduct } from "./device.ts";

/** What the town has to say beside the dates, on a household's own page. */

function tell(product: Product, method: string, path: string, body?: object): Promise<Response> {
	const secret = readFileSync(join(product.state, "admin.key"), "utf8").trim();
	return fetch(`${product.address}/api/desk/musterstadt/notices${path}`, {
		method,
		headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
		...(body && { body: JSON.stringify(body) }),
	});
}

it("stands above the dates as a line that opens, without a network too, until it is taken back", async () => {
	const product = await startProduct();
	const today = new Date().toISOString().slice(0, 10);
	const written = await tell(product, "POST", "", {
		from: today,
		to: `${Number(today.slice(0, 4)) + 1}${today.slice(4).replace("02-29", "02-28")}`,
		title: { de: "Glatteis in der Oststadt" },
		text: { de: "Bitte die Tonnen\nan die Ecke stellen." },
	});
	expect(written.status).toBe(201);
	const { id } = (await written.json()) as { id: string };
	const device = new Device();
	const page = await device.open(product.address);
	await answerQuestions(page, "bahnhofstr 12", product.address);
	const line = page.locator("town-notices summary");
	await line.waitFor();
	expect(await line.textContent()).toContain("Glatteis in der Oststadt");
	const [notice, answer] = await Promise.all([line.boundingBox(), page.locator("headline-card").boundingBox()]);
	expect(notice?.y).toBeLessThan(answer?.y ?? 0);
	await line.click();
	await page.getByText("an die Ecke stellen.").waitFor();
	await isKept(page);
	await product.stop();
	await page.reload();
	await line.waitFor();
	await product.start({
		PORT: new URL(product.address).port,
		TONNENTAG_TOWNS: join(import.meta.dirname, "../../../data/towns"),
	});
	expect((await tell(product, "DELETE", `/${id}`)).status).toBe(204);
	await page.reload();
	await page.locator("headline-card h1").waitFor();
	await line.waitFor({ state: "detached" });
});
