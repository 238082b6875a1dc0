import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { DeviceStore, Kept } from "../../../web/remind/device-store.ts";
import { followed } from "../../../web/remind/homes-wanted.ts";
import type { Wanted } from "../../../web/remind/reminder-state.ts";
import { takeTooLate } from "../../../web/remind/server.ts";
import { sync, tellButtons } from "../../../web/remind/sync.ts";
import { inventedTown } from "../../worker/invented-town.ts";

const wanted: Wanted = {
	town: "teststadt",
	lang: "de",
	places: [{ place: "p-ahorn", name: "Zuhause", remind: [{ when: "eve", time: "19:00" }] }],
};

/** Browser and server as the page sees them, on a table. */
class World {
	readonly kept = new Map<string, unknown>();
	readonly asked: string[] = [];
	isOnline = true;
	allowed: NotificationPermission = "granted";
	key = "AAAA";
	kidAtServer: string | undefined;
	/** A key that went between the question for it and its use. */
	retired: string | undefined;
	/** The code with which buttons are refused. */
	refuses: string | undefined;
	subscription: PushSubscription | null = null;
	/** What the server knows, by id. */
	readonly known = new Map<string, { body: string }>();
	#made = 0;

	readonly store: DeviceStore = {
		get: async (key) => this.kept.get(key) as never,
		set: async (key, value) => void this.kept.set(key, value),
		update: async (key, change) => void this.kept.set(key, change(this.kept.get(key) as never)),
		clear: async () => this.kept.clear(),
	};

	readonly permission = () => this.allowed;

	readonly push = {
		getSubscription: async () => this.subscription,
		subscribe: async () => this.#subscribe(),
	};

	readonly fetch = async (address: string | URL | Request, { method = "GET", body }: RequestInit = {}) => {
		if (!this.isOnline) throw new TypeError("offline");
		this.asked.push(`${method} ${address}`);
		return this.#answer(method, String(address), String(body ?? ""));
	};

	keptOf<Key extends keyof Kept>(key: Key): Kept[Key] | undefined {
		return this.kept.get(key) as Kept[Key] | undefined;
	}

	#subscribe(): PushSubscription {
		const endpoint = `https://push.example/${++this.#made}`;
		const applicationServerKey = Uint8Array.from(atob(this.key), (each) => each.charCodeAt(0)).buffer;
		const unsubscribe = async () => {
			this.subscription = null;
			return true;
		};
		const made = { endpoint, options: { applicationServerKey }, toJSON: () => ({ endpoint, keys: {} }), unsubscribe };
		this.subscription = made as unknown as PushSubscription;
		return this.subscription;
	}

	#answer(method: string, address: string, body: string): Response {
		if (address === "/api/push-key") return Response.json({ key: this.key, kid: `kid ${this.key}` });
		if (method === "POST" && address === "/api/subscriptions") {
			const { town, push, kid } = JSON.parse(body);
			if (kid === this.retired) return Response.json({ code: "unknown_key" }, { status: 422 });
			const id = `${town}.0.${push.endpoint.split("/").pop()}`;
			this.known.set(id, { body });
			return Response.json({ id, token: "secret", next: [] }, { status: 201 });
		}
		const id = address.split("/")[3] ?? "";
		if (!this.known.has(id)) return Response.json({ code: "unknown_subscription" }, { status: 404 });
		if (method === "POST" && this.refuses) return Response.json({ code: this.refuses }, { status: 422 });
		if (method === "DELETE") this.known.delete(id);
		if (method === "PATCH") this.known.set(id, { body });
		return Response.json({ next: [], kid: this.kidAtServer });
	}
}

let world: World;
beforeEach(() => {
	world = new World();
	world.kept.set("wanted", wanted);
	vi.stubGlobal("navigator", { locks: { request: (_: string, work: () => unknown) => work() } });
});
afterEach(() => vi.unstubAllGlobals());

describe("at each start browser, server and wish are brought together", () => {
	test("switched on: one subscription, without the household's name for the place", async () => {
		expect(await sync(world)).toMatchObject({ kind: "on", waiting: false });
		expect([...world.known.keys()]).toEqual(["teststadt.0.1"]);
		expect(world.known.get("teststadt.0.1")?.body).not.toContain("Zuhause");
	});

	test("nothing has changed: the server is only asked", async () => {
		await sync(world);
		world.asked.length = 0;
		await sync(world);
		expect(world.asked).toEqual(["GET /api/push-key", "GET /api/subscriptions/teststadt.0.1"]);
	});

	test("a key that goes in between: no alarm, and the next start has the new one", async () => {
		world.retired = "kid AAAA";
		expect(await sync(world)).toMatchObject({ kind: "on", waiting: true });
		world.key = "BBBB";
		expect(await sync(world)).toMatchObject({ kind: "on", waiting: false });
		expect(world.keptOf("subscription")?.kid).toBe("kid BBBB");
	});

	test("another key: the browser subscribes anew, the old one goes", async () => {
		await sync(world);
		world.key = "BBBB";
		expect(await sync(world)).toMatchObject({ kind: "on" });
		expect([...world.known.keys()]).toEqual(["teststadt.0.2"]);
		expect(world.keptOf("subscription")?.kid).toBe("kid BBBB");
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
		expect(await sync(world)).toMatchObject({ kind: "dead", why: "denied" });
	});
});

describe("offline", () => {
	test("a change is kept and sent later", async () => {
		await sync(world);
		world.isOnline = false;
		const [place] = wanted.places;
		world.kept.set("wanted", { ...wanted, places: [{ ...place, remind: [{ when: "eve", time: "20:00" }] }] });
		expect(await sync(world)).toMatchObject({ kind: "on", waiting: true });
		world.isOnline = true;
		expect(await sync(world)).toMatchObject({ kind: "on", waiting: false });
		expect(world.known.get("teststadt.0.1")?.body).toContain("20:00");
	});

	test("switched off: the server hears of it later", async () => {
		await sync(world);
		world.isOnline = false;
		world.kept.set("wanted", undefined);
		expect(await sync(world)).toEqual({ kind: "off" });
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

describe("who moves takes the reminder along", () => {
	const { putOut } = inventedTown().town;
	const home = { town: "anderswo", place: "p-neu", name: "Neue Straße", services: undefined };

	test("to another town: new there first, then the old one is deleted, also when that fails at first", async () => {
		await sync(world);
		world.kept.set("wanted", followed(wanted, [home], "de", putOut));
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
		const early = {
			...wanted,
			places: [{ ...place, place: "p-ahorn", name: "", remind: [{ when: "morning", time: "06:30" }] }],
		} as Wanted;
		expect(followed(early, [home], "de", putOut)?.places[0]?.remind).toEqual([{ when: "eve", time: "19:00" }]);
		expect(followed(wanted, [home], "de", putOut)).toMatchObject({
			town: "anderswo",
			places: [{ place: "p-neu", remind: [{ time: "19:00" }] }],
		});
	});

	test("an address that was given up goes, the others stay", () => {
		const two = {
			...wanted,
			places: [...wanted.places, { place: "p-gerade", name: "Eltern", remind: [{ when: "eve", time: "18:00" }] }],
		} as Wanted;
		const stays = { town: "teststadt", place: "p-gerade", name: "Oma", services: undefined };
		expect(followed(two, [stays], "de", putOut)?.places).toEqual([
			expect.objectContaining({ place: "p-gerade", name: "Oma", remind: [{ when: "eve", time: "18:00" }] }),
		]);
	});
});
