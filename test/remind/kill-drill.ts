import { makeLuck } from "./luck.ts";
import { type Delivery, MockPush, pause } from "./mock-push.ts";
import { EVE, RemindProduct } from "./product.ts";
import type { Browser } from "./receiver.ts";

/**
 * The drill behind "none lost, none twice": many subscriptions of one street, evening
 * after evening, and the process killed at random while it sends.
 *
 * What is planned is counted from the list below and the drill's own subscriptions,
 * what arrived by the push service. The product's own counts are only compared.
 */

/** Evenings before the 1.100-litre containers of Bezirk 1 are emptied: every Tuesday, by hand from touren.csv and verschiebungen-*.csv. */
const WAVES: readonly { readonly eve: string; readonly day: string }[] = [
	{ eve: "2026-11-30", day: "2026-12-01" },
	{ eve: "2026-12-07", day: "2026-12-08" },
	{ eve: "2026-12-14", day: "2026-12-15" },
	// The week before Christmas is brought forward to Monday.
	{ eve: "2026-12-20", day: "2026-12-21" },
	{ eve: "2026-12-28", day: "2026-12-29" },
	{ eve: "2027-01-04", day: "2027-01-05" },
	{ eve: "2027-01-11", day: "2027-01-12" },
	{ eve: "2027-01-18", day: "2027-01-19" },
	{ eve: "2027-01-25", day: "2027-01-26" },
	{ eve: "2027-02-01", day: "2027-02-02" },
	{ eve: "2027-02-08", day: "2027-02-09" },
	{ eve: "2027-02-15", day: "2027-02-16" },
	{ eve: "2027-02-22", day: "2027-02-23" },
	{ eve: "2027-03-01", day: "2027-03-02" },
	{ eve: "2027-03-08", day: "2027-03-09" },
];

/** All winter time: 19:00 in Musterstadt. */
const at = (day: string, time: string) => `${day}T${time}:00+01:00`;

export interface DrillSize {
	readonly subscriptions: number;
	readonly kills: number;
	readonly seed: number;
	readonly say?: (line: string) => void;
}

export interface DrillResult {
	readonly planned: number;
	readonly delivered: number;
	readonly gone: number;
	readonly refused: number;
	readonly expired: number;
	/** Planned, and nothing of it ever reached the push service. */
	readonly lost: number;
	/** Requests beyond the first that the push service had already answered for good. */
	readonly repeats: number;
	/** The same, in the first wave, which nobody disturbs. */
	readonly repeatsUndisturbed: number;
	readonly kills: number;
	/** Of one slice: each may repeat what it had in flight. */
	readonly mostRepeatsPerKill: number;
	readonly flaws: readonly string[];
	readonly waves: number;
	/** What the product counted itself. */
	readonly tally: Readonly<Record<string, number>>;
}

type Kind = "well" | "refuses" | "fails" | "goes";

/** A browser's subscription in one town. */
interface Household {
	readonly browser: Browser;
	readonly town: string;
	readonly kind: Kind;
	/** The wave from which its endpoint is gone. */
	readonly goneFrom: number;
}

/** What one household's push service saw of one day. */
interface Seen {
	readonly topics: Set<string>;
	final: number;
	status: number;
}

export async function killDrill(size: DrillSize): Promise<DrillResult> {
	const mock = await MockPush.start();
	const product = await RemindProduct.prepare({ mocks: [mock], at: at("2026-11-30", "12:00") });
	try {
		product.copyTown(HOME);
		product.writeNeighbour(NEXT);
		await product.start();
		return await new Drill(mock, product, size).run();
	} finally {
		await product.remove();
		await mock.stop();
	}
}

const HOME = "musterstadt";
/** The same dates on the same evenings. */
const NEXT = "nachbarstadt";

/** Every so manieth browser is a caretaker's: two houses in one place, and one in the next town. */
const CARETAKERS = 10;

class Drill {
	readonly #mock: MockPush;
	readonly #product: RemindProduct;
	readonly #size: DrillSize;
	readonly #luck: () => number;
	readonly #households: Household[] = [];
	readonly #flaws = new Set<string>();
	#seen = new Map<string, Seen>();
	#kills = 0;
	readonly #repeats = new Map([HOME, NEXT].map((town) => [town, 0]));
	#mostPerKill = 0;
	readonly #sum = { planned: 0, delivered: 0, gone: 0, refused: 0, expired: 0, lost: 0 };

	constructor(mock: MockPush, product: RemindProduct, size: DrillSize) {
		this.#mock = mock;
		this.#product = product;
		this.#size = size;
		this.#luck = makeLuck(size.seed);
		mock.look = (delivery) => this.#look(delivery);
	}

