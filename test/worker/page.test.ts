import { describe, expect, it } from "vitest";
import { makeDataset } from "../../data/model/dataset-file.ts";
import { assetFiles } from "../../worker/home/assets.ts";
import { diskFiles } from "../../worker/home/disk.ts";
import type { FileHost } from "../../worker/home/files.ts";
import { bodyOf, edgeInMemory } from "./edge-in-memory.ts";
import { inventedTown } from "./invented-town.ts";

describe("the page", () => {
	it.each(["/", "/teststadt"])("is the app at %s, asked for each time", async (address) => {
		const answer = await edgeInMemory().get(address);
		expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
		expect(answer.headers.get("cache-control")).toBe("no-cache");
		expect(await answer.text()).toContain("<title>Tonnentag</title>");
	});

	it.each(["/atlantis", "/assets", "/../package.json", "/%2e%2e/package.json", "/.git/config"])(
		"is not at %s",
		async (address) => {
			const answer = await edgeInMemory().get(address);
			expect([answer.status, (await bodyOf(answer)).code]).toEqual([404, "not_found"]);
		},
	);

	it.each(["/teststadt/", "/Teststadt", "/TESTSTADT//"])("sends people who write %s to the town", async (address) => {
		const answer = await edgeInMemory().get(`${address}?print=week`);
		expect([answer.status, answer.headers.get("location")]).toEqual([308, "/teststadt?print=week"]);
	});

	it.each(["/atlantis", "/teststadt/nirgends", "/verschrieben.html", "/assets/fehlt"])(
		"leads people on from %s, with status 404",
		async (address) => {
			const answer = await edgeInMemory().get(address, { accept: "text/html,application/xhtml+xml,*/*;q=0.8" });
			expect(answer.status).toBe(404);
			expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
			expect(answer.headers.get("cache-control")).toBe("no-store");
			expect(answer.headers.get("content-security-policy")).toContain("script-src 'self'");
			expect(await answer.text()).toContain("<title>Tonnentag</title>");
		},
	);

	it.each(["/api/nirgends", "/feed/nirgends", "/metrics/x"])(
		"answers programs at %s with data, whatever they take",
		async (address) => {
			const answer = await edgeInMemory().get(address, { accept: "text/html" });
			expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
		},
	);

	it("keeps files with a hash in their name for ever", async () => {
		const edge = edgeInMemory();
		edge.page.write("assets/index-a1b2.js", "export {};");
		const answer = await edge.get("/assets/index-a1b2.js");
		expect(answer.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
		expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
	});

	it.each([
		["manifest.webmanifest", "application/manifest+json"],
		["icon.svg", "image/svg+xml; charset=utf-8"],
		["font.woff2", "font/woff2"],
		["thing", "application/octet-stream"],
	])("serves %s as %s", async (name, type) => {
		const edge = edgeInMemory();
		edge.page.write(name, "…");
		expect((await edge.get(`/${name}`)).headers.get("content-type")).toBe(type);
	});

	it("prefers what the build has compressed", async () => {
		const edge = edgeInMemory();
		edge.page.write("assets/a.js", "plain");
		edge.page.write("assets/a.js.br", "packed");
		const packed = await edge.get("/assets/a.js", { "accept-encoding": "gzip, br" });
		expect([packed.headers.get("content-encoding"), await packed.text()]).toEqual(["br", "packed"]);
		expect(packed.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
		const plain = await edge.get("/assets/a.js", { "accept-encoding": "gzip" });
		expect([plain.headers.get("content-encoding"), await plain.text()]).toEqual([null, "plain"]);
	});

	it("answers 304 without reading the file again, until it changes", async () => {
		const edge = edgeInMemory();
		const etag = (await edge.get("/")).headers.get("etag") ?? "";
		expect(edge.page.reads).toBe(1);
		expect((await edge.get("/", { "if-none-match": etag })).status).toBe(304);
		expect(edge.page.reads).toBe(1);
		edge.page.write("index.html", "<!doctype html>new");
		expect((await edge.get("/", { "if-none-match": etag })).status).toBe(200);
	});
});

describe("the two homes", () => {
	const json = { "content-type": "application/json" };
	/** What workerd's disk service was seen to answer. */
	const disk: FileHost = {
		fetch: async (address) => {
			const { pathname } = new URL(address);
			if (pathname === "/")
				return Response.json([
					{ name: "a", type: "directory" },
					{ name: "b.txt", type: "file" },
				]);
			if (pathname === "/a") return Response.json([]);
			if (pathname !== "/b.txt") return new Response("Not Found", { status: 404 });
			const headers = { "content-type": "application/octet-stream", "last-modified": "L", "content-length": "2" };
			return new Response("hi", { headers });
		},
	};
	const assets: FileHost = {
		fetch: async (address) => {
			const { pathname } = new URL(address);
			if (pathname === "/towns/index.json") return new Response('["a"]', { headers: json });
			if (pathname === "/towns/a/dataset.json") return new Response("{}", { headers: { ...json, etag: '"e"' } });
			return new Response(null, { status: 404 });
		},
	};

	it("a disk lists folders, and a folder is no file", async () => {
		const files = diskFiles(disk);
		expect(await files.folders()).toEqual(["a"]);
		expect(await files.open("a")).toBeUndefined();
		expect((await files.open("b.txt"))?.stamp).toBe("L 2");
		expect(await files.open("../b.txt")).toBeUndefined();
	});

	it("assets have an index that the build laid out", async () => {
		const files = assetFiles(assets, "towns");
		expect(await files.folders()).toEqual(["a"]);
		const file = await files.open("a/dataset.json");
		expect([file?.stamp, new TextDecoder().decode(await file?.bytes())]).toEqual(['"e"', "{}"]);
		expect(await files.open("b/dataset.json")).toBeUndefined();
	});
});

describe("the page in a frame of the town's own site", () => {
	const policyAt = async (address: string, frameAncestors?: readonly string[]) => {
		const edge = edgeInMemory();
		const town = inventedTown();
		edge.towns.write("teststadt/dataset.json", makeDataset({ ...town, town: { ...town.town, frameAncestors } }));
		const { status, headers } = await edge.get(address, { accept: "text/html" });
		return [status, /frame-ancestors [^;]*/u.exec(headers.get("content-security-policy") ?? "")?.[0]];
	};
	const SITE = ["https://www.teststadt.example", "https://intern.teststadt.example:8443"];

	it("may be framed by the origins of town.json alone", async () => {
		expect(await policyAt("/embed/teststadt", SITE)).toEqual([200, `frame-ancestors ${SITE.join(" ")}`]);
	});

	it("may be framed by nobody where the town names none", async () => {
		expect(await policyAt("/embed/teststadt")).toEqual([200, "frame-ancestors 'none'"]);
		expect(await policyAt("/embed/teststadt", [])).toEqual([200, "frame-ancestors 'none'"]);
	});

	it.each(["/", "/teststadt", "/atlantis", "/api/towns"])("may not be framed at %s", async (address) => {
		expect((await policyAt(address, SITE))[1]).toBe("frame-ancestors 'none'");
	});

	it("of no town is not there", async () => {
		expect((await policyAt("/embed/atlantis", SITE))[0]).toBe(404);
	});
});
