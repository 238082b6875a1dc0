import type { ReachAsked } from "../../data/model/desk.ts";
import { nextGridPoint } from "../../data/model/reminder.ts";
import type { ChangeRequest } from "../../data/model/subscription.ts";
import type { Instant } from "../../data/model/zone.ts";
import { isSameHash } from "../http/sha256.ts";
import { touch } from "./change-count.ts";
import { hasTables, openTables } from "./ledger/schema.ts";
import { readRules } from "./ledger/town-rules.ts";
import { nextOf } from "./plan/ahead.ts";
import { type Button, type KnownSubscriber, postpone, settle, unsettle } from "./plan/buttons.ts";
import { closeGapFor, inheritGap } from "./plan/gap.ts";
import { refusalOf } from "./plan/refusal.ts";
import { storedOf } from "./plan/stored.ts";
import { sendTestPush } from "./plan/test-push.ts";
import { subjectOf } from "./push/vapid-subject.ts";
import { RunningSlice } from "./running-slice.ts";
import type {
	AboutDay,
	Bearer,
	Done,
	Handover,
	NewSubscription,
	Refusal,
	SliceFigures,
	SliceStub,
	StoredSubscription,
	Subscribed,
} from "./slice-api.ts";
import { figuresOf } from "./subscriptions/figures.ts";
import { readHandover } from "./subscriptions/handover.ts";
import { isProof, makeProof } from "./subscriptions/proof.ts";
import { store } from "./subscriptions/store.ts";
import {
	changeSubscriber,
	noteSeen,
	removeSubscriber,
	type Subscriber,
	subscriberNamed,
} from "./subscriptions/subscription-table.ts";
import { hashToken, makeToken } from "./subscriptions/token.ts";
import { flawsOf } from "./subscriptions/wish-flaws.ts";
import { writeWishes } from "./subscriptions/wishes.ts";

/**
 * One slice of a town's reminders: subscriptions, timer and ledger in one place, with
 * a database of its own. The name of the object is `<town>/<slice>`. Here is what households ask of it.
 */
export abstract class SliceObject<Env> extends RunningSlice<Env> implements SliceStub {
	async subscribe(given: NewSubscription): Promise<Subscribed | Refusal> {
		const token = makeToken();
		const dataset = await this.dataset(given.town);
		const [hash, now] = [await hashToken(token), await this.lent.clock.read()];
		if (!dataset) return { kind: "unready" };
		openTables(this.world.sql);
		if (subjectOf(dataset.town.contact) === undefined) return { kind: "off" };
		const flaws = flawsOf(dataset, given.places);
		if (flaws.length > 0) return { kind: "flawed", flaws };
		const { sql } = this.world;
		const span = this.town() === undefined ? await this.lent.unknownSpan() : undefined;
		const isProven = given.proof !== undefined && (await isProof(sql, given.push, given.proof, now));
		const stored = this.world.atomically(() => {
			inheritGap(sql, span, now);
			const done = store(this.world, given, hash, { dataset, now, isProven });
			if (!("kind" in done)) closeGapFor(this.world, done.id, dataset, now);
			return done;
		});
		if ("kind" in stored) {
			if (stored.kind === "taken") await this.#askForProof(given, now);
			return stored;
		}
		await this.alarms.armBy(nextGridPoint(dataset.town.zone, now), now);
		const { id, ...places } = stored;
		return { kind: "subscribed", ...places, token, next: nextOf(this.world, id, dataset, now) };
	}

