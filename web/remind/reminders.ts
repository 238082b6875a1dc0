import { isApplePhone, isInstalled } from "../sw/install-hint.ts";
import { type DeviceStore, deviceStore } from "./device-store.ts";
import type { Errand, PlaceDay, Wanted } from "./reminder-state.ts";
import { isSame, without } from "./reminder-state.ts";
import { askOwn } from "./server.ts";
import { type Health, type SyncWorld, sync } from "./sync.ts";

/** What this browser can do: an iPhone only in the installed app, some nothing at all. */
export type Ability = "ready" | "install-first" | "impossible";

const LONGEST_WAIT = 10_000;
/** So long a button can be taken back before anybody hears of it. */
const SECOND_THOUGHTS = 6_000;

/** The reminders of this device, as all elements of the page see them; a `change` event says that they are others. */
class Reminders extends EventTarget {
	health: Health | undefined;
	wanted: Wanted | undefined;
	out: readonly PlaceDay[] = [];
	#store: DeviceStore = deviceStore;
	#late: ReturnType<typeof setTimeout> | undefined;

	get ability(): Ability {
		const isThere = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
		if (isThere) return "ready";
		return isApplePhone() && !isInstalled() ? "install-first" : "impossible";
	}

	/** What is kept, at once; then, where there is anything to compare, what browser and server say. */
	async refresh(): Promise<void> {
		this.wanted = await this.#store.get("wanted");
		this.out = (await this.#store.get("out")) ?? [];
		this.#tell();
		const isQuiet =
			!this.wanted && !(await this.#store.get("subscription")) && !(await this.#store.get("farewells"))?.length;
		if (isQuiet) this.health = { kind: "off" };
		else this.health = await this.#sync();
		this.#tell();
	}

	async want(wanted: Wanted | undefined): Promise<void> {
		await this.#store.set("wanted", wanted);
		await this.refresh();
	}

	/** To be called in the tap itself: browsers ask their own question only then. */
	async permit(): Promise<boolean> {
		return (await Notification.requestPermission().catch(() => "denied")) === "granted";
	}

	/** How a push that was sent just now fared. */
	async test(): Promise<string> {
		const own = await this.#store.get("subscription");
		if (!own) return "later";
		const answer = await askOwn<{ outcome: string }>({ fetch: fetch.bind(window) }, own, "POST", undefined, "/test");
		if (answer.kind === "ok") return answer.value.outcome;
		return answer.kind === "refused" ? answer.code : "later";
	}

	isOut(day: PlaceDay): boolean {
		return this.out.some((each) => isSame(each, day));
	}

	/** On the device at once; at the server a little later, for it cannot be taken back there. */
	async settle(day: PlaceDay): Promise<void> {
		await this.keep({ ...day, action: "done" });
		clearTimeout(this.#late);
		this.#late = setTimeout(() => this.refresh(), SECOND_THOUGHTS);
	}

	/** Kept for the server, which hears of it with the next comparison. */
	async keep(errand: Errand): Promise<void> {
		const { place, day, action } = errand;
		if (action === "done") await this.#store.update("out", (old) => [...without(old, errand), { place, day }]);
		await this.#store.update("errands", (old) => [...without(old, errand), errand]);
		this.out = (await this.#store.get("out")) ?? [];
		this.#tell();
	}

	/** Heard already: the server begins anew with this device, as it can only forget all or nothing. */
	async unsettle(day: PlaceDay): Promise<void> {
		clearTimeout(this.#late);
		const isUnheard = (await this.#store.get("errands"))?.some((each) => isSame(each, day));
		await this.#store.update("out", (old) => without(old, day));
		await this.#store.update("errands", (old) => without(old, day));
		const own = await this.#store.get("subscription");
		if (own && !isUnheard) await askOwn({ fetch: fetch.bind(window) }, own, "DELETE");
		await this.refresh();
	}

	async #sync(): Promise<Health> {
		const told = await this.#store.get("told");
		if (this.ability !== "ready") return { kind: "dead", why: "failed", told };
		const registration = await Promise.race([navigator.serviceWorker.ready, wait(LONGEST_WAIT)]);
		if (!registration) return { kind: "dead", why: "failed", told };
		const world: SyncWorld = {
			store: this.#store,
			fetch: fetch.bind(window),
			push: registration.pushManager,
			permission: () => Notification.permission,
		};
		return sync(world);
	}

	#tell(): void {
		this.dispatchEvent(new Event("change"));
	}
}

function wait(time: number): Promise<undefined> {
	return new Promise((late) => setTimeout(() => late(undefined), time));
}

export const reminders = new Reminders();
