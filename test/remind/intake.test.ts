import { randomBytes } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MockPush } from "./mock-push.ts";
import { EVE, RemindProduct, type Subscription, sqlite } from "./product.ts";

let mock: MockPush;
let product: RemindProduct;
let place: string;
let own: Subscription;

beforeAll(async () => {
	mock = await MockPush.start();
	product = await RemindProduct.start({ mocks: [mock], at: "2026-11-30T12:00:00+01:00" });
	place = await product.place("Am Marktbrunnen");
	own = await product.subscribe(mock.register("own"), [{ place, remind: EVE }]);
});

afterAll(async () => {
	await product.remove();
	await mock.stop();
});

function body(change: Record<string, unknown> = {}, endpoint?: unknown, keys?: unknown) {
	const browser = mock.register(`x${randomBytes(6).toString("hex")}`);
	return {
		town: "musterstadt",
		lang: "de",
		push: { endpoint: endpoint ?? browser.endpoint, keys: keys ?? browser.keys },
		places: [{ place, remind: EVE }],
		...change,
	};
}

const post = (given: unknown, headers?: Record<string, string>) =>
	product.api("POST", "/api/subscriptions", given, undefined, headers);

describe("endpoints that may never be called", () => {
	test.each([
		"https://evil.example/x.google.com/",
		"https://fcm.googleapis.com.evil.example/x",
		"https://evilfcm.googleapis.com/x",
		"https://evil-push.apple.com/x",
		"https://push.apple.com/x",
		"https://notify.windows.com.evil.example/x",
		"http://fcm.googleapis.com/x",
		"https://fcm.googleapis.com:444/x",
		"https://fcm.googleapis.com:443/x",
		"https://user@fcm.googleapis.com/x",
		"https://user:pass@fcm.googleapis.com/x",
		"https://fcm.googleapis.com/x#fragment",
		"https://FCM.googleapis.com/x",
		"HTTPS://fcm.googleapis.com/x",
		"HTTPS:fcm.googleapis.com/x",
		" https://fcm.googleapis.com/x",
		"https://fcm.googleapis.com/x\n",
		"https://fcm.\tgoogleapis.com/x",
		"https://fcm.googleapis.com",
		"https://fcm.googleapis.com/a/../b",
		"https://fcm.googleapis.com./x",
		"https://ｆcm.googleapis.com/x",
		"https://fcm。googleapis。com/x",
		"https://fcm.google­apis.com/x",
		"https://127.0.0.1/x",
		"https://127.0.0.1:1/x",
		"http://localhost/x",
		"https://[::1]/x",
		"https://2130706433/x",
		"https://0x7f000001/x",
		"https://169.254.169.254/latest/meta-data/",
		"https://10.0.0.1/x",
		"https://[::ffff:127.0.0.1]/x",
		"file:///etc/passwd",
		"javascript:alert(1)",
		"data:text/plain,x",
		"//fcm.googleapis.com/x",
		"fcm.googleapis.com/x",
		"x",
	])("%j", async (endpoint) => {
		const answer = await post(body({}, endpoint));
		expect([answer.status, answer.body.code]).toEqual([422, "endpoint_not_allowed"]);
		expect(answer.body.errors).toEqual([{ field: "push.endpoint", code: "endpoint_not_allowed" }]);
	});

	test.each([
		"https://fcm.googleapis.com/fcm/send/abc:def",
		"https://jmt17.google.com/fcm/send/abc",
		"https://updates.push.services.mozilla.com/wpush/v2/abc",
		"https://web.push.apple.com/abc",
		"https://api.push.apple.com/3/device/abc",
		"https://db5p.notify.windows.com/w/?token=abc",
	])("but %s may", async (endpoint) => {
		const { status, body: told } = await post(body({}, endpoint));
		expect(status).toBe(201);
		const token = String(told.token);
		expect((await product.api("DELETE", `/api/subscriptions/${told.id}`, undefined, token)).status).toBe(200);
	});
});

