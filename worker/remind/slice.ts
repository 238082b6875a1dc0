import type { Dataset } from "../../data/model/dataset.ts";
import { type Day, plusDays } from "../../data/model/day.ts";
import { nextGridPoint } from "../../data/model/reminder.ts";
import type { LaterReason } from "../../data/model/subscription-shapes.ts";
import { type Instant, wallClock, type Zone } from "../../data/model/zone.ts";
import { dropForgotten } from "../backup/snapshot.ts";
import { planEndOf } from "../town/plan-end.ts";
import { dispatch } from "./dispatch/dispatcher.ts";
import { type ProofPush, sendProof } from "./dispatch/proof-push.ts";
import { Sender } from "./dispatch/send.ts";
import { TestLanes } from "./dispatch/test-lanes.ts";
import { shorten } from "./error-words.ts";
import { type Delivery, readDelivery } from "./ledger/deliveries.ts";
import { eraseTraces, hasTraces } from "./ledger/erase.ts";
import { Ledger, prune, REMEMBERED, reviveExpired } from "./ledger/outcomes.ts";
import { emptyFlood, forgetSilent } from "./ledger/retire.ts";
import { readDays, readMeta, writeMeta } from "./ledger/schema.ts";
import { keepRules, readRules } from "./ledger/town-rules.ts";
import { endWait, tellOfWait } from "./plan/away.ts";
import { planDue } from "./plan/due.ts";
import { closeGap, openGap } from "./plan/gap.ts";
import { tellOfEnd } from "./plan/plan-end.ts";
import { reconcile } from "./plan/reconcile.ts";
import { wayTo } from "./push/endpoint.ts";
import { PushHosts } from "./push/push-hosts.ts";
import { VapidTokens } from "./push/vapid.ts";
import { subjectOf } from "./push/vapid-subject.ts";
import type { Run } from "./slice-api.ts";
import { MOST_SUBSCRIBERS } from "./subscriptions/store.ts";
import { countSubscribers } from "./subscriptions/subscription-table.ts";
import type { World } from "./world.ts";

/** One alarm works so long at most, in milliseconds; what is left goes on at once in the next. */
const LONGEST_RUN = 60_000;
/** While a dataset cannot be read it is tried again after this. */
const RETRY_READING = 60_000;
const PULSE = 1000;
/** The day on which what was deleted was last erased. */
const ERASED_ON = "erased";
const UTC = "UTC" as Zone;

/** The reminders of one slice of a town. Everything that must survive is in the tables; this holds what may be lost. */
export class Slice {
	readonly #world: World;
	readonly #town: string;
	readonly #hosts: PushHosts;
	readonly #tokens = new VapidTokens();
	readonly #testLanes: TestLanes;
	readonly #proofLanes: TestLanes;
	#hasRefused = false;
	#isHurried = false;

	constructor(world: World, town: string) {
		this.#world = world;
		this.#town = town;
		this.#hosts = new PushHosts(world.lanes, world.pace);
		this.#testLanes = new TestLanes(world.elapsed);
		this.#proofLanes = new TestLanes(world.elapsed);
	}

