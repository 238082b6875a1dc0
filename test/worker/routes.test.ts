import { describe, expect, it } from "vitest";
import { bodyOf, edgeInMemory } from "./edge-in-memory.ts";

const TOWN = "/api/towns/teststadt";

async function jsonOf(address: string) {
	const answer = await edgeInMemory().get(address);
	return { status: answer.status, type: answer.headers.get("content-type"), body: await bodyOf(answer) };
}

describe("towns", () => {
	it("are listed with coverage, services and the address of their dataset", async () => {
		const { status, body } = await jsonOf("/api/towns");
		expect(status).toBe(200);
		expect(body).toEqual([
			{
				id: "teststadt",
				name: "Teststadt, an der Söhre",
				state: "HE",
				invented: true,
				confirmed: true,
				coverage: { from: "2026-01-01", to: "2027-12-31" },
				services: [
					{ id: "rest", fraction: "residual", label: "Restmüll" },
					{ id: "bio", fraction: "organic", label: "Bioabfall" },
					{ id: "schadstoff", fraction: "hazardous", label: "Schadstoffmobil" },
				],
				dataset: expect.stringMatching(/^\/api\/towns\/teststadt\/dataset\/[0-9a-f]{64}$/),
			},
		]);
	});

	it("are alone under the address of one town", async () => {
		const edge = edgeInMemory({ origins: "https://abfall.example=anderswo,https://alle.example" });
		expect(await (await edge.get("http://abfall.example/api/towns")).json()).toEqual([]);
		expect((await edge.get("http://abfall.example/api/towns/teststadt/dataset")).status).toBe(404);
		expect(await (await edge.get("http://alle.example/api/towns")).json()).toHaveLength(1);
	});
});

describe("streets", () => {
	it.each([
		["haupt", "hauptstr"],
		["bahnhofstrase", "bahnhofstr"],
		["Ahorn", "ahornweg"],
	])("%s finds %s first", async (typed, id) => {
		const { body } = await jsonOf(`${TOWN}/streets?q=${typed}`);
		expect(body[0].id).toBe(id);
	});

	it("carry postcode and locality where the town has them", async () => {
		const { body } = await jsonOf(`${TOWN}/streets?q=hauptstr`);
		expect(body).toEqual([{ id: "hauptstr", name: "Hauptstraße", postcode: "35999", locality: "Oberau" }]);
	});

	it("begin somewhere when nothing was typed", async () => {
		expect((await jsonOf(`${TOWN}/streets`)).body).toHaveLength(3);
	});

	it("refuse what is too long to be a name", async () => {
		const { status, body } = await jsonOf(`${TOWN}/streets?q=${"a".repeat(101)}`);
		expect([status, body.errors]).toEqual([400, [{ field: "q", code: "too_long" }]]);
	});
});

describe("places", () => {
	const even = { id: "p-gerade", label: "Hauptstraße, gerade ab 2", numbers: "even 2-" };
	const odd = { id: "p-ungerade", label: "Hauptstraße, ungerade ab 1", numbers: "odd 1-" };

	it("are all there without a number", async () => {
		expect((await jsonOf(`${TOWN}/streets/hauptstr/places`)).body).toEqual({ decided: null, places: [even, odd] });
	});

	it("are decided by a number", async () => {
		expect((await jsonOf(`${TOWN}/streets/hauptstr/places?number=12a`)).body).toEqual({
			decided: even,
			places: [even],
		});
	});

	it("need no number where the street is one place", async () => {
		const whole = { id: "p-ahorn", label: "Ahornweg" };
		expect((await jsonOf(`${TOWN}/streets/ahornweg/places`)).body).toEqual({ decided: whole, places: [whole] });
	});

	it("stay a choice where only words tell them apart", async () => {
		const { body } = await jsonOf(`${TOWN}/streets/bahnhofstr/places?number=3`);
		expect(body.decided).toBeNull();
		expect(body.places[0]).toEqual({ id: "p-bahn", label: "Bahnhofstraße, von der Bahn bis zur Else" });
	});

	it("never repeat, keep or log the number", async () => {
		const edge = edgeInMemory();
		const good = await edge.get(`${TOWN}/streets/hauptstr/places?number=7777`);
		const bad = await edge.get(`${TOWN}/streets/hauptstr/places?number=7777xyz`);
		expect(good.headers.get("cache-control")).toBe("no-store");
		expect([bad.status, bad.headers.get("cache-control")]).toEqual([400, "no-store"]);
		expect(`${await good.text()}${await bad.text()}${edge.log()}`).not.toContain("7777");
	});
});

