import type { Dataset } from "../../data/model/dataset.ts";
import { type Day, plusDays } from "../../data/model/day.ts";
import { nextGridPoint } from "../../data/model/reminder.ts";
import { type Instant, wallClock } from "../../data/model/zone.ts";
import { careForChanges, tellOfEnd } from "./care.ts";
import { Tokens } from "./envelope.ts";
import { Hosts } from "./lanes.ts";
import { prune } from "./ledger.ts";
import { planDue } from "./plan.ts";
import { post } from "./post.ts";
import { readMeta, writeMeta } from "./tables.ts";
import type { World } from "./world.ts";

/** One alarm works so long at most, in milliseconds; what is left goes on at once in the next. */
const LONGEST_RUN = 60_000;
/** While a dataset cannot be read it is tried again after this. */
const RETRY_READING = 60_000;
/** Days for which the ledger keeps what it did. */
const REMEMBERED = 3;

export interface Run {
	readonly sent: number;
	/** When there is something to do again; `undefined` for a slice without subscribers. */
	readonly next: Instant | undefined;
}

/** The reminders of one slice of a town. Everything that must survive is in the tables; this holds what may be lost. */
export class Slice {
	readonly #world: World;
	readonly #town: string;
	readonly #hosts: Hosts;
	readonly #tokens = new Tokens();

	constructor(world: World, town: string) {
		this.#world = world;
		this.#town = town;
		this.#hosts = new Hosts(world.lanes);
	}

	/** Plans what is due and carries it out. Run twice, or after a crash, it goes on where the ledger says. */
	async run(now: () => Instant): Promise<Run> {
		if (!this.#hasSubscribers()) return { sent: 0, next: undefined };
		const reading = await this.#world.readTown(this.#town);
		if (!reading) return { sent: 0, next: now() + RETRY_READING };
		const { dataset, hash } = reading;
		this.#prepare(dataset, hash, now());
		this.#hosts.startWave(now());
		const { sent, next } = await post({
			world: this.#world,
			hosts: this.#hosts,
			tokens: this.#tokens,
			dataset: async () => (await this.#world.readTown(this.#town))?.dataset,
			now,
			subject: `mailto:${dataset.town.contact.email}`,
			stopAt: this.#world.elapsed() + LONGEST_RUN,
		});
		const grid = nextGridPoint(dataset.town.zone, now());
		return { sent, next: Math.max(Math.min(next ?? grid, grid), now() + 1) };
	}

	#hasSubscribers(): boolean {
		return this.#world.sql.exec("SELECT 1 FROM subscription LIMIT 1").toArray().length > 0;
	}

	#prepare(dataset: Dataset, hash: string, now: Instant): void {
		const { sql } = this.#world;
		const { day: today } = wallClock(dataset.town.zone, now);
		const added = planDue(this.#world, dataset, now);
		if (readMeta(sql, "dataset") !== hash) {
			careForChanges(this.#world, dataset, hash, now);
			writeMeta(sql, "dataset", hash);
		}
		if (readMeta(sql, "today") !== today) this.#startDay(dataset, today, now);
		if (added > 0) this.#world.tell({ event: "wave", town: this.#town, planned: added });
	}

	#startDay(dataset: Dataset, today: Day, now: Instant): void {
		tellOfEnd(this.#world, dataset, now);
		prune(this.#world, plusDays(today, -REMEMBERED));
		writeMeta(this.#world.sql, "today", today);
	}
}
