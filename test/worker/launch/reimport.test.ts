import { afterAll, expect, it } from "vitest";
import { inventedTown } from "../invented-town.ts";
import { Product } from "./product.ts";

const product = new Product();
afterAll(() => product.remove());

async function townNames(): Promise<string[]> {
	const towns = (await (await fetch(`${product.address}/api/towns`)).json()) as { name: string }[];
	return towns.map(({ name }) => name);
}

/** In real time, because the shelf's clock is the machine's: it looks again after half a minute. */
it("a dataset that was imported anew is served without a restart", async () => {
	product.writeTown();
	await product.start();
	expect(await townNames()).toEqual(["Teststadt, an der Söhre"]);
	const { town, ...rest } = inventedTown();
	product.writeTown({ ...rest, town: { ...town, name: "Neustadt" } });
	await expect.poll(townNames, { timeout: 120_000, interval: 2000 }).toEqual(["Neustadt"]);
});