describe("keys that are none", () => {
	const point = (first: number, length: number) => {
		const bytes = randomBytes(length);
		bytes[0] = first;
		return bytes.toString("base64url");
	};
	const auth = randomBytes(16).toString("base64url");
	const good = () => mock.register("keys").keys.p256dh;
	test.each([
		["not on the curve", { p256dh: point(4, 65), auth }],
		["compressed", { p256dh: point(2, 33), auth }],
		["too short", { p256dh: point(4, 64), auth }],
		["a secret of 15 bytes", { p256dh: undefined, auth: randomBytes(15).toString("base64url") }],
		["a secret of 17 bytes", { p256dh: undefined, auth: randomBytes(17).toString("base64url") }],
	])("%s", async (_, keys) => {
		const answer = await post(body({}, undefined, { ...keys, p256dh: keys.p256dh ?? good() }));
		expect([answer.status, answer.body.code]).toEqual([422, "bad_key"]);
	});

	test.each(["+/==", "ä", "a b", ""])("the wrong alphabet: %j", async (p256dh) => {
		expect((await post(body({}, undefined, { p256dh, auth }))).status).toBe(400);
	});
});

describe("requests that cannot be read", () => {
	const deep = `{"town":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
	test.each<[string, unknown, number, string]>([
		["no JSON", "{", 400, "malformed"],
		["nothing", "", 400, "malformed"],
		["null", "null", 400, "malformed"],
		["a list", "[]", 400, "malformed"],
		["a number", "1e999", 400, "malformed"],
		["deep", deep, 400, "malformed"],
		["huge", JSON.stringify({ town: "x".repeat(70_000) }), 413, "body_too_large"],
		["prototype keys", '{"__proto__":{"town":"musterstadt"},"constructor":{"prototype":{"x":1}}}', 400, "malformed"],
		["a NUL", '{"town":"musterstadt\u0000"}', 400, "malformed"],
	])("%s", async (_, given, status, code) => {
		const answer = await post(given);
		expect([answer.status, answer.body.code]).toEqual([status, code]);
		expect(answer.headers.get("content-type")).toBe("application/problem+json");
	});

	test.each([
		["town", 1],
		["town", { toString: "musterstadt" }],
		["lang", "../../etc"],
		["lang", "x".repeat(30)],
		["places", []],
		["places", {}],
		["places", Array.from({ length: 41 }, () => ({ place: "x", remind: EVE }))],
		["places", [{ place: "x", remind: [] }]],
		["places", [{ place: "x", remind: [{ when: "noon", time: "19:00" }] }]],
		["places", [{ place: "x", remind: [{ when: "eve", time: "24:00" }] }]],
		["places", [{ place: "x", remind: [{ when: "eve", time: "7pm" }] }]],
		["places", [{ place: "x".repeat(70), remind: EVE }]],
		["places", [{ place: "x", remind: EVE, pausedUntil: "2026-02-30" }]],
		["places", [{ place: "x", remind: EVE, services: [] }]],
	])("%s: %j", async (field, value) => {
		const answer = await post(body({ [field]: value }));
		expect([answer.status, answer.body.code]).toEqual([400, "malformed"]);
		expect((answer.body.errors as { field: string }[])[0]?.field.split(".")[0]).toBe(field);
	});

	test.each([
		[{ "content-type": "text/plain" }],
		[{ "content-type": "application/x-www-form-urlencoded" }],
		[{ "content-type": "application/jsonx" }],
		[{ "content-type": "" }],
		[{ "content-encoding": "gzip" }],
		[{ "content-encoding": "br" }],
	])("with %j", async (headers) => {
		const answer = await post(body(), headers);
		expect([answer.status, answer.body.code]).toEqual([415, "no_json"]);
	});

	test("compressed bodies, however small, are not unpacked", async () => {
		const bomb = gzipSync(new TextEncoder().encode(JSON.stringify({ town: "x".repeat(5_000_000) })));
		expect(await rawPost(bomb, { "content-encoding": "gzip" })).toBe(415);
		expect(await rawPost(bomb, {})).toBe(400);
	});

	test("a length that lies, and bytes that are no text", async () => {
		expect(await rawPost(Buffer.alloc(200_000, 32), { "transfer-encoding": "chunked" })).toBe(413);
		expect(await rawPost(Buffer.from([0xff, 0xfe, 0x80]), {})).toBe(400);
	});
});

function rawPost(bytes: Uint8Array, headers: Record<string, string>): Promise<number> {
	return new Promise((resolve, reject) => {
		const sent = request(
			`${product.address}/api/subscriptions`,
			{ method: "POST", headers: { "content-type": "application/json", ...headers } },
			(answer) => {
				answer.resume();
				answer.on("end", () => resolve(answer.statusCode ?? 0));
			},
		);
		sent.on("error", reject);
		sent.end(bytes);
	});
}

describe("a town whose first dates nobody has confirmed", () => {
	test("takes no subscription, and says why", async () => {
		const town = JSON.parse(product.readTown()) as { town: Record<string, unknown> };
		product.writeTown(JSON.stringify({ ...town, town: { ...town.town, id: "probestadt", confirmed: false } }));
		const refused = await post(body({ town: "probestadt" }));
		expect([refused.status, refused.body]).toEqual([
			409,
			expect.objectContaining({ code: "unconfirmed_town", errors: [{ field: "town", code: "unconfirmed_town" }] }),
		]);
		expect((await product.api("GET", "/api/towns")).body).toContainEqual(
			expect.objectContaining({ id: "probestadt", confirmed: false }),
		);
	});
});

describe("what can be read and is not lawful", () => {
	test.each<[string, Record<string, unknown>, number, string, string]>([
		["unknown town", { town: "atlantis" }, 404, "unknown_town", "town"],
		["reserved town", { town: "__proto__" }, 404, "unknown_town", "town"],
		["unknown place", { places: [{ place: "nowhere", remind: EVE }] }, 422, "unknown_place", "places.0.place"],
		[
			"a name of all objects",
			{ places: [{ place: "constructor", remind: EVE }] },
			422,
			"unknown_place",
			"places.0.place",
		],
	])("%s", async (_, change, status, code, field) => {
		const answer = await post(body(change));
		expect([answer.status, answer.body.code]).toEqual([status, code]);
		expect(answer.body.errors).toEqual([{ field, code }]);
	});

	test.each<[string, string, string]>([
		["eve", "19:07", "off_grid_time"],
		["eve", "11:45", "off_grid_time"],
		["morning", "03:45", "off_grid_time"],
		["morning", "06:00", "after_deadline"],
		["morning", "23:45", "after_deadline"],
	])("%s %s: %s", async (when, time, code) => {
		const answer = await post(body({ places: [{ place, remind: [{ when, time }] }] }));
		expect([answer.status, answer.body.code]).toEqual([422, code]);
	});

	test("a service that the town has not, and a place twice", async () => {
		const strange = await post(body({ places: [{ place, remind: EVE, services: ["rest-2w", "asbest"] }] }));
		expect([strange.status, strange.body.code]).toEqual([422, "unknown_service"]);
		const twice = await post(
			body({
				places: [
					{ place, remind: EVE },
					{ place, remind: EVE },
				],
			}),
		);
		expect([twice.status, twice.body.code]).toEqual([422, "unlawful"]);
	});

	test("PATCH is held to the same", async () => {
		const patch = (given: unknown) => product.api("PATCH", `/api/subscriptions/${own.id}`, given, own.token);
		expect((await patch({ places: [{ place: "nowhere", remind: EVE }] })).status).toBe(422);
		expect((await patch({ places: [] })).status).toBe(400);
		expect((await patch("{")).status).toBe(400);
		expect((await patch({ push: { endpoint: "https://evil.example/" } })).status).toBe(200);
		expect((await patch({ lang: "en" })).body.lang).toBe("en");
	});
});

describe("tokens", () => {
	const of = (id: string, token?: string, method = "GET") =>
		product.api(method, `/api/subscriptions/${id}`, undefined, token);
	const flip = (token: string) => (token.startsWith("A") ? "B" : "A") + token.slice(1);

	test("wrong, truncated, foreign: the same answer as for what does not exist", async () => {
		const other = await product.subscribe(mock.register("other"), [{ place, remind: EVE }]);
		const [town, slice, name] = own.id.split(".");
		const answers = await Promise.all([
			of(own.id, flip(own.token)),
			of(own.id, own.token.slice(0, -1)),
			of(own.id, other.token),
			of(other.id, own.token),
			of(`${town}.${slice}.${flip(name ?? "")}`, own.token),
			of(`${town}.7.${name}`, own.token),
			of(`atlantis.0.${name}`, own.token),
			of(`${town}.${slice}`, own.token),
			of(`${town}.-1.${name}`, own.token),
			of(`../../etc/passwd`, own.token),
			of(own.id, flip(own.token), "DELETE"),
		]);
		for (const answer of answers) expect(answer.status).toBe(404);
		const named = answers.filter(({ body: { code } }) => code === "unknown_subscription");
		expect(new Set(named.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
		expect((await of(own.id, own.token)).status).toBe(200);
	});

	test("missing, in the query, or as another scheme: 401", async () => {
		const { token } = own;
		expect((await of(own.id)).status).toBe(401);
		expect((await of(`${own.id}?token=${token}`)).status).toBe(401);
		const basic = await product.api("GET", `/api/subscriptions/${own.id}`, undefined, undefined, {
			authorization: `Basic ${token}`,
		});
		expect(basic.status).toBe(401);
	});

	test("methods that are not there, and those that pretend", async () => {
		const put = await product.api("PUT", `/api/subscriptions/${own.id}`, {}, own.token);
		expect([put.status, put.body.code]).toEqual([405, "method_not_allowed"]);
		const hidden = await product.api("POST", `/api/subscriptions/${own.id}/test?_method=DELETE`, undefined, own.token, {
			"x-http-method-override": "DELETE",
		});
		expect(hidden.status).toBe(200);
		expect((await of(own.id, own.token)).status).toBe(200);
	});
});

test("nothing of all this was stored, and nothing was called", async () => {
	const [slice] = await product.health();
	expect(slice?.subscriptions).toBe(2);
	expect(mock.deliveries.map(({ message }) => message?.notification.data?.kind)).toEqual(["test"]);
});

describe("what is kept", () => {
	const COLUMNS: Readonly<Record<string, string>> = {
		meta: "key value",
		subscription:
			"id name token endpoint p256dh auth host kid origin lang created seen delivered outcome tested bundle",
		wish: "subscription address place services paused_until",
		slot: "place time_of minutes subscription address",
		delivery: "id subscription place day kind host state due until attempts rank",
		done: "subscription address day",
		told: "subscription address day what",
		tally: "day outcome count",
	};

	const databases = () =>
		globSync(join(product.state, "slices/tonnentag-shard/*.sqlite")).filter(
			(path) => !path.endsWith("metadata.sqlite"),
		);

	test("are these columns and no others", () => {
		const [path = ""] = databases();
		const tables = sqlite(path, "SELECT name FROM sqlite_master WHERE type = 'table'").map(({ name }) => String(name));
		const ours = tables.filter((name) => !/^(_cf_|sqlite_)/.test(name));
		expect(ours.sort()).toEqual(Object.keys(COLUMNS).sort());
		for (const table of ours) {
			const columns = sqlite(path, `PRAGMA table_info(${table})`).map(({ name }) => String(name));
			expect(columns.join(" "), table).toBe(COLUMNS[table]);
		}
	});

	test("is the hash of a token, never the token; and of an unsubscribed household nothing", async () => {
		const gone = mock.register("gone-by-itself");
		const { id, token } = await product.subscribe(gone, [{ place, remind: EVE }]);
		await product.tick("2026-11-30T19:00:00+01:00");
		expect((await product.api("DELETE", `/api/subscriptions/${id}`, undefined, token)).status).toBe(200);
		await product.kill();
		// Another town has a database too, which holds nobody.
		const path = databases().find((each) => sqlite(each, "SELECT 1 FROM subscription").length > 0) ?? "";
		const rows = Object.keys(COLUMNS).flatMap((table) => sqlite(path, `SELECT * FROM ${table}`));
		const text = JSON.stringify(rows);
		expect(text).toContain(own.browser.endpoint);
		expect(text).not.toContain(own.token);
		expect(text).not.toContain(token);
		expect(text).not.toContain(gone.endpoint);
		const left = rows.filter((row) => "subscription" in row).map(({ subscription }) => subscription);
		const living = sqlite(path, "SELECT id FROM subscription").map((row) => row.id);
		for (const subscription of left) expect(living).toContain(subscription);
		await product.restart();
	});

	test("and the log tells of none of them", async () => {
		const keys = readFileSync(join(product.state, "vapid.json"), "utf8");
		const [{ privateKey } = { privateKey: "" }] =
			(JSON.parse(keys) as { keys: { privateKey: string }[] }[])[0]?.keys ?? [];
		expect(product.output).toContain('"event":"wave"');
		for (const secret of [privateKey, own.token, own.browser.endpoint, "/push/", "127.0.0.1:1/"])
			expect(product.output).not.toContain(secret);
	});
});
