import { execFileSync } from "node:child_process";
import { MockPush, pause } from "./mock-push.ts";
import { EVE, RemindProduct } from "./product.ts";

export interface DiskFaultResult {
	/** Milliseconds from the end of the fault to the first reminder. */
	readonly slept: number;
	readonly households: number;
	readonly reached: number;
	/** Requests that came a second time. */
	readonly repeats: number;
}

const HOUSEHOLDS = 40;
const PATIENCE = 300_000;

/**
 * From just before a wave on the disk takes nothing (`RLIMIT_FSIZE`), for so many milliseconds; then it
 * does again, and nobody does anything: no request, no tick, no restart. Time is real, and so are the alarms.
 */
export async function diskFault(duration: number): Promise<DiskFaultResult> {
	const mock = await MockPush.start();
	const product = await RemindProduct.start({ mocks: [mock], at: "2026-11-30T18:58:00+01:00" });
	const limit = (bytes: string) => execFileSync("prlimit", ["--pid", `${product.pid}`, `--fsize=${bytes}:unlimited`]);
	try {
		const place = await product.place("Am Marktbrunnen");
		product.clock.set("2026-11-30T18:59:50+01:00");
		product.clock.run();
		const wishes = [{ place, services: ["rest-1100"], remind: EVE }];
		for (let at = 0; at < HOUSEHOLDS; at++) await product.subscribe(mock.register(`d${at}`), wishes);
		const before = mock.deliveries.length;
		limit("1");
		await pause(duration);
		const ended = Date.now();
		const early = mock.deliveries.length - before;
		limit("unlimited");
		await mock.waitFor(HOUSEHOLDS + early, PATIENCE).catch(() => undefined);
		const reached = new Set(mock.deliveries.map(({ endpoint }) => endpoint)).size;
		const first = mock.deliveries.find(({ at }) => at >= ended)?.at ?? Number.POSITIVE_INFINITY;
		return { slept: first - ended, households: HOUSEHOLDS, reached, repeats: mock.deliveries.length - reached };
	} finally {
		await product.remove();
		await mock.stop();
	}
}
