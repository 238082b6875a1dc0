import type { PushTarget } from "../../../data/model/subscription.ts";
import type { Instant } from "../../../data/model/zone.ts";
import { isSameHash } from "../../http/sha256.ts";
import { readMeta, writeMeta } from "../ledger/schema.ts";
import { makeBase64url, readBase64url } from "../push/base64url.ts";

/** A proof holds for the stretch in which it was made and for the next one, in milliseconds. */
const STRETCH = 10 * 60_000;
const KEY = "proof";

/**
 * Whoever knows an endpoint can register it with keys of their own, but what is pushed to it reaches
 * the endpoint's browser alone, and what is sealed for keys can be read with them alone. So a nonce
 * that went both ways proves that the keys are the browser's. It is worked out anew instead of kept:
 * no stranger can push another one out.
 */
export function makeProof(sql: SqlStorage, target: PushTarget, now: Instant): Promise<string> {
	return proofOf(secretOf(sql), target, Math.floor(now / STRETCH));
}

export async function isProof(sql: SqlStorage, target: PushTarget, proof: string, now: Instant): Promise<boolean> {
	const [secret, stretch] = [secretOf(sql), Math.floor(now / STRETCH)];
	const [mine, before] = [await proofOf(secret, target, stretch), await proofOf(secret, target, stretch - 1)];
	return isSameHash(mine, proof) || isSameHash(before, proof);
}

async function proofOf(secret: Uint8Array<ArrayBuffer>, { endpoint, keys }: PushTarget, stretch: number) {
	const text = new TextEncoder().encode([stretch, endpoint, keys.p256dh, keys.auth].join(" "));
	const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
	return makeBase64url(new Uint8Array(await crypto.subtle.sign("HMAC", key, text)));
}

/** Of this slice, made when it is needed first. */
function secretOf(sql: SqlStorage): Uint8Array<ArrayBuffer> {
	const known = readBase64url(readMeta(sql, KEY) ?? "");
	if (known?.length === 32) return known;
	const secret = crypto.getRandomValues(new Uint8Array(32));
	writeMeta(sql, KEY, makeBase64url(secret));
	return secret;
}
