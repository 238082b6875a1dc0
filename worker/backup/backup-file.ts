import * as v from "valibot";

/**
 * A backup: gzip over lines of JSON. A head; the files of the state folder; then object by object its
 * tables, each with its rows as lists, and its indexes; at last how many lines there were. It says
 * itself how its tables are made, so that one of an older version is read like a state folder of it.
 */
export const BACKUP_FORMAT = 1;

/** The table that a restore leaves in each database: since when it knows nothing. The object takes it away at its start. */
export const MARK = "restored";

const moment = v.pipe(v.number(), v.integer(), v.minValue(0));
const value = v.union([v.null(), v.number(), v.string(), v.object({ base64: v.string() })]);

const headLine = v.object({ tonnentag: v.literal("backup"), format: v.number(), at: moment, revision: v.string() });
const fileLine = v.object({ file: v.picklist(["vapid.json", "admin.key", "slice-count"]), text: v.string() });
const objectLine = v.object({
	object: v.string(),
	id: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u)),
	/** Where it is known: the id of another home is another. */
	name: v.optional(v.string()),
	/** When its rows were as they are here. */
	at: moment,
});
const tableLine = v.object({ table: v.string(), sql: v.nullable(v.string()), columns: v.array(v.string()) });
const indexLine = v.object({ index: v.string() });
const rowLine = v.array(value);
const endLine = v.object({ end: v.number() });

const line = v.union([headLine, fileLine, objectLine, tableLine, indexLine, endLine]);

export type BackupLine = v.InferOutput<typeof line> | v.InferOutput<typeof rowLine>;
export type BackupHead = v.InferOutput<typeof headLine>;
export type BackupObject = v.InferOutput<typeof objectLine>;
export type BackupTable = v.InferOutput<typeof tableLine>;
export type BackupFileLine = v.InferOutput<typeof fileLine>;
export type BackupValue = v.InferOutput<typeof value>;
/** A file of the state folder that is no database. */
export type BackupFileName = BackupFileLine["file"];

/** `undefined`: no line of a backup. */
export function parseBackupLine(text: string): BackupLine | undefined {
	try {
		const given: unknown = JSON.parse(text);
		// Most lines are rows.
		const parsed = v.safeParse(Array.isArray(given) ? rowLine : line, given);
		return parsed.success ? parsed.output : undefined;
	} catch {
		return undefined;
	}
}
