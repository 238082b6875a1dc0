import type { Dataset } from "../../data/model/dataset.ts";
import { readTested } from "../../data/model/subscription-answers.ts";
import type { Instant } from "../../data/model/zone.ts";
import { isApplePhone, isInstalled } from "../browser/platform.ts";
import { clearBadge } from "../device/badge.ts";
import { type DeviceStore, deviceStore } from "../device/device-store.ts";
import type { Errand, PlaceDay, Wanted } from "../device/reminder-state.ts";
import { exceptFor, isAbout, without } from "../device/reminder-state.ts";
import { askOwn, type ServerWorld, takeTooLate } from "../device/server.ts";
import { type Healths, type ReminderHealth, type SyncWorld, sync, tellButtons } from "../device/sync.ts";
import { takeOver } from "../device/take-over.ts";
import { keepWanted, remindedTowns, wantedIn } from "../device/towns-kept.ts";
import { lateWords } from "./late-words.ts";
import { isOver, keptPromises, type Missed, missedOf } from "./missed.ts";
import { type NextFor, nextAt } from "./next-reminder.ts";

/** What this browser can do: an iPhone only in the installed app, some nothing at all. */
export type Ability = "ready" | "install-first" | "impossible";

const LONGEST_WAIT = 10_000;
const SUBSCRIPTIONS = "/api/subscriptions";

/** The reminders of this device, as all elements of the page see them; a `change` event says that they are others. */
class Reminders extends EventTarget {
	/** By town; absent until they were compared. */
	healths: Healths | undefined;
	wants: readonly Wanted[] = [];
	out: readonly PlaceDay[] = [];
	#store: DeviceStore = deviceStore;
	/** Addresses that the server has answered well when it was last asked. */
	#heard: ReadonlySet<string> = new Set();

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

