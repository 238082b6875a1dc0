import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseTownId } from "../../../data/model/town.ts";
import { inventedTown, must } from "../invented-town.ts";
import { freePort, type Product } from "./product.ts";
import { useProducts } from "./some-product.ts";

const LONG = 90_000;

const { bare, withTown: someProduct } = useProducts();

const statusOf = async (product: Product, path: string) => (await fetch(product.address + path)).status;

describe("the product on one machine", () => {
	it(
		"answers where it says, in the real runtime, and again after a restart",
		async () => {
			const product = someProduct();
			for (const signal of ["SIGTERM", "SIGINT"] as const) {
				await product.start();
				expect(await statusOf(product, "/healthz")).toBe(200);
				expect(await statusOf(product, "/")).toBe(200);
				expect(await (await fetch(`${product.address}/feed/teststadt/p-ahorn.ics`)).text()).toContain(
					"SUMMARY:Bioabfall",
				);
				await product.stop(signal);
				await expect(fetch(product.address)).rejects.toThrow();
			}
		},
		LONG,
	);

	it(
		"sends the dataset compressed and answers 304 and HEAD",
		async () => {
			const product = someProduct();
			await product.start();
			const address = `${product.address}/api/towns/teststadt/dataset`;
			const answer = await fetch(address, { headers: { "accept-encoding": "br" } });
			expect(answer.headers.get("content-encoding")).toBe("br");
			expect(await answer.json()).toMatchObject({ format: 1 });
			const known = { "accept-encoding": "br", "if-none-match": must(answer.headers.get("etag") ?? undefined) };
			expect((await fetch(address, { headers: known })).status).toBe(304);
			expect((await fetch(address, { method: "HEAD" })).status).toBe(200);
		},
		LONG,
	);

	it(
		"serves a town that came while it runs",
		async () => {
			const product = someProduct();
			await product.start();
			const { town, ...rest } = inventedTown();
			product.writeTown({ ...rest, town: { ...town, id: must(parseTownId("zweitens")) } });
			expect(await statusOf(product, "/feed/zweitens/p-ahorn.ics")).toBe(200);
		},
		LONG,
	);

	it(
		"keeps its state to its owner, and house numbers nowhere",
		async () => {
			const product = someProduct();
			await product.start();
			await fetch(`${product.address}/api/towns/teststadt/streets/hauptstr/places?number=7654`);
			await fetch(`${product.address}/api/towns/teststadt/streets/hauptstr/places?number=7654xx`);
			expect(statSync(product.state).mode & 0o777).toBe(0o700);
			for (const entry of readdirSync(product.state, { recursive: true, withFileTypes: true })) {
				const path = join(entry.parentPath, entry.name);
				expect(statSync(path).mode & 0o077, path).toBe(0);
				// The product's own code has numbers of its own.
				const isCode = /\.(?:js|css|br|gz)$/u.test(entry.name);
				if (entry.isFile() && !isCode) expect(readFileSync(path, "latin1")).not.toContain("7654");
			}
			expect(product.output).not.toContain("7654");
		},
		LONG,
	);
});

describe("the start refuses", () => {
	it(
		"a state folder that another process has, and takes one that a crash left",
		async () => {
			const product = someProduct();
			await product.start();
			expect(await product.refusal()).toBe(1);
			expect(product.output).toContain(`in use by process ${product.pid}`);
			expect(await statusOf(product, "/healthz")).toBe(200);
			await product.stop("SIGKILL");
			await product.start();
			expect(await statusOf(product, "/healthz")).toBe(200);
		},
		LONG,
	);

	it(
		"a port that is taken",
		async () => {
			const product = someProduct();
			const port = await freePort();
			const other = createServer().listen(port, "127.0.0.1");
			expect(await product.refusal({ PORT: `${port}` })).toBe(1);
			other.close();
			expect(product.output).toContain(`port ${port}`);
		},
		LONG,
	);

	it.each([
		["PORT", "abc"],
		["PORT", "99999"],
		["TONNENTAG_ORIGINS", "abfall.example"],
		["TONNENTAG_ORIGINS", "https://abfall.example=Nicht Lawful"],
	])(
		"%s=%s",
		async (name, value) => {
			const product = someProduct();
			expect(await product.refusal({ [name]: value })).toBe(1);
			expect(product.output).toContain(name);
			expect(product.output).not.toContain("    at ");
		},
		LONG,
	);
});

it(
	"without a folder of towns it makes one, starts, and says that there is nothing to serve",
	async () => {
		const product = bare();
		await product.start();
		expect(await statusOf(product, "/healthz")).toBe(503);
		expect(product.output).toContain("No town can be served");
		expect(statSync(product.towns).isDirectory()).toBe(true);
	},
	LONG,
);
