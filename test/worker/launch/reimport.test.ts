import { afterAll, expect, it } from "vitest";
import { RemindProduct } from "../../remind/product.ts";
import { inventedTown } from "../invented-town.ts";

const product = await RemindProduct.prepare();
afterAll(() => product.remove());

async function townNames(): Promise<string[]> {
	const { body } = await product.api<{ name: string }[]>("GET", "/api/towns");
	return body.map(({ name }) => name);
}

/** The shelf looks again after half a minute; what the test's clock lets pass has passed for it, too. */
it("a dataset that was imported anew is served without a restart", async () => {
	product.writeTown(inventedTown());
	await product.start();
	expect(await townNames()).toEqual(["Teststadt, an der Söhre"]);
	const { town, ...rest } = inventedTown();
	product.writeTown({ ...rest, town: { ...town, name: "Neustadt" } });
	product.clock.set(product.clock.now + 31_000);
	await expect.poll(townNames).toEqual(["Neustadt"]);
});
