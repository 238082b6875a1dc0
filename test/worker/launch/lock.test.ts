import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import process from "node:process";
import { expect, it } from "vitest";
import { freePort } from "./product.ts";
import { useProducts } from "./some-product.ts";

const START = join(import.meta.dirname, "..", "..", "..", "worker", "launch", "start.mjs");

const { withTown: someProduct } = useProducts();

/** In a PID namespace of its own, as another container on the same volume: its own count of processes. */
const ELSEWHERE = ["unshare", "--pid", "--fork", "--mount-proc"];

const canUnshare = spawnSync(ELSEWHERE[0] ?? "", [...ELSEWHERE.slice(1), "true"]).status === 0;

it.skipIf(!canUnshare)("a second container on the same volume is refused, and takes over after a kill", async () => {
	const product = someProduct();
	await product.start();
	const environment = { TONNENTAG_STATE: product.state, TONNENTAG_TOWNS: product.towns };
	const second = spawn(ELSEWHERE[0] ?? "", [...ELSEWHERE.slice(1), process.execPath, START], {
		env: { ...process.env, ...environment, PORT: `${await freePort()}` },
	});
	let said = "";
	second.stderr.on("data", (chunk: Buffer) => {
		said += chunk;
	});
	const [code] = await once(second, "close");
	expect([code, said]).toEqual([1, expect.stringContaining(`${product.state} is in use by process ${product.pid}`)]);
	expect((await fetch(`${product.address}/healthz`)).status).toBe(200);
	await product.stop("SIGKILL");
	await product.start();
	expect((await fetch(`${product.address}/healthz`)).status).toBe(200);
});

it("the process that runs holds the lock itself, and nobody beside it", async () => {
	const product = someProduct();
	await product.start();
	const holders = () => {
		const asked = spawnSync("flock", ["-n", join(product.state, "lock.fl"), "true"]);
		return asked.status;
	};
	expect(holders()).toBe(1);
	expect(execFileSync("readlink", [`/proc/${product.pid}/exe`]).toString()).toContain("workerd");
	await product.stop("SIGKILL");
	await expect.poll(holders).toBe(0);
});
