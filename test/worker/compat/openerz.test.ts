import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { makeDataset } from "../../../data/model/dataset-file.ts";
import { entryShape } from "../../../worker/compat/openerz/describe.ts";
import { bodyOf, edgeInMemory } from "../edge-in-memory.ts";
import { inventedTown, must } from "../invented-town.ts";

// The requests are those of OpenERZ's public clients, as they send them; only the host is ours.

async function ask(address: string, headers: Record<string, string> = {}) {
	const answer = await edgeInMemory().get(address, headers);
	return { status: answer.status, type: answer.headers.get("content-type"), body: await bodyOf(answer) };
}

interface Entry {
	readonly date: string;
	readonly waste_type: string;
	readonly area: string;
	readonly zip: number | "";
}

const short = ({ date, waste_type, area }: Entry) => `${date} ${waste_type} ${area}`;

describe("the client of Home Assistant (openerz_api)", () => {
	const sent = { region: "teststadt", area: "p-ahorn", types: "organic" };
	const window = "start=2026-11-22&end=2026-12-31&offset=0&limit=1&lang=en&sort=date";

	it("takes the first date, because what it sent is what it reads", async () => {
		const { status, body } = await ask(`/api/calendar.json?${new URLSearchParams(sent)}&${window}`, {
			accept: "application/json",
		});
		expect(status).toBe(200);
		expect(body._metadata).toEqual({ total_count: 2, row_count: 1 });
		const [first] = body.result;
		expect(first).toMatchObject({ date: "2026-12-01", waste_type: sent.types, region: sent.region, area: sent.area });
	});

	it("with a postcode gets it back as a number", async () => {
		const { body } = await ask(`/api/calendar.json?zip=35999&types=waste&${window}`);
		expect(body.result.map(({ zip }: Entry) => zip)).toEqual([35_999]);
		expect(body._metadata.total_count).toBe(2);
	});

	it("asks for the regions first", async () => {
		const { body } = await ask("/api/parameter/regions");
		expect(body).toEqual({ _metadata: { total_count: 1, row_count: 1 }, result: ["teststadt"] });
	});
});

describe("HACS, with its defaults", () => {
	it("sends empty fields, which are absent", async () => {
		const answer = await edgeInMemory().get(
			"/api/calendar.ics?region=teststadt&zip=&area=p-ahorn&types=waste&types=organic&lang=de",
		);
		expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
		const calendar = await answer.text();
		expect(calendar.match(/^SUMMARY:.*$/gm)?.map((line) => line.trim())).toEqual([
			"SUMMARY:Restmüll",
			"SUMMARY:Restmüll",
			"SUMMARY:Bioabfall",
			"SUMMARY:Bioabfall",
			"SUMMARY:Restmüll",
		]);
	});

	it("sees the events of the feed, by the same UIDs", async () => {
		const { get } = edgeInMemory();
		const uids = async (address: string) => [...(await (await get(address)).text()).matchAll(/^UID:.*$/gm)].map(String);
		const known = await uids("/feed/teststadt/p-ahorn.ics");
		const asked = await uids("/api/calendar.ics?area=p-ahorn&start=2026-08-01");
		expect(asked.sort()).toEqual(known.sort());
	});
});

describe("MagicMirror and the pages in Vue", () => {
	it("ask for all of a postcode with limit=0", async () => {
		const { body } = await ask("/api/calendar.json?zip=35999&sort=date&limit=0&start=2026-11-22");
		expect(body._metadata).toEqual({ total_count: 7, row_count: 7 });
		expect(body.result.map(short)).toEqual([
			"2026-12-01 waste p-gerade",
			"2026-12-01 waste p-ungerade",
			"2026-12-01 organic p-gerade",
			"2026-12-05 special p-gerade",
			"2026-12-28 organic p-gerade",
			"2027-12-30 waste p-gerade",
			"2027-12-30 waste p-ungerade",
		]);
	});
});

describe("entries", () => {
	it("are of OpenERZ's shape: station null, an area in words of its own, a zip that is a number or empty", async () => {
		const { body } = await ask("/api/calendar?limit=0");
		expect(v.safeParse(v.array(v.strictObject(entryShape.entries)), body.result).success).toBe(true);
		expect(body._metadata.total_count).toBe(body.result.length);
		const van = body.result.find(({ waste_type }: Entry) => waste_type === "special");
		expect(van).toMatchObject({ station: "Marktplatz, Nordseite", zip: "" });
		expect(van.description).toContain("Marktplatz, Nordseite (14:00–16:00)");
		expect(body.result.filter(({ station }: { station: unknown }) => station === null)).not.toHaveLength(0);
	});

	it("leave out what was cancelled, and stand on the day that they moved to", async () => {
		const { body } = await ask("/api/calendar?area=p-ahorn&types=organic");
		expect(body.result.map(({ date }: Entry) => date)).toEqual(["2026-12-01", "2026-12-28"]);
	});

	it("may be asked for by the id of a service, and are called so", async () => {
		const { body } = await ask("/api/calendar?area=p-ahorn&types=schadstoff");
		expect(body.result.map(({ waste_type }: Entry) => waste_type)).toEqual(["schadstoff"]);
	});

	it("of a place that went to one heir are those of the heir, under the name that was asked for", async () => {
		const { body } = await ask("/api/calendar?area=old-one&types=special");
		expect(body.result.map(short)).toEqual(["2026-12-05 special old-one"]);
	});

	it("know capitals as small letters", async () => {
		expect((await ask("/api/calendar?area=P-Ahorn&types=special")).body.result).toHaveLength(1);
	});
});

