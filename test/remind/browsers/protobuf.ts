/** As much of Protocol Buffers as Google's push protocol needs. */

export function varint(value: number | bigint): Buffer {
	const bytes: number[] = [];
	let rest = BigInt(value);
	do {
		const low = Number(rest & 127n);
		rest >>= 7n;
		bytes.push(rest > 0n ? low | 128 : low);
	} while (rest > 0n);
	return Buffer.from(bytes);
}

export function bytesField(number: number, value: Buffer | string): Buffer {
	const bytes = Buffer.from(value as string);
	return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
}

export function numberField(number: number, value: number | bigint): Buffer {
	return Buffer.concat([varint(number << 3), varint(value)]);
}

export function fixedField(number: number, value: bigint): Buffer {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64LE(value);
	return Buffer.concat([varint((number << 3) | 1), bytes]);
}

/** The first string of a field, if there is one. */
export function textIn(message: Buffer, wanted: number): string | undefined {
	for (let at = 0; at < message.length; ) {
		const [tag, afterTag] = readVarint(message, at);
		const [length, afterLength] = lengthOf(message, tag & 7, afterTag);
		if (tag >> 3 === wanted && (tag & 7) === 2) return message.subarray(afterLength, afterLength + length).toString();
		at = afterLength + length;
	}
	return undefined;
}

function lengthOf(message: Buffer, wire: number, at: number): [number, number] {
	if (wire === 1) return [8, at];
	if (wire === 5) return [4, at];
	if (wire === 2) return readVarint(message, at);
	return [0, readVarint(message, at)[1]];
}

/** The number, and where what follows begins; `-1` there: not all of it has come. */
export function readVarint(message: Buffer, start: number): [number, number] {
	let value = 0n;
	for (let at = start, shift = 0n; at < message.length; at++, shift += 7n) {
		const byte = message[at] ?? 0;
		value |= BigInt(byte & 127) << shift;
		if (byte < 128) return [Number(value), at + 1];
	}
	return [0, -1];
}
