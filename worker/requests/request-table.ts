import type { Day } from "../../data/model/day.ts";
import type { Offer } from "../../data/model/offer-shape.ts";
import { type Content, OPEN_STATES, type State } from "../../data/model/request.ts";
import type { Instant } from "../../data/model/zone.ts";
import type { Holder, Photo, RequestEvent, StoredRequest } from "./request-api.ts";

const TABLES = [
	`CREATE TABLE IF NOT EXISTS request (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		code TEXT NOT NULL UNIQUE,
		secret TEXT NOT NULL UNIQUE,
		offer TEXT NOT NULL,
		edition INTEGER NOT NULL,
		day TEXT,
		state TEXT NOT NULL,
		content TEXT NOT NULL,
		version INTEGER NOT NULL,
		delete_at INTEGER NOT NULL
	)`,
	"CREATE INDEX IF NOT EXISTS request_of_day ON request (offer, day, state)",
	`CREATE TABLE IF NOT EXISTS request_event (
		request INTEGER NOT NULL,
		nth INTEGER NOT NULL,
		at INTEGER NOT NULL,
		by TEXT NOT NULL,
		what TEXT NOT NULL,
		reason TEXT,
		PRIMARY KEY (request, nth)
	) WITHOUT ROWID`,
	`CREATE TABLE IF NOT EXISTS request_photo (
		request INTEGER NOT NULL,
		nth INTEGER NOT NULL,
		jpeg BLOB NOT NULL,
		PRIMARY KEY (request, nth)
	) WITHOUT ROWID`,
	// Which requests an address has used of its allowance, by a hash that only this object can make.
	`CREATE TABLE IF NOT EXISTS request_allowance (
		request INTEGER PRIMARY KEY,
		address TEXT NOT NULL,
		offer TEXT NOT NULL,
		year INTEGER NOT NULL
	)`,
	"CREATE INDEX IF NOT EXISTS request_allowance_of ON request_allowance (address, offer, year)",
	// The rules under which requests were made, once each.
	`CREATE TABLE IF NOT EXISTS request_rules (
		offer TEXT NOT NULL,
		edition INTEGER NOT NULL,
		json TEXT NOT NULL,
		PRIMARY KEY (offer, edition)
	) WITHOUT ROWID`,
	"CREATE TABLE IF NOT EXISTS request_pepper (pepper TEXT PRIMARY KEY) WITHOUT ROWID",
];

const OPEN = OPEN_STATES.map((state) => `'${state}'`).join(", ");

interface Row {
	readonly [column: string]: SqlStorageValue;
	readonly id: number;
	readonly code: string;
	readonly offer: string;
	readonly edition: number;
	readonly state: string;
	readonly content: string;
	readonly version: number;
	readonly delete_at: number;
}

export interface NewRow extends Holder {
	readonly offer: Offer;
	readonly state: State;
	readonly content: Content;
	readonly deleteAt: Instant;
}

/** An event; `read` is of the town hall alone. */
interface Noted {
	readonly at: Instant;
	readonly by: string;
	readonly what: RequestEvent["what"] | "read";
	readonly reason?: string | null | undefined;
}

/** A request with the number of its row. */
export interface KeptRequest extends StoredRequest {
	readonly id: number;
}

