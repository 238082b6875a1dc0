import type { DeviceKept, DeviceStore } from "../../../web/device/device-store.ts";
import type { Wanted } from "../../../web/device/reminder-state.ts";

export const wanted: Wanted = {
	town: "teststadt",
	lang: "de",
	places: [{ place: "p-ahorn", name: "Zuhause", remind: [{ when: "eve", time: "19:00" }] }],
};

/** Browser and server as the page sees them, on a table. */
export class SyncOnTable {
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
	/** Where somebody else has registered the endpoint first: what the server takes for a proof that it is ours. */
	proof: string | undefined;
	/** When the server began from a backup. */
	restored: string | undefined;
	/** Places that an import has put in another's stead. */
	heirs: Record<string, string> = {};
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

	keptOf<Key extends keyof DeviceKept>(key: Key): DeviceKept[Key] | undefined {
		return this.kept.get(key) as DeviceKept[Key] | undefined;
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

	#register(body: string): Response {
		const { town, push, kid, proof } = JSON.parse(body);
		if (proof !== this.proof) return Response.json({ code: "endpoint_taken" }, { status: 409 });
		if (kid === this.retired) return Response.json({ code: "unknown_key" }, { status: 422 });
		const id = `${town}.0.${push.endpoint.split("/").pop()}`;
		this.known.set(id, { body });
		return Response.json({ id, token: "secret", places: JSON.parse(body).places, next: [] }, { status: 201 });
	}

	#answer(method: string, address: string, body: string): Response {
		if (address === "/api/push-key") return Response.json({ key: this.key, kid: `kid ${this.key}` });
		if (method === "POST" && address === "/api/subscriptions") return this.#register(body);
		const id = address.split("/")[3] ?? "";
		if (!this.known.has(id)) return Response.json({ code: "unknown_subscription" }, { status: 404 });
		if (method === "POST" && this.refuses) return Response.json({ code: this.refuses }, { status: 422 });
		if (method === "DELETE") this.known.delete(id);
		if (method === "PATCH") this.known.set(id, { body });
		if (method === "POST" || method === "DELETE") return Response.json({ outcome: "done" });
		const places = (JSON.parse(this.known.get(id)?.body ?? "{}").places ?? []) as { place: string }[];
		const moved = places.map((each) => ({ ...each, place: this.heirs[each.place] ?? each.place }));
		return Response.json({ next: [], places: moved, kid: this.kidAtServer, restored: this.restored });
	}
}
