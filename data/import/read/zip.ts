import { decodeBytes, strictUtf8 } from "./encodings.ts";
import { gunzip, joined, piecesOf } from "./inflate.ts";
import { plain } from "./plain.ts";

/** A member as the directory at the end of a ZIP names it (APPNOTE 4.3.12), before anything is unpacked. */
export interface ZipEntry {
	readonly name: string;
	/** Unpacked, as the directory says. It may lie: the checksum tells. */
	readonly size: number;
	readonly method: number;
	readonly encrypted: boolean;
	readonly crc: number;
	readonly packed: Uint8Array;
}

const [STORED, DEFLATED] = [0, 8];

/** The plain files of a ZIP; `undefined` when it is none or its directory is broken. */
export function directoryOf(bytes: Uint8Array): ZipEntry[] | undefined {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const end = endOfZip(view);
	if (end === undefined) return undefined;
	const entries: ZipEntry[] = [];
	let at = view.getUint32(end + 16, true);
	for (let left = view.getUint16(end + 10, true); left > 0; left--) {
		const entry = entryAt(bytes, view, at);
		if (!entry) return undefined;
		if (!entry.name.endsWith("/")) entries.push(entry);
		at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	}
	return entries;
}

function endOfZip(view: DataView): number | undefined {
	const earliest = Math.max(view.byteLength - 66_000, 0);
	for (let at = view.byteLength - 22; at >= earliest; at--) if (view.getUint32(at, true) === 0x06054b50) return at;
	return undefined;
}

function entryAt(bytes: Uint8Array, view: DataView, at: number): ZipEntry | undefined {
	if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return undefined;
	const flags = view.getUint16(at + 8, true);
	const packed = packedAt(bytes, view, view.getUint32(at + 42, true), view.getUint32(at + 20, true));
	if (!packed) return undefined;
	return {
		name: nameOf(bytes.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)), (flags & 0x800) !== 0),
		size: view.getUint32(at + 24, true),
		method: view.getUint16(at + 10, true),
		encrypted: (flags & 1) !== 0,
		crc: view.getUint32(at + 16, true),
		packed,
	};
}

function packedAt(bytes: Uint8Array, view: DataView, header: number, size: number): Uint8Array | undefined {
	if (header + 30 > bytes.length || view.getUint32(header, true) !== 0x04034b50) return undefined;
	const from = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
	return from + size > bytes.length ? undefined : bytes.subarray(from, from + size);
}

/** UTF-8 where the flag says so or the bytes do, else the encoding of DOS (APPNOTE, appendix D). */
function nameOf(bytes: Uint8Array, isUtf8: boolean): string {
	const name = isUtf8 ? new TextDecoder().decode(bytes) : (strictUtf8(bytes) ?? decodeBytes(bytes, "cp437"));
	return plain(name).replaceAll("\\", "/");
}

/** The unpacked member in pieces; `undefined` last where it is encrypted, broken or other than the directory says. */
export async function* memberPieces(entry: ZipEntry): AsyncGenerator<Uint8Array | undefined> {
	const { method, encrypted, packed, size, crc } = entry;
	if (encrypted) yield undefined;
	else if (method === STORED) yield packed.length === size && crc32(packed) === crc ? packed : undefined;
	else if (method === DEFLATED) yield* piecesOf(asGzip(entry));
	else yield undefined;
}

/** A whole member, at most `largest` bytes. */
export async function memberBytes(entry: ZipEntry, largest: number): Promise<Uint8Array | undefined> {
	const { method, encrypted, size } = entry;
	if (encrypted || size > largest) return undefined;
	if (method === DEFLATED) return gunzip(asGzip(entry), size);
	for await (const piece of memberPieces(entry)) return piece;
	return undefined;
}

/** What a member packs, with head and foot of a gzip, so that the platform checks size and checksum (RFC 1952, 2.3). */
function asGzip({ packed, crc, size }: ZipEntry): Uint8Array {
	const foot = new DataView(new ArrayBuffer(8));
	foot.setUint32(0, crc, true);
	foot.setUint32(4, size, true);
	const head = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
	return joined([head, packed, new Uint8Array(foot.buffer)], head.length + packed.length + 8);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
	let rest = byte;
	for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
	return rest;
});

/** ISO 3309, as ZIP and gzip take it. */
function crc32(bytes: Uint8Array): number {
	let rest = 0xffffffff;
	for (const byte of bytes) rest = (rest >>> 8) ^ (CRC_TABLE[(rest ^ byte) & 0xff] ?? 0);
	return (rest ^ 0xffffffff) >>> 0;
}
