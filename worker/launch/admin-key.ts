import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "./write-whole.ts";

const FILE = "admin.key";

/**
 * The host's secret, with which commands prove themselves to the running product: made at the first
 * start, kept in the state folder, readable by its owner only.
 */
export function readAdminKey(state: string): string {
	const path = join(state, FILE);
	if (existsSync(path)) return parseFile(path);
	const key = randomBytes(32).toString("base64url");
	writeWhole(path, `${key}\n`);
	return key;
}

function parseFile(path: string): string {
	const key = readFileSync(path, "utf8").trim();
	if (/^[\w-]{32,200}$/u.test(key)) return key;
	throw new Error(
		`${path}: not a secret of at least 32 letters, digits, "-" and "_". Remove the file, and a new one is made; nothing else depends on it.`,
	);
}
