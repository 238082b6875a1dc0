import { renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Product } from "./product.ts";

test("a town's folder may be a link, and so may its dataset", async () => {
	const product = new Product();
	onTestFinished(() => product.remove());
	product.writeTown();
	const [real, town] = [join(product.folder, "real"), join(product.towns, "teststadt")];
	renameSync(town, real);
	symlinkSync(real, town);
	await product.start();
	const towns = (await (await fetch(`${product.address}/api/towns`)).json()) as { id: string }[];
	expect(towns.map(({ id }) => id)).toEqual(["teststadt"]);
	const health = (await (await fetch(`${product.address}/healthz`)).json()) as { status: string };
	expect(health.status).toBe("ok");
});
