import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, onTestFinished, test } from "vitest";
import type { MockPush } from "./mock-push.ts";
import { prepared } from "./prepared.ts";
import { EVE, type RemindProduct, type WishRequest } from "./product.ts";

/**
 * No room for what people subscribe to. Two ways to run out of it: a disk of a few
 * megabytes, which only root may make, and a limit on the size of the running process's
 * files (`RLIMIT_FSIZE`), which every Linux has and which can be lifted again.
 */

interface Shortage {
	readonly begin: () => void;
	readonly end: () => void;
}

/** The files of the process must not grow any more than by `room` bytes; workerd ignores the signal that goes with it. */
function limitFiles(product: RemindProduct, room: number): Shortage {
	const limit = (bytes: string) => execFileSync("prlimit", ["--pid", `${product.pid}`, `--fsize=${bytes}:unlimited`]);
	const largest = () =>
		Math.max(...globSync(join(product.state, "slices/**/*.sqlite*")).map((path) => statSync(path).size));
	return { begin: () => void limit(`${largest() + room}`), end: () => void limit("unlimited") };
}

function mountSmallDisk(folder: string): boolean {
	try {
		mkdirSync(folder, { recursive: true });
		execFileSync("mount", ["-t", "tmpfs", "-o", "size=12m", "tmpfs", folder], { stdio: "ignore" });
		return true;
	} catch {
		return false;
	}
}

function fillDisk(product: RemindProduct): Shortage {
	const ballast = join(product.state, "ballast");
	return {
		begin: () => {
			for (let size = 4_000_000; size >= 1000; size /= 2) fill(ballast, size);
		},
		end: () => rmSync(ballast, { force: true }),
	};
}

function fill(path: string, size: number): void {
	for (;;) {
		try {
			writeFileSync(path, Buffer.alloc(size), { flag: "a" });
		} catch {
			return;
		}
	}
}

/** Subscribes until there is no room; how many were taken in. */
async function subscribeUntilFull(product: RemindProduct, mock: MockPush, places: WishRequest[]): Promise<number> {
	for (let taken = 0; taken < 400; taken++) {
		const { endpoint, keys } = mock.register(`f${taken}`);
		const body = { town: "musterstadt", lang: "de", push: { endpoint, keys }, places };
		const answer = await product.api("POST", "/api/subscriptions", body);
		if (answer.status === 201) continue;
		expect([answer.status, answer.body.code, answer.headers.get("retry-after")]).toEqual([503, "storage_full", "60"]);
		return taken;
	}
	throw new Error("there was always room");
}

describe("subscribing is 503, nothing is sent twice, and all of it is sent once there is room:", () => {
	async function runOut({ product, mock }: { product: RemindProduct; mock: MockPush }, make: () => Shortage) {
		await product.start();
		const place = await product.place("Am Marktbrunnen");
		const wishes = [{ place, services: ["rest-1100"], remind: EVE }];
		for (let at = 0; at < 100; at++) await product.subscribe(mock.register(`d${at}`), wishes);
		const shortage = make();
		shortage.begin();
		const taken = await subscribeUntilFull(product, mock, wishes);
		await product.tick("2026-11-30T19:00:00+01:00").catch(() => undefined);
		const early = mock.deliveries.length;
		shortage.end();
		for (const at of ["19:00", "19:15", "19:30"])
			await product.tick(`2026-11-30T${at}:00+01:00`).catch(() => undefined);
		const reached = new Set(mock.deliveries.map(({ endpoint }) => endpoint));
		expect(reached.size).toBe(100 + taken);
		// What was in flight when there was no room for its answer may come twice, with the same topic.
		expect(mock.deliveries.length - reached.size).toBeLessThanOrEqual(early === 0 ? 0 : 12);
		const subscriptions = (await product.health()).reduce((sum, each) => sum + each.subscriptions, 0);
		expect(subscriptions).toBe(100 + taken);
	}

	test("files that may not grow", async () => {
		const prepare = await prepared();
		await runOut(prepare, () => limitFiles(prepare.product, 40_000));
	});

	test("a full disk", async (context) => {
		const prepare = await prepared();
		const { product } = prepare;
		if (process.getuid?.() !== 0 || !mountSmallDisk(product.state))
			return context.skip("only root may mount a small disk; files that may not grow are tested in any case");
		onTestFinished(async () => {
			await product.kill();
			execFileSync("umount", [product.state]);
		});
		await runOut(prepare, () => fillDisk(product));
	});
});
