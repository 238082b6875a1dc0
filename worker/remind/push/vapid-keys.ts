import * as v from "valibot";

/** A key pair for VAPID (RFC 8292), base64url as web-push has it. */
export interface VapidKey {
	/** Short name: subscriptions remember under which key they were made. */
	readonly kid: string;
	readonly publicKey: string;
	readonly privateKey: string;
}

/** The keys of each public address, the current one last. */
export type KeyRing = ReadonlyMap<string, readonly VapidKey[]>;

const key = v.object({ kid: v.string(), publicKey: v.string(), privateKey: v.string() });
const ring = v.array(v.object({ origin: v.string(), keys: v.pipe(v.array(key), v.minLength(1)) }));

/** Reads the secret `TONNENTAG_VAPID`: `[{ origin, keys: [{ kid, publicKey, privateKey }] }]`. Throws on anything else. */
export function parseKeyRing(text: string): KeyRing {
	if (text === "") return new Map();
	return new Map(v.parse(ring, JSON.parse(text)).map(({ origin, keys }) => [origin, keys]));
}

export function currentKey(keys: KeyRing, origin: string): VapidKey | undefined {
	return keys.get(origin)?.at(-1);
}

/** Whatever address it belongs to: a product that moves keeps the subscriptions that were made under the old one. */
export function keyNamed(keys: KeyRing, kid: string): VapidKey | undefined {
	return [...keys.values()].flat().find((each) => each.kid === kid);
}
