import { hkdfSync } from "node:crypto";
import { makeBase64url } from "../push/base64url.ts";

const encoder = new TextEncoder();
const NO_SALT = new Uint8Array(0);
const LENGTH = 24;

/**
 * One name for every repeat of one reminder, another for each other reminder: the
 * `Topic` that replaces an undelivered repeat and the `tag` that replaces a shown one.
 * 32 characters of base64url (RFC 8030 5.4; Apple refuses lengths that base64 cannot have).
 * Derived from the household's own name, which no push service knows: who sees the names
 * cannot find out the place. HKDF is one call, where a hash of `node:crypto` is a stream.
 */
export function makeTag(name: string, place: string, day: string, kind: string): string {
	const about = encoder.encode(`${place}\n${day}\n${kind}`);
	return makeBase64url(new Uint8Array(hkdfSync("sha256", encoder.encode(name), NO_SALT, about, LENGTH)));
}
