import { Transform } from "node:stream";
import { parseBackupLine } from "../backup/backup-file.ts";

/** Characters that hold the last line. */
const TAIL = 200;

/** Lets everything pass, and knows at last whether its last line was the end. */
export class EndWatch extends Transform {
	#tail = "";

	get lines(): number | undefined {
		const last = parseBackupLine(this.#tail.trimEnd().split("\n").at(-1) ?? "");
		return last && "end" in last ? last.end : undefined;
	}

	override _transform(chunk: Buffer, _: BufferEncoding, done: (error: Error | null, data: Buffer) => void): void {
		this.#tail = (this.#tail + chunk.subarray(-TAIL).toString("latin1")).slice(-TAIL);
		done(null, chunk);
	}
}
