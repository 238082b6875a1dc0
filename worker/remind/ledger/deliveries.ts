import type { Instant } from "../../../data/model/zone.ts";
import { IS_LATER, IS_SLOT } from "./kind.ts";

/** Rows looked at in one go: memory stays flat however many subscribe. */
export const PAGE = 2000;

/** Whoever was never delivered to may be invented, and waits for those who are not. */
const RANK = "CASE WHEN b.delivered IS NOT NULL THEN 0 WHEN b.outcome IS NULL THEN 1 ELSE 2 END";

/** What is to be told, to one household or to many. */
export interface NewDelivery {
	readonly day: string;
	readonly kind: string;
	readonly due: Instant;
	readonly until: Instant;
}

/**
 * Enters a delivery for each row of a query that answers `subscription` and `place`, which
 * is empty where none is concerned. Nothing happens where the ledger holds it already, or
 * where the subscription is gone.
 */
export function enterDeliveries(
	sql: SqlStorage,
	{ day, kind, due, until }: NewDelivery,
	who: string,
	...values: readonly SqlStorageValue[]
): void {
	sql.exec(
		`INSERT INTO delivery (subscription, place, day, kind, host, state, due, until, rank)
		SELECT b.id, w.place, ?, ?, b.host, 'due', ?, ?, ${RANK} FROM (${who}) w JOIN subscription b ON b.id = w.subscription
		WHERE true ON CONFLICT DO NOTHING`,
		day,
		kind,
		due,
		until,
		...values,
	);
}

/** For one household. */
export function enterDelivery(sql: SqlStorage, subscription: number, place: string, delivery: NewDelivery): void {
	enterDeliveries(sql, delivery, "SELECT ? AS subscription, ? AS place", subscription, place);
}

/** A row of the ledger with what is needed to carry it out, read at the moment of sending. */
export interface Delivery extends Record<string, SqlStorageValue> {
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
	/** What the addresses of the place want, see `readWants`. */
	readonly wants: string;
	/** How many addresses the subscription has. */
	readonly addresses: number;
	/** `[[services, what], ...]`: what was told of the day to the addresses of the place. */
	readonly told: string;
	/** 1: it comes with those of the other addresses that are due at once. */
	readonly bundle: number;
	/** 1: something was delivered to this subscription before. */
	readonly proven: number;
}

const DELIVERIES = `SELECT e.id, e.subscription, e.place, e.day, e.kind, e.until, e.attempts,
		b.name, b.endpoint, b.p256dh, b.auth, b.host, b.kid, b.origin, b.lang, b.delivered IS NOT NULL AS proven,
		b.bundle = 1 AND (${IS_SLOT} OR ${IS_LATER}) AS bundle,
		(SELECT COUNT(*) FROM wish a WHERE a.subscription = b.id) AS addresses,
		(SELECT json_group_array(json_array(w.services, w.paused_until,
				EXISTS (SELECT 1 FROM done d WHERE d.subscription = w.subscription AND d.address = w.address AND d.day = e.day),
				EXISTS (SELECT 1 FROM slot s WHERE s.subscription = w.subscription AND s.address = w.address
					AND e.kind = s.time_of || ' ' || s.minutes)))
			FROM wish w WHERE w.subscription = b.id AND w.place = e.place) AS wants,
		(SELECT json_group_array(json_array(w.services, t.what))
			FROM wish w JOIN told t ON t.subscription = w.subscription AND t.address = w.address AND t.day = e.day
			WHERE w.subscription = b.id AND w.place = e.place) AS told
	FROM delivery e JOIN subscription b ON b.id = e.subscription
	WHERE e.state = 'due' AND`;

/** `undefined`: its subscription is gone. */
export function readDelivery(sql: SqlStorage, id: number): Delivery | undefined {
	return sql.exec<Delivery>(`${DELIVERIES} e.id = ?`, id).toArray()[0];
}

/** What is due for a push service: those first who were delivered to before, of these the longest due. */
export function readDeliveries(sql: SqlStorage, host: string, now: Instant, most: number): Delivery[] {
	return sql
		.exec<Delivery>(`${DELIVERIES} e.host = ? AND e.due <= ? ORDER BY e.rank, e.due, e.id LIMIT ?`, host, now, most)
		.toArray();
}

/** What goes out with it in one push, itself first: the same household's reminders of the same day and time. */
export function readBundle(sql: SqlStorage, delivery: Delivery, now: Instant): readonly Delivery[] {
	if (delivery.bundle !== 1) return [delivery];
	const { id, subscription, day, kind } = delivery;
	const query = `${DELIVERIES} e.subscription = ? AND e.day = ? AND e.kind = ? AND e.due <= ? AND e.id <> ? ORDER BY e.id`;
	return [delivery, ...sql.exec<Delivery>(query, subscription, day, kind, now, id).toArray()];
}
