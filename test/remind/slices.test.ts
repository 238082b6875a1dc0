import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeLuck } from "./luck.ts";
import { type Delivery, type MockPush, pause } from "./mock-push.ts";
import { prepared } from "./prepared.ts";
import { EVE, type RemindProduct, type Subscription, sqlite } from "./product.ts";
import { runStateCommand } from "./state-commands.ts";

/** Slices are split and joined while an evening is under way: nobody is lost, and nobody told twice. */

const HOUSEHOLDS = 160;
/** Tuesdays of Bezirk 1, by hand. */
const FIRST = "2026-11-30T19:00:00+01:00";
const SECOND = "2026-12-07T19:00:00+01:00";
const THIRD = "2026-12-14T19:00:00+01:00";

async function started(slices = 1) {
	const { product, mock } = await prepared();
	await product.start({ TONNENTAG_SLICES: `${slices}` });
	const place = await product.place("Am Marktbrunnen");
	const wish = { place, services: ["rest-1100"], remind: EVE };
	const households: Subscription[] = [];
	for (let at = 0; at < HOUSEHOLDS; at++) households.push(await product.subscribe(mock.register(`h${at}`), [wish]));
	mock.everywhere = { status: 201, delay: 15 };
	return { product, mock, place, wish, households };
}

interface Told {
	readonly slices: number;
	readonly moving: boolean;
}

async function divide(product: RemindProduct, slices: number): Promise<Told> {
	const { status, body } = await product.api<Told & { code?: string }>(
		"POST",
		"/api/slices",
		{ slices },
		product.adminKey,
	);
	expect([status, body.code]).toEqual([200, undefined]);
	return body;
}

async function state(product: RemindProduct): Promise<Told> {
	return (await product.api<Told>("GET", "/api/slices", undefined, product.adminKey)).body;
}

async function divided(product: RemindProduct, slices: number): Promise<void> {
	await expect.poll(async () => (await divide(product, slices)).moving, { timeout: 120_000 }).toBe(false);
}

/** How often each household was told, the most often first. */
function timesTold(deliveries: readonly Delivery[]): number[] {
	const answered = Map.groupBy(
		deliveries.filter(({ status }) => status === 201),
		({ endpoint }) => endpoint,
	);
	return [...answered.values()].map(timesOf).sort((one, other) => other - one);
}

/** The product waits ten seconds for an answer: on a machine that stalls so long it rightly asks again. */
function timesOf([first, ...others]: readonly Delivery[]): number {
	const again = others.filter(({ at, topic }) => topic !== first?.topic || at - first.at < 10_000);
	return 1 + again.length;
}

async function allTold(product: RemindProduct, mock: MockPush, since: number): Promise<Delivery[]> {
	const told = () => new Set(mock.deliveries.slice(since).map(({ endpoint }) => endpoint)).size;
	await expect
		.poll(
			async () => {
				await product.tick().catch(() => undefined);
				return told();
			},
			{ timeout: 120_000 },
		)
		.toBe(HOUSEHOLDS);
	// Whatever would come twice comes now.
	await product.tick();
	await product.tick();
	return mock.deliveries.slice(since);
}

async function inTheMiddleOf(mock: MockPush, since: number, share: number): Promise<void> {
	await expect.poll(() => mock.deliveries.length - since, { interval: 2 }).toBeGreaterThan(HOUSEHOLDS * share);
}

const subscriptionsOf = async (product: RemindProduct) =>
	(await product.health()).map(({ subscriptions }) => subscriptions);

test("in the middle of a wave one slice becomes four, and in the next one again; ids and tokens go on", async () => {
	const { product, mock, wish, households } = await started();
	product.clock.set(FIRST);
	const first = product.tick();
	await inTheMiddleOf(mock, 0, 0.2);
	await divided(product, 4);
	await first;
	expect(timesTold(await allTold(product, mock, 0))).toEqual(Array(HOUSEHOLDS).fill(1));
	const counts = await subscriptionsOf(product);
	expect(counts).toHaveLength(4);
	expect(counts.reduce((sum, count) => sum + count, 0)).toBe(HOUSEHOLDS);
	expect(Math.max(...counts)).toBeLessThan(HOUSEHOLDS / 2);

	// Whoever has an id of before is found by it, keeps what they wanted, and may change it.
	for (const { id, token } of households.slice(0, 20)) {
		const own = await product.api("GET", `/api/subscriptions/${id}`, undefined, token);
		expect([own.status, own.body.lastOutcome]).toEqual([200, "delivered"]);
		expect((await product.api("PATCH", `/api/subscriptions/${id}`, { lang: "en" }, token)).status).toBe(200);
		expect((await product.api("GET", `/api/subscriptions/${id}`, undefined, `${token}x`)).status).toBe(404);
	}
	// Renewed it is the same one, and says where it is now.
	for (const { browser, id } of households.slice(20, 40)) {
		const again = await product.subscribe(browser, [wish]);
		expect(again.id.split(".")[2]).toBe(id.split(".")[2]);
	}
	// Off is off, also by an id of before.
	const [gone] = households;
	const off = await product.api("DELETE", `/api/subscriptions/${gone?.id}`, undefined, gone?.token);
	expect(off.status).toBe(200);
	expect((await subscriptionsOf(product)).reduce((sum, count) => sum + count, 0)).toBe(HOUSEHOLDS - 1);
	await product.subscribe(mock.register("h-new"), [wish]);

	const since = mock.deliveries.length;
	product.clock.set(SECOND);
	const second = product.tick();
	await inTheMiddleOf(mock, since, 0.2);
	await divided(product, 1);
	await second;
	expect(timesTold(await allTold(product, mock, since))).toEqual(Array(HOUSEHOLDS).fill(1));
	expect((await subscriptionsOf(product))[0]).toBe(HOUSEHOLDS);
	// After a start too, whatever the setting was.
	await product.kill();
	await product.start({ TONNENTAG_SLICES: "4" });
	expect(product.output).toContain("TONNENTAG_SLICES is 4 and has no effect: there are 1 slices");
	const later = mock.deliveries.length;
	product.clock.set(THIRD);
	expect(timesTold(await allTold(product, mock, later))).toEqual(Array(HOUSEHOLDS).fill(1));
});

