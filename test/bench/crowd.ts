import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { RemindProduct } from "../remind/product.ts";
import type { Browser } from "../remind/receiver.ts";

/** SQLite's numbers and words, as a row has them. */
type Row = Record<string, string | number | null>;

/**
 * Lets a crowd subscribe in seconds: while the product is stopped, its first and only
 * slice gets a copy of the one subscription that came in by the API for each further
 * browser, with endpoint, keys and names of their own. A hundred thousand would take the
 * API ten minutes. Throws unless exactly that one is there, or a crowd made from it.
 */
export function enrol({ state, pid }: RemindProduct, browsers: readonly Browser[]): void {
	if (pid !== 0) throw new Error("a running product has its database to itself");
	const { DatabaseSync } = createRequire(import.meta.url)("node:sqlite") as typeof import("node:sqlite");
	const database = new DatabaseSync(sliceOf(state));
	try {
		const first = database.prepare("SELECT * FROM subscription ORDER BY id LIMIT 1").get() as Row | undefined;
		if (!first) throw new Error("nobody has subscribed");
		const columns = Object.keys(first).filter((column) => column !== "id");
		const marks = columns.map(() => "?").join(", ");
		const insert = database.prepare(`INSERT INTO subscription (${columns.join(", ")}) VALUES (${marks})`);
		const wish = database.prepare(
			"INSERT INTO wish (subscription, address, place, services, paused_until) SELECT ?, address, place, services, paused_until FROM wish WHERE subscription = ?",
		);
		const slot = database.prepare(
			"INSERT INTO slot (subscription, address, place, time_of, minutes) SELECT ?, address, place, time_of, minutes FROM slot WHERE subscription = ?",
		);
		database.exec("BEGIN");
		for (const browser of browsers) {
			const row = rowOf(first, browser);
			const { lastInsertRowid: id } = insert.run(...columns.map((column) => row[column] ?? null));
			wish.run(id, first.id ?? null);
			slot.run(id, first.id ?? null);
		}
		database.exec("COMMIT");
	} finally {
		database.close();
	}
}

function rowOf(first: Row, { endpoint, keys }: Browser): Row {
	const random = () => randomBytes(16).toString("base64url");
	return { ...first, name: random(), token: random(), endpoint, p256dh: keys.p256dh, auth: keys.auth };
}

function sliceOf(state: string): string {
	const folder = join(state, "slices", "tonnentag-shard");
	const [name, ...others] = readdirSync(folder).filter(
		(file) => file.endsWith(".sqlite") && file !== "metadata.sqlite",
	);
	if (name === undefined || others.length > 0) throw new Error("not one slice");
	return join(folder, name);
}
