import type { Instant } from "../../../data/model/zone.ts";
import { makeBase64url, readBase64url } from "../../remind/push/base64url.ts";

/** Milliseconds within which a passkey has to be shown: people look for their phone. */
const LIVES = 5 * 60 * 1000;

const [NONCE, MOMENT, SEAL] = [16, 8, 32];

/**
 * Challenges that nobody has to keep: a nonce and the end of its life under our own seal, so that asking for one
 * without end fills nothing. `subject` is what it was given out for; for anything else it is none of ours.
 */
export async function makeChallenge(
	key: Uint8Array<ArrayBuffer>,
	subject: string,
	at: Instant,
): Promise<Uint8Array<ArrayBuffer>> {
	const challenge = new Uint8Array(NONCE + MOMENT + SEAL);
	crypto.getRandomValues(challenge.subarray(0, NONCE));
	new DataView(challenge.buffer).setBigUint64(NONCE, BigInt(at + LIVES));
	const seal = await crypto.subtle.sign("HMAC", await hmacKey(key), sealed(challenge, subject));
	challenge.set(new Uint8Array(seal), NONCE + MOMENT);
	return challenge;
}

/** Until when it lives; `undefined`: it is none of ours, for something else, or its time is over. */
export async function readChallenge(
	key: Uint8Array<ArrayBuffer>,
	subject: string,
	text: string,
	at: Instant,
): Promise<Instant | undefined> {
	const challenge = readBase64url(text);
	// Only as it was written: the same octets in other letters would pass for one that was not used yet.
	if (challenge?.length !== NONCE + MOMENT + SEAL || makeBase64url(challenge) !== text) return undefined;
	const seal = challenge.slice(NONCE + MOMENT);
	const isOurs = await crypto.subtle.verify("HMAC", await hmacKey(key), seal, sealed(challenge, subject));
	const until = Number(new DataView(challenge.buffer).getBigUint64(NONCE));
	return isOurs && until > at ? until : undefined;
}

function hmacKey(key: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
	return crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}

function sealed(challenge: Uint8Array<ArrayBuffer>, subject: string): Uint8Array<ArrayBuffer> {
	const about = new TextEncoder().encode(subject);
	const whole = new Uint8Array(NONCE + MOMENT + about.length);
	whole.set(challenge.subarray(0, NONCE + MOMENT));
	whole.set(about, NONCE + MOMENT);
	return whole;
}
