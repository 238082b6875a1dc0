import { existsSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { basename, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { hasTable, townIn } from "./database-rows.ts";

/** What a look into the file of a slice tells. */
export type Looked =
	| { readonly kind: "sound"; readonly highest: number; readonly town: string | undefined }
	| { readonly kind: "broken" }
	/** Out of reach for now: no room, no permission. */
	| { readonly kind: "unread" };

/** Extended codes carry more in their upper bits (https://sqlite.org/rescode.html). */
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

/** workerd keeps the alarms of all slices here. */
const ALARMS = "metadata.sqlite";

/** Every database of a folder by its name without the ending, and whether it is whole. */
export function lookInto(folder: string): Map<string, Looked> {
	const names = readdirSync(folder).filter((name) => name.endsWith(".sqlite") && name !== ALARMS);
	return new Map(names.map((name) => [basename(name, ".sqlite"), lookAt(join(folder, name))]));
}

export function areAlarmsBroken(folder: string): boolean {
	const path = join(folder, ALARMS);
	return existsSync(path) && lookAt(path).kind === "broken";
}

/** Kept, never deleted: with its log, under the moment of the start. */
export function setAside(folder: string, name: string, aside: string, now: Date = new Date()): void {
	mkdirSync(aside, { recursive: true });
	const moment = now.toISOString().replace(/[:.]/gu, "-");
	for (const ending of ["", "-wal", "-shm"])
		if (existsSync(join(folder, name + ending)))
			renameSync(join(folder, name + ending), join(aside, `${moment} ${name}${ending}`));
}

export function setAlarmsAside(folder: string, aside: string): void {
	setAside(folder, ALARMS, aside);
}

function lookAt(path: string): Looked {
	try {
		const database = new DatabaseSync(path, { readOnly: true });
		try {
			return read(database);
		} finally {
			database.close();
		}
	} catch (error) {
		const code = (error as { readonly errcode?: number }).errcode ?? 0;
		return { kind: [CORRUPT, NOT_A_DATABASE].includes(code & 0xff) ? "broken" : "unread" };
	}
}

function read(database: DatabaseSync): Looked {
	const [told] = database.prepare("PRAGMA quick_check(1)").all();
	if (told?.quick_check !== "ok") return { kind: "broken" };
	const numbers = hasTable(database, "sqlite_sequence")
		? database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'subscription'").get()
		: undefined;
	return { kind: "sound", highest: Number(numbers?.seq ?? 0), town: townIn(database) };
}