/** The requests of one town; the only SQL on them. Whoever calls more than one of these does it in one transaction. */
export class RequestTable {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
		for (const table of TABLES) sql.exec(table);
	}

	bySecret(secret: string): KeptRequest | undefined {
		const [row] = this.#sql.exec<Row>("SELECT * FROM request WHERE secret = ?", secret).toArray();
		return row && this.#kept(row);
	}

	of({ code, secret }: Holder): KeptRequest | undefined {
		const found = this.bySecret(secret);
		return found?.code === code ? found : undefined;
	}

	byCode(code: string): KeptRequest | undefined {
		const [row] = this.#sql.exec<Row>("SELECT * FROM request WHERE code = ?", code).toArray();
		return row && this.#kept(row);
	}

	/** The oldest first. */
	list(isOpen: boolean, after: number, most: number): readonly KeptRequest[] {
		const which = isOpen ? `state IN (${OPEN}) AND` : "";
		const query = `SELECT * FROM request WHERE ${which} id > ? ORDER BY id LIMIT ?`;
		return this.#sql
			.exec<Row>(query, after, most)
			.toArray()
			.map((row) => this.#kept(row));
	}

	/** What is to be taken, or was. */
	on(day: Day): readonly KeptRequest[] {
		const query = "SELECT * FROM request WHERE day = ? AND state IN ('confirmed', 'working', 'done', 'failed')";
		return this.#sql
			.exec<Row>(query, day)
			.toArray()
			.map((row) => this.#kept(row));
	}

	add({ code, secret, offer, state, content, deleteAt }: NewRow): number {
		const edition = offer.edition ?? 0;
		this.#sql.exec("INSERT OR REPLACE INTO request_rules VALUES (?, ?, ?)", offer.id, edition, JSON.stringify(offer));
		return this.#sql
			.exec<{ id: number }>(
				`INSERT INTO request (code, secret, offer, edition, day, state, content, version, delete_at)
				VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?) RETURNING id`,
				code,
				secret,
				offer.id,
				edition,
				content.day ?? null,
				state,
				JSON.stringify(content),
				deleteAt,
			)
			.one().id;
	}

	set(id: number, { state, content, deleteAt }: Pick<NewRow, "state" | "content" | "deleteAt">): void {
		this.#sql.exec(
			"UPDATE request SET state = ?, day = ?, content = ?, delete_at = ?, version = version + 1 WHERE id = ?",
			state,
			content.day ?? null,
			JSON.stringify(content),
			deleteAt,
			id,
		);
	}

	note(id: number, { at, by, what, reason = null }: Noted): void {
		this.#sql.exec(
			`INSERT INTO request_event SELECT ?1, 1 + count(*), ?2, ?3, ?4, ?5 FROM request_event WHERE request = ?1`,
			id,
			at,
			by,
			what,
			reason,
		);
	}

	/** Open requests on a day. */
	taken(offer: string, day: Day): number {
		const query = `SELECT count(*) AS count FROM request WHERE offer = ? AND day = ? AND state IN (${OPEN})`;
		return this.#sql.exec<{ count: number }>(query, offer, day).one().count;
	}

	takenDays(offer: string): ReadonlyMap<Day, number> {
		const query = `SELECT day, count(*) AS count FROM request
			WHERE offer = ? AND day IS NOT NULL AND state IN (${OPEN}) GROUP BY day`;
		const rows = this.#sql.exec<{ day: string; count: number }>(query, offer).toArray();
		return new Map(rows.map(({ day, count }) => [day as Day, count]));
	}

	used(address: string, offer: string, year: number): number {
		const query = "SELECT count(*) AS count FROM request_allowance WHERE address = ? AND offer = ? AND year = ?";
		return this.#sql.exec<{ count: number }>(query, address, offer, year).one().count;
	}

	use(id: number, address: string, offer: string, year: number): void {
		this.#sql.exec("INSERT OR REPLACE INTO request_allowance VALUES (?, ?, ?, ?)", id, address, offer, year);
	}

	giveBack(id: number): void {
		this.#sql.exec("DELETE FROM request_allowance WHERE request = ?", id);
	}

	putPhoto(id: number, { n, jpeg }: Photo): void {
		this.#sql.exec("INSERT OR REPLACE INTO request_photo VALUES (?, ?, ?)", id, n, jpeg);
	}

	photo(id: number, n: number): Uint8Array<ArrayBuffer> | undefined {
		const query = "SELECT jpeg FROM request_photo WHERE request = ? AND nth = ?";
		const [row] = this.#sql.exec<{ jpeg: ArrayBuffer }>(query, id, n).toArray();
		return row && new Uint8Array(row.jpeg);
	}

	/** All of it, but what it used of an allowance: that is known by no name, and counts until the year is over. */
	erase(id: number): void {
		for (const table of ["request_event", "request_photo"])
			this.#sql.exec(`DELETE FROM ${table} WHERE request = ?`, id);
		this.#sql.exec("DELETE FROM request WHERE id = ?", id);
		this.#sql.exec(
			`DELETE FROM request_rules WHERE NOT EXISTS (
				SELECT 1 FROM request WHERE request.offer = request_rules.offer AND request.edition = request_rules.edition)`,
		);
	}

	/** Those whose time is over. */
	due(now: Instant): readonly number[] {
		const rows = this.#sql.exec<{ id: number }>("SELECT id FROM request WHERE delete_at <= ?", now).toArray();
		return rows.map(({ id }) => id);
	}

	forgetAllowancesBefore(year: number): void {
		this.#sql.exec("DELETE FROM request_allowance WHERE year < ?", year);
	}

	/** When something has to be deleted next: a request, or what a year's allowances were used for. */
	nextDeletion(): Instant | undefined {
		const query = "SELECT min(delete_at) AS at, (SELECT min(year) FROM request_allowance) AS year FROM request";
		const { at, year } = this.#sql.exec<{ at: number | null; year: number | null }>(query).one();
		const moments = [...(at === null ? [] : [at]), ...(year === null ? [] : [Date.UTC(year + 1, 1, 1)])];
		return moments.length > 0 ? Math.min(...moments) : undefined;
	}

	/** What hashes of addresses are made with; `made` where there is none yet. */
	pepper(made: string): string {
		this.#sql.exec("INSERT INTO request_pepper SELECT ? WHERE NOT EXISTS (SELECT 1 FROM request_pepper)", made);
		return this.#sql.exec<{ pepper: string }>("SELECT pepper FROM request_pepper").one().pepper;
	}

	#kept({ id, code, offer, edition, state, content, version, delete_at }: Row): KeptRequest {
		const rules = this.#sql
			.exec<{ json: string }>("SELECT json FROM request_rules WHERE offer = ? AND edition = ?", offer, edition)
			.one();
		return {
			id,
			code,
			offer: JSON.parse(rules.json) as Offer,
			state: state as State,
			content: JSON.parse(content) as Content,
			events: this.#events(id),
			photos: this.#photos(id),
			deleteAt: delete_at,
			version,
		};
	}

	#events(id: number): RequestEvent[] {
		const query = "SELECT at, by, what, reason FROM request_event WHERE request = ? AND what <> 'read' ORDER BY nth";
		const rows = this.#sql.exec<{ at: number; by: string; what: string; reason: string | null }>(query, id).toArray();
		return rows.map(({ reason, ...event }) => ({ ...event, ...(reason !== null && { reason }) }) as RequestEvent);
	}

	#photos(id: number): number[] {
		const query = "SELECT nth FROM request_photo WHERE request = ? ORDER BY nth";
		return this.#sql
			.exec<{ nth: number }>(query, id)
			.toArray()
			.map(({ nth }) => nth);
	}
}
