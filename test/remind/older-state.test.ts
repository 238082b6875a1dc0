import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MockPush } from "./mock-push.ts";
import { RemindProduct } from "./product.ts";

/**
 * The state folder of an older version is taken over: subscriptions, tokens, what was told, what is out, and what
 * waits. `states/before-addresses.json` was made by the version before subscriptions held addresses, at 18:00 on
 * the evening of 2026-11-30 in Musterstadt, just after its wave.
 */

interface OldState {
	readonly database: string;
	readonly sql: readonly string[];
	readonly files: Readonly<Record<string, string>>;
	readonly subscriptions: Readonly<
		Record<
			string,
			{
				readonly id: string;
				readonly token: string;
				readonly endpoint: string;
				readonly keys: { readonly p256dh: string; readonly auth: string };
				readonly privateKey: string;
			}
		>
	>;
}

const OLD = JSON.parse(readFileSync(join(import.meta.dirname, "states/before-addresses.json"), "utf8")) as OldState;

let mock: MockPush;
let product: RemindProduct;

beforeAll(async () => {
	mock = await MockPush.start({ origin: "https://jmt17.google.com" });
	product = await RemindProduct.prepare({ mocks: [mock], at: "2026-11-30T18:10:00+01:00" });
	product.copyTown("musterstadt");
	layDown(product.state);
	for (const { endpoint, keys, privateKey } of Object.values(OLD.subscriptions))
		mock.browsers.set(endpoint, {
			endpoint,
			keys,
			privateKey: Buffer.from(privateKey, "base64url"),
			applicationServerKey: undefined,
		});
	await product.start();
});
afterAll(async () => {
	await product.remove();
	await mock.stop();
});

function layDown(state: string): void {
	const { DatabaseSync } = createRequire(import.meta.url)("node:sqlite") as typeof import("node:sqlite");
	const path = join(state, OLD.database);
	mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	for (const [name, text] of Object.entries(OLD.files)) writeFileSync(join(state, name), text, { mode: 0o600 });
	const database = new DatabaseSync(path);
	database.exec("PRAGMA journal_mode = WAL");
	for (const line of OLD.sql) database.exec(line);
	database.close();
}

const own = (name: string) => OLD.subscriptions[name] ?? { id: "", token: "", endpoint: "" };
const read = (name: string) =>
	product.api<{ places: { place: string; id?: string; pausedUntil?: string }[] }>(
		"GET",
		`/api/subscriptions/${own(name).id}`,
		undefined,
		own(name).token,
	);
const count = (name: string) => mock.deliveriesTo(own(name).endpoint).filter(({ status }) => status === 201).length;

test("each subscription is there, under its id and its token, with what it wanted", async () => {
	for (const name of Object.keys(OLD.subscriptions)) expect((await read(name)).status, name).toBe(200);
	const { body } = await read("two");
	expect(body.places.map(({ id, pausedUntil }) => [id, pausedUntil])).toEqual(
		expect.arrayContaining([
			[undefined, undefined],
			[undefined, "2026-12-20"],
		]),
	);
});

test("the evening goes on where it was: nobody is told again, and whoever waits is told", async () => {
	const evening: Record<string, number[]> = {};
	for (const time of ["18:15", "19:00", "20:00", "20:15"]) {
		await product.tick(`2026-11-30T${time}:00+01:00`);
		for (const name of Object.keys(OLD.subscriptions)) evening[name] = [...(evening[name] ?? []), count(name)];
	}
	expect(evening).toEqual({
		told: [0, 0, 1, 1],
		later: [0, 1, 1, 1],
		out: [0, 0, 0, 0],
		two: [0, 0, 1, 1],
		waiting: [1, 1, 1, 1],
	});
	expect(mock.flaws).toEqual([]);
});

test("an older page that names no addresses changes its times, and nothing is told twice", async () => {
	const { id, token } = own("told");
	const { body } = await read("told");
	const [{ place } = { place: "" }] = body.places;
	const places = [{ place, services: ["rest-1100"], remind: [{ when: "eve", time: "20:30" }] }];
	expect((await product.api("PATCH", `/api/subscriptions/${id}`, { places }, token)).status).toBe(200);
	await product.tick("2026-11-30T20:30:00+01:00");
	expect(count("told")).toBe(1);
});
