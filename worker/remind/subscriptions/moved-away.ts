import type { PushTarget } from "../../../data/model/subscription.ts";
import type { Instant } from "../../../data/model/zone.ts";
import { shorten } from "../error-words.ts";
import type { World } from "../world.ts";
import { removeSubscriber, subscriberAt } from "./subscription-table.ts";
import { isSameHash } from "./token.ts";

/** Said so many in one go. */
const PAGE = 50;

interface Farewell extends Record<string, SqlStorageValue> {
	readonly town: string;
	readonly endpoint: string;
	readonly p256dh: string;
	readonly auth: string;
	readonly since: number;
}

/** Tells another town's slice to forget an endpoint that has moved; throws when it cannot be reached. */
export type SayFarewell = (town: string, push: PushTarget, since: Instant) => Promise<void>;

/** To be said to other towns: this endpoint is reminded here since then. */
export function noteFarewells(sql: SqlStorage, towns: readonly string[], push: PushTarget, since: Instant): void {
	const { endpoint, keys } = push;
	const note = "INSERT OR REPLACE INTO farewell (town, endpoint, p256dh, auth, since) VALUES (?, ?, ?, ?, ?)";
	for (const town of towns) sql.exec(note, town, endpoint, keys.p256dh, keys.auth, since);
}

export function hasFarewells(sql: SqlStorage): boolean {
	return sql.exec("SELECT 1 FROM farewell LIMIT 1").toArray().length > 0;
}

/** Says them; those that were not heard stay until the next time. */
export async function sayFarewells({ sql, tell }: World, say: SayFarewell): Promise<void> {
	const open = sql.exec<Farewell>(`SELECT * FROM farewell LIMIT ${PAGE}`).toArray();
	for (const { town, endpoint, p256dh, auth, since } of open) {
		try {
			await say(town, { endpoint, keys: { p256dh, auth } }, since);
			sql.exec("DELETE FROM farewell WHERE town = ? AND endpoint = ? AND since <= ?", town, endpoint, since);
		} catch (error) {
			tell({ event: "farewell_failed", town, error: shorten(error) });
		}
	}
}

/** The household uses another town since then; only who knows the keys may say so, and a later return counts more. */
export function hearFarewell(world: World, { endpoint, keys }: PushTarget, since: Instant): void {
	const subscriber = subscriberAt(world, endpoint);
	const isNewer = subscriber !== undefined && subscriber.seen > since;
	if (!isNewer) world.sql.exec("DELETE FROM farewell WHERE endpoint = ? AND since <= ?", endpoint, since);
	if (!subscriber || isNewer) return;
	if (isSameHash(subscriber.p256dh, keys.p256dh) && isSameHash(subscriber.auth, keys.auth))
		removeSubscriber(world, subscriber.id);
}
