import { joined } from "../http/octets.ts";

const MARKER = 0xff;
const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
const COMMENT = 0xfe;

/** Of a frame: width and height stand in it. Arithmetic coding and hierarchical frames are what no camera writes. */
const FRAMES: readonly number[] = [0xc0, 0xc1, 0xc2];

/** Pixels: what a browser has to make of it. The page sends 1600 at the longer side. */
const MOST_PIXELS = 24_000_000;

/**
 * A JPEG without what a camera and its owner wrote into it (APP1 to APP15, comments) and without what hangs behind
 * its end. `undefined` for anything else: another format, a picture that is cut off, one too large to be shown.
 */
export function cleanJpeg(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
	if (bytes[0] !== MARKER || bytes[1] !== START) return undefined;
	const segments = segmentsOf(bytes);
	const frames = segments?.filter(({ marker }) => FRAMES.includes(marker)) ?? [];
	if (!segments || frames.length === 0 || !frames.every(({ octets }) => isSmall(octets))) return undefined;
	const kept = segments.filter(({ marker }) => !isTalk(marker));
	return joined([bytes.subarray(0, 2), ...kept.map(({ octets }) => octets)]);
}

interface Segment {
	readonly marker: number;
	/** With its marker, and of a scan with its pixels. */
	readonly octets: Uint8Array;
}

/** From the first to the end of the picture; `undefined`: it is none, or cut off. */
function segmentsOf(bytes: Uint8Array): Segment[] | undefined {
	const segments: Segment[] = [];
	for (let at = 2; bytes[at] === MARKER; ) {
		const marker = bytes[at + 1] ?? START;
		const end = marker === END ? at + 2 : endOfSegment(bytes, at, marker);
		if (end === undefined) return undefined;
		segments.push({ marker, octets: bytes.subarray(at, end) });
		if (marker === END) return segments;
		at = end;
	}
	return undefined;
}

/** APP1 to APP15 and comments. APP0 says how the pixels are to be taken. */
function isTalk(marker: number): boolean {
	return (marker >= 0xe1 && marker <= 0xef) || marker === COMMENT;
}

/** Behind the segment; of a scan behind its pixels, too. `undefined`: it goes beyond the end. */
function endOfSegment(bytes: Uint8Array, at: number, marker: number): number | undefined {
	const length = wordAt(bytes, at + 2);
	const end = at + 2 + length;
	if (length < 2 || end >= bytes.length) return undefined;
	return marker === SCAN ? endOfPixels(bytes, end) : end;
}

/** Pixels go on to the next marker: not a stuffed octet, not one that restarts the count. */
function endOfPixels(bytes: Uint8Array, from: number): number | undefined {
	for (let at = bytes.indexOf(MARKER, from); at >= 0; at = bytes.indexOf(MARKER, at + 1)) {
		const next = bytes[at + 1];
		if (next === undefined) return undefined;
		if (next !== 0 && next !== MARKER && !(next >= 0xd0 && next <= 0xd7)) return at;
	}
	return undefined;
}

function isSmall(frame: Uint8Array): boolean {
	const [height, width] = [wordAt(frame, 5), wordAt(frame, 7)];
	return width > 0 && height > 0 && width * height <= MOST_PIXELS;
}

function wordAt(bytes: Uint8Array, at: number): number {
	return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