type Fields = Readonly<Record<string, unknown>>;

function order(keys: readonly string[][], one: Fields, other: Fields): number {
	const valueIn = (row: Fields, field = "") => (row[field] ?? "") as string | number;
	const [field, direction] = keys.find(([name]) => valueIn(one, name) !== valueIn(other, name)) ?? [];
	if (field === undefined) return 0;
	return valueIn(one, field) < valueIn(other, field) === (direction === "desc") ? 1 : -1;
}

/** All rows, in every order: the slow way that says what the quick one has to say. */
describe("windows of the sorted rows", () => {
	const fields = ["date", "waste_type", "zip", "area", "station", "region", "description"];
	const orders = [
		...fields.flatMap((one) => [`${one}`, `${one}:desc`]),
		"area,date:desc",
		"date,area:desc",
		"zip:desc,waste_type,date",
		"waste_type,zip,area,date:desc",
	];

	it.each(orders)("sort=%s", async (sort) => {
		const all = (await ask(`/api/calendar?limit=0&sort=${sort}`)).body;
		const keys = sort.split(",").map((each) => each.split(":"));
		const rows = all.result;
		rows.slice(1).forEach((row: Record<string, unknown>, at: number) => {
			expect(order(keys, rows[at], row)).toBeLessThanOrEqual(0);
		});
		expect(new Set(rows.map((row: object) => JSON.stringify(row))).size).toBe(rows.length);
		for (const [offset, limit] of [
			[0, 1],
			[1, 3],
			[5, 4],
			[rows.length - 1, 9],
			[rows.length, 5],
		]) {
			const { body } = await ask(`/api/calendar?sort=${sort}&offset=${offset}&limit=${limit}`);
			expect(body.result).toEqual(rows.slice(offset, must(offset) + must(limit)));
			expect(body._metadata.total_count).toBe(rows.length);
		}
	});
});

describe("the format", () => {
	it.each([
		["*/*", "application/json; charset=utf-8"],
		["text/calendar", "text/calendar; charset=utf-8"],
		["application/json, text/calendar", "application/json; charset=utf-8"],
		["text/html,application/xhtml+xml,*/*;q=0.8", "application/json; charset=utf-8"],
	])("for Accept: %s is %s", async (accept, type) => {
		const { headers } = await edgeInMemory().get("/api/calendar?area=p-ahorn", { accept });
		expect([headers.get("content-type"), headers.get("vary")]).toEqual([type, "Accept"]);
		expect(headers.get("access-control-allow-origin")).toBe("*");
	});

	it("is not sent again to who holds it", async () => {
		const { get } = edgeInMemory();
		const etag = must((await get("/api/calendar.json")).headers.get("etag") ?? undefined);
		expect((await get("/api/calendar.json", { "if-none-match": etag })).status).toBe(304);
		expect((await get("/api/calendar.json?foo=1", { "if-none-match": etag })).status).toBe(400);
	});
});

describe("what is not known", () => {
	it.each([
		"foo=bar",
		"region=anderswo",
		"area=nirgends",
		"area=old-two",
		"types=unsinn",
		"types=waste&types=unsinn",
		"start=gestern",
		"end=2026-02-30",
		"sort=laune",
		"sort=date:auf",
		"limit=-1",
		"offset=x",
		"lang=fr",
		"zip=Hauptstr",
		"zip=1&zip=2",
	])("%s is 400 in OpenERZ's words, without the value", async (query) => {
		const { status, type, body } = await ask(`/api/calendar.json?${query}`);
		expect([status, type]).toEqual([400, "application/json"]);
		expect(body).toEqual({ statusCode: 400, error: "Bad Request", message: expect.any(String) });
	});

	it("in the lists too", async () => {
		expect((await ask("/api/parameter/types?region=anderswo")).status).toBe(400);
		expect((await ask("/api/parameter/regions?region=teststadt")).status).toBe(400);
	});

	it("a town of another address is not known", async () => {
		const edge = edgeInMemory({ origins: "https://abfall.example=anderswo,https://alle.example" });
		expect((await edge.get("http://abfall.example/api/calendar?region=teststadt")).status).toBe(400);
	});
});

describe("lists", () => {
	it("of types, areas and stations", async () => {
		expect((await ask("/api/parameter/types?region=teststadt")).body.result).toEqual(["organic", "special", "waste"]);
		expect((await ask("/api/parameter/areas")).body.result).toContainEqual({ region: "teststadt", area: "p-ahorn" });
		for (const address of ["/api/stations", "/api/stations.json"])
			expect((await ask(address)).body).toEqual({ _metadata: { total_count: 0, row_count: 0 }, result: [] });
	});
});

it("several towns are one calendar, each entry with its region", async () => {
	const edge = edgeInMemory();
	const other = inventedTown();
	edge.towns.write(
		"nachbarort/dataset.json",
		makeDataset({ ...other, town: { ...other.town, id: "nachbarort" as never, name: "Nachbarort" } }),
	);
	const { result } = await bodyOf(await edge.get("/api/calendar?limit=0&sort=region,date&types=special"));
	expect([...new Set(result.map(({ region }: { region: string }) => region))]).toEqual(["nachbarort", "teststadt"]);
	expect((await bodyOf(await edge.get("/api/calendar?region=nachbarort&limit=0&types=special"))).result).toHaveLength(
		result.length / 2,
	);
});
