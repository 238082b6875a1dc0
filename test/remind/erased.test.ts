import { globSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { must } from "../worker/invented-town.ts";
import { found, secretsOf } from "./found-in-state.ts";
import { prepared } from "./prepared.ts";
import { EVE, type RemindProduct, type Subscription } from "./product.ts";

/** Deleted is erased: after the night no file of the state folder holds what people confided and took back. */

const MANY = 120;

function sizeOf(product: RemindProduct): number {
	const paths = globSync(join(product.state, "slices/**/*.sqlite"));
	return paths.reduce((sum, path) => sum + statSync(path).size, 0);
}

test("of every third of many, and of one that the push service says is gone, nothing is left after the night", async () => {
	const { product, mock } = await prepared();
	await product.start();
	const place = await product.place("Am Marktbrunnen");
	const wishes = [{ place, services: ["rest-1100"], remind: EVE }];
	const all: Subscription[] = [];
	for (let at = 0; at < MANY; at++) all.push(await product.subscribe(mock.register(`${at}-of-many`), wishes));
	const [left, gone] = [all.filter((_, at) => at % 3 > 0), all.filter((_, at) => at % 3 === 0)];
	const secrets = gone.flatMap(secretsOf);
	expect(found(product, secrets)).toEqual(secrets);
	mock.behave(gone[0]?.browser.endpoint ?? "", 410);
	await product.tick("2026-11-30T19:00:00+01:00");
	for (const { id, token } of gone.slice(1))
		expect((await product.api("DELETE", `/api/subscriptions/${id}`, undefined, token)).status).toBe(200);
	expect(found(product, secrets).length).toBeGreaterThan(0);
	mock.deliveries.length = 0;
	await product.tick("2026-12-01T00:00:00+01:00");
	await expect.poll(() => found(product, secrets)).toEqual([]);
	// Whoever is left notices nothing.
	for (const { id, token } of left.slice(0, 5))
		expect((await product.api("GET", `/api/subscriptions/${id}`, undefined, token)).status).toBe(200);
	await product.tick("2026-12-07T19:00:00+01:00");
	expect(new Set(mock.deliveries.map(({ endpoint }) => endpoint)).size).toBe(left.length);
	expect(mock.deliveries.length).toBe(left.length);
	// Night by night the files do not grow.
	const before = sizeOf(product);
	const nights = ["2026-12-08", "2026-12-09", "2026-12-10"];
	for (const [at, day] of nights.entries()) {
		const { id, token } = must(left[at]);
		await product.api("DELETE", `/api/subscriptions/${id}`, undefined, token);
		await product.tick(`${day}T00:00:00+01:00`);
	}
	await expect.poll(() => found(product, [...secrets, ...left.slice(0, 3).flatMap(secretsOf)])).toEqual([]);
	expect(sizeOf(product)).toBeLessThan(before * 1.25);
});

test("of the last one nothing is left after the next quarter of an hour", async () => {
	const { product, mock } = await prepared();
	await product.start();
	const place = await product.place("Am Marktbrunnen");
	for (const name of ["only", "again"]) {
		const own = await product.subscribe(mock.register(name), [{ place, remind: EVE }]);
		const { id, token } = own;
		await product.api("DELETE", `/api/subscriptions/${id}`, undefined, token);
		await product.tick();
		await expect.poll(() => found(product, secretsOf(own))).toEqual([]);
	}
});
