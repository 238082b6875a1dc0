import { existsSync, globSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { prepared } from "./prepared.ts";
import { EVE, type RemindProduct } from "./product.ts";

/** Health means that the waves can run: what there was is known, and what is wrong is said. */

interface Health {
	readonly status: string;
	readonly slices: readonly { readonly town: string; readonly state: string; readonly subscriptions?: number }[];
}

async function ask(product: RemindProduct, token?: string) {
	const { status, body } = await product.api<Health>("GET", "/healthz", undefined, token);
	return { code: status, ...body };
}

/** With its log, without which it is an older one. */
function move(from: string, to: string): void {
	for (const ending of ["", "-wal"]) if (existsSync(from + ending)) renameSync(from + ending, to + ending);
}

const fileOf = (product: RemindProduct): string =>
	globSync(join(product.state, "slices/tonnentag-shard/*.sqlite")).find((path) => !path.endsWith("metadata.sqlite")) ??
	"";

test("a slice that is lost, or broken, or away with its town is said until it is back; its town goes on", async () => {
	const { product, mock } = await prepared();
	await product.start();
	const place = await product.place("Am Marktbrunnen");
	const wishes = [{ place, services: ["rest-1100"], remind: EVE }];
	for (let at = 0; at < 3; at++) await product.subscribe(mock.register(`d${at}`), wishes);
	const sound = await ask(product);
	expect(sound).toMatchObject({ code: 200, status: "ok", slices: [{ town: "musterstadt", slice: 0, state: "ok" }] });
	// Strangers hear no numbers, the host does.
	expect(JSON.stringify(sound.slices)).not.toMatch(/subscriptions|open|tally/u);
	expect((await ask(product, product.adminKey)).slices[0]).toMatchObject({ subscriptions: 3 });
	const metrics = await fetch(`${product.address}/metrics`, {
		headers: { authorization: `Bearer ${product.adminKey}` },
	});
	expect(await metrics.text()).toContain('tonnentag_subscriptions{town="musterstadt",slice="0"} 3\n');

	// The launcher has seen them once, and then the file is gone while nothing runs.
	await product.stop();
	await product.start();
	await product.stop();
	const [file, away] = [fileOf(product), join(product.folder, "away.sqlite")];
	move(file, away);
	await product.start();
	expect(await ask(product)).toMatchObject({ code: 503, status: "failing", slices: [{ state: "missing" }] });
	expect(product.output).toContain("Slice 0 of musterstadt is missing");
	expect(product.output).toContain('"event":"health","status":"failing"');
	// The town goes on: who comes anew is reminded.
	await product.subscribe(mock.register("anew"), wishes);
	await product.tick("2026-11-30T19:00:00+01:00");
	expect(mock.deliveries).toHaveLength(1);
	await product.stop();

	const noise = fileOf(product);
	// SQLite would read what the log holds.
	for (const ending of ["-wal", "-shm"]) rmSync(noise + ending, { force: true });
	writeFileSync(noise, Buffer.alloc(20_000, "no database "));
	await product.start();
	expect(await ask(product)).toMatchObject({ code: 503, slices: [{ state: "broken" }] });
	expect(globSync(join(product.state, "broken/*.sqlite"))).toHaveLength(1);
	await product.stop();

	move(away, file);
	renameSync(join(product.towns, "musterstadt"), join(product.folder, "musterstadt"));
	product.copyTown("musterstadt");
	renameSync(join(product.towns, "musterstadt"), join(product.towns, "anders"));
	await product.start();
	const town = await ask(product);
	expect(town.slices.filter(({ state }) => state !== "ok")).toMatchObject([
		{ town: "musterstadt", state: "town_away" },
	]);
	expect(town.status).not.toBe("ok");
	renameSync(join(product.folder, "musterstadt"), join(product.towns, "musterstadt"));
});
