import { createHash } from "node:crypto";

/**
 * One name for every repeat of one reminder, another for each other reminder: the
 * `Topic` that replaces an undelivered repeat and the `tag` that replaces a shown one.
 * 32 characters of base64url (RFC 8030 5.4; Apple refuses lengths that base64 cannot have).
 */
export function makeTag(...parts: readonly string[]): string {
	return createHash("sha256").update(parts.join("\n")).digest("base64url").slice(0, 32);
}