	/** Plans what is due and carries it out. Run twice, or after a crash, it goes on where the ledger says. */
	async run(now: () => Instant): Promise<Run> {
		this.#beginDay(now());
		const done = await this.#remind(now);
		return { ...done, isErased: await this.#eraseNightly(now()) };
	}

	async #remind(now: () => Instant): Promise<Run> {
		if (!this.#hasSubscribers()) return { sent: 0, next: undefined };
		const reading = await this.#world.readTown(this.#town);
		if (!reading) return this.#await(now());
		const { dataset, hash } = reading;
		endWait(this.#world.sql);
		const subject = subjectOf(dataset.town.contact);
		if (subject === undefined) return this.#refuse(now());
		this.#prepare(dataset, hash, now());
		const stopAt = this.#world.elapsed() + LONGEST_RUN;
		const { sent, next } = await dispatch({
			world: this.#world,
			hosts: this.#hosts,
			tokens: this.#tokens,
			dataset: async () => (await this.#world.readTown(this.#town))?.dataset,
			now,
			subject,
			stopAt: () => (this.#isHurried ? 0 : stopAt),
		});
		const grid = nextGridPoint(dataset.town.zone, now());
		return { sent, next: Math.max(Math.min(next ?? grid, grid), now() + 1) };
	}

	/** While it is hurried, a run begins nothing more, and ends as soon as what it has sent is answered. */
	hurry(isHurried: boolean): void {
		this.#isHurried = isHurried;
	}

	/**
	 * Carries out one delivery at once, beside a wave that may be under way. Answers why it could not be
	 * delivered now; `undefined` where the ledger tells how it ended.
	 */
	async runOne(id: number, now: Instant): Promise<LaterReason | undefined> {
		const dataset = (await this.#world.readTown(this.#town))?.dataset;
		const subject = dataset && subjectOf(dataset.town.contact);
		const delivery = readDelivery(this.#world.sql, id);
		if (!dataset || subject === undefined || !delivery) return undefined;
		let why: LaterReason | undefined = "resting";
		await this.#testLanes.take(
			() => this.#turnOf(delivery, now),
			async () => {
				why = await this.#sendOne(delivery, { dataset, subject, now });
			},
		);
		return why;
	}

	/** Asks the browser behind an endpoint that is taken whether these keys are its own; beside any wave. */
	async sendProof(push: ProofPush, now: Instant): Promise<void> {
		const dataset = (await this.#world.readTown(this.#town))?.dataset;
		const subject = dataset && subjectOf(dataset.town.contact);
		if (!dataset || subject === undefined) return;
		const work = () => sendProof(this.#world, this.#tokens, push, { dataset, subject, now });
		await this.#proofLanes.take(() => "go", work);
	}

	/** After a restore, before the first answer: nothing is told again. */
	async settleGap(): Promise<void> {
		const reading = await this.#world.readTown(this.#town);
		if (reading) closeGap(this.#world, this.#town, reading.dataset, reading.hash);
	}

	#turnOf({ host, endpoint }: Delivery, now: Instant): "go" | "wait" | "rest" {
		const isPaced = wayTo(endpoint, this.#world.routes)?.isPaced ?? false;
		const { kind } = this.#hosts.turnOf(host, isPaced, true, { now, elapsed: this.#world.elapsed() });
		return kind === "go" || kind === "rest" ? kind : "wait";
	}

	async #sendOne(
		delivery: Delivery,
		{ dataset, subject, now }: { readonly dataset: Dataset; readonly subject: string; readonly now: Instant },
	): Promise<LaterReason | undefined> {
		const [world, hosts, tokens] = [this.#world, this.#hosts, this.#tokens];
		const sender = new Sender({ world, hosts, tokens, now: () => now, subject });
		const pulse = setInterval(() => sender.giveUpOnSilent(), PULSE);
		hosts.begin(delivery.host, world.elapsed());
		const [ended] = await sender.carryOut([delivery], dataset).finally(() => {
			hosts.end(delivery.host);
			clearInterval(pulse);
		});
		if (!ended) return undefined;
		const { ending } = ended;
		const { id, subscription, place, day } = delivery;
		const ledger = new Ledger(world);
		ledger.record({ id, subscription, place, day, ending, at: now });
		ledger.flush();
		return ending.state === "due" ? ending.why : undefined;
	}

	#hasSubscribers(): boolean {
		return this.#world.sql.exec("SELECT 1 FROM subscription LIMIT 1").toArray().length > 0;
	}

	#prepare(dataset: Dataset, hash: string, now: Instant): void {
		const { sql } = this.#world;
		const { day: today } = wallClock(dataset.town.zone, now);
		openGap(this.#world, now);
		keepRules(sql, dataset.town);
		closeGap(this.#world, this.#town, dataset, hash);
		if (readMeta(sql, "dataset") !== hash)
			this.#world.atomically(() => {
				reconcile(this.#world, dataset, now);
				writeMeta(sql, "dataset", hash);
			});
		const added = planDue(this.#world, dataset, now);
		if (readMeta(sql, "today") !== today) this.#startDay(dataset, today, now);
		const emptied = this.#world.atomically(() => emptyFlood(sql, countSubscribers(sql), MOST_SUBSCRIBERS));
		if (emptied > 0) this.#world.tell({ event: "flood_emptied", town: this.#town, subscriptions: emptied });
		if (added > 0) this.#world.tell({ event: "wave", town: this.#town, planned: added });
	}

	/** Once a day, in the first run of it; where nobody is left, at once. */
	async #eraseNightly(now: Instant): Promise<boolean> {
		const { sql, atomically, fileBytes, tell } = this.#world;
		const day = this.#today(now);
		if (!hasTraces(sql) || (this.#hasSubscribers() && readMeta(sql, ERASED_ON) === day)) return false;
		// Written down first: a disk without room for it must not keep the slice from its work.
		writeMeta(sql, ERASED_ON, day);
		const bytes = await fileBytes();
		if (bytes === undefined) return false;
		try {
			atomically(() => {
				dropForgotten(sql, now);
				eraseTraces(sql, bytes);
			});
			return true;
		} catch (error) {
			tell({ event: "erase_failed", town: this.#town, error: shorten(error) });
			return false;
		}
	}

	/** Its dates are not there: whose folder was removed for good has to be told to the host, who alone knows it. */
	#await(now: Instant): Run {
		tellOfWait(this.#world, this.#town, this.#today(now));
		return { sent: 0, next: now + RETRY_READING };
	}

	/** By the town's own clock, as far as it was ever known. */
	#today(now: Instant): Day {
		return wallClock(readRules(this.#world.sql)?.zone ?? UTC, now).day;
	}

	/** Push services shut out senders that nobody can be asked about; said once per start, and by every answer. */
	#refuse(now: Instant): Run {
		if (!this.#hasRefused) this.#world.tell({ event: "no_contact", town: this.#town });
		this.#hasRefused = true;
		return { sent: 0, next: now + RETRY_READING };
	}

	/** What the day changes in what the town publishes. */
	#startDay(dataset: Dataset, today: Day, now: Instant): void {
		tellOfEnd(this.#world, dataset, now);
		const end = planEndOf(dataset, today);
		if (end) this.#world.tell({ event: end.code, town: this.#town, days: end.days });
		writeMeta(this.#world.sql, "today", today);
	}

	/** How long something is kept is no question of the town's dates: it holds while they are away, too. */
	#beginDay(now: Instant): void {
		const { sql, atomically, tell } = this.#world;
		const today = this.#today(now);
		// In the order in which they began here.
		const days = readDays(sql, "days");
		if (days.at(-1) === today || !this.#hasSubscribers()) return;
		const forgotten = atomically(() => forgetSilent(sql, today, now));
		if (forgotten > 0) tell({ event: "forgotten", town: this.#town, subscriptions: forgotten });
		reviveExpired(sql, now);
		const begun = [...days, today].slice(-REMEMBERED - 1);
		const [before = today] = [plusDays(today, -REMEMBERED), ...begun].sort();
		prune(this.#world, before);
		writeMeta(sql, "days", JSON.stringify(begun));
	}
}
