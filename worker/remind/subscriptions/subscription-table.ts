import type { Instant } from "../../../data/model/zone.ts";
import { forget } from "../ledger/outcomes.ts";
import type { World } from "../world.ts";

/** A row of `subscription`, without what only sending needs. */
export interface Subscriber extends Record<string, SqlStorageValue> {
	readonly id: number;
	readonly name: string;
	readonly token: string;
	readonly p256dh: string;
	readonly auth: string;
	readonly lang: string;
	readonly kid: string;
	readonly host: string;
	readonly seen: number;
	readonly delivered: number | null;
	readonly outcome: string | null;
	readonly tested: number;
	readonly bundle: number;
}

export function subscriberNamed({ sql }: World, name: string): Subscriber | undefined {
	return sql.exec<Subscriber>("SELECT * FROM subscription WHERE name = ?", name).toArray()[0];
}

export function subscriberAt({ sql }: World, endpoint: string): Subscriber | undefined {
	return sql.exec<Subscriber>("SELECT * FROM subscription WHERE endpoint = ?", endpoint).toArray()[0];
}

/** By way of the index alone. */
export function countSubscribers(sql: SqlStorage): number {
	return sql.exec<{ count: number }>("SELECT COUNT(*) AS count FROM subscription").toArray()[0]?.count ?? 0;
}

export interface NewSubscriber {
	readonly name: string;
	/** SHA-256 of the token, hexadecimal. */
	readonly token: string;
	readonly endpoint: string;
	readonly p256dh: string;
	readonly auth: string;
	readonly host: string;
	readonly kid: string;
	readonly origin: string;
	readonly lang: string;
	readonly bundle: boolean;
}

export function insertSubscriber({ sql }: World, given: NewSubscriber, now: Instant): number {
	const { name, token, endpoint, p256dh, auth, host, kid, origin, lang, bundle } = given;
	const [row] = sql
		.exec<{ id: number }>(
			`INSERT INTO subscription (name, token, endpoint, p256dh, auth, host, kid, origin, lang, bundle, created, seen)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
			name,
			token,
			endpoint,
			p256dh,
			auth,
			host,
			kid,
			origin,
			lang,
			Number(bundle),
			now,
			now,
		)
		.toArray();
	if (!row) throw new Error("the row that was just written is not there");
	return row.id;
}

/** A browser that subscribes under another key gets another endpoint, so the key stays unless its page names one. */
export function renewSubscriber(
	{ sql }: World,
	id: number,
	{ token, kid, origin, lang, bundle }: Omit<NewSubscriber, "kid"> & { readonly kid: string | undefined },
	now: Instant,
): void {
	sql.exec(
		"UPDATE subscription SET token = ?, kid = COALESCE(?, kid), origin = ?, lang = ?, bundle = ?, seen = ? WHERE id = ?",
		token,
		kid ?? null,
		origin,
		lang,
		Number(bundle),
		now,
		id,
	);
}

/** What may change of it afterwards. */
export function changeSubscriber(
	{ sql }: World,
	{ id, lang, bundle }: Pick<Subscriber, "id" | "lang" | "bundle">,
): void {
	sql.exec("UPDATE subscription SET lang = ?, bundle = ? WHERE id = ?", lang, bundle, id);
}

/** Whoever comes with the token is there; written down at most once in so many milliseconds. */
const SEEN_AGAIN_AFTER = 6 * 3_600_000;

export function noteSeen({ sql }: World, { id, seen }: Subscriber, now: Instant): void {
	if (now - seen > SEEN_AGAIN_AFTER) sql.exec("UPDATE subscription SET seen = ? WHERE id = ?", now, id);
}

export function removeSubscriber(world: World, id: number): void {
	world.atomically(() => forget(world.sql, id));
}
