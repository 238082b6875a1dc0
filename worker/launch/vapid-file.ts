import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import webpush from "web-push";
import { type KeyRing, parseKeyRing, type VapidKey } from "../remind/push/vapid-keys.ts";
import { writeWhole } from "./write-whole.ts";

const FILE = "vapid.json";

/**
 * One VAPID key per public address, made at its first start and kept in the state
 * folder, readable by its owner only. Old keys stay until nobody is reached under them.
 */
export function readKeys(state: string, origins: readonly string[]): KeyRing {
	const path = join(state, FILE);
	const keys = existsSync(path) ? new Map(parseFile(path)) : new Map<string, readonly VapidKey[]>();
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

/** An empty or broken file is no start without keys: new ones in its place would lose every subscription. */
function parseFile(path: string): KeyRing {
	try {
		const keys = parseKeyRing(readFileSync(path, "utf8").trim());
		if (keys.size > 0) return keys;
	} catch {
		// Said below, without the file's content.
	}
	throw new Error(
		`${path}: the VAPID keys cannot be read. Put the file back from a backup; with new keys every household would have to switch its reminders on again. Only where there are none yet, remove the file.`,
	);
}

function writeKeys(path: string, keys: KeyRing): void {
	writeWhole(path, makeKeyRing(keys));
}
