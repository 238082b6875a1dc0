import type { Instant } from "../../../data/model/zone.ts";
import { makeBase64url, readBase64url } from "./base64url.ts";
import type { VapidKey } from "./vapid-keys.ts";

/** RFC 8292 allows 24 hours; half of it leaves room for clocks that are wrong. */
const TOKEN_LIFE = 12 * 3600;
/** A token is renewed while it still has this long, in seconds. */
const TOKEN_RESERVE = 3600;

interface Token {
	readonly header: string;
	readonly expires: number;
}

interface Claims {
	readonly aud: string;
	readonly exp: number;
	readonly sub: string;
}

/** Signs once per push service and key, not once per message: the signature costs more than the encryption. */
export class VapidTokens {
	readonly #tokens = new Map<string, Token>();

	/** The Authorization header for an audience, at once where it is known. `subject` is `mailto:…` or `https:…`. */
	headerFor(audience: string, subject: string, key: VapidKey, now: Instant): string | Promise<string> {
		const name = `${key.kid} ${audience} ${subject}`;
		const seconds = Math.floor(now / 1000);
		const known = this.#tokens.get(name);
		// A clock that was set back must not keep a token that now lies too far ahead.
		if (known && known.expires - seconds > TOKEN_RESERVE && known.expires - seconds <= TOKEN_LIFE) return known.header;
		return this.#make(name, { aud: audience, exp: seconds + TOKEN_LIFE, sub: subject }, key);
	}

	async #make(name: string, claims: Claims, key: VapidKey): Promise<string> {
		const header = `vapid t=${await sign(claims, key)}, k=${key.publicKey}`;
		this.#tokens.set(name, { header, expires: claims.exp });
		return header;
	}

	/** A push service refused it: the next one is made anew. */
	forget(audience: string, key: VapidKey): void {
		for (const name of this.#tokens.keys()) if (name.startsWith(`${key.kid} ${audience} `)) this.#tokens.delete(name);
	}
}

/** A JWT with ES256 (RFC 7515, RFC 8292 2). web-push has one too, but checks `exp` against the machine's clock alone. */
async function sign(claims: Claims, { publicKey, privateKey }: VapidKey): Promise<string> {
	const encode = (part: object) => makeBase64url(new TextEncoder().encode(JSON.stringify(part)));
	const content = `${encode({ typ: "JWT", alg: "ES256" })}.${encode(claims)}`;
	const algorithm = { name: "ECDSA", namedCurve: "P-256" };
	const key = await crypto.subtle.importKey("jwk", makeJwk(publicKey, privateKey), algorithm, false, ["sign"]);
	const signature = await crypto.subtle.sign(
		{ name: "ECDSA", hash: "SHA-256" },
		key,
		new TextEncoder().encode(content),
	);
	return `${content}.${makeBase64url(new Uint8Array(signature))}`;
}

/** The point (one byte 4, then x and y of 32 bytes) and the number, as a JSON Web Key has them. */
function makeJwk(publicKey: string, privateKey: string): JsonWebKey {
	const point = readBase64url(publicKey);
	if (point?.length !== 65) throw new Error("a VAPID key is no point on P-256");
	const [x, y] = [makeBase64url(point.slice(1, 33)), makeBase64url(point.slice(33))];
	return { kty: "EC", crv: "P-256", x, y, d: privateKey };
}
