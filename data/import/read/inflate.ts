/** What a packed stream unpacks to; `undefined` when it is none, is cut, fails its checksum, or grows beyond `largest`: the work stops there. */
export async function gunzip(bytes: Uint8Array, largest: number): Promise<Uint8Array | undefined> {
	const parts: Uint8Array[] = [];
	let size = 0;
	for await (const part of piecesOf(bytes)) {
		size += part?.length ?? 0;
		if (!part || size > largest) return undefined;
		parts.push(part);
	}
	return joined(parts, size);
}

/** The stream piece by piece (RFC 1952), so that nobody has to hold it whole; `undefined` last where it is broken. */
export async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array | undefined> {
	const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream("gzip"));
	try {
		yield* stream;
	} catch {
		yield undefined;
	}
}

export function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
	const whole = new Uint8Array(size);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
