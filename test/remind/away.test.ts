import { globSync, renameSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { MockPush } from "./mock-push.ts";
import { prepared } from "./prepared.ts";
import { EVE, type RemindProduct, type Subscription } from "./product.ts";

/** A town's folder is away for a while: whose reminders they are is no question of its dates. */

const EVENING = "2026-12-07T19:00:00+01:00";

async function started() {
	const { product, mock } = await prepared();
	product.writeNeighbour();
	await product.start();
	const place = await product.place("Am Marktbrunnen");
	const wish = { place, services: ["rest-1100"], remind: EVE };
	const subscribe = (name: string) => product.subscribe(mock.register(name), [wish]);
	return { product, mock, place, wish, subscribe };
}

/** After half a minute towns are looked at again; the product's waiting follows its clock. */
async function takeAway(product: RemindProduct): Promise<void> {
	renameSync(join(product.towns, "musterstadt"), join(product.folder, "away"));
	await product.tick("2026-11-30T12:05:00+01:00");
	expect((await product.api("GET", "/api/towns/musterstadt/dataset")).status).toBe(404);
}

async function putBack(product: RemindProduct): Promise<void> {
	renameSync(join(product.folder, "away"), join(product.towns, "musterstadt"));
	await product.tick("2026-11-30T12:10:00+01:00");
}

const ask = (product: RemindProduct, { id, token }: Subscription, method: string, path = "", body?: unknown) =>
	product.api(method, `/api/subscriptions/${id}${path}`, body, token);

const told = (mock: MockPush, { browser }: Subscription) => mock.deliveriesTo(browser.endpoint).length;

for (const isRestarted of [false, true])
	test(`off, change and buttons hold while the folder is away${isRestarted ? ", after a start without it too" : ""}`, async () => {
		const { product, mock, place, wish, subscribe } = await started();
		const [off, less, out, later, kept] = [
			await subscribe("off"),
			await subscribe("less"),
			await subscribe("out"),
			await subscribe("later"),
			await subscribe("kept"),
		];
		await takeAway(product);
		if (isRestarted) {
			await product.kill();
			await product.start();
		}
		product.clock.set("2026-12-06T20:00:00+01:00");
		const databases = () => globSync(join(product.state, "slices/**/*.sqlite")).length;
		const before = databases();
		const about = { place, day: "2026-12-08" };
		expect((await ask(product, off, "DELETE")).status).toBe(200);
		expect((await ask(product, off, "GET")).status).toBe(404);
		const places = [{ ...wish, pausedUntil: "2026-12-20" }];
		expect((await ask(product, less, "PATCH", "", { places })).status).toBe(200);
		expect((await ask(product, out, "POST", "/done", about)).status).toBe(200);
		expect((await ask(product, later, "POST", "/later", about)).status).toBe(200);
		const { status, body } = await ask(product, kept, "GET");
		expect([status, body.next]).toEqual([200, []]);
		// What cannot be judged without the dates is neither granted nor refused.
		const more = await ask(product, kept, "PATCH", "", { places: [{ place: "zzz999", remind: EVE }] });
		expect([more.status, more.body.code]).toEqual([503, "broken_town"]);
		expect((await ask(product, { ...kept, token: "A".repeat(22) }, "DELETE")).status).toBe(404);
		for (const name of ["nirgendwo", "musterstadt.9", "a"])
			expect(
				(await product.api("DELETE", `/api/subscriptions/${name}.0.${"A".repeat(22)}`, undefined, kept.token)).status,
			).toBe(404);
		expect(databases()).toBe(before);
		await putBack(product);
		await product.tick(EVENING);
		expect([off, less, out, kept].map((each) => told(mock, each))).toEqual([0, 0, 0, 1]);
	});

test("whoever moves to another town while the old one is away leaves it for good", async () => {
	const { product, mock, wish, subscribe } = await started();
	const { id, token, browser } = await subscribe("mover");
	await takeAway(product);
	const { endpoint, keys } = browser;
	const body = { town: "nachbarstadt", lang: "de", push: { endpoint, keys }, places: [wish], replaces: { id, token } };
	expect((await product.api("POST", "/api/subscriptions", body)).status).toBe(201);
	await putBack(product);
	await product.tick(EVENING);
	expect(mock.deliveries.map(({ message }) => message?.notification.data?.town)).toEqual(["nachbarstadt"]);
});
