import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import webpush from "web-push";
import { type KeyRing, parseKeyRing, type VapidKey } from "../remind/push/vapid-keys.ts";

const FILE = "vapid.json";

/**
 * One VAPID key per public address, made at its first start and kept in the state
 * folder, readable by its owner only. Old keys stay until nobody is reached under them.
 */
export function readKeys(state: string, origins: readonly string[]): KeyRing {
	const path = join(state, FILE);
	const keys = new Map(existsSync(path) ? parseKeyRing(readFileSync(path, "utf8")) : []);
	const missing = origins.filter((origin) => !keys.has(origin));
	if (missing.length === 0) return keys;
	for (const origin of missing) keys.set(origin, [makeKey()]);
	writeKeys(path, keys);
	return keys;
}

/** Adds a new current key to each address; pages subscribe anew at their next start, and until then the old ones hold. */
export function rotateKeys(state: string, origins: readonly string[]): void {
	const keys = new Map(readKeys(state, origins));
	for (const origin of origins) keys.set(origin, [...(keys.get(origin) ?? []), makeKey()]);
	writeKeys(join(state, FILE), keys);
}

export function makeKeyRing(keys: KeyRing): string {
	return JSON.stringify([...keys].map(([origin, list]) => ({ origin, keys: list })));
}

function makeKey(): VapidKey {
	const { publicKey, privateKey } = webpush.generateVAPIDKeys();
	const kid = createHash("sha256").update(publicKey).digest("base64url").slice(0, 8);
	return { kid, publicKey, privateKey };
}

/** Beside and renamed: half a key file would lose everybody. */
function writeKeys(path: string, keys: KeyRing): void {
	writeFileSync(`${path}.tmp`, makeKeyRing(keys), { mode: 0o600 });
	renameSync(`${path}.tmp`, path);
}