	async run(): Promise<DrillResult> {
		await this.#subscribeAll();
		let repeatsUndisturbed = 0;
		let wave = 0;
		for (; wave < WAVES.length && (wave === 0 || this.#kills < this.#size.kills); wave++) {
			await this.#runWave(wave);
			if (wave === 0) repeatsUndisturbed = this.#allRepeats;
		}
		return {
			...this.#sum,
			repeats: this.#allRepeats,
			repeatsUndisturbed,
			kills: this.#kills,
			mostRepeatsPerKill: this.#mostPerKill,
			flaws: [...this.#flaws],
			waves: wave,
			tally: await this.#tally(),
		};
	}

	get #allRepeats(): number {
		return [...this.#repeats.values()].reduce((sum, count) => sum + count, 0);
	}

	/** Of both towns together. */
	async #tally(): Promise<Record<string, number>> {
		const sums: Record<string, number> = {};
		for (const { tally } of await this.#product.health())
			for (const [outcome, count] of Object.entries(tally)) sums[outcome] = (sums[outcome] ?? 0) + count;
		return sums;
	}

	async #subscribeAll(): Promise<void> {
		const place = await this.#product.place("Am Marktbrunnen");
		const wish = { place, services: ["rest-1100"], remind: EVE };
		const two = ["haus-12", "haus-14"].map((id) => ({ id, ...wish }));
		const { subscriptions } = this.#size;
		for (let at = 0; at < subscriptions; at += 16) {
			const some = Array.from({ length: Math.min(16, subscriptions - at) }, (_, nth) => this.#invent(at + nth));
			await Promise.all(
				some.map(async (towns) => {
					const isCaretaker = towns.length > 1;
					for (const { browser, town } of towns)
						await this.#product.subscribe(browser, isCaretaker && town === HOME ? two : [wish], town);
				}),
			);
		}
		this.#size.say?.(`${new Date().toISOString()} ${subscriptions} subscribed`);
	}

	/** A browser, by the towns in which it subscribes. */
	#invent(at: number): readonly Household[] {
		const luck = this.#luck();
		const kind: Kind = luck < 0.02 ? "goes" : luck < 0.03 ? "refuses" : luck < 0.04 ? "fails" : "well";
		const browser = this.#mock.register(String(at));
		const goneFrom = kind === "goes" ? 1 + Math.floor(this.#luck() * 3) : Number.POSITIVE_INFINITY;
		if (kind === "refuses") this.#mock.behave(browser.endpoint, 400);
		if (kind === "fails") this.#mock.behave(browser.endpoint, 503);
		const towns = at % CARETAKERS === 0 ? [HOME, NEXT] : [HOME];
		const households = towns.map((town) => ({ browser, town, kind, goneFrom }));
		this.#households.push(...households);
		return households;
	}

	/** Counts, and lets the request be forgotten: there are hundreds of thousands. */
	#look({ endpoint, status, topic, message, flaws }: Delivery): boolean {
		for (const flaw of flaws) this.#flaws.add(flaw);
		if (message?.notification.tag !== topic) this.#flaws.add("tag and topic differ");
		const town = message?.notification.data?.town ?? "";
		const name = `${town} ${endpoint}`;
		const seen = this.#seen.get(name) ?? { topics: new Set<string>(), final: 0, status: 0 };
		this.#seen.set(name, seen);
		seen.topics.add(topic);
		seen.status = status;
		if (status < 500) seen.final++;
		if (status < 500 && seen.final > 1) this.#repeats.set(town, (this.#repeats.get(town) ?? 0) + 1);
		return false;
	}

	async #runWave(wave: number): Promise<void> {
		const { eve, day } = WAVES[wave] ?? { eve: "", day: "" };
		this.#seen = new Map();
		for (const { goneFrom, browser } of this.#households)
			if (goneFrom === wave) this.#mock.behave(browser.endpoint, 410);
		this.#product.clock.set(at(eve, "19:00"));
		await this.#sendDisturbed(wave);
		// What fails is tried again all evening, and given up at the deadline.
		for (const time of ["19:15", "21:00"]) await this.#product.tick(at(eve, time));
		await this.#product.tick(at(day, "06:00"));
		this.#count(wave);
		this.#size.say?.(
			`${new Date().toISOString()} wave ${wave}: ${this.#kills} kills, ${this.#allRepeats} repeats, ${this.#sum.lost} lost`,
		);
	}

	async #sendDisturbed(wave: number): Promise<void> {
		for (let isDone = false; !isDone; ) {
			const ticking = this.#product.tick().then(
				() => true,
				() => false,
			);
			const isDisturbed = wave > 0 && this.#kills < this.#size.kills;
			const until = isDisturbed ? pause(20 + this.#luck() * 900) : ticking;
			isDone = (await Promise.race([ticking, until.then(() => false)])) || (!isDisturbed && (await ticking));
			if (!isDone) await this.#killAndRestart(ticking);
		}
	}

	async #killAndRestart(ticking: Promise<boolean>): Promise<void> {
		await this.#product.kill();
		this.#kills++;
		await ticking;
		const before = new Map(this.#repeats);
		await this.#product.restart();
		// Whatever is repeated is repeated first: what was in flight is the oldest in the ledger.
		await pause(60);
		for (const [town, count] of this.#repeats)
			this.#mostPerKill = Math.max(this.#mostPerKill, count - (before.get(town) ?? 0));
	}

	#count(wave: number): void {
		for (const { browser, town, goneFrom, kind } of this.#households) {
			const seen = this.#seen.get(`${town} ${browser.endpoint}`);
			if (goneFrom < wave) {
				if (seen) this.#flaws.add("a push to an endpoint that was gone");
				continue;
			}
			this.#sum.planned++;
			if (seen && seen.topics.size !== 1) this.#flaws.add(`${seen.topics.size} topics for one reminder`);
			this.#sum[endOf(seen, kind)]++;
		}
	}
}

/** How a reminder ended, by what the push service answered last. */
function endOf(seen: Seen | undefined, kind: Kind): "delivered" | "gone" | "refused" | "expired" | "lost" {
	if (seen?.status === 201) return "delivered";
	if (seen?.status === 410) return "gone";
	if (seen?.status === 400) return "refused";
	return seen && kind === "fails" ? "expired" : "lost";
}
