/** `.tar.gz`, as scraped data is handed on. */

const LARGEST = 64 * 1024 * 1024;
const BLOCK = 512;

/** `undefined` when it is no gzip, is cut, or grows beyond the limit: the work stops there. */
export async function gunzip(bytes: Uint8Array): Promise<Uint8Array | undefined> {
	const parts: Uint8Array[] = [];
	let size = 0;
	try {
		const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream("gzip"));
		for await (const part of stream) {
			size += part.length;
			if (size > LARGEST) return undefined;
			parts.push(part);
		}
	} catch {
		return undefined;
	}
	return joined(parts, size);
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
	const whole = new Uint8Array(size);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

export interface Member {
	readonly name: string;
	readonly bytes: Uint8Array;
}

/** The plain files of a tar, in its order. Names are text to match patterns with, never a path on a disk. */
export function membersOfTar(tar: Uint8Array): Member[] {
	const members: Member[] = [];
	let longName: string | undefined;
	for (let at = 0; at + BLOCK <= tar.length; ) {
		const field = (from: number, length: number) => textOf(tar.subarray(at + from, at + from + length));
		const size = Number.parseInt(field(124, 12).trim() || "0", 8);
		if (!Number.isInteger(size) || size < 0 || field(0, 100) === "") break;
		const bytes = tar.subarray(at + BLOCK, at + BLOCK + size);
		const kind = field(156, 1);
		const prefix = field(257, 5) === "ustar" ? field(345, 155) : "";
		const name = longName ?? (prefix === "" ? field(0, 100) : `${prefix}/${field(0, 100)}`);
		longName = kind === "L" ? textOf(bytes) : undefined;
		if (kind === "0" || kind === "") members.push({ name, bytes });
		at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
	}
	return members;
}

/** Up to the first zero byte. */
function textOf(bytes: Uint8Array): string {
	const end = bytes.indexOf(0);
	return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}
