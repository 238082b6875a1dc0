import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { expect, onTestFinished, test } from "vitest";
import { configOf, DIST } from "../../../worker/launch/paths.ts";
import { writeWhole } from "../../../worker/launch/write-whole.ts";
import { freePort, Product } from "./product.ts";

const START = join(import.meta.dirname, "..", "..", "..", "worker", "launch", "start.mjs");

function someProduct(): Product {
	const product = new Product();
	onTestFinished(() => product.remove());
	product.writeTown();
	return product;
}

/** A first start whose files may have so many octets at most, until it ends by itself or is up. */
async function startWithLimit(product: Product, octets: number): Promise<string> {
	const limit = `ulimit -f ${Math.ceil(octets / 512)}; trap '' XFSZ; exec "$0" "$@"`;
	const child = spawn("/bin/sh", ["-c", limit, process.execPath, START], {
		detached: true,
		env: {
			...process.env,
			PORT: `${await freePort()}`,
			TONNENTAG_STATE: product.state,
			TONNENTAG_TOWNS: product.towns,
		},
	});
	let said = "";
	const isUp = new Promise<void>((up) => {
		for (const stream of [child.stdout, child.stderr])
			stream.on("data", (chunk: Buffer) => {
				said += chunk;
				if (/^http:/mu.test(said)) up();
			});
	});
	const ended = once(child, "exit");
	await Promise.race([ended, isUp]);
	if (child.exitCode === null && child.pid) process.kill(-child.pid, "SIGKILL");
	await ended;
	return said;
}

test("a first start that finds no room leaves nothing that refuses the next one", async () => {
	const product = someProduct();
	// Nothing at all, less than the keys, less than the bundle.
	for (const octets of [0, 512, 8192]) expect(await startWithLimit(product, octets)).not.toMatch(/^http:/mu);
	await product.start();
	expect((await fetch(`${product.address}/healthz`)).status).toBe(200);
	expect((await fetch(product.address)).status).toBe(200);
});

test("a file is written whole, or is as it was, and nothing lies beside it", () => {
	const product = someProduct();
	const [folder, name] = [product.folder, join(product.folder, "keys.json")];
	writeWhole(name, "before");
	const script = `import { writeWhole } from ${JSON.stringify(join(START, "..", "write-whole.ts"))}; writeWhole(process.argv[1], "x".repeat(5000));`;
	const words = [
		"-c",
		`ulimit -f 4; trap '' XFSZ; exec "$0" --input-type=module -e "$1" "$2"`,
		process.execPath,
		script,
		name,
	];
	expect(spawnSync("/bin/sh", words).status).not.toBe(0);
	expect(execFileSync("cat", [name]).toString()).toBe("before");
	expect(execFileSync("ls", [folder]).toString().split("\n")).not.toContain("keys.json.tmp");
});

test("a build beside a running product touches nothing that it serves", async () => {
	const product = someProduct();
	await product.start();
	const page = await (await fetch(product.address)).text();
	const piece = /\/assets\/[\w-]+\.js/u.exec(page)?.[0] ?? "";
	expect((await fetch(product.address + piece)).status).toBe(200);
	// Other tests start from the same build: so it is not replaced here, but nothing of it is named.
	const config = readFileSync(configOf(product.state), "utf8");
	expect(config).toContain(join(product.state, "run", "page"));
	expect(config).not.toContain(DIST);
});
