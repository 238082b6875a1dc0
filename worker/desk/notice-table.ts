import { type NewNotice, type Notice, newNoticeShape, readAs } from "../../data/model/desk.ts";
import type { Instant } from "../../data/model/zone.ts";
import type { Actor } from "./people/people-api.ts";

const TABLE = `CREATE TABLE IF NOT EXISTS notice (
	id TEXT PRIMARY KEY,
	-- What is told, as it was written: days, title and text by language, rounds, whether it is pushed.
	told TEXT NOT NULL,
	to_day TEXT NOT NULL,
	at INTEGER NOT NULL,
	person TEXT
) WITHOUT ROWID`;

interface Row extends Record<string, SqlStorageValue> {
	readonly id: string;
	readonly told: string;
	readonly at: number;
	readonly by: string | null;
}

/** What a town tells its households beside the dates; the only SQL on it. */
export class NoticeTable {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
		sql.exec(TABLE);
	}

	add(id: string, told: NewNotice, by: Actor, at: Instant): void {
		const values = [id, JSON.stringify(told), told.to, at, by.person ?? null];
		this.#sql.exec("INSERT INTO notice VALUES (?, ?, ?, ?, ?)", ...values);
	}

	/** The youngest first. */
	all(): readonly Notice[] {
		const query = "SELECT notice.id, told, at, name AS by FROM notice LEFT JOIN person ON person.id = person";
		const rows = this.#sql.exec<Row>(`${query} ORDER BY at DESC, notice.id`).toArray();
		return rows.flatMap(({ id, told, at, by }) => {
			const read = readAs(newNoticeShape, JSON.parse(told));
			return read ? [{ id, ...read, at: new Date(at).toISOString(), ...(by && { by }) }] : [];
		});
	}

	/** Throws where there is none. */
	find(id: string): Notice {
		const found = this.all().find((notice) => notice.id === id);
		if (!found) throw new Error(`no notice ${id}`);
		return found;
	}

	/** What was removed; `undefined`: there is none with that id. */
	remove(id: string): Notice | undefined {
		const notice = this.all().find((each) => each.id === id);
		this.#sql.exec("DELETE FROM notice WHERE id = ?", id);
		return notice;
	}

	/** They end by themselves; the desk keeps them a while longer to look at. */
	forget(before: string): void {
		this.#sql.exec("DELETE FROM notice WHERE to_day < ?", before);
	}
}
