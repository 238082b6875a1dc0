import { makeBase64url } from "./base64url.ts";

/**
 * One name for every repeat of one reminder, another for each other reminder: the
 * `Topic` that replaces an undelivered repeat and the `tag` that replaces a shown one.
 * 32 characters of base64url (RFC 8030 5.4; Apple refuses lengths that base64 cannot have).
 */
export async function makeTag(...parts: readonly string[]): Promise<string> {
	const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(parts.join("\n")));
	return makeBase64url(new Uint8Array(hash)).slice(0, 32);
}
