import { existsSync, readFileSync } from "node:fs";
import process from "node:process";
import { expect, test } from "vitest";
import { MockPush } from "./mock-push.ts";
import { EVE, RemindProduct } from "./product.ts";

const HOUSEHOLDS = 60;
/** What a crash may repeat (worker/README.md). */
const MOST_REPEATS = 12;

/** A zombie has ended too: whoever started it has only not asked yet. */
function hasEnded(pid: number): boolean {
	const stat = `/proc/${pid}/stat`;
	return !existsSync(stat) || /\) Z /u.test(readFileSync(stat, "latin1"));
}

test("told to end in the middle of a wave the product ends, loses nothing, and repeats no more than a crash may", async () => {
	const mock = await MockPush.start();
	const product = await RemindProduct.start({ mocks: [mock], at: "2026-11-30T18:58:00+01:00" });
	try {
		const place = await product.place("Am Marktbrunnen");
		const wishes = [{ place, services: ["rest-1100"], remind: EVE }];
		product.clock.set("2026-11-30T18:59:50+01:00");
		product.clock.run();
		for (let at = 0; at < HOUSEHOLDS; at++) {
			const browser = mock.register(`d${at}`);
			mock.behave(browser.endpoint, { status: 201, delay: 300 });
			await product.subscribe(browser, wishes);
		}
		await mock.waitFor(15, 120_000);
		const { pid } = product;
		process.kill(pid, "SIGTERM");
		await expect.poll(() => hasEnded(pid), { timeout: 120_000 }).toBe(true);
		await product.kill();
		await product.start();
		await product.tick("2026-11-30T19:01:00+01:00");
		const reached = new Set(mock.deliveries.map(({ endpoint }) => endpoint)).size;
		expect(reached).toBe(HOUSEHOLDS);
		expect(mock.deliveries.length - reached).toBeLessThanOrEqual(MOST_REPEATS);
	} finally {
		await product.remove();
		await mock.stop();
	}
});
