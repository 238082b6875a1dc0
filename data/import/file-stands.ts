import type { Period } from "../model/day.ts";
import type { ServiceId } from "../model/service.ts";
import type { FileContent } from "./files.ts";

/** "For these days this file was asked about this service." */
export interface FileRead {
	readonly file: string;
	readonly service: ServiceId;
	readonly period: Period;
}

/**
 * What tells one content of a file from another of the same name: cyrb53 (public domain) in base 36, 53 bits.
 * Nobody is kept out by it; two stands of a town's file have the same with a chance of one in 10^15.
 */
export function standOf(bytes: Uint8Array): string {
	let [high, low] = [0xdeadbeef, 0x41c6ce57];
	for (const byte of bytes) {
		high = Math.imul(high ^ byte, 2654435761);
		low = Math.imul(low ^ byte, 1597334677);
	}
	high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
	low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
	return (4294967296 * (2097151 & high) + (low >>> 0)).toString(36);
}

/** Sheets of one workbook, or entries of one archive, each have a stand. */
export function addStand(stands: Map<string, string>, file: string, content: FileContent | undefined): void {
	const bytes = content && "text" in content ? new TextEncoder().encode(content.text) : content;
	if (!(bytes instanceof Uint8Array)) return;
	const known = stands.get(file)?.split("+") ?? [];
	stands.set(file, [...new Set([...known, standOf(bytes)])].sort().join("+"));
}
