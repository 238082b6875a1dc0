import { createHash, createHmac } from "node:crypto";

/** The id that workerd gives the object with a name (`idFromName`): two halves, the second made of the first. */
export function objectIdOf(uniqueKey: string, name: string): string {
	const key = createHash("sha256").update(uniqueKey).digest();
	const half = (of: string | Buffer) => createHmac("sha256", key).update(of).digest().subarray(0, 16);
	const first = half(name);
	return Buffer.concat([first, half(first)]).toString("hex");
}