describe("collections", () => {
	const address = `${TOWN}/places/p-ahorn/collections`;

	it("run from today to the end of the coverage", async () => {
		const { body } = await jsonOf(address);
		expect(body.coverage).toEqual({ from: "2026-01-01", to: "2027-12-31" });
		expect(body.collections.map(({ day, service }: { day: string; service: string }) => `${day} ${service}`)).toEqual([
			"2026-12-01 rest",
			"2026-12-01 bio",
			"2026-12-05 schadstoff",
			"2026-12-28 bio",
			"2027-12-30 rest",
		]);
	});

	it("tell what moved, why, and where it was read", async () => {
		const { body } = await jsonOf(`${address}?from=2026-12-28&to=2026-12-28`);
		expect(body.collections).toEqual([
			{
				day: "2026-12-28",
				planned: "2026-12-25",
				fraction: "organic",
				service: "bio",
				label: "Bioabfall",
				reason: "1. Weihnachtstag",
				source: "abfuhr.csv:7 > abfuhr.csv:90",
			},
		]);
	});

	it("tell where the van stops", async () => {
		const { body } = await jsonOf(`${address}?services=schadstoff`);
		expect(body.collections[0].at).toEqual([{ place: "Marktplatz, Nordseite", from: "14:00", until: "16:00" }]);
	});

	it("name what was cancelled", async () => {
		const { body } = await jsonOf(address);
		expect(body.cancellations).toEqual([
			{
				planned: "2027-01-08",
				fraction: "organic",
				service: "bio",
				label: "Bioabfall",
				reason: "Warnstreik",
				source: "abfuhr.csv:7",
			},
		]);
	});

	it("start on the town's own today, not on the one of London", async () => {
		const edge = edgeInMemory({ now: "2026-12-01T23:30:00Z" });
		const body = await bodyOf(await edge.get(address));
		expect(body.collections[0].day).toBe("2026-12-05");
	});

	it.each([
		["from=gestern", 400, "malformed", [{ field: "from", code: "not_a_day" }]],
		["to=2026-02-30", 400, "malformed", [{ field: "to", code: "not_a_day" }]],
		["from=2026-12-02&to=2026-12-01", 422, "reversed_period", [{ field: "to", code: "before_from" }]],
		["services=glas", 422, "unknown_service", [{ field: "services", code: "unknown_service" }]],
		["services=Bio;", 400, "malformed", [{ field: "services", code: "not_a_service_list" }]],
		["services=bio&services=glas", 422, "unknown_service", [{ field: "services", code: "unknown_service" }]],
		["from=2026-12-01&from=2026-12-02", 400, "malformed", [{ field: "from", code: "repeated" }]],
	])("%s is %i %s", async (query, status, code, errors) => {
		const found = await jsonOf(`${address}?${query}`);
		expect(found.type).toBe("application/problem+json");
		expect([found.status, found.body.status, found.body.code, found.body.errors]).toEqual([
			status,
			status,
			code,
			errors,
		]);
	});

	it("pass over services that the town gave up", async () => {
		const { status, body } = await jsonOf(`${address}?services=papier-alt,schadstoff`);
		expect([status, body.collections.length]).toEqual([200, 1]);
	});
});

describe("a retired place", () => {
	it("with one successor is a permanent redirect that keeps the query", async () => {
		const answer = await edgeInMemory().get(`${TOWN}/places/old-one/collections?from=2026-12-01`);
		expect([answer.status, answer.headers.get("location")]).toEqual([
			308,
			`${TOWN}/places/p-ahorn/collections?from=2026-12-01`,
		]);
	});

	it("with several names them", async () => {
		const { status, body } = await jsonOf(`${TOWN}/places/old-two/collections`);
		expect([status, body.code]).toEqual([410, "retired_place"]);
		expect(body.successors.map(({ id, street }: { id: string; street: string }) => [id, street])).toEqual([
			["p-gerade", "hauptstr"],
			["p-ungerade", "hauptstr"],
		]);
	});

	it("with none says so", async () => {
		const { status, body } = await jsonOf(`${TOWN}/places/old-none/collections`);
		expect([status, body.successors]).toEqual([410, []]);
	});
});

describe("what is not there", () => {
	it.each([
		["/api/nothing", "not_found"],
		["/api/towns/atlantis/dataset", "unknown_town"],
		["/api/towns/feed/dataset", "unknown_town"],
		[`${TOWN}/streets/nix/places`, "unknown_street"],
		[`${TOWN}/places/nix/collections`, "unknown_place"],
		["/feed/teststadt/nix.ics", "unknown_place"],
		["/feed/teststadt/p-ahorn", "not_found"],
	])("%s is 404 %s", async (address, code) => {
		const { status, type, body } = await jsonOf(address);
		expect([status, type, body.code]).toEqual([404, "application/problem+json", code]);
	});

	it.each(["/", "/api/towns", `${TOWN}/dataset`, "/feed/teststadt/p-ahorn.ics"])(
		"a POST to %s is 405 with Allow",
		async (address) => {
			const answer = await edgeInMemory().app.request(address, { method: "POST" });
			expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
			expect((await bodyOf(answer)).code).toBe("method_not_allowed");
		},
	);
});

describe("openapi.json", () => {
	it("describes every address of the contract that is served", async () => {
		const { body } = await jsonOf("/api/openapi.json");
		expect(body.openapi).toBe("3.1.0");
		expect(Object.keys(body.paths).filter((path) => path.startsWith("/abfallnavi/"))).toHaveLength(10);
		expect(
			Object.keys(body.paths)
				.filter((path) => !path.startsWith("/abfallnavi/"))
				.sort(),
		).toEqual([
			"/api/calendar",
			"/api/calendar.ics",
			"/api/calendar.json",
			"/api/parameter/areas",
			"/api/parameter/regions",
			"/api/parameter/types",
			"/api/stations",
			"/api/stations.json",
			"/api/towns",
			"/api/towns/{town}/dataset",
			"/api/towns/{town}/dataset/{hash}",
			"/api/towns/{town}/notices",
			"/api/towns/{town}/places/{place}/collections",
			"/api/towns/{town}/streets",
			"/api/towns/{town}/streets/{street}/places",
			"/feed/{town}/{place}",
			"/healthz",
		]);
	});

	it("tells parameters and problems", async () => {
		const { body } = await jsonOf("/api/openapi.json");
		const { get } = body.paths["/api/towns/{town}/places/{place}/collections"];
		expect(get.parameters.map(({ name }: { name: string }) => name).sort()).toEqual([
			"from",
			"place",
			"services",
			"to",
			"town",
		]);
		expect(Object.keys(get.responses)).toEqual([
			"200",
			"304",
			"308",
			"400",
			"404",
			"405",
			"410",
			"422",
			"503",
			"default",
		]);
	});
});
