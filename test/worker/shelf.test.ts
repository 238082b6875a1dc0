import { describe, expect, it } from "vitest";
import { makeDataset } from "../../data/model/dataset-file.ts";
import { parseTownId } from "../../data/model/town.ts";
import { TownShelf } from "../../worker/town/shelf.ts";
import { bodyOf, edgeInMemory, MemoryFiles } from "./edge-in-memory.ts";
import { inventedTown, must } from "./invented-town.ts";

const FILE = "teststadt/dataset.json";

function named(name: string, id = "teststadt"): string {
	const { town, ...rest } = inventedTown();
	return makeDataset({ ...rest, town: { ...town, name, id: must(parseTownId(id)) } });
}

async function names(edge: ReturnType<typeof edgeInMemory>): Promise<string[]> {
	const towns: { name: string }[] = await bodyOf(await edge.get("/api/towns"));
	return towns.map(({ name }) => name);
}

describe("a new dataset", () => {
	it("is served after half a minute, without a restart", async () => {
		const edge = edgeInMemory();
		await names(edge);
		edge.towns.write(FILE, named("Neustadt"));
		expect(await names(edge)).toEqual(["Teststadt, an der Söhre"]);
		edge.wait(31);
		expect(await names(edge)).toEqual(["Neustadt"]);
	});

	it("is found even when the file's stamp did not change within its second", async () => {
		const edge = edgeInMemory();
		edge.towns.write(FILE, named("Altstadt"), "same second");
		await names(edge);
		edge.towns.write(FILE, named("Neustadt"), "same second");
		edge.wait(31);
		expect(await names(edge)).toEqual(["Neustadt"]);
	});

	it("of a new town is found at once", async () => {
		const edge = edgeInMemory();
		edge.towns.write("zweitens/dataset.json", named("Aachen", "zweitens"));
		expect(await names(edge)).toEqual(["Aachen", "Teststadt, an der Söhre"]);
	});

	it("is not read again while its stamp stays", async () => {
		const edge = edgeInMemory();
		for (let round = 0; round < 5; round++) {
			await names(edge);
			edge.wait(31);
		}
		expect(edge.towns.reads).toBe(2);
	});

	it("that is gone takes its town with it", async () => {
		const edge = edgeInMemory();
		await names(edge);
		edge.towns.remove(FILE);
		edge.wait(31);
		expect((await edge.get("/api/towns/teststadt/dataset")).status).toBe(404);
		expect(edge.log()).toContain("town_gone");
	});
});

describe("a broken dataset", () => {
	it.each([
		["half a file", '{"format":1,'],
		["another format", '{"format":99}'],
		["another town's", named("Falsch", "falsch")],
	])("(%s) leaves the one before in service and is told", async (_, text) => {
		const edge = edgeInMemory();
		await names(edge);
		edge.towns.write(FILE, text);
		edge.wait(31);
		expect(await names(edge)).toEqual(["Teststadt, an der Söhre"]);
		const health = await edge.get("/healthz");
		expect(health.status).toBe(200);
		expect(await health.json()).toMatchObject({
			status: "degraded",
			towns: [{ id: "teststadt", served: true, problem: expect.stringContaining("dataset.json") }],
		});
		expect(edge.log()).toContain("town_broken");
	});

	it("from the start is 503 for its own town alone", async () => {
		const edge = edgeInMemory();
		edge.towns.write("kaputt/dataset.json", "{");
		const answer = await edge.get("/api/towns/kaputt/dataset");
		expect([answer.status, (await bodyOf(answer)).code, answer.headers.get("retry-after")]).toEqual([
			503,
			"broken_town",
			"60",
		]);
		expect(await names(edge)).toHaveLength(1);
		expect((await edge.get("/feed/teststadt/p-ahorn.ics")).status).toBe(200);
	});

	it("is forgiven when it is mended", async () => {
		const edge = edgeInMemory();
		edge.towns.write(FILE, "{");
		expect((await edge.get("/healthz")).status).toBe(503);
		edge.towns.write(FILE, named("Neustadt"));
		edge.wait(31);
		expect(await (await edge.get("/healthz")).json()).toMatchObject({ status: "ok" });
	});
});

it("a home that is out of order for a while changes nothing", async () => {
	const edge = edgeInMemory();
	await edge.get("/api/towns/teststadt/dataset");
	edge.towns.broken = true;
	edge.wait(31);
	expect((await edge.get("/api/towns/teststadt/dataset")).status).toBe(200);
});

it("a published edition that cannot be read is asked for now and then, and the folder is served until it can", async () => {
	const [files, bytes] = [new MemoryFiles(), new Uint8Array(new TextEncoder().encode(named("Neustadt")))];
	files.write(FILE, named("Altstadt"));
	let [elapsed, asked, isThere] = [0, 0, false];
	const editions = {
		published: async () => new Map([["teststadt", "a".repeat(64)]]),
		dataset: async () => {
			asked++;
			return isThere ? bytes : undefined;
		},
	};
	const shelf = new TownShelf(
		{ files, editions },
		() => elapsed,
		() => undefined,
	);
	const served = async () => {
		const state = await shelf.find("teststadt");
		return state?.kind === "ready" ? [state.reading.dataset.town.name, state.problem] : state?.kind;
	};
	for (let at = 0; at < 3; at++)
		expect(await served()).toEqual(["Altstadt", expect.stringContaining("cannot be read")]);
	expect(asked).toBe(1);
	isThere = true;
	elapsed += 6000;
	for (let at = 0; at < 3; at++) expect(await served()).toEqual(["Neustadt", undefined]);
	expect(asked).toBe(2);
});
