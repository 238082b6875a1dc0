/** Crockford's base 32: no I, L, O and U, so that a code can be said on the phone. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 8;

/**
 * The code of a request from the SHA-256 of its secret: seven characters of its first 35 bits, and one that checks
 * them. The device makes it before it sends anything, so the link exists before the server has heard of it.
 */
export function makeCode(hash: Uint8Array): string {
	const digits = Array.from({ length: LENGTH - 1 }, (_, at) => digitAt(hash, at));
	return [...digits, checkOf(digits)].map((digit) => ALPHABET[digit]).join("");
}

function digitAt(hash: Uint8Array, at: number): number {
	const [byte, shift] = [Math.floor((at * 5) / 8), (at * 5) % 8];
	const pair = ((hash[byte] ?? 0) << 8) | (hash[byte + 1] ?? 0);
	return (pair >> (11 - shift)) & 31;
}

/** Weighted with odd numbers: each single wrong character is seen, and nearly all neighbours changed over. */
function checkOf(digits: readonly number[]): number {
	return digits.reduce((sum, digit, at) => sum + digit * (2 * at + 1), 0) % 32;
}

/** As people write it: lower case, `O` for 0, `I` and `L` for 1, blanks and hyphens. `undefined`: it is none. */
export function parseCode(text: string): string | undefined {
	const code = text.toUpperCase().replace(/[\s-]/gu, "").replaceAll("O", "0").replace(/[IL]/gu, "1");
	const digits = [...code].map((letter) => ALPHABET.indexOf(letter));
	return digits.length === LENGTH && !digits.includes(-1) ? code : undefined;
}

/** A slip of the tongue: the last character does not fit the others. */
export function isMisheard(code: string): boolean {
	const digits = [...code].map((letter) => ALPHABET.indexOf(letter));
	return checkOf(digits.slice(0, -1)) !== digits.at(-1);
}
