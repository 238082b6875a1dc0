import { joined } from "../http/octets.ts";
import type { PackedFile } from "./desk-api.ts";

/** Octets of a blob: Cloudflare takes rows of two megabytes. */
const LARGEST_PART = 1024 * 1024;

/** One at least, also of an empty file. */
export function partsOf(gzip: Uint8Array): Uint8Array[] {
	const count = Math.max(Math.ceil(gzip.length / LARGEST_PART), 1);
	return Array.from({ length: count }, (_, at) => gzip.slice(at * LARGEST_PART, (at + 1) * LARGEST_PART));
}

/** Rows of parts, in the order of the parts. */
export function joinParts(rows: readonly { readonly path: string; readonly gzip: ArrayBuffer }[]): PackedFile[] {
	const byPath = Map.groupBy(rows, ({ path }) => path);
	return [...byPath].map(([path, each]) => ({ path, gzip: joined(each.map(({ gzip }) => new Uint8Array(gzip))) }));
}