test("killed while households are on their way, it goes on by itself: none lost, at most twelve repeated each time", async () => {
	const luck = makeLuck(12);
	const { product, mock, households } = await started();
	let [since, hits] = [0, 0];
	for (const [at, slices] of [
		[FIRST, 4],
		[SECOND, 1],
		[THIRD, 3],
	] as const) {
		product.clock.set(at);
		const ticking = product.tick().catch(() => undefined);
		await inTheMiddleOf(mock, since, 0.1);
		for (let nth = 0; nth < KILLS; nth++)
			if (await killWhileMoving(product, mock, slices, nth === 0 ? 0 : luck() * 120)) hits++;
		await ticking;
		await divide(product, slices);
		await expect.poll(() => state(product), { timeout: 120_000 }).toMatchObject({ slices, moving: false });
		const told = timesTold(await allTold(product, mock, since));
		expect(told).toHaveLength(HOUSEHOLDS);
		expect(told.reduce((sum, times) => sum + times - 1, 0)).toBeLessThanOrEqual(12 * slicesAtOnce(slices) * KILLS);
		expect((await subscriptionsOf(product)).reduce((sum, count) => sum + count, 0)).toBe(HOUSEHOLDS);
		since = mock.deliveries.length;
	}
	expect(hits).toBeGreaterThan(0);
	for (const { id, token } of households)
		expect((await product.api("GET", `/api/subscriptions/${id}`, undefined, token)).status).toBe(200);
	// Nothing stays behind on the way.
	for (const path of globSync(join(product.state, "slices/tonnentag-shard/*.sqlite")))
		expect(readFileSync(path, "latin1").includes("CREATE TABLE outbox"), path).toBe(false);
});

const KILLS = 3;

/** Killed before anybody has moved (`after` 0), or some milliseconds after; then started again. Whether it was in time. */
async function killWhileMoving(
	product: RemindProduct,
	mock: MockPush,
	slices: number,
	after: number,
): Promise<boolean> {
	// While the push service is slow, the run that is under way ends slowly, and nobody moves before it has.
	if (after === 0) mock.everywhere = { status: 201, delay: 3000 };
	if (after === 0) await pause(100);
	const asked = divide(product, slices).catch(() => undefined);
	if (after === 0) await expect.poll(async () => (await state(product)).moving, { interval: 5 }).toBe(true);
	mock.everywhere = { status: 201, delay: 15 };
	await pause(after);
	await product.kill();
	await asked;
	const isHit = isMoving(product);
	await product.restart();
	return isHit;
}

/** By the file, while nothing runs. */
function isMoving({ state }: RemindProduct): boolean {
	const [path = ""] = globSync(join(state, "slices/tonnentag-slice-registry/[0-9a-f]*.sqlite"));
	const isMade = path !== "" && sqlite(path, "SELECT 1 FROM sqlite_master WHERE name = 'layout'").length > 0;
	return isMade && sqlite(path, "SELECT moving FROM layout")[0]?.moving === 1;
}

/** Each slice has twelve of its own. */
const slicesAtOnce = (slices: number) => Math.max(slices, 4);

test("who subscribes while households are on their way is there once", async () => {
	const { product, mock, wish, households } = await started();
	const moving = divided(product, 8);
	const renewed = await Promise.all(households.slice(0, 60).map(({ browser }) => product.subscribe(browser, [wish])));
	await moving;
	for (const [at, { id, token }] of renewed.entries()) {
		expect(id.split(".")[2]).toBe(households[at]?.id.split(".")[2]);
		expect((await product.api("GET", `/api/subscriptions/${id}`, undefined, token)).status).toBe(200);
	}
	expect((await subscriptionsOf(product)).reduce((sum, count) => sum + count, 0)).toBe(HOUSEHOLDS);
	product.clock.set(FIRST);
	expect(timesTold(await allTold(product, mock, 0))).toEqual(Array(HOUSEHOLDS).fill(1));
});

test("the command says what it does, refuses what it cannot, and only the host may", async () => {
	const { product } = await started();
	const run = (...words: string[]) => runStateCommand("slices", [...words, "--url", product.address], product.state);
	expect(await run("3")).toEqual({ code: 0, words: expect.stringContaining("Every town has 3 slices.") });
	for (const wrong of [["0"], ["65"], ["two"], [], ["2", "3"]])
		expect(await run(...wrong)).toEqual({ code: 2, words: expect.stringContaining("npm run slices -- N") });
	expect((await product.api("POST", "/api/slices", { slices: 2 }, "x".repeat(32))).status).toBe(401);
	expect((await product.api("POST", "/api/slices", { slices: 2.5 }, product.adminKey)).status).toBe(400);
	// A backup of before is one of three slices.
	const file = join(product.folder, "state.backup");
	expect((await runStateCommand("backup", [file, "--url", product.address], product.state)).code).toBe(0);
});
