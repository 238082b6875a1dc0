import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Response as MiniflareResponse } from "miniflare";
import { onTestFinished } from "vitest";
import { layAssets } from "../../worker/launch/assets.ts";
import { makeKeyRing, readKeys } from "../../worker/launch/vapid-file.ts";
import { freePort } from "../worker/launch/product.ts";
import { ROOT } from "./product.ts";

/**
 * Cloudflare's mode with its written configuration and the built bundle, in the local simulation: assets, objects,
 * and the platform's own alarms in real time. The time of day is the test's.
 */

interface Caught {
	readonly url: string;
	readonly headers: { get(name: string): string | null };
	arrayBuffer(): Promise<ArrayBuffer>;
}

interface Worker {
	readonly ready: Promise<unknown>;
	dispose(): Promise<void>;
}

export interface CaughtPush {
	readonly url: string;
	readonly topic: string | null;
	readonly body: Buffer;
}

export const ORIGIN = "https://abfall.example";
export const ADMIN = "s".repeat(43);

/** Runs until the test is finished; answers its address and what it pushes. */
export async function startCloudflare(now: () => number): Promise<{ base: string; pushes: readonly CaughtPush[] }> {
	process.env.WRANGLER_SEND_METRICS = "false";
	const require = createRequire(join(ROOT, "package.json"));
	const { Response: Answer } = require("miniflare") as { Response: typeof MiniflareResponse };
	const { unstable_startWorker: start } = require("wrangler") as {
		unstable_startWorker(input: object): Promise<Worker>;
	};
	const folder = mkdtempSync(join(tmpdir(), "tonnentag-cloudflare-"));
	layAssets(join(ROOT, "data/towns"));
	const port = await freePort();
	const pushes: CaughtPush[] = [];
	const worker = await start({
		config: join(ROOT, "worker/wrangler.jsonc"),
		bindings: {
			TONNENTAG_ORIGINS: { type: "plain_text", value: ORIGIN },
			TONNENTAG_VAPID: { type: "plain_text", value: makeKeyRing(readKeys(folder, [ORIGIN])) },
			TONNENTAG_ADMIN: { type: "plain_text", value: ADMIN },
			CLOCK: { type: "fetcher", fetcher: () => new Answer(new Date(now()).toISOString()) },
		},
		dev: {
			server: { hostname: "127.0.0.1", port },
			inspector: false,
			watch: false,
			persist: false,
			logLevel: "none",
			outboundService: async (request: Caught) => {
				const body = Buffer.from(await request.arrayBuffer());
				pushes.push({ url: request.url, topic: request.headers.get("topic"), body });
				return new Answer(null, { status: 201 });
			},
		},
	});
	onTestFinished(async () => {
		await worker.dispose();
		rmSync(folder, { recursive: true });
	});
	await worker.ready;
	return { base: `http://127.0.0.1:${port}`, pushes };
}