	/** What is kept on the device. */
	async read(): Promise<void> {
		await takeOver(this.#store);
		this.wants = await wantedIn(this.#store);
		await this.#look();
	}

	/** What is kept, at once; then, where there is anything to compare, what browser and server say. */
	async refresh(): Promise<void> {
		await this.read();
		clearBadge();
		if (this.wants.length > 0) await this.#store.set("words", lateWords());
		const isQuiet = (await remindedTowns(this.#store)).length === 0 && !(await this.#store.get("farewells"))?.length;
		this.healths = isQuiet ? {} : await this.#sync();
		await this.#keepPromises(Date.now());
		// The server may have put other places in their stead.
		this.wants = await wantedIn(this.#store);
		this.#tell();
	}

	wantedIn(town: string): Wanted | undefined {
		return this.wants.find((wanted) => wanted.town === town);
	}

	/** `undefined` before it was compared; `off` where nothing is wanted. */
	healthIn(town: string): ReminderHealth | undefined {
		return this.healths && (this.healths[town] ?? { kind: "off" });
	}

	/** What is wanted in all towns together. */
	async want(wants: readonly Wanted[]): Promise<void> {
		await keepWanted(this.#store, wants);
		for (const { town } of this.wants.filter((old) => !wants.some(({ town }) => town === old.town)))
			await this.#store.set(`promised ${town}`, undefined);
		await this.refresh();
	}

	/** To be called in the tap itself: browsers ask their own question only then. */
	async permit(): Promise<boolean> {
		return (await Notification.requestPermission().catch(() => "denied")) === "granted";
	}

	/** How a push that was sent just now fared: its outcome, why it did not go, or what the server said instead. */
	async test(town: string): Promise<string> {
		const own = await this.#store.get(`subscription ${town}`);
		if (!own) return "unsaved";
		const answer = await askOwn({ fetch: fetch.bind(window) }, own, "POST", readTested, undefined, "/test");
		if (answer.kind === "ok") return answer.value;
		return "code" in answer && answer.code ? answer.code : answer.kind === "unreachable" ? "offline" : answer.kind;
	}

	/** Whether the server knows this device, as far as it is known here. */
	async isSubscribed(town: string): Promise<boolean> {
		return (await this.#store.get(`subscription ${town}`)) !== undefined;
	}

	isOut(day: PlaceDay): boolean {
		return this.out.some((each) => isAbout(each, day));
	}

	/** When an address is reminded next, as the server said it and the device knows it; `undefined`: nothing is to come. */
	nextAt(home: NextFor, now: Instant): Instant | undefined {
		const told = this.healthIn(home.schedule.town.id);
		return nextAt(home, told && "told" in told ? told.told?.next : undefined, (day) => this.isOut(day), now);
	}

	/** A reminder that should have come and did not, told once. Only where the server was heard just now. */
	async takeMissed(schedule: Dataset, now: Instant): Promise<Missed | undefined> {
		const town = schedule.town.id;
		const health = this.healthIn(town);
		const told = health && "told" in health ? health.told : undefined;
		if (!told || !this.#heard.has(await this.#addressIn(town))) return undefined;
		const promises = (await this.#store.get(`promised ${town}`)) ?? [];
		const arrivals = { told, shown: await this.#store.get("shown"), isOut: (day: PlaceDay) => this.isOut(day) };
		const missed = missedOf(promises, this.wantedIn(town)?.places ?? [], schedule, arrivals, now);
		await this.#store.update(`promised ${town}`, (all) => all?.filter((each) => !isOver(schedule, each, now)));
		return missed;
	}

	/** What the server promises now is what will be due. */
	async #keepPromises(now: Instant): Promise<void> {
		for (const [town, health] of Object.entries(this.healths ?? {})) {
			const told = "told" in health ? health.told : undefined;
			const isNew = this.#heard.has(SUBSCRIPTIONS);
			if (told && (isNew || this.#heard.has(await this.#addressIn(town))))
				await this.#store.update(`promised ${town}`, (old) => keptPromises(isNew ? [] : (old ?? []), told, now));
		}
	}

	async #addressIn(town: string): Promise<string> {
		return `${SUBSCRIPTIONS}/${(await this.#store.get(`subscription ${town}`))?.id}`;
	}

	/** On the device at once; the server hears of it as soon as it can. */
	async settle(day: PlaceDay & { readonly town: string }): Promise<void> {
		await this.carryOut({ ...day, action: "done" });
	}

	/** Not out after all: what was still to come, comes. */
	async unsettle(day: PlaceDay & { readonly town: string }): Promise<void> {
		await this.carryOut({ ...day, action: "undone" });
	}

	/** Kept first: without a network the server hears of it at the next start. False: it was too late for it. */
	async carryOut(errand: Errand): Promise<boolean> {
		const { id, place, day, action } = errand;
		if (action === "done") await this.#store.update("out", (old) => [...without(old, errand), { id, place, day }]);
		// What a notification said of the whole place is taken back for it.
		if (action === "undone") await this.#store.update("out", (old) => exceptFor(old, errand));
		await this.#store.update("errands", (old) => [...without(old, errand), errand]);
		await this.#look();
		await tellButtons(this.#server);
		const isGranted = !(await takeTooLate(this.#store, errand));
		// What comes next is another reminder now.
		if (this.wants.length > 0) void this.refresh();
		return isGranted;
	}

	get #server(): ServerWorld {
		return { store: this.#store, fetch: fetch.bind(window) };
	}

	async #look(): Promise<void> {
		this.out = (await this.#store.get("out")) ?? [];
		this.#tell();
	}

	async #sync(): Promise<Healths> {
		const registration =
			this.ability === "ready" && (await Promise.race([navigator.serviceWorker.ready, wait(LONGEST_WAIT)]));
		if (!registration) return this.#dead();
		const heard = new Set<string>();
		this.#heard = heard;
		const world: SyncWorld = {
			...this.#server,
			fetch: async (address, init) => {
				const answer = await fetch(address, init);
				if (answer.ok) heard.add(String(address));
				return answer;
			},
			push: registration.pushManager,
			permission: () => Notification.permission,
		};
		return sync(world);
	}

	async #dead(): Promise<Healths> {
		const all = this.wants.map(async ({ town }): Promise<[string, ReminderHealth]> => {
			return [town, { kind: "dead", why: "failed", told: await this.#store.get(`told ${town}`) }];
		});
		return Object.fromEntries(await Promise.all(all));
	}

	#tell(): void {
		this.dispatchEvent(new Event("change"));
	}
}

function wait(time: number): Promise<undefined> {
	return new Promise((late) => setTimeout(() => late(undefined), time));
}

export const reminders = new Reminders();
