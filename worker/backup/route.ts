import { Hono } from "hono";
import type { Edge } from "../edge.ts";
import { hostOnly } from "../http/host-secret.ts";
import { makeProblem } from "../http/problem.ts";
import { BACKUP_FORMAT, type BackupFileName, type BackupLine } from "./backup-file.ts";
import type { KeptStub } from "./kept-object.ts";
import type { ObjectClassName } from "./object-classes.ts";

/** All that must survive, as the home knows it. */
export interface Keeper {
	/** The files of the state folder that are no databases. */
	files(slices: number): Readonly<Record<BackupFileName, string | undefined>>;
	objects(): Promise<readonly KeptOne[]>;
	/** How households are divided among slices: a backup from before and after a change would have some twice, or not. */
	layout(): Promise<Counted>;
}

/** As much of a `Layout` as matters here. */
interface Counted {
	readonly epoch: number;
	readonly slices: number;
	readonly isMoving: boolean;
}

export interface KeptOne {
	readonly object: ObjectClassName;
	readonly id: string;
	/** Where it is known. */
	readonly name?: string | undefined;
	readonly stub: KeptStub;
}

/** `GET /api/backup`: for the host alone, line by line as `backup-file.ts` says. One that breaks off has no end. */
export function backupRoutes(edge: Edge, keeper: Keeper): Hono {
	return new Hono().get("/api/backup", hostOnly(edge.admin), async (c) => {
		const layout = await keeper.layout();
		if (layout.isMoving) return makeProblem({ code: "moving", headers: { "retry-after": "10" } });
		const lines = told(edge, withEnd(allLines(edge, keeper, layout)));
		return c.body(streamOf(lines), 200, { "content-type": "application/x-ndjson" });
	});
}

/** The log says how it ended. */
async function* told({ tell }: Edge, lines: AsyncGenerator<string>): AsyncGenerator<string> {
	try {
		yield* lines;
		tell({ event: "backup_taken" });
	} catch (error) {
		tell({ event: "backup_failed", error: String(error).slice(0, 200) });
		throw error;
	}
}

async function* withEnd(lines: AsyncGenerator<string>): AsyncGenerator<string> {
	let count = 0;
	for await (const line of lines) {
		yield line;
		count++;
	}
	yield textOf({ end: count });
}

async function* allLines({ now, revision }: Edge, keeper: Keeper, layout: Counted): AsyncGenerator<string> {
	yield textOf({ tonnentag: "backup", format: BACKUP_FORMAT, at: now(), revision });
	yield* filesOf(keeper, layout);
	for (const one of await keeper.objects()) yield* linesOf(one);
	if ((await keeper.layout()).epoch !== layout.epoch) throw new Error("slices were divided anew meanwhile");
}

function filesOf({ files }: Keeper, { slices }: Counted): string[] {
	return Object.entries(files(slices)).flatMap(([file, text]) =>
		text === undefined ? [] : [textOf({ file: file as BackupFileName, text })],
	);
}

async function* linesOf({ stub, ...one }: KeptOne): AsyncGenerator<string> {
	const { nonce, at, tables, indexes } = await stub.beginBackup();
	if (tables.length === 0) return;
	try {
		yield textOf({ ...one, at });
		for (const [nth, { name, sql, columns }] of tables.entries()) {
			yield textOf({ table: name, sql, columns: [...columns] });
			yield* rowsOf(stub, nonce, nth);
		}
		for (const index of indexes) yield textOf({ index });
	} finally {
		await stub.endBackup();
	}
}

async function* rowsOf(stub: KeptStub, nonce: string, nth: number): AsyncGenerator<string> {
	for (let after: number | undefined = -1; after !== undefined; ) {
		const { lines, next } = await stub.readBackup(nonce, nth, after);
		yield* lines;
		after = next;
	}
}

function textOf(line: BackupLine): string {
	return JSON.stringify(line);
}

const CHUNK = 64 * 1024;

/** Made as it is read: a large state never stands in memory. */
function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	return new ReadableStream<Uint8Array>({
		async pull(controller) {
			let text = "";
			while (text.length < CHUNK) {
				const { value, done } = await lines.next();
				if (value !== undefined) text += `${value}\n`;
				if (!done) continue;
				if (text !== "") controller.enqueue(encoder.encode(text));
				return controller.close();
			}
			return controller.enqueue(encoder.encode(text));
		},
		async cancel() {
			await lines.return(undefined);
		},
	});
}
