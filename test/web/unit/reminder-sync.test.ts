import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Wanted } from "../../../web/device/reminder-state.ts";
import { takeTooLate } from "../../../web/device/server.ts";
import { sync, tellButtons } from "../../../web/device/sync.ts";
import { takeOver } from "../../../web/device/take-over.ts";
import { keepWanted, wantedIn } from "../../../web/device/towns-kept.ts";
import { followed, withoutPlace, withPlace } from "../../../web/remind/homes-wanted.ts";
import { inventedTown } from "../../worker/invented-town.ts";
import { SyncOnTable, wanted } from "./sync-on-table.ts";

let world: SyncOnTable;
beforeEach(() => {
	world = new SyncOnTable();
	world.kept.set("reminded", ["teststadt"]);
	world.kept.set("wanted teststadt", wanted);
	vi.stubGlobal("navigator", { locks: { request: (_: string, work: () => unknown) => work() } });
});
afterEach(() => vi.unstubAllGlobals());

describe("at each start browser, server and wish are brought together", () => {
	test("switched on: one subscription, without the household's name for the place", async () => {
		expect(await sync(world)).toMatchObject({ teststadt: { kind: "on", waiting: false } });
		expect([...world.known.keys()]).toEqual(["teststadt.0.1"]);
		expect(world.known.get("teststadt.0.1")?.body).not.toContain("Zuhause");
	});

	test("an endpoint that somebody else registered first: what the push brings goes back, once", async () => {
		world.proof = "bm9uY2U";
		expect(await sync(world)).toMatchObject({ teststadt: { kind: "on", waiting: true } });
		expect(world.known.size).toBe(0);
		// A proof of before is no proof.
		world.kept.set("proof", "YWx0");
		expect(await sync(world)).toMatchObject({ teststadt: { kind: "on", waiting: true } });
		expect(world.keptOf("proof")).toBeUndefined();
		world.kept.set("proof", world.proof);
		expect(await sync(world)).toMatchObject({ teststadt: { kind: "on", waiting: false } });
		expect(world.known.size).toBe(1);
		expect(world.keptOf("proof")).toBeUndefined();
		await sync(world);
		expect(world.asked.filter((each) => each === "POST /api/subscriptions")).toHaveLength(3);
	});

	test("a server that began from a backup hears again what was wanted last, once", async () => {
		await sync(world);
		const [id = ""] = world.known.keys();
		const wantedNow = world.known.get(id)?.body;
		world.known.set(id, { body: "{}" });
		world.restored = "2026-11-30T18:20:00.000Z";
		await sync(world);
		expect(JSON.parse(world.known.get(id)?.body ?? "{}").places).toEqual(JSON.parse(wantedNow ?? "{}").places);
		await sync(world);
		expect(world.asked.filter((each) => each.startsWith("PATCH"))).toHaveLength(1);
	});

	test("nothing has changed: the server is only asked", async () => {
		await sync(world);
		world.asked.length = 0;
		await sync(world);
		expect(world.asked).toEqual(["GET /api/push-key", "GET /api/subscriptions/teststadt.0.1"]);
	});

	test("a key that goes in between: no alarm, and the next start has the new one", async () => {
		world.retired = "kid AAAA";
		expect(await sync(world)).toMatchObject({ teststadt: { kind: "on", waiting: true } });
		world.key = "BBBB";
		expect(await sync(world)).toMatchObject({ teststadt: { kind: "on", waiting: false } });
		expect(world.keptOf("subscription teststadt")?.kid).toBe("kid BBBB");
	});

	test("another key: the browser subscribes anew, the old one goes", async () => {
		await sync(world);
		world.key = "BBBB";
		expect(await sync(world)).toMatchObject({ teststadt: { kind: "on" } });
		expect([...world.known.keys()]).toEqual(["teststadt.0.2"]);
		expect(world.keptOf("subscription teststadt")?.kid).toBe("kid BBBB");
	});

	test("the server is told under which key the browser subscribed, and which subscription goes", async () => {
		await sync(world);
		const { kid, replaces } = JSON.parse(world.known.get("teststadt.0.1")?.body ?? "{}");
		expect([kid, replaces]).toEqual(["kid AAAA", undefined]);
		world.key = "BBBB";
		await sync(world);
		const fresh = JSON.parse(world.known.get("teststadt.0.2")?.body ?? "{}");
		expect(fresh).toMatchObject({ kid: "kid BBBB", replaces: { id: "teststadt.0.1", token: "secret" } });
	});

	test("the server has noted another key than the browser's: it is told again", async () => {
		await sync(world);
		world.kidAtServer = "kid of the minute after";
		world.asked.length = 0;
		await sync(world);
		expect(world.asked).toContain("POST /api/subscriptions");
		world.kidAtServer = undefined;
		world.asked.length = 0;
		await sync(world);
		expect(world.asked).not.toContain("POST /api/subscriptions");
	});

	test("the browser has lost its subscription", async () => {
		await sync(world);
		world.subscription = null;
		await sync(world);
		expect([...world.known.keys()]).toEqual(["teststadt.0.2"]);
	});

	test("the server has forgotten it: the endpoint was dead, so another is made", async () => {
		await sync(world);
		world.known.clear();
		await sync(world);
		expect([...world.known.keys()]).toEqual(["teststadt.0.2"]);
	});

	test("the permission was taken back: it is said, and nothing is asked for", async () => {
		await sync(world);
		world.allowed = "denied";
		expect(await sync(world)).toMatchObject({ teststadt: { kind: "dead", why: "denied" } });
	});
});

