import { onTestFinished } from "vitest";
import { MockPush } from "./mock-push.ts";
import { RemindProduct } from "./product.ts";

/** A product of this test alone, not started yet, with Musterstadt and a push service; both go with the test. */
export async function prepared(): Promise<{ product: RemindProduct; mock: MockPush }> {
	const mock = await MockPush.start();
	const product = await RemindProduct.prepare({ mocks: [mock], at: "2026-11-30T12:00:00+01:00" });
	product.copyTown("musterstadt");
	onTestFinished(async () => {
		await product.remove();
		await mock.stop();
	});
	return { product, mock };
}
