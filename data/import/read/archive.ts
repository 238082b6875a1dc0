import { gunzip } from "./inflate.ts";
import { entriesOfTar } from "./tar.ts";
import { directoryOf, memberBytes } from "./zip.ts";

/** All that is unpacked of one archive. */
const LARGEST = 64 * 1024 * 1024;

export interface Archive {
	/** Of all its files. Names are text to match patterns with, never a path on a disk. */
	readonly names: readonly string[];
	/** Those that were asked for; without bytes where a link, a sparse or an encrypted file cannot be read. */
	readonly members: ReadonlyMap<string, Uint8Array | undefined>;
}

/** `.zip`, `.tar.gz`, `.tar`, by their bytes; `undefined` when it is none, is damaged, or unpacks to more than 64 MB. */
export async function openArchive(
	bytes: Uint8Array,
	isWanted: (name: string) => boolean,
): Promise<Archive | undefined> {
	if (bytes[0] === 0x50 && bytes[1] === 0x4b) return openZip(bytes, isWanted);
	const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
	const tar = isPacked ? await gunzip(bytes, LARGEST) : bytes;
	const entries = tar && entriesOfTar(tar);
	if (!entries) return undefined;
	const wanted = entries.filter(({ name }) => isWanted(name));
	return {
		names: entries.map(({ name }) => name),
		members: new Map(wanted.map((entry) => [entry.name, entry.bytes])),
	};
}

async function openZip(bytes: Uint8Array, isWanted: (name: string) => boolean): Promise<Archive | undefined> {
	const entries = directoryOf(bytes);
	const wanted = entries?.filter(({ name }) => isWanted(name)) ?? [];
	if (!entries || wanted.reduce((sum, { size }) => sum + size, 0) > LARGEST) return undefined;
	const members = new Map<string, Uint8Array | undefined>();
	for (const entry of wanted) members.set(entry.name, await memberBytes(entry, LARGEST));
	return { names: entries.map(({ name }) => name), members };
}
