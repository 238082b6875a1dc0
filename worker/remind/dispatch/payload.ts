import type { Collection } from "../../../data/model/collection.ts";
import { collectionsOf, type Dataset, findPlace, servicesNow } from "../../../data/model/dataset.ts";
import { type Day, NO_DAY_AFTER } from "../../../data/model/day.ts";
import { TOGETHER } from "../../../data/model/push-message.ts";
import { dueOn, mayBeSent, nextChance } from "../../../data/model/reminder.ts";
import type { Place } from "../../../data/model/street.ts";
import { type Instant, wallClock } from "../../../data/model/zone.ts";
import type { Delivery } from "../ledger/deliveries.ts";
import { parseKind } from "../ledger/kind.ts";
import type { ToldCollections } from "../ledger/told.ts";
import { readServices, readWants } from "../ledger/wants.ts";
import { changeSince, mergeChanges } from "../plan/change.ts";
import {
	type Addressee,
	changeMessage,
	chooseMessage,
	endMessage,
	goneMessage,
	reminderMessage,
	type Subject,
	testMessage,
	whereWords,
} from "./message.ts";

/** Whether everything of this kind and day may be sent at this minute, to whomever it goes. */
export function isGoodTime({ kind, day }: Delivery, { town: { zone, putOut } }: Dataset, now: Instant): boolean {
	const slot = parseKind(kind);
	if (slot?.is !== "slot" || slot.when !== "eve") return true;
	return wallClock(zone, now).day < day && mayBeSent(zone, putOut, day as Day, slot, now) === "now";
}

/**
 * An evening's reminder that was held up until it is no good time any more: it does not come at night.
 * `undefined`: it may come now, though late; `never`: the same household is told of the same place in the
 * morning anyway.
 */
export function notBefore(
	sql: SqlStorage,
	{ kind, day, subscription, place }: Delivery,
	{ town: { zone, putOut } }: Dataset,
	now: Instant,
): Instant | "never" | undefined {
	const slot = parseKind(kind);
	if (slot?.is !== "slot") return undefined;
	// Of the addresses that have this time: one that has no morning time, too.
	const eveningOnly = `SELECT 1 FROM slot s WHERE s.subscription = ? AND s.place = ? AND s.time_of = ? AND s.minutes = ?
		AND NOT EXISTS (SELECT 1 FROM slot m WHERE m.subscription = s.subscription AND m.address = s.address AND m.time_of = 'morning')`;
	if (sql.exec(eveningOnly, subscription, place, slot.when, slot.time).toArray().length === 0) return "never";
	const isNow = mayBeSent(zone, putOut, day as Day, slot, now) === "now";
	return isNow ? undefined : nextChance(zone, day as Day, slot, now);
}

export interface Written {
	readonly payload: string;
	/** To be remembered as told once it is delivered. */
	readonly told?: ToldCollections | undefined;
}

/** The same for several; those that have nothing left to say are not in `told`. */
export interface WrittenTogether {
	readonly payload: string;
	readonly told: ReadonlyMap<Delivery, ToldCollections | undefined>;
}

/** What a delivery says now, by the dataset as it is now; `undefined` when there is nothing left to say. */
export function write(delivery: Delivery, dataset: Dataset, tag: string, now: Instant): Written | undefined {
	const day = (delivery.day === NO_DAY_AFTER ? wallClock(dataset.town.zone, now).day : delivery.day) as Day;
	const subject: Subject = { dataset, place: delivery.place, day, tag, now };
	const kind = parseKind(delivery.kind);
	if (kind?.is === "test") return { payload: testMessage(addresseeOf(delivery, undefined), subject) };
	// Imported in between: the plan ends elsewhere now.
	if (kind?.is === "end" && day !== dataset.coverage.to) return undefined;
	if (kind?.is === "end") return { payload: endMessage(addresseeOf(delivery, undefined), subject) };
	const found = findPlace(dataset, delivery.place);
	if (kind?.is === "choose") {
		return found ? undefined : { payload: chooseMessage(addresseeOf(delivery, undefined), subject) };
	}
	const to = addresseeOf(delivery, found?.street.name);
	if (!found) return undefined;
	if (kind?.is === "gone") return writeGone(delivery, subject, kind.edition);
	if (kind?.is === "change") return writeChange(delivery, subject, to);
	const collections = collectionsFor(delivery, dataset, found.place);
	if (collections.length === 0) return undefined;
	const payload = reminderMessage(to, subject, collections, kind?.is === "later" ? "later" : "reminder");
	return { payload, told: toldBy(collections) };
}

