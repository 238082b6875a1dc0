import { createHash, randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCode } from "../../data/model/request-code.ts";
import { RemindProduct } from "./product.ts";
import { runStateCommand } from "./state-commands.ts";

/** Requests to the town hall, asked of the running product: nobody signs in, and nobody gets what another has. */

const NOW = "2026-11-30T12:00:00+01:00";
const DAY = "2026-12-11";
const CAPACITY = 100;

let product: RemindProduct;
let place: string;

beforeAll(async () => {
	product = await RemindProduct.prepare({ at: NOW });
	product.copyTown("musterstadt");
	product.writeTown(product.readTown().replace('"capacity":20', `"capacity":${CAPACITY}`));
	await product.start();
	place = await product.place("Am Marktbrunnen");
});
afterAll(() => product.remove());

interface Filed {
	readonly code: string;
	readonly state: string;
	readonly link: string;
}

interface Told extends Filed {
	readonly content: Record<string, unknown>;
	readonly timeline: { what: string }[];
	readonly changeUntil?: string;
	readonly cancelUntil?: string;
	readonly deleted: string;
	readonly photos: number[];
}

/** A device's own secret, and the code that comes of it. */
function newSecret(): { readonly secret: string; readonly code: string } {
	const secret = randomBytes(16).toString("base64url");
	return { secret, code: makeCode(createHash("sha256").update(secret).digest()) };
}

let households = 0;

function booking(more: Record<string, unknown> = {}) {
	const name = `Haushalt ${++households}`;
	const items = [{ id: "sofa", count: 1 }];
	return {
		...newSecret(),
		town: "musterstadt",
		offer: "sperrmuell",
		place,
		number: "1",
		name,
		items,
		day: DAY,
		...more,
	};
}

const file = (body: object) => product.api<Filed & { errors?: unknown; code: string }>("POST", "/api/requests", body);
const own = ({ code, secret }: { code: string; secret: string }) => ({
	read: () => product.api<Told>("GET", `/api/requests/musterstadt.${code}`, undefined, secret),
	change: (body: object) => product.api<Told>("PATCH", `/api/requests/musterstadt.${code}`, body, secret),
	cancel: (query = "") => product.api<Told>("DELETE", `/api/requests/musterstadt.${code}${query}`, undefined, secret),
});
const daysOf = async (offer = "sperrmuell") =>
	(
		await product.api<{ day: string; free: number }[]>(
			"GET",
			`/api/towns/musterstadt/offers/${offer}/days?place=${place}`,
		)
	).body;
const freeOn = async (day: string) => (await daysOf()).find((each) => each.day === day)?.free;

describe("what can be asked for", () => {
	test("the offers are those of the town, with their statute", async () => {
		const { body } = await product.api<{ offers: { id: string; statute?: object }[] }>(
			"GET",
			"/api/towns/musterstadt/offers",
		);
		expect(body.offers.map(({ id }) => id)).toContain("sperrmuell");
		expect(body.offers[0]?.statute).toMatchObject({ section: "§ 14" });
		expect((await product.api("GET", "/api/towns/nirgends/offers")).status).toBe(404);
	});

	test("days with their places, before anything personal was said", async () => {
		const days = await daysOf();
		expect(days.find(({ day }) => day === DAY)).toEqual({ day: DAY, free: CAPACITY });
		expect(days.find(({ day }) => day === "2026-12-01")).toMatchObject({ late: true });
		expect(days.find(({ day }) => day === "2026-12-22")).toMatchObject({
			closed: expect.stringContaining("Weihnachtsbäume"),
		});
		expect((await product.api("GET", "/api/towns/musterstadt/offers/sperrmuell/days?place=nirgends")).status).toBe(404);
		expect((await product.api("GET", "/api/towns/musterstadt/offers/nichts/days?place=x")).body.code).toBe(
			"unknown_offer",
		);
	});

	test("litres, price and limits while a pile is put together", async () => {
		const quote = (items: object[]) => product.api("POST", "/api/towns/musterstadt/offers/sperrmuell/quote", { items });
		expect(
			(
				await quote([
					{ id: "sofa", count: 2 },
					{ id: "tisch", count: 1 },
				])
			).body,
		).toEqual({
			litres: 3500,
			cents: { within: 2500, beyond: 6500 },
			limits: [],
		});
		expect((await quote([{ id: "sofa", count: 3 }])).body.limits).toMatchObject([
			{ rule: "items.sofa", section: expect.stringContaining("§ 14") },
		]);
	});
});

