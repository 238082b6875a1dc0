import { strictUtf8 } from "./encodings.ts";
import { plain } from "./plain.ts";

/** What a tar names: a plain file with its bytes; links and sparse files have none that could be read. */
export interface TarEntry {
	readonly name: string;
	readonly bytes: Uint8Array | undefined;
}

const BLOCK = 512;

/** The files of a tar (POSIX.1-2001 pax, ustar, GNU), in its order; `undefined` when it is none, is damaged, or cut: an end is zero bytes. */
export function entriesOfTar(tar: Uint8Array): TarEntry[] | undefined {
	const entries: TarEntry[] = [];
	let said: Said = {};
	for (let at = 0; at + BLOCK <= tar.length; ) {
		const header = headerAt(tar, at);
		if (header === "end") return entries;
		if (!header) return undefined;
		const size = said.size ?? header.size;
		const bytes = tar.subarray(at + BLOCK, at + BLOCK + size);
		if (bytes.length < size) return undefined;
		at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
		if (isAbout(header.kind)) said = { ...said, ...whatIsSaid(header.kind, bytes) };
		else {
			if (header.kind !== "5") entries.push(entryOf(header, said, bytes));
			said = {};
		}
	}
	return undefined;
}

interface Header {
	readonly name: string;
	readonly size: number;
	readonly kind: string;
}

/** What a block before a file says about it. */
interface Said {
	readonly name?: string;
	readonly size?: number;
	readonly sparse?: boolean;
}

function entryOf({ name, kind }: Header, said: Said, bytes: Uint8Array): TarEntry {
	const isPlain = ["0", "7", ""].includes(kind) && !said.sparse;
	return { name: plain(said.name ?? name).replace(/^(?:\.\/)+/u, ""), bytes: isPlain ? bytes : undefined };
}

function headerAt(tar: Uint8Array, at: number): Header | "end" | undefined {
	const block = tar.subarray(at, at + BLOCK);
	if (block.every((byte) => byte === 0)) return "end";
	const field = (from: number, length: number) => textOf(block.subarray(from, from + length));
	const size = Number.parseInt(field(124, 12).trim() || "0", 8);
	const sum = block.reduce((all, byte, nth) => all + (nth >= 148 && nth < 156 ? 32 : byte), 0);
	if (!(size >= 0) || Number.parseInt(field(148, 8).trim(), 8) !== sum) return undefined;
	const prefix = field(257, 6) === "ustar" ? field(345, 155) : "";
	return { name: prefix === "" ? field(0, 100) : `${prefix}/${field(0, 100)}`, size, kind: field(156, 1) };
}

/** Extended headers of POSIX (x), and of all files (g); long names (L) and links (K) of GNU. */
function isAbout(kind: string): boolean {
	return ["x", "g", "L", "K"].includes(kind);
}

function whatIsSaid(kind: string, bytes: Uint8Array): Said {
	if (kind === "L") return { name: textOf(bytes) };
	if (kind !== "x") return {};
	const records = recordsOf(bytes);
	const [name, size] = [records.get("GNU.sparse.name") ?? records.get("path"), Number(records.get("size"))];
	const sparse = [...records.keys()].some((key) => key.startsWith("GNU.sparse."));
	return { ...(name !== undefined && { name }), ...(size > 0 && { size }), sparse };
}

/** `27 path=Müll/Straßen.csv\n`: the length counts octets, itself among them. */
function recordsOf(bytes: Uint8Array): Map<string, string> {
	const records = new Map<string, string>();
	for (let at = 0; at < bytes.length; ) {
		const blank = bytes.indexOf(0x20, at);
		const length = Number(textOf(bytes.subarray(at, Math.max(blank, at))));
		if (blank < 0 || !(length > 0)) break;
		const [key = "", ...value] = textOf(bytes.subarray(blank + 1, at + length - 1)).split("=");
		records.set(key, value.join("="));
		at += length;
	}
	return records;
}

/** Up to the first zero byte; names of old archives are no UTF-8. */
function textOf(bytes: Uint8Array): string {
	const end = bytes.indexOf(0);
	const own = end < 0 ? bytes : bytes.subarray(0, end);
	return strictUtf8(own) ?? new TextDecoder("iso-8859-1").decode(own);
}
