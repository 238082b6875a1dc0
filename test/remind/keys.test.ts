import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { afterEach, expect, test } from "vitest";
import { MockPush } from "./mock-push.ts";
import { EVE, NODE, RemindProduct, ROOT } from "./product.ts";

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const each of cleanUp.splice(0).reverse()) await each();
});

async function prepared(): Promise<{ product: RemindProduct; mock: MockPush }> {
	const mock = await MockPush.start();
	const product = await RemindProduct.prepare({ mocks: [mock], at: "2026-11-30T12:00:00+01:00" });
	product.copyTown("musterstadt");
	cleanUp.push(
		() => mock.stop(),
		() => product.remove(),
	);
	return { product, mock };
}

interface PushKey {
	readonly key: string;
	readonly kid: string;
}

test("keys are rotated, and both generations are reminded, each under its own", async () => {
	const { product, mock } = await prepared();
	await product.start();
	const place = await product.place("Am Marktbrunnen");
	const wishes = [{ place, services: ["rest-1100"], remind: EVE }];
	const { body: old } = await product.api<PushKey>("GET", "/api/push-key");
	const early = mock.register("early", old.key);
	const first = await product.subscribe(early, wishes);
	await product.kill();
	const environment = { ...process.env, TONNENTAG_STATE: product.state, PORT: new URL(product.address).port };
	const script = join(ROOT, "worker/launch/rotate-keys.ts");
	const { stdout } = await promisify(execFile)(NODE, [script, "--rotate"], { env: environment });
	expect(stdout).toContain(`${old.kid}, `);
	expect(statSync(join(product.state, "vapid.json")).mode & 0o077).toBe(0);
	await product.start();
	const { body: fresh } = await product.api<PushKey>("GET", "/api/push-key");
	expect(fresh.kid).not.toBe(old.kid);
	const late = mock.register("late", fresh.key);
	await product.subscribe(late, wishes);
	// A page that says again what it has: its browser still holds the old key.
	const again = await product.subscribe(early, wishes);
	expect(again.id).toBe(first.id);
	const told = await product.api("GET", `/api/subscriptions/${again.id}`, undefined, again.token);
	expect(told.body.kid).toBe(old.kid);
	await product.tick("2026-11-30T19:00:00+01:00");
	expect(mock.flaws).toEqual([]);
	expect(mock.deliveriesTo(early.endpoint).map(({ status, publicKey }) => [status, publicKey])).toEqual([
		[201, old.key],
	]);
	expect(mock.deliveriesTo(late.endpoint).map(({ status, publicKey }) => [status, publicKey])).toEqual([
		[201, fresh.key],
	]);
}, 90_000);

test("a browser with a wrong key is refused, not forgotten, and stops nobody else", async () => {
	const { product, mock } = await prepared();
	await product.start();
	const place = await product.place("Am Marktbrunnen");
	const wishes = [{ place, services: ["rest-1100"], remind: EVE }];
	const { body } = await product.api<PushKey>("GET", "/api/push-key");
	const wrong = await product.subscribe(mock.register("wrong", "BAnotherKey"), wishes);
	for (let at = 0; at < 10; at++) await product.subscribe(mock.register(`right-${at}`, body.key), wishes);
	await product.tick("2026-11-30T19:00:00+01:00");
	expect(mock.deliveries.filter(({ status }) => status === 201)).toHaveLength(10);
	expect(mock.deliveries.filter(({ status }) => status === 403)).toHaveLength(2);
	const told = await product.api("GET", `/api/subscriptions/${wrong.id}`, undefined, wrong.token);
	expect([told.status, told.body.lastOutcome]).toEqual([200, "later"]);
}, 90_000);

test("several slices: each endpoint has one, nobody is told twice, and the number cannot be changed", async () => {
	const { product, mock } = await prepared();
	await product.start({ TONNENTAG_SLICES: "4" });
	const place = await product.place("Am Marktbrunnen");
	const wishes = [{ place, services: ["rest-1100"], remind: EVE }];
	for (let at = 0; at < 40; at++) await product.subscribe(mock.register(`s${at}`), wishes);
	const slices = await product.health();
	expect(slices).toHaveLength(4);
	expect(slices.reduce((sum, { subscriptions }) => sum + subscriptions, 0)).toBe(40);
	expect(Math.max(...slices.map(({ subscriptions }) => subscriptions))).toBeLessThan(25);
	await product.tick("2026-11-30T19:00:00+01:00");
	expect(new Set(mock.deliveries.map(({ endpoint }) => endpoint)).size).toBe(40);
	expect(mock.deliveries).toHaveLength(40);
	await product.kill();
	await expect(product.start({ TONNENTAG_SLICES: "2" })).rejects.toThrow("TONNENTAG_SLICES is 2");
	await product.start({ TONNENTAG_SLICES: "4" });
}, 90_000);

/** A disk of a few megabytes: only root may make one. */
function mountSmallDisk(folder: string): boolean {
	try {
		mkdirSync(folder, { recursive: true });
		execFileSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", folder], { stdio: "ignore" });
		return true;
	} catch {
		return false;
	}
}

test("a full disk: subscribing is 503, nothing is sent twice, and all of it is sent once there is room", async (context) => {
	const { product, mock } = await prepared();
	if (process.getuid?.() !== 0 || !mountSmallDisk(product.state))
		return context.skip("a small disk cannot be made here");
	cleanUp.push(async () => {
		await product.kill();
		execFileSync("umount", [product.state]);
	});
	await product.start();
	const place = await product.place("Am Marktbrunnen");
	const wishes = [{ place, services: ["rest-1100"], remind: EVE }];
	for (let at = 0; at < 100; at++) await product.subscribe(mock.register(`d${at}`), wishes);
	const ballast = join(product.state, "ballast");
	for (let size = 4_000_000; size >= 1000; size /= 2) fill(ballast, size);
	const answers: number[] = [];
	for (let at = 0; at < 200 && answers.at(-1) !== 503; at++) {
		const { endpoint, keys } = mock.register(`f${at}`);
		const body = { town: "musterstadt", lang: "de", push: { endpoint, keys }, places: wishes };
		const answer = await product.api("POST", "/api/subscriptions", body);
		answers.push(answer.status);
		if (answer.status === 503) {
			expect(answer.body.code).toBe("storage_full");
			expect(answer.headers.get("retry-after")).toBe("60");
		}
	}
	const taken = answers.filter((status) => status === 201).length;
	expect(answers.at(-1)).toBe(503);
	expect(answers.filter((status) => status !== 201 && status !== 503)).toEqual([]);
	await product.tick("2026-11-30T19:00:00+01:00").catch(() => undefined);
	const early = mock.deliveries.length;
	rmSync(ballast, { force: true });
	for (const at of ["19:00", "19:15", "19:30"]) await product.tick(`2026-11-30T${at}:00+01:00`).catch(() => undefined);
	const reached = new Set(mock.deliveries.map(({ endpoint }) => endpoint));
	expect(reached.size).toBe(100 + taken);
	// What was in flight when the disk had no room for its answer may come twice, with the same topic.
	expect(mock.deliveries.length - reached.size).toBeLessThanOrEqual(early === 0 ? 0 : 12);
}, 90_000);

function fill(path: string, size: number): void {
	for (;;) {
		try {
			writeFileSync(path, Buffer.alloc(size), { flag: "a" });
		} catch {
			return;
		}
	}
}