	/** The answer waits for no push service. */
	async #askForProof({ push, kid, currentKid, lang, origin }: NewSubscription, now: Instant): Promise<void> {
		const proof = await makeProof(this.world.sql, push, now);
		const asked = this.sliceOf()?.sendProof({ push, kid: kid ?? currentKid, lang, origin, proof }, now);
		this.ctx.waitUntil(asked ?? Promise.resolve());
	}

	async read(bearer: Bearer): Promise<StoredSubscription | Refusal> {
		const subscriber = await this.#find(bearer);
		if (!subscriber) return { kind: "unknown" };
		const dataset = await this.dataset(this.town() ?? "");
		return storedOf(this.world, subscriber, dataset, await this.lent.clock.read());
	}

	async change(bearer: Bearer, { lang, places, bundle }: ChangeRequest): Promise<StoredSubscription | Refusal> {
		const known = await this.#findWithRules(bearer);
		if ("kind" in known) return known;
		const { subscriber, rules } = known;
		const dataset = await this.dataset(this.town() ?? "");
		const refused = places && refusalOf(this.world, places, known, dataset);
		if (refused) return refused;
		const now = await this.lent.clock.read();
		const after = {
			...subscriber,
			lang: lang ?? subscriber.lang,
			bundle: Number(bundle ?? subscriber.bundle),
		};
		this.world.atomically(() => {
			touch(this.world.sql);
			changeSubscriber(this.world, after);
			if (places) writeWishes(this.world, subscriber.id, places, { dataset, zone: rules.zone, now });
			closeGapFor(this.world, subscriber.id, dataset, now);
		});
		await this.alarms.armBy(nextGridPoint(rules.zone, now), now);
		return storedOf(this.world, after, dataset, now);
	}

	async remove(bearer: Bearer): Promise<Done | Refusal> {
		const subscriber = await this.#find(bearer);
		if (!subscriber) return { kind: "unknown" };
		removeSubscriber(this.world, subscriber.id);
		return { kind: "done" };
	}

	/** What it was told, for the subscription that takes its place; nothing changes here. */
	async handover(bearer: Bearer): Promise<Handover | undefined> {
		const subscriber = await this.#find(bearer);
		return subscriber && readHandover(this.world, subscriber.id);
	}

	async figures(asked: ReachAsked): Promise<SliceFigures> {
		return figuresOf(this.world.sql, asked);
	}

	/** It is out: no further reminder for that day. */
	settle(bearer: Bearer, which: AboutDay): Promise<Done | Refusal> {
		return this.#press(settle, bearer, which);
	}

	/** It is not out after all: what is still to come, comes. */
	unsettle(bearer: Bearer, which: AboutDay): Promise<Done | Refusal> {
		return this.#press(unsettle, bearer, which);
	}

	/** One more push in an hour, once, and never when the bins must be out already. */
	postpone(bearer: Bearer, which: AboutDay): Promise<Done | Refusal> {
		return this.#press(postpone, bearer, which);
	}

	/** Sends one push now and says how it went. */
	async test(bearer: Bearer): Promise<Done | Refusal> {
		const subscriber = await this.#find(bearer);
		if (!subscriber) return { kind: "unknown" };
		if (!(await this.dataset(this.town() ?? ""))) return { kind: "unready" };
		const slice = this.sliceOf();
		const now = await this.lent.clock.read();
		return sendTestPush(this.world.sql, slice && ((id, at) => slice.runOne(id, at)), subscriber, now);
	}

	async #find({ name, token }: Bearer): Promise<Subscriber | undefined> {
		const hash = await hashToken(token);
		const subscriber = hasTables(this.world.sql) ? subscriberNamed(this.world, name) : undefined;
		// Unknown names are compared too, so that they take as long as wrong tokens.
		const matches = isSameHash(subscriber?.token ?? hash.replace(/./gu, "0"), hash);
		if (!matches || !subscriber) return undefined;
		noteSeen(this.world, subscriber, await this.lent.clock.read());
		return subscriber;
	}

	/** With the rules as they are served now; while they are not, as they were last. */
	async #findWithRules(bearer: Bearer): Promise<KnownSubscriber | Refusal> {
		const subscriber = await this.#find(bearer);
		if (!subscriber) return { kind: "unknown" };
		const dataset = await this.dataset(this.town() ?? "");
		const rules = dataset?.town ?? readRules(this.world.sql);
		return rules ? { subscriber, rules } : { kind: "unready" };
	}

	async #press(button: Button, bearer: Bearer, which: AboutDay): Promise<Done | Refusal> {
		const known = await this.#findWithRules(bearer);
		if ("kind" in known) return known;
		const now = await this.lent.clock.read();
		const pressed = this.world.atomically(() => button(this.world, { ...known, ...which, now }));
		if (pressed.kind !== "pressed") return pressed;
		if (pressed.due !== undefined) await this.alarms.armBy(pressed.due, now);
		return { kind: "done" };
	}
}
