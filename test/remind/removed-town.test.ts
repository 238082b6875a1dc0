import { renameSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { found, secretsOf } from "./found-in-state.ts";
import { prepared } from "./prepared.ts";
import { EVE, type RemindProduct } from "./product.ts";
import { runStateCommand } from "./state-commands.ts";

/** Nobody but the host knows whether a town that is not there is gone for good. */

async function removed() {
	const { product, mock } = await prepared();
	product.writeNeighbour();
	await product.start();
	const place = await product.place("Am Marktbrunnen");
	const subscribe = (name: string, town?: string) =>
		product.subscribe(mock.register(name), [{ place, services: ["rest-1100"], remind: EVE }], town);
	const [gone, other] = [await subscribe("gone"), await subscribe("other", "nachbarstadt")];
	await product.kill();
	renameSync(join(product.towns, "musterstadt"), join(product.folder, "away"));
	await product.start();
	return { product, mock, gone, other, place };
}

const forget = (product: RemindProduct, ...words: string[]) =>
	runStateCommand("forget-town", [...words, "--url", product.address], product.state);

test("a removed town is told to the host, and only the host's word deletes its households", async () => {
	const { product, mock, gone, other } = await removed();
	await product.tick("2026-12-03T12:00:00+01:00");
	await product.tick("2027-02-03T12:00:00+01:00");
	const told = () => product.output.split("\n").filter((line) => line.includes('"event":"town_away"'));
	await expect.poll(() => told().length).toBeGreaterThan(1);
	expect(told()[0]).toMatch(/"town":"musterstadt","since":"20\d\d-\d\d-\d\d","households":1,"remedy":".*forget-town/u);
	expect(product.output).toContain("npm run forget-town -- musterstadt");
	const [slice] = (await product.health()).filter(({ town }) => town === "musterstadt");
	expect(slice).toMatchObject({ state: "town_away", subscriptions: 1 });
	// Said first, and nothing is changed by it.
	const asked = await forget(product, "musterstadt");
	expect([asked.code, asked.words]).toEqual([0, expect.stringMatching(/1 households .* away since .* --yes/u)]);
	expect((await product.api("GET", `/api/subscriptions/${gone.id}`, undefined, gone.token)).status).toBe(200);
	const done = await forget(product, "musterstadt", "--yes");
	expect([done.code, done.words]).toEqual([0, expect.stringContaining("1 households are forgotten")]);
	expect((await product.api("GET", `/api/subscriptions/${gone.id}`, undefined, gone.token)).status).toBe(404);
	await expect.poll(() => found(product, secretsOf(gone))).toEqual([]);
	expect((await product.health()).map(({ town }) => town)).toEqual(["nachbarstadt"]);
	// The neighbours notice nothing.
	expect((await product.api("GET", `/api/subscriptions/${other.id}`, undefined, other.token)).status).toBe(200);
	expect(mock.deliveries.every(({ endpoint }) => endpoint === other.browser.endpoint)).toBe(true);
	// Nor does the start after it miss anything.
	await product.kill();
	await product.start();
	expect((await product.health()).map(({ state }) => state)).toEqual(["ok"]);
});

test("a town that is there, was never here, or is asked about by a stranger is left alone", async () => {
	const { product, gone } = await removed();
	const served = await forget(product, "nachbarstadt", "--yes");
	expect([served.code, served.words]).toEqual([1, expect.stringContaining("The town is there")]);
	const unknown = await forget(product, "nirgendwo", "--yes");
	expect([unknown.code, unknown.words]).toEqual([1, expect.stringContaining("no such town")]);
	expect((await forget(product)).code).toBe(2);
	expect((await product.api("DELETE", "/api/removed-towns/musterstadt")).status).toBe(401);
	renameSync(join(product.folder, "away"), join(product.towns, "musterstadt"));
	// Broken is not removed.
	await product.tick("2026-11-30T12:05:00+01:00");
	product.writeTown("{", "musterstadt");
	await product.tick("2026-11-30T12:10:00+01:00");
	expect((await forget(product, "musterstadt", "--yes")).words).toContain("The town is there");
	expect((await product.api("GET", `/api/subscriptions/${gone.id}`, undefined, gone.token)).status).toBe(200);
});

test("who is silent for a year is forgotten also while the town is away", async () => {
	const { product, gone, place } = await removed();
	for (let day = 0; day < 400; day += 6) await product.tick(Date.parse("2026-12-01T12:00:00Z") + day * 86_400_000);
	expect((await product.api("GET", `/api/subscriptions/${gone.id}`, undefined, gone.token)).status).toBe(404);
	expect(place).not.toBe("");
});