describe("offline", () => {
	test("a change is kept and sent later", async () => {
		await sync(world);
		world.isOnline = false;
		const [place] = wanted.places;
		world.kept.set("wanted teststadt", { ...wanted, places: [{ ...place, remind: [{ when: "eve", time: "20:00" }] }] });
		expect(await sync(world)).toMatchObject({ teststadt: { kind: "on", waiting: true } });
		world.isOnline = true;
		expect(await sync(world)).toMatchObject({ teststadt: { kind: "on", waiting: false } });
		expect(world.known.get("teststadt.0.1")?.body).toContain("20:00");
	});

	test("switched off: the server hears of it later", async () => {
		await sync(world);
		world.isOnline = false;
		world.kept.set("wanted teststadt", undefined);
		expect(await sync(world)).toEqual({});
		expect(world.subscription).toBeNull();
		expect([...world.known.keys()]).toEqual(["teststadt.0.1"]);
		world.isOnline = true;
		await sync(world);
		expect([...world.known.keys()]).toEqual([]);
		expect(world.keptOf("farewells")).toEqual([]);
	});

	test("'it is out' reaches the server later", async () => {
		await sync(world);
		world.kept.set("errands", [{ action: "done", place: "p-ahorn", day: "2026-12-01" }]);
		world.isOnline = false;
		await sync(world);
		expect(world.keptOf("errands")).toHaveLength(1);
		world.isOnline = true;
		await sync(world);
		expect(world.keptOf("errands")).toEqual([]);
		expect(world.asked).toContain("POST /api/subscriptions/teststadt.0.1/done");
	});
});

describe("buttons", () => {
	const day = { place: "p-ahorn", day: "2026-12-01" };

	test("'not out after all' is told like 'it is out', without a new subscription", async () => {
		await sync(world);
		world.kept.set("errands", [{ action: "undone", ...day }]);
		await tellButtons(world);
		expect(world.asked.at(-1)).toBe("POST /api/subscriptions/teststadt.0.1/undone");
		expect([...world.known.keys()]).toEqual(["teststadt.0.1"]);
		expect(world.keptOf("errands")).toEqual([]);
	});

	test("a 'later' that is refused is said, once, whoever of page and service worker told the server", async () => {
		await sync(world);
		const errand = { action: "later", ...day } as const;
		world.kept.set("errands", [errand]);
		world.isOnline = false;
		await tellButtons(world);
		expect([await takeTooLate(world.store, errand), world.keptOf("errands")]).toEqual([false, [errand]]);
		world.isOnline = true;
		world.refuses = "after_deadline";
		await sync(world);
		await tellButtons(world);
		expect(world.keptOf("errands")).toEqual([]);
		expect([await takeTooLate(world.store, errand), await takeTooLate(world.store, errand)]).toEqual([true, false]);
	});
});

const shown = inventedTown().town;
const home = { id: "one", town: "anderswo", place: "p-neu", name: "Neue Straße", services: undefined };

describe("who moves takes the reminder along", () => {
	test("to another town: new there first, then the old one is deleted, also when that fails at first", async () => {
		await sync(world);
		await keepWanted(world.store, followed([wanted], [home], "de", shown));
		const { fetch } = world;
		const failing = async (address: string | URL | Request, init?: RequestInit) => {
			if (init?.method === "DELETE") throw new TypeError("no network");
			return fetch(address, init);
		};
		await sync({ ...world, store: world.store, permission: world.permission, push: world.push, fetch: failing });
		expect([...world.known.keys()]).toEqual(["teststadt.0.1", "anderswo.0.1"]);
		await sync(world);
		expect([...world.known.keys()]).toEqual(["anderswo.0.1"]);
	});

	test("times come along, unless the new town is earlier", () => {
		const [place] = wanted.places;
		const early = { ...wanted, places: [{ ...place, remind: [{ when: "morning", time: "06:30" }] }] } as Wanted;
		const here = { ...home, town: shown.id };
		const [moved] = followed([{ ...early, town: "anderswo" }], [here], "de", shown);
		expect(moved?.places[0]?.remind).toEqual([{ when: "eve", time: "19:00" }]);
		expect(followed([wanted], [home], "de", shown)).toMatchObject([
			{ town: "anderswo", places: [{ id: "one", place: "p-neu", remind: [{ time: "19:00" }] }] },
		]);
	});

	test("an address that was given up goes, the others stay", () => {
		const two = {
			...wanted,
			places: [...wanted.places, { place: "p-gerade", name: "Eltern", remind: [{ when: "eve", time: "18:00" }] }],
		} as Wanted;
		const stays = { id: "two", town: "teststadt", place: "p-gerade", name: "Oma", services: undefined };
		expect(followed([two], [stays], "de", shown)[0]?.places).toEqual([
			expect.objectContaining({ id: "two", place: "p-gerade", name: "Oma", remind: [{ when: "eve", time: "18:00" }] }),
		]);
	});
});

