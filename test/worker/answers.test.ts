import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { makeDataset } from "../../data/model/dataset-file.ts";
import { bodyOf, edgeInMemory } from "./edge-in-memory.ts";
import { inventedTown } from "./invented-town.ts";

const PLACE = "/api/towns/teststadt/places/p-ahorn/collections";
const FEED = "/feed/teststadt/p-ahorn.ics";
const DATASET = "/api/towns/teststadt/dataset";

describe("validators", () => {
	it.each(["/", "/api/towns", "/api/towns/teststadt/streets?q=haupt", PLACE, DATASET, FEED])(
		"%s answers 304 to what it gave",
		async (address) => {
			const edge = edgeInMemory();
			const first = await edge.get(address);
			const etag = first.headers.get("etag") ?? "";
			expect(etag).toMatch(/^"[\w.-]+"$/);
			for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
				const again = await edge.get(address, { "if-none-match": known });
				expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
			}
			expect((await edge.get(address, { "if-none-match": '"other"' })).status).toBe(200);
		},
	);

	it.each([DATASET, FEED])("%s honours If-Modified-Since, but never against a tag", async (address) => {
		const edge = edgeInMemory();
		const since = (await edge.get(address)).headers.get("last-modified") ?? "";
		expect(since).toBe("Tue, 10 Nov 2026 09:30:00 GMT");
		const earlier = "Tue, 10 Nov 2026 09:29:59 GMT";
		expect((await edge.get(address, { "if-modified-since": since })).status).toBe(304);
		expect((await edge.get(address, { "if-modified-since": earlier })).status).toBe(200);
		expect((await edge.get(address, { "if-modified-since": "gestern" })).status).toBe(200);
		expect((await edge.get(address, { "if-modified-since": since, "if-none-match": '"other"' })).status).toBe(200);
	});

	it("of a feed change with the month, when its window moves on", async () => {
		const [november, december] = ["2026-11-30T22:59:00Z", "2026-11-30T23:01:00Z"].map((now) => edgeInMemory({ now }));
		const before = await november?.get(FEED);
		const after = await december?.get(FEED);
		expect(after?.headers.get("etag")).not.toBe(before?.headers.get("etag"));
		expect(after?.headers.get("last-modified")).toBe("Mon, 30 Nov 2026 23:00:00 GMT");
	});

	it("change with the data", async () => {
		const edge = edgeInMemory();
		const before = (await edge.get(PLACE)).headers.get("etag");
		const { town, ...rest } = inventedTown();
		edge.towns.write("teststadt/dataset.json", makeDataset({ ...rest, town: { ...town, name: "Neustadt" } }));
		edge.wait(31);
		expect((await edge.get(PLACE)).headers.get("etag")).not.toBe(before);
	});
});

describe("HEAD", () => {
	it.each(["/", "/api/towns", PLACE, DATASET, FEED])("%s tells the headers of GET and no body", async (address) => {
		const edge = edgeInMemory();
		const get = await edge.get(address);
		const head = await edge.app.request(address, { method: "HEAD" });
		expect([head.status, await head.text()]).toEqual([200, ""]);
		expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
		expect(head.headers.get("etag")).toBe(get.headers.get("etag"));
	});
});

describe("the dataset", () => {
	const file = makeDataset(inventedTown());
	const plain = (bytes: Uint8Array) => bytes;

	it.each([
		["br, gzip", "br", brotliDecompressSync],
		["gzip, deflate", "gzip", gunzipSync],
		["br;q=0, gzip;q=0.5", "gzip", gunzipSync],
		["identity", null, plain],
	])("for %s comes as %s and is the file", async (accepted, encoding, unpack) => {
		const answer = await edgeInMemory().get(DATASET, { "accept-encoding": accepted });
		expect(answer.headers.get("content-encoding")).toBe(encoding);
		expect(answer.headers.get("vary")).toBe("Accept-Encoding");
		const bytes = unpack(new Uint8Array(await answer.arrayBuffer()));
		expect(new TextDecoder().decode(bytes)).toBe(file);
	});

	it("has a tag for each encoding", async () => {
		const edge = edgeInMemory();
		const tags = ["br", "gzip", "identity"].map(async (each) =>
			(await edge.get(DATASET, { "accept-encoding": each })).headers.get("etag"),
		);
		expect(new Set(await Promise.all(tags)).size).toBe(3);
	});

	it("has an address that never changes, as the list of towns tells it", async () => {
		const edge = edgeInMemory();
		const [{ dataset }] = await bodyOf(await edge.get("/api/towns"));
		const answer = await edge.get(dataset);
		expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
		expect(await answer.text()).toBe(file);
	});

	it("sends on who asks for a state that is over, and nobody else", async () => {
		const edge = edgeInMemory();
		const over = await edge.get(`${DATASET}/${"0".repeat(64)}`);
		expect([over.status, over.headers.get("location"), over.headers.get("cache-control")]).toEqual([
			307,
			DATASET,
			"no-store",
		]);
		expect((await edge.get(`${DATASET}/abc`)).status).toBe(404);
	});
});

describe("security headers", () => {
	it.each(["/", "/api/towns", "/api/nothing", FEED, "/healthz"])("stand on %s", async (address) => {
		const { headers } = await edgeInMemory().get(address);
		expect(headers.get("x-content-type-options")).toBe("nosniff");
		expect(headers.get("referrer-policy")).toBe("no-referrer");
		expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
		expect(headers.get("permissions-policy")).toContain(
			// The page asks for the place of dumped waste, after a press.
			address === "/" ? "geolocation=(self)" : "geolocation=()",
		);
		expect(headers.get("content-security-policy")).toContain("default-src 'none'");
		expect(headers.get("set-cookie")).toBeNull();
		expect(headers.get("strict-transport-security")).toBeNull();
	});

	it("let the page load its own files only, through Trusted Types, and nothing inline", async () => {
		const policy = (await edgeInMemory().get("/")).headers.get("content-security-policy") ?? "";
		expect(policy).toContain("script-src 'self';");
		expect(policy).toContain("require-trusted-types-for 'script'");
		expect(policy).not.toMatch(/unsafe|https?:|\*/);
	});

	it("demand HTTPS where the public address has it", async () => {
		const edge = edgeInMemory({ origins: "https://abfall.example" });
		expect((await edge.get("http://abfall.example/")).headers.get("strict-transport-security")).toBe(
			"max-age=63072000",
		);
	});
});

describe("a failure", () => {
	it("is a problem without its reason, and a line in the log without the address", async () => {
		const edge = edgeInMemory();
		edge.towns.broken = true;
		const answer = await edge.get("/api/towns/teststadt/streets/hauptstr/places?number=4711");
		expect([answer.status, (await bodyOf(answer)).code]).toEqual([500, "internal"]);
		// Where it was, not what it said: that may repeat what the request held.
		expect(edge.log()).toMatch(/"error":"Error","at":"edge-in-memory\.ts:\d+:\d+"/u);
		expect(edge.log()).not.toContain("4711");
	});
});
