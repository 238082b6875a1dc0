/** Encodings that a recipe may name. Those of one byte are read by tables: runtimes differ in what they take for windows-1252. */
export const ENCODINGS = [
	"utf-8",
	"windows-1252",
	"iso-8859-1",
	"macintosh",
	"cp850",
	"cp437",
	"utf-16le",
	"utf-16be",
] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** What the bytes 0x80 to 0xFF stand for. Sources: WHATWG Encoding (windows-1252, macintosh), Unicode's VENDORS/MICSFT/PC (cp850, cp437). */
const WINDOWS_1252 = `€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ${latin1From(0xa0)}`;
const UPPER_HALVES = {
	"windows-1252": WINDOWS_1252,
	// What calls itself ISO 8859-1 is windows-1252 (WHATWG Encoding, "names and labels").
	"iso-8859-1": WINDOWS_1252,
	macintosh:
		"ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ",
	cp850:
		"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0",
	cp437:
		"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0",
} as const satisfies Partial<Record<Encoding, string>>;

export type ByteEncoding = keyof typeof UPPER_HALVES;

export function isByteEncoding(encoding: Encoding): encoding is ByteEncoding {
	return encoding in UPPER_HALVES;
}

function latin1From(first: number): string {
	return String.fromCharCode(...Array.from({ length: 256 - first }, (_, at) => first + at));
}

const CHUNK = 8_192;

/** A character per byte. */
export function decodeBytes(bytes: Uint8Array, encoding: ByteEncoding): string {
	const upper = UPPER_HALVES[encoding];
	const codes = Uint16Array.from({ length: 256 }, (_, byte) => (byte < 128 ? byte : upper.charCodeAt(byte - 128)));
	const parts: string[] = [];
	for (let at = 0; at < bytes.length; at += CHUNK) {
		const chunk = Uint16Array.from(bytes.subarray(at, at + CHUNK));
		parts.push(String.fromCharCode(...chunk.map((byte) => codes[byte] ?? 0)));
	}
	return parts.join("");
}

/** `undefined` where some byte is no UTF-8. */
export function strictUtf8(bytes: Uint8Array): string | undefined {
	try {
		return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
	} catch {
		return undefined;
	}
}

const SAMPLE = 4_096;

/** UTF-16 by its mark, or because every other byte of its beginning is zero, as Latin letters are there. */
export function utf16Of(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
	const sample = bytes.subarray(0, SAMPLE);
	const zeros = [0, 0];
	sample.forEach((byte, at) => {
		if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
	});
	const [even = 0, odd = 0] = zeros;
	const many = sample.length / 4;
	if (odd > many && even < many / 8) return "utf-16le";
	return even > many && odd < many / 8 ? "utf-16be" : undefined;
}
