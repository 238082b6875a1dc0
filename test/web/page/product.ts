import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import type { TestProject } from "vitest/node";

declare module "vitest" {
	interface ProvidedContext {
		address: string;
		/** A folder for what a device keeps of the answers; see `settled.ts`. */
		households: string;
	}
}

const ROOT = join(import.meta.dirname, "..", "..", "..");
const LONGEST_START = 180_000;

export interface Product {
	readonly address: string;
	stop(): Promise<void>;
}

/** What the tests of the page share. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const { address, stop } = await startProduct(join(ROOT, "data/towns"));
	const households = mkdtempSync(join(tmpdir(), "tonnentag-households-"));
	project.provide("address", address);
	project.provide("households", households);
	return async () => {
		await stop();
		rmSync(households, { recursive: true, force: true });
	};
}

/** The real product, as `npm start` starts it: on a free port, with a state folder of its own. */
export async function startProduct(towns: string): Promise<Product> {
	const state = mkdtempSync(join(tmpdir(), "tonnentag-page-"));
	const port = await freePort();
	const child = spawn(process.execPath, [join(ROOT, "worker/launch/start.mjs")], {
		env: { ...process.env, PORT: String(port), TONNENTAG_STATE: state, TONNENTAG_TOWNS: towns },
		stdio: ["ignore", "ignore", "inherit"],
	});
	const address = `http://127.0.0.1:${port}`;
	await answering(`${address}/healthz`);
	const stop = async () => {
		const ended = new Promise((done) => child.once("exit", done));
		child.kill();
		await ended;
		rmSync(state, { recursive: true, force: true });
	};
	return { address, stop };
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once("error", reject);
		server.listen(0, "127.0.0.1", () => {
			const address = server.address();
			server.close(() =>
				address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
			);
		});
	});
}

async function answering(url: string): Promise<void> {
	for (const began = Date.now(); Date.now() - began < LONGEST_START; ) {
		if (
			await fetch(url).then(
				(response) => response.ok,
				() => false,
			)
		)
			return;
		await new Promise((later) => setTimeout(later, 100));
	}
	throw new Error(`${url} does not answer`);
}
