import { decode, fittingEncoding } from "../../../data/import/read/decode.ts";
import type { Line } from "./messages.ts";

const AROUND = 3;
const LONGEST = 300;

/** Some lines of a text as it came; none where the file is no text. */
export function linesAround(bytes: Uint8Array | undefined, path: string, line: number): Line[] {
	if (!bytes || isPacked(bytes)) return [];
	const text = decode(bytes, path, fittingEncoding(bytes)).text ?? "";
	const all = text.split("\n");
	const from = Math.max(0, line - 1 - AROUND);
	return all.slice(from, line + AROUND).map((each, nth) => ({ number: from + nth + 1, text: each.slice(0, LONGEST) }));
}

function isPacked(bytes: Uint8Array): boolean {
	return (bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0x1f && bytes[1] === 0x8b);
}
