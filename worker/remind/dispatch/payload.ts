import { collectionsOf, type Dataset, findPlace } from "../../../data/model/dataset.ts";
import { type Day, NO_DAY_AFTER } from "../../../data/model/day.ts";
import { dueOn, mayBeSent, nextChance } from "../../../data/model/reminder.ts";
import { type Instant, wallClock } from "../../../data/model/zone.ts";
import { readServices, slotNamed } from "../plan/due.ts";
import { changeSince, type Told } from "../plan/reconcile.ts";
import {
	type Addressee,
	changeMessage,
	chooseMessage,
	endMessage,
	reminderMessage,
	type Subject,
	testMessage,
} from "./message.ts";

/** A row of the ledger with what is needed to carry it out, read at the moment of sending. */
export interface Errand extends Record<string, SqlStorageValue> {
	readonly id: number;
	readonly subscription: number;
	readonly place: string;
	readonly day: string;
	readonly kind: string;
	readonly until: number;
	readonly attempts: number;
	readonly name: string;
	readonly endpoint: string;
	readonly p256dh: string;
	readonly auth: string;
	readonly host: string;
	readonly kid: string;
	readonly origin: string;
	readonly lang: string;
	readonly services: string | null;
	readonly paused_until: string | null;
	/** How many addresses the subscription has. */
	readonly addresses: number;
	readonly told: string | null;
	readonly done: number;
}

const ERRANDS = `SELECT e.id, e.subscription, e.place, e.day, e.kind, e.until, e.attempts,
		b.name, b.endpoint, b.p256dh, b.auth, b.host, b.kid, b.origin, b.lang,
		w.services, w.paused_until, t.what AS told,
		(SELECT COUNT(*) FROM wish a WHERE a.subscription = b.id) AS addresses,
		EXISTS (SELECT 1 FROM done d WHERE d.subscription = e.subscription AND d.place = e.place AND d.day = e.day) AS done
	FROM errand e JOIN subscription b ON b.id = e.subscription
	LEFT JOIN wish w ON w.subscription = e.subscription AND w.place = e.place
	LEFT JOIN told t ON t.subscription = e.subscription AND t.place = e.place AND t.day = e.day
	WHERE e.state = 'due' AND`;

/** `undefined`: its subscription is gone. */
export function readErrand(sql: SqlStorage, id: number): Errand | undefined {
	return sql.exec<Errand>(`${ERRANDS} e.id = ?`, id).toArray()[0];
}

/** What is due for a push service, the longest due first. */
export function readErrands(sql: SqlStorage, host: string, now: Instant, most: number): Errand[] {
	return sql
		.exec<Errand>(`${ERRANDS} e.host = ? AND e.due <= ? ORDER BY e.due, e.id LIMIT ?`, host, now, most)
		.toArray();
}

/** Whether everything of this kind and day may be sent at this minute, to whomever it goes. */
export function isGoodTime({ kind, day }: Errand, { town: { zone, putOut } }: Dataset, now: Instant): boolean {
	const slot = slotNamed(kind);
	if (slot?.when !== "eve") return true;
	return wallClock(zone, now).day < day && mayBeSent(zone, putOut, day as Day, slot, now) === "now";
}

/**
 * An evening's reminder that was held up until it is no good time any more: it does not come at night.
 * `undefined`: it may come now, though late; `never`: the same household is told of the same place in the
 * morning anyway.
 */
export function notBefore(
	sql: SqlStorage,
	{ kind, day, subscription, place }: Errand,
	{ town: { zone, putOut } }: Dataset,
	now: Instant,
): Instant | "never" | undefined {
	const slot = slotNamed(kind);
	if (!slot) return undefined;
	const morning = "SELECT 1 FROM slot WHERE subscription = ? AND place = ? AND time_of = 'morning'";
	if (sql.exec(morning, subscription, place).toArray().length > 0) return "never";
	const isNow = mayBeSent(zone, putOut, day as Day, slot, now) === "now";
	return isNow ? undefined : nextChance(zone, day as Day, slot, now);
}

export interface Written {
	readonly payload: string;
	/** To be remembered as told once it is delivered. */
	readonly told?: Told | undefined;
}

/** What an errand says now, by the dataset as it is now; `undefined` when there is nothing left to say. */
export function write(errand: Errand, dataset: Dataset, tag: string, now: Instant): Written | undefined {
	const day = (errand.day === NO_DAY_AFTER ? wallClock(dataset.town.zone, now).day : errand.day) as Day;
	const subject: Subject = { dataset, place: errand.place, day, tag, now };
	if (errand.kind.startsWith("test ")) return { payload: testMessage(addresseeOf(errand, undefined), subject) };
	if (errand.kind === "end") return { payload: endMessage(addresseeOf(errand, undefined), subject) };
	const found = findPlace(dataset, errand.place);
	if (errand.kind === "choose") {
		return found ? undefined : { payload: chooseMessage(addresseeOf(errand, undefined), subject) };
	}
	const to = addresseeOf(errand, found?.street.name);
	if (!found) return undefined;
	const wish = {
		services: readServices(errand.services),
		pausedUntil: (errand.paused_until ?? undefined) as Day | undefined,
	};
	if (errand.kind.startsWith("change ")) return writeChange(errand, subject, to);
	if (errand.done) return undefined;
	const collections = dueOn(dataset, found.place, wish, day);
	if (collections.length === 0) return undefined;
	const told = collections.map(({ service, planned }) => [service.id, planned] as const);
	const kind = errand.kind === "later" ? "later" : "reminder";
	return { payload: reminderMessage(to, subject, collections, kind), told };
}

function writeChange(errand: Errand, subject: Subject, to: Addressee): Written | undefined {
	const { dataset, day } = subject;
	const change = errand.told === null ? undefined : changeSince(dataset, { ...errand, what: errand.told });
	const found = findPlace(dataset, errand.place);
	if (!change || !found) return undefined;
	const services = readServices(errand.services);
	const current = collectionsOf(dataset, found.place, { period: { from: day, to: day }, services });
	const told = current.map(({ service, planned }) => [service.id, planned] as const);
	return { payload: changeMessage(to, subject, change), told };
}

function addresseeOf({ lang, origin, addresses }: Errand, street: string | undefined): Addressee {
	return { lang, origin, street: addresses > 1 ? street : undefined };
}
