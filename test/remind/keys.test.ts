import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { prepared } from "./prepared.ts";
import { EVE, NODE, ROOT } from "./product.ts";

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
});

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
});

test("several slices: each endpoint has one, nobody is told twice, and the setting of a later start changes nothing", async () => {
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
	await product.start({ TONNENTAG_SLICES: "2" });
	expect(product.output).toContain("TONNENTAG_SLICES is 2 and has no effect: there are 4 slices");
	expect(await product.health()).toHaveLength(4);
});
