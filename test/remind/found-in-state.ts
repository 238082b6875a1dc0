import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RemindProduct, Subscription } from "./product.ts";

/** What stands in any file of the state folder, the logs of the databases among them. */
export function found(product: RemindProduct, secrets: readonly string[]): string[] {
	const files = globSync(join(product.state, "**/*"), { withFileTypes: true }).filter((each) => each.isFile());
	const texts = files.map((each) => readFileSync(join(each.parentPath, each.name)));
	return secrets.filter((secret) => texts.some((text) => text.includes(secret)));
}

/** All that a household has confided. */
export function secretsOf({ browser, token, id }: Subscription): string[] {
	const { endpoint, keys } = browser;
	const hash = createHash("sha256").update(token).digest("hex");
	return [endpoint, new URL(endpoint).pathname, keys.p256dh, keys.auth, hash, id.split(".")[2] ?? ""];
}
