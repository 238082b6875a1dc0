import { isApplePhone, isInstalled } from "../sw/install-hint.ts";
import { clearBadge } from "./badge.ts";
import { type DeviceStore, deviceStore } from "./device-store.ts";
import { lateWords } from "./late-words.ts";
import type { Errand, PlaceDay, Wanted } from "./reminder-state.ts";
import { isSame, without } from "./reminder-state.ts";
import { askOwn, type ServerWorld, takeTooLate } from "./server.ts";
import { type Health, type SyncWorld, sync, tellButtons } from "./sync.ts";

/** What this browser can do: an iPhone only in the installed app, some nothing at all. */
export type Ability = "ready" | "install-first" | "impossible";

const LONGEST_WAIT = 10_000;

/** The reminders of this device, as all elements of the page see them; a `change` event says that they are others. */
class Reminders extends EventTarget {
	health: Health | undefined;
	wanted: Wanted | undefined;
	out: readonly PlaceDay[] = [];
	#store: DeviceStore = deviceStore;

	constructor() {
		super();
		// A notification's button, pressed while this page is open.
		navigator.serviceWorker?.addEventListener("message", ({ data }) => data?.kind === "button" && this.#look());
	}

	get ability(): Ability {
		const isThere = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
		if (isThere) return "ready";
		return isApplePhone() && !isInstalled() ? "install-first" : "impossible";
	}

	/** What is kept, at once; then, where there is anything to compare, what browser and server say. */
	async refresh(): Promise<void> {
		this.wanted = await this.#store.get("wanted");
		await this.#look();
		clearBadge();
		if (this.wanted) await this.#store.set("words", lateWords());
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

	/** Whether the server knows this device, as far as it is known here. */
	async isSubscribed(): Promise<boolean> {
		return (await this.#store.get("subscription")) !== undefined;
	}

	isOut(day: PlaceDay): boolean {
		return this.out.some((each) => isSame(each, day));
	}

	/** On the device at once; the server hears of it as soon as it can. */
	async settle(day: PlaceDay): Promise<void> {
		await this.carryOut({ ...day, action: "done" });
	}

	/** Not out after all: what was still to come, comes. */
	async unsettle(day: PlaceDay): Promise<void> {
		await this.carryOut({ ...day, action: "undone" });
	}

	/** Kept first: without a network the server hears of it at the next start. False: it was too late for it. */
	async carryOut(errand: Errand): Promise<boolean> {
		const { place, day, action } = errand;
		if (action !== "later")
			await this.#store.update("out", (old) => [
				...without(old, errand),
				...(action === "done" ? [{ place, day }] : []),
			]);
		await this.#store.update("errands", (old) => [...without(old, errand), errand]);
		await this.#look();
		await tellButtons(this.#server);
		return !(await takeTooLate(this.#store, errand));
	}

	get #server(): ServerWorld {
		return { store: this.#store, fetch: fetch.bind(window) };
	}

	async #look(): Promise<void> {
		this.out = (await this.#store.get("out")) ?? [];
		this.#tell();
	}

	async #sync(): Promise<Health> {
		const told = await this.#store.get("told");
		if (this.ability !== "ready") return { kind: "dead", why: "failed", told };
		const registration = await Promise.race([navigator.serviceWorker.ready, wait(LONGEST_WAIT)]);
		if (!registration) return { kind: "dead", why: "failed", told };
		const world: SyncWorld = {
			...this.#server,
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