/** One push for several addresses of a household: what is out in which street. */
export function writeTogether(
	bundle: readonly Delivery[],
	dataset: Dataset,
	tag: string,
	now: Instant,
): WrittenTogether | undefined {
	const parts = bundle.flatMap((delivery) => {
		const found = findPlace(dataset, delivery.place);
		const collections = found ? collectionsFor(delivery, dataset, found.place) : [];
		return found && collections.length > 0 ? [{ delivery, street: found.street.name, collections }] : [];
	});
	const [first] = parts;
	if (!first) return undefined;
	const { kind, day, lang, origin } = first.delivery;
	const place = parts.map(({ delivery }) => delivery.place).join(TOGETHER);
	const all = unionOf(
		parts.map(({ collections }) => collections),
		dataset,
	);
	const once = all.filter(({ service }, at) => all.findIndex((each) => each.service.id === service.id) === at);
	const to = { lang, origin, street: whereWords(parts) };
	const subject = { dataset, place, day: day as Day, tag, now };
	const payload = reminderMessage(to, subject, once, parseKind(kind)?.is === "later" ? "later" : "reminder");
	return { payload, told: new Map(parts.map(({ delivery, collections }) => [delivery, toldBy(collections)])) };
}

/** What is collected at a place of those who are reminded now and have not put it out. */
function collectionsFor(delivery: Delivery, dataset: Dataset, place: Place): readonly Collection[] {
	const isSlot = parseKind(delivery.kind)?.is === "slot";
	const wants = readWants(delivery.wants).filter(({ isDone, hasSlot }) => !isDone && (hasSlot || !isSlot));
	return unionOf(
		wants.map((want) => dueOn(dataset, place, want, delivery.day as Day)),
		dataset,
	);
}

function toldBy(collections: readonly Collection[]): ToldCollections {
	return collections.map(({ service, planned }) => [service.id, planned] as const);
}

/** What several addresses of one place are told in one notification: each collection once, in the town's order. */
function unionOf(lists: readonly (readonly Collection[])[], { services }: Dataset): readonly Collection[] {
	const [only, ...others] = lists;
	if (!only || others.length === 0) return only ?? [];
	const once = new Map(lists.flat().map((each) => [`${each.service.id} ${each.planned}`, each]));
	const order = new Map(services.map(({ id }, at) => [id, at]));
	return [...once.values()].sort((one, other) => (order.get(one.service.id) ?? 0) - (order.get(other.service.id) ?? 0));
}

/** Asked only what is still chosen; whoever chose anew since is told nothing. */
function writeGone(delivery: Delivery, subject: Subject, edition: number): Written | undefined {
	const chosen = readWants(delivery.wants).flatMap(({ services }) => services ?? []);
	const gone = servicesNow(subject.dataset, chosen).gone.filter((each) => each.edition === edition);
	if (gone.length === 0) return undefined;
	const street = findPlace(subject.dataset, delivery.place)?.street.name;
	return { payload: goneMessage(addresseeOf(delivery, street), subject, gone) };
}

function writeChange(delivery: Delivery, subject: Subject, to: Addressee): Written | undefined {
	const { dataset, day, place } = subject;
	const found = findPlace(dataset, place);
	const addresses = JSON.parse(delivery.told) as (readonly [services: string | null, what: string])[];
	const change = mergeChanges(
		addresses.flatMap(([services, what]) => changeSince(dataset, { place, day, what, services }) ?? []),
	);
	if (!change || !found) return undefined;
	const current = unionOf(
		addresses.map(([services]) =>
			collectionsOf(dataset, found.place, { period: { from: day, to: day }, services: readServices(services) }),
		),
		dataset,
	);
	return { payload: changeMessage(to, subject, change), told: toldBy(current) };
}

function addresseeOf({ lang, origin, addresses }: Delivery, street: string | undefined): Addressee {
	return { lang, origin, street: addresses > 1 ? street : undefined };
}