describe("a request", () => {
	test("is filed once, however often it is sent, and seen by its secret alone", async () => {
		const note = "<img src=x onerror=alert(1)>";
		const body = booking({ note, contact: { mail: "a@b.example" } });
		const first = await file(body);
		expect(first.status).toBe(201);
		expect(first.body).toEqual({
			code: `musterstadt.${body.code}`,
			state: "confirmed",
			link: `${product.address}/musterstadt#anliegen/${body.code}.${body.secret}`,
		});
		const again = await Promise.all(Array.from({ length: 5 }, () => file(body)));
		expect(again.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
		expect(new Set(again.map((each) => JSON.stringify(each.body)))).toEqual(new Set([JSON.stringify(first.body)]));
		expect(await freeOn(DAY)).toBe(CAPACITY - 1);
		const told = (await own(body).read()).body;
		expect(told).toMatchObject({ state: "confirmed", content: { day: DAY, note }, deleted: "2027-03-11" });
		expect(told.timeline.map(({ what }) => what)).toEqual(["received", "confirmed"]);
		const strangers = [
			await own({ ...body, secret: newSecret().secret }).read(),
			await own({ ...body, code: newSecret().code }).read(),
			await product.api("GET", `/api/requests/nirgends.${body.code}`, undefined, body.secret),
		];
		expect(strangers.map(({ status, body: problem }) => [status, (problem as Filed).code])).toEqual(
			strangers.map(() => [404, "unknown_request"]),
		);
		expect((await product.api("GET", `/api/requests/musterstadt.${body.code}`)).status).toBe(401);
		expect(await file({ ...booking(), code: body.code })).toMatchObject({ status: 409, body: { code: "code_taken" } });
		await own(body).cancel();
	});

	test("moves to another day and frees its own, loses a wish, is cancelled until its cut-off", async () => {
		const body = booking({ contact: { phone: "0611 12345" } });
		await file(body);
		const before = await freeOn("2026-12-15");
		const moved = await own(body).change({ day: "2026-12-15" });
		expect(moved).toMatchObject({ status: 200, body: { state: "confirmed", content: { day: "2026-12-15" } } });
		expect([await freeOn(DAY), await freeOn("2026-12-15")]).toEqual([CAPACITY, (before ?? 0) - 1]);
		expect((await own(body).change({ day: "2026-12-16" })).body).toMatchObject({
			code: "rule",
			rule: "days.not_offered",
		});
		expect((await own(body).change({ day: "2026-12-22" })).body).toMatchObject({ code: "rule", rule: "days.closed" });
		expect((await own(body).change({ day: "2026-12-04" })).body).toMatchObject({ code: "too_late" });
		expect((await own(body).change({ contact: null })).body.content).not.toHaveProperty("contact");
		expect((await own(body).read()).body).toMatchObject({
			changeUntil: "2026-12-10T11:00:00.000Z",
			cancelUntil: "2026-12-14T11:00:00.000Z",
		});
		product.clock.set("2026-12-10T12:00:00+01:00");
		expect((await own(body).change({ day: "2026-12-29" })).body).toMatchObject({ code: "too_late" });
		expect((await own(body).read()).body).not.toHaveProperty("changeUntil");
		product.clock.set("2026-12-14T11:59:00+01:00");
		expect(await own(body).cancel()).toMatchObject({
			status: 200,
			body: { state: "cancelled", deleted: "2026-12-28" },
		});
		expect(await own(body).cancel()).toMatchObject({ status: 200, body: { state: "cancelled" } });
		expect(await own(body).cancel("?erase")).toMatchObject({ status: 204 });
		expect((await own(body).read()).status).toBe(404);
		product.clock.set(NOW);
		const late = booking();
		await file(late);
		product.clock.set("2026-12-10T12:00:00+01:00");
		expect(await own(late).cancel()).toMatchObject({ status: 409, body: { code: "too_late" } });
		expect(await own(late).cancel("?erase")).toMatchObject({ status: 409, body: { code: "too_late" } });
		product.clock.set(NOW);
		await own(late).cancel();
	});

	test("keeps the rules it was made under, but moves only to a day that is open now", async () => {
		const body = booking({ items: [{ id: "sofa", count: 2 }] });
		expect((await file(body)).status).toBe(201);
		const before = product.readTown();
		const fewer = before.replace('"label":"Sofa","litres":1500,"most":2', '"label":"Sofa","litres":1500,"most":1');
		product.writeTown(
			fewer.replace('"closed":[', '"closed":[{"from":"2026-12-18","to":"2026-12-18","because":"Streik"},'),
		);
		// Whoever waits for half a minute is served the new file.
		product.clock.set("2026-11-30T12:05:00+01:00");
		await expect
			.poll(async () => (await daysOf()).find(({ day }) => day === "2026-12-18"), { timeout: 60_000 })
			.toHaveProperty("closed");
		expect((await file(booking({ items: [{ id: "sofa", count: 2 }] }))).status).toBe(422);
		expect((await own(body).change({ day: "2026-12-18" })).body).toMatchObject({ code: "rule", rule: "days.closed" });
		expect((await own(body).change({ day: "2026-12-15" })).status).toBe(200);
		await own(body).cancel();
		product.writeTown(before);
		product.clock.set("2026-11-30T12:10:00+01:00");
		await expect
			.poll(async () => (await daysOf()).find(({ day }) => day === "2026-12-18"), { timeout: 60_000 })
			.not.toHaveProperty("closed");
		product.clock.set(NOW);
	});

	test.each<[string, Record<string, unknown>, number, string]>([
		["a field that is never asked", { birthDate: "1970-01-01" }, 400, "malformed"],
		["a field of another kind", { size: "rest-80" }, 400, "malformed"],
		["no name where the allowance is by name", { name: undefined }, 400, "malformed"],
		["an unknown place", { place: "nirgends" }, 422, "unknown_place"],
		["an unknown offer", { offer: "freibier" }, 422, "unknown_offer"],
		["an unknown town", { town: "nirgends" }, 422, "unknown_town"],
		["a town that no town may be called", { town: "../x" }, 422, "unknown_town"],
		["what the town takes elsewhere", { offer: "gebuehren" }, 422, "unknown_offer"],
		["a day without a collection", { day: "2026-12-12" }, 422, "rule"],
		["a closed day", { day: "2026-12-22" }, 422, "rule"],
		["a day beyond the horizon", { day: "2027-11-02" }, 422, "rule"],
		["a day that is too near", { day: "2026-12-04" }, 409, "too_late"],
		["too many of a thing", { items: [{ id: "sofa", count: 3 }] }, 422, "rule"],
		[
			"too much, by the same thing several times",
			{ items: [1, 2, 3].map(() => ({ id: "sofa", count: 1 })) },
			422,
			"rule",
		],
		["a thing that is not taken", { items: [{ id: "auto", count: 1 }] }, 422, "unlawful"],
		["text that turns its direction", { note: "abc\u202Etxt" }, 400, "malformed"],
		["a megabyte of text", { note: "x".repeat(1_000_000) }, 413, "body_too_large"],
	])("%s is refused, and nothing is kept", async (_title, more, status, code) => {
		const body = booking(more);
		expect(await file(body)).toMatchObject({ status, body: { code } });
		expect((await own(body).read()).status).toBe(404);
	});

	test("by express a nearer day can be had, and only then", async () => {
		const body = booking({ day: "2026-12-04", express: true });
		expect(await file(body)).toMatchObject({ status: 201, body: { state: "confirmed" } });
		await own(body).cancel();
	});

	test("not emptied: only of a collection, and inside its window", async () => {
		const checks = { out: true, day: true, tag: true, road: true };
		const { name: _, items: __, ...rest } = booking({ offer: "nicht-geleert", service: "rest-1100", checks });
		const of = (day: string) => file({ ...rest, ...newSecret(), day });
		expect((await of("2026-11-24")).body.code).toBe("outside_window");
		expect((await of("2026-11-26")).body.code).toBe("unlawful");
		const { body } = await of("2026-12-01");
		expect(body).toMatchObject({
			code: "outside_window",
			from: "2026-12-01T15:00:00.000Z",
			to: "2026-12-03T23:00:00.000Z",
		});
		product.clock.set("2026-12-02T12:00:00+01:00");
		expect(await of("2026-12-01")).toMatchObject({ status: 201, body: { state: "received" } });
		product.clock.set(NOW);
	});

	test("dumping: a pin is cut to a metre, and nobody is asked who he is", async () => {
		const { secret, code, town } = booking();
		const body = { secret, code, town, offer: "wilder-muell", point: { lat: 50.123456789, long: 8.1 }, what: "reifen" };
		expect(await file(body)).toMatchObject({ status: 201, body: { state: "received" } });
		expect((await own(body).read()).body.content).toEqual({ point: { lat: 50.12346, long: 8.1 }, what: "reifen" });
		expect((await file({ ...body, ...newSecret(), place })).body.code).toBe("malformed");
	});
});

describe("photos", () => {
	const START = [0xff, 0xd8];
	const segment = (marker: number, ...octets: number[]) => [0xff, marker, 0, octets.length + 2, ...octets];
	const FRAME = segment(0xc0, 8, 0, 16, 0, 16, 1, 1, 0x11, 0);
	const SCAN = [...segment(0xda, 1, 1, 0, 0, 63, 0), 1, 0xff, 0, 2, 0xff, 0xd0, 3];
	const END = [0xff, 0xd9];
	const EXIF = segment(0xe1, ...Buffer.from("Exif\0\0GPS 50.1 8.2"));
	const put = async (
		{ code, secret }: { code: string; secret: string },
		octets: readonly number[],
		n = 1,
		type = "image/jpeg",
	) =>
		fetch(`${product.address}/api/requests/musterstadt.${code}/photos/${n}`, {
			method: "PUT",
			headers: { authorization: `Bearer ${secret}`, "content-type": type },
			body: Uint8Array.from(octets),
		});

	test("lose what the camera wrote and what hangs behind them; whoever has the secret sees them", async () => {
		const body = booking();
		await file(body);
		const whole = [...START, ...EXIF, ...segment(0xfe, 65, 66), ...FRAME, ...SCAN, ...END, ...Buffer.from("<script>")];
		expect((await put(body, whole)).status).toBe(200);
		expect((await put(body, whole)).status).toBe(200);
		expect((await own(body).read()).body).toMatchObject({ photos: [1] });
		const seen = await fetch(`${product.address}/api/requests/musterstadt.${body.code}/photos/1`, {
			headers: { authorization: `Bearer ${body.secret}` },
		});
		expect([...new Uint8Array(await seen.arrayBuffer())]).toEqual([...START, ...FRAME, ...SCAN, ...END]);
		expect(seen.headers.get("x-content-type-options")).toBe("nosniff");
		expect(seen.headers.get("cache-control")).toBe("private, no-store");
		const other = { ...body, secret: newSecret().secret };
		expect((await put(other, whole)).status).toBe(404);
		await own(body).cancel();
		expect((await put(body, whole, 2)).status).toBe(409);
	});

	test.each<[string, readonly number[], number]>([
		["cut off", [...START, ...FRAME, ...SCAN], 415],
		["cut off within a segment", [...START, 0xff, 0xc0, 0, 200, 1], 415],
		["a page that says it is one", [...Buffer.from("<html>")], 415],
		["a PNG", [0x89, 0x50, 0x4e, 0x47], 415],
		["without a picture", [...START, ...END], 415],
		[
			"of four thousand megapixels",
			[...START, ...segment(0xc0, 8, 255, 255, 255, 255, 1, 1, 0x11, 0), ...SCAN, ...END],
			415,
		],
		["larger than a megabyte", [...START, ...FRAME, ...SCAN, ...new Array<number>(1_000_000).fill(0), ...END], 413],
	])("%s is refused", async (_title, octets, status) => {
		const body = booking();
		await file(body);
		expect((await put(body, octets)).status).toBe(status);
		expect((await own(body).read()).body).toMatchObject({ photos: [] });
		await own(body).cancel();
	});

	test("of another type, and more than the offer takes", async () => {
		const body = booking();
		await file(body);
		const picture = [...START, ...FRAME, ...SCAN, ...END];
		expect((await put(body, picture, 1, "image/png")).status).toBe(415);
		expect((await put(body, picture, 4)).status).toBe(422);
		expect((await put(body, picture, 0)).status).toBe(422);
		await own(body).cancel();
	});
});

describe("the town hall", () => {
	const desk = <T>(method: string, path: string, body?: object) =>
		product.api<T>(method, `/api/desk/musterstadt/requests${path}`, body, product.adminKey);
	interface Seen extends Told {
		readonly version: number;
	}

	test("sees what is open, answers it, and the household hears it", async () => {
		const body = booking({ offer: "elektro", name: undefined, day: undefined, items: [{ id: "herd", count: 1 }] });
		expect((await file(body)).body.state).toBe("received");
		const code = `musterstadt.${body.code}`;
		const inbox = await desk<{ requests: Seen[] }>("GET", "");
		const seen = inbox.body.requests.find((each) => each.code === code);
		expect(seen).toMatchObject({ state: "received", content: { number: "1" } });
		expect((await product.api("GET", "/api/desk/musterstadt/requests")).status).toBe(401);
		expect((await desk("GET", `/${body.code}`)).body).toEqual(seen);
		const said = (more: object) => desk<Seen>("POST", `/${body.code}`, { version: seen?.version, ...more });
		expect(await said({ state: "declined" })).toMatchObject({ status: 400 });
		expect((await said({ state: "confirmed", day: "2026-12-16" })).body).toMatchObject({
			content: { day: "2026-12-16" },
		});
		// Of two clerks the second hears what the first has said.
		expect(await said({ state: "declined", reason: "Zu groß" })).toMatchObject({
			status: 409,
			body: { code: "stale", request: { state: "confirmed", version: 2 } },
		});
		expect((await own(body).read()).body).toMatchObject({
			state: "confirmed",
			timeline: [{ what: "received" }, { by: "town", what: "changed" }, { by: "town", what: "confirmed" }],
		});
		const failed = await desk<Seen>("POST", `/${body.code}`, {
			version: 2,
			state: "failed",
			reason: "Nicht bereitgestellt",
		});
		expect(failed.body.timeline.at(-1)).toMatchObject({ what: "failed", reason: "Nicht bereitgestellt" });
		expect((await desk<{ requests: Seen[] }>("GET", "")).body.requests.map((each) => each.code)).not.toContain(code);
		expect((await desk<{ requests: Seen[] }>("GET", "?all")).body.requests.map((each) => each.code)).toContain(code);
		expect((await desk<{ code: string }>("POST", "/00000000", { version: 1, state: "done" })).body.code).toBe(
			"unknown_request",
		);
	});

	test("has the list of a day by street and house, without names, and as a sheet without formulas", async () => {
		const day = "2027-02-09";
		const set = async (number: string, more: object = {}) => {
			const body = booking({ number, day, contact: { mail: "a@b.example" }, ...more });
			expect((await file(body)).status).toBe(201);
			return body;
		};
		product.clock.set("2027-01-20T12:00:00+01:00");
		await set("10");
		await set("2", { spot: '=HYPERLINK("x")' });
		product.clock.set(NOW);
		const list = await desk<{ rows: Record<string, unknown>[] }>("GET", `/days/${day}`);
		expect(list.body.rows.map((row) => [row.street, row.number, row.items])).toEqual([
			["Am Marktbrunnen", "2", "1 × Sofa"],
			["Am Marktbrunnen", "10", "1 × Sofa"],
		]);
		expect(JSON.stringify(list.body)).not.toMatch(/Haushalt|b\.example/u);
		const sheet = await fetch(`${product.address}/api/desk/musterstadt/requests/days/${day}?csv`, {
			headers: { authorization: `Bearer ${product.adminKey}` },
		});
		const text = await sheet.text();
		expect(text.split("\r\n")[1]).toContain(`;"'=HYPERLINK(""x"")";confirmed`);
		expect((await desk("GET", "/days/heute")).status).toBe(400);
	});
});

describe("under load", () => {
	test("an allowance of 3 with 50 at once: three are confirmed, the others wait for a clerk and hear nothing else", async () => {
		const bodies = Array.from({ length: 50 }, () => booking({ name: "Familie Çelik", day: "2026-12-18" }));
		const answers = await Promise.all(bodies.map(file));
		expect(answers.map(({ status }) => status)).toEqual(bodies.map(() => 201));
		const states = await Promise.all(bodies.map(async (body) => (await own(body).read()).body.state));
		expect(Map.groupBy(states, (state) => state).get("confirmed")).toHaveLength(3);
		expect(Map.groupBy(states, (state) => state).get("received")).toHaveLength(47);
		// Who cancels gives it back; a neighbour has an allowance of its own.
		const first = bodies[states.indexOf("confirmed")];
		if (!first) throw new Error("none is confirmed");
		await own(first).cancel();
		expect((await file(booking({ name: "familie çelik", day: "2026-12-18" }))).body.state).toBe("confirmed");
		expect((await file(booking({ name: "Nachbar", day: "2026-12-18" }))).body.state).toBe("confirmed");
	});

	test("500 bookings for 100 places, the process killed in the middle and all sent again: 100 held, 0 over", async () => {
		const bodies = Array.from({ length: 500 }, () => booking({ day: "2027-01-12" }));
		const promised = new Set<string>();
		let answered = 0;
		const send = (body: ReturnType<typeof booking>) =>
			file(body).then(
				({ status }) => {
					if (status === 201 || status === 200) promised.add(body.code);
					if (++answered === 60) void product.kill();
					return status;
				},
				() => 0,
			);
		await Promise.all(bodies.map(send));
		await product.restart();
		answered = 1000;
		const statuses = await Promise.all(bodies.map(send));
		const held = statuses.filter((status) => status === 200 || status === 201);
		expect(held).toHaveLength(CAPACITY);
		expect(statuses.filter((status) => status === 409)).toHaveLength(bodies.length - CAPACITY);
		// Whoever heard that it is filed has it.
		expect(promised.size).toBe(CAPACITY);
		expect(await freeOn("2027-01-12")).toBe(0);
		const days = await Promise.all(bodies.map(async (body) => (await own(body).read()).status));
		expect(days.filter((status) => status === 200)).toHaveLength(CAPACITY);
	});
});

test("a request is in the backup, and what is over is deleted by the alarm", async () => {
	const body = booking({ day: "2027-01-15", spot: "Kanarienvogel" });
	await file(body);
	const backup = join(product.folder, "requests.backup");
	expect(await runStateCommand("backup", [backup, "--url", product.address], product.state)).toMatchObject({ code: 0 });
	await product.kill();
	rmSync(product.state, { recursive: true });
	expect(await runStateCommand("restore", [backup], product.state)).toMatchObject({ code: 0 });
	await product.start();
	expect((await own(body).read()).body).toMatchObject({ state: "confirmed", content: { spot: "Kanarienvogel" } });
	// Its day is over, 90 more are, and the alarm that was armed for then comes.
	const { deleted } = (await own(body).read()).body;
	expect(deleted).toBe("2027-04-15");
	product.clock.set("2027-04-15T23:59:58+02:00");
	await file(booking({ day: "2027-04-27" }));
	product.clock.set("2027-04-16T00:00:01+02:00");
	await expect.poll(async () => (await own(body).read()).status, { timeout: 60_000 }).toBe(404);
	expect(product.output).not.toContain(body.secret);
});