describe("several addresses", () => {
	const times = (time: string) => [{ when: "eve", time }] as const;
	const here = { id: "12", town: "teststadt", place: "p-ahorn", name: "Nr. 12", services: undefined };
	const beside = { ...here, id: "14", name: "Nr. 14" };

	test("two in one place have times of their own, and each change is saved", async () => {
		const both = withPlace(withPlace([], "teststadt", "de", { ...here, remind: times("18:00") }), "teststadt", "de", {
			...beside,
			remind: times("19:00"),
		});
		expect(both[0]?.places.map(({ id, remind }) => [id, remind[0]?.time])).toEqual([
			["12", "18:00"],
			["14", "19:00"],
		]);
		await keepWanted(world.store, both);
		await sync(world);
		const changed = withPlace(both, "teststadt", "de", { ...here, remind: times("20:00") });
		await keepWanted(world.store, changed);
		expect(await sync(world)).toMatchObject({ teststadt: { kind: "on", waiting: false } });
		const { places } = JSON.parse(world.known.get("teststadt.0.1")?.body ?? "{}");
		expect(places).toHaveLength(2);
		const left = withoutPlace(changed, "teststadt", beside);
		expect(left[0]?.places.map(({ id }) => id)).toEqual(["12"]);
	});

	test("in a second town: both towns remind, and the first is not touched", async () => {
		await sync(world);
		const parents = { id: "eltern", place: "p-neu", name: "Eltern", remind: times("18:00") };
		await keepWanted(world.store, withPlace(await wantedIn(world.store), "anderswo", "de", parents));
		expect(await sync(world)).toMatchObject({ teststadt: { kind: "on" }, anderswo: { kind: "on" } });
		expect([...world.known.keys()]).toEqual(["teststadt.0.1", "anderswo.0.1"]);
		const homes = [
			{ ...here, id: "zuhause" },
			{ ...home, id: "eltern" },
		];
		const now = followed(await wantedIn(world.store), homes, "de", shown);
		expect(now.map(({ town }) => town).sort()).toEqual(["anderswo", "teststadt"]);
		await keepWanted(world.store, withoutPlace(now, "anderswo", { id: "eltern", place: "p-neu" }));
		await sync(world);
		expect([...world.known.keys()]).toEqual(["teststadt.0.1"]);
		expect(world.subscription).not.toBeNull();
	});

	test("a place that an import has put in another's stead is written back, and nothing is asked again for it", async () => {
		await keepWanted(world.store, [{ ...wanted, places: [{ ...here, remind: times("18:00") }] }]);
		await sync(world);
		world.heirs = { "p-ahorn": "p-heir" };
		await keepWanted(world.store, [{ ...wanted, places: [{ ...here, remind: times("20:00") }] }]);
		expect(await sync(world)).toMatchObject({ teststadt: { kind: "on", waiting: false } });
		expect((await wantedIn(world.store))[0]?.places[0]?.place).toBe("p-heir");
		world.asked.length = 0;
		await sync(world);
		expect(world.asked.filter((each) => /^(?:PATCH|POST)/u.test(each))).toEqual([]);
	});

	test("a button tells the town that it is about", async () => {
		await sync(world);
		await keepWanted(world.store, withPlace([wanted], "anderswo", "de", { ...home, remind: times("18:00") }));
		await sync(world);
		world.kept.set("errands", [{ action: "done", town: "anderswo", place: "p-neu", day: "2026-12-01" }]);
		await tellButtons(world);
		expect(world.asked.at(-1)).toBe("POST /api/subscriptions/anderswo.0.1/done");
	});

	test("a refusal that is not the push service's is not blamed on it", async () => {
		const { fetch } = world;
		const refusing = async (address: string | URL | Request, init?: RequestInit) =>
			init?.method === "POST" ? Response.json({ code: "unknown_place" }, { status: 422 }) : fetch(address, init);
		const answer = await sync({
			...world,
			store: world.store,
			permission: world.permission,
			push: world.push,
			fetch: refusing,
		});
		expect(answer).toMatchObject({ teststadt: { kind: "dead", why: "not-saved" } });
	});
});

test("what was kept when there could be one town only is taken over", async () => {
	await sync(world);
	const subscription = world.keptOf("subscription teststadt");
	world.kept.clear();
	for (const [key, value] of Object.entries({ wanted, subscription, told: { next: [] } })) world.kept.set(key, value);
	world.asked.length = 0;
	// A service worker that is newer than the page leaves all as it is.
	expect(await sync(world)).toEqual({});
	expect(world.subscription).not.toBeNull();
	await takeOver(world.store);
	expect(await sync(world)).toMatchObject({ teststadt: { kind: "on", waiting: false } });
	expect(world.asked).toEqual(["GET /api/push-key", "GET /api/subscriptions/teststadt.0.1"]);
	expect(world.keptOf("wanted")).toBeUndefined();
});
