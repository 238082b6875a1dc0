import { createHash, createHmac } from "node:crypto";

/** Part of the names of the databases: with another key nobody's subscription would be found again. */
export const UNIQUE_KEY = "tonnentag-shard";

const KEY = createHash("sha256").update(UNIQUE_KEY).digest();

/** The name of a slice's file: what `idFromName("<town>/<slice>")` answers in workerd. */
export function sliceId(town: string, slice: number): string {
	const name = half(Buffer.from(`${town}/${slice}`));
	return Buffer.concat([name, half(name)]).toString("hex");
}

function half(data: Buffer): Buffer {
	return createHmac("sha256", KEY).update(data).digest().subarray(0, 16);
}
