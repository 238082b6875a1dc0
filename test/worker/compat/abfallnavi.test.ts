import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { makeDataset } from "../../../data/model/dataset-file.ts";
import { fraktionShape, strasseShape, terminShape } from "../../../worker/compat/abfallnavi/describe.ts";
import { bodyOf, edgeInMemory } from "../edge-in-memory.ts";
import { inventedTown } from "../invented-town.ts";

// The requests are those of AbfallNavi's public clients, in their order; only the base address is ours.

const BASE = "/abfallnavi/teststadt/rest";

async function ask(path: string) {
	return bodyOf(await edgeInMemory().get(`${BASE}/${path}`));
}

interface Named {
	readonly id: number;
	readonly name: string;
	readonly nr: string;
}
interface Termin {
	readonly datum: string;
	readonly bezirk: { readonly fraktionId: number };
}

/** As the source of HACS asks: towns, streets, the street, its services, its dates. */
async function asHacs(street: string, number?: string): Promise<string[]> {
	const find = (all: readonly Named[], name: string) => all.find((each) => each.name === name)?.id || "not found";
	const ort = find(await ask("orte"), "Teststadt, an der Söhre");
	const strasse = find(await ask(`orte/${ort}/strassen`), street);
	const fraktionen = new Map((await ask("fraktionen")).map(({ id, name }: Named) => [id, name]));
	const { hausNrList } = await ask(`strassen/${strasse}`);
	const house = hausNrList.find(({ nr }: Named) => nr === number)?.id;
	if (hausNrList.length > 0 && house === undefined) return ["number is needed or not known"];
	const path = house === undefined ? `strassen/${strasse}` : `hausnummern/${house}`;
	const asked = [...fraktionen.keys()].map((id) => `fraktion=${id}`).join("&");
	return (await ask(`${path}/termine?${asked}`)).map(
		({ datum, bezirk }: Termin) => `${datum} ${fraktionen.get(bezirk.fraktionId) ?? "KeyError"}`,
	);
}

const REST = ["2026-08-03", "2026-12-01", "2027-12-30"].map((day) => `${day} Restmüll`);

describe("HACS", () => {
	it("finds the dates of a street that is one place without a number", async () => {
		const found = await asHacs("Ahornweg");
		expect(found).toEqual([
			"2026-08-03 Restmüll",
			"2026-12-01 Restmüll",
			"2026-12-01 Bioabfall",
			"2026-12-05 Schadstoffmobil",
			"2026-12-28 Bioabfall",
			"2027-12-30 Restmüll",
		]);
		expect(await asHacs("Ahornweg", "7")).toEqual(found);
	});

	it("finds those of a number, on either side", async () => {
		expect(await asHacs("Hauptstraße", "7")).toEqual(REST);
		expect(await asHacs("Hauptstraße", "12")).toHaveLength(6);
		expect(await asHacs("Hauptstraße")).toEqual(["number is needed or not known"]);
	});

	it("chooses parts in words like numbers", async () => {
		expect(await asHacs("Bahnhofstraße", "hinter der Else")).toEqual(REST);
		expect(await asHacs("Bahnhofstraße", "von der Bahn bis zur Else")).toHaveLength(6);
	});
});

describe("Symcon, tuxuser and the clients in Go and Next", () => {
	it("ask for a street within its town, and get a list", async () => {
		const [{ id }] = await ask("orte/1/strassen?q=haupt");
		const [street, ...others] = await ask(`orte/1/strassen/${id}`);
		expect([street.name, others, street.hausNrList.length > 100]).toEqual(["Hauptstraße", [], true]);
		expect(street).toEqual(await ask(`strassen/${id}`));
	});

	it("name no services: all are meant", async () => {
		const [{ id }] = await ask("orte/1/strassen?q=ahorn");
		const [first] = await ask(`strassen/${id}/fraktionen`);
		expect(await ask(`strassen/${id}/termine`)).toHaveLength(6);
		expect(await ask(`strassen/${id}/termine?fraktion=${first.id}`)).toHaveLength(3);
		expect(await ask(`strassen/${id}/termine?fraktion=0`)).toHaveLength(0);
		expect(await ask(`strassen/${id}/bezirke`)).toEqual([]);
	});

	it("decode the shapes strictly: whole numbers from 1 on, null or a number for the postcode of a street", async () => {
		const shaped = (shape: v.GenericSchema, value: unknown) => v.safeParse(shape, value).success;
		const streets = await ask("orte/1/strassen");
		expect(shaped(v.array(v.strictObject(strasseShape.entries)), streets)).toBe(true);
		const services = await ask("fraktionen");
		expect(shaped(v.array(v.strictObject(fraktionShape.entries)), services)).toBe(true);
		for (const { id } of streets as Named[]) {
			const street = await ask(`strassen/${id}`);
			expect(shaped(v.strictObject(strasseShape.entries), street)).toBe(true);
			for (const house of street.hausNrList.slice(0, 3)) {
				const dates = await ask(`hausnummern/${house.id}/termine`);
				expect(shaped(v.array(v.strictObject(terminShape.entries)), dates)).toBe(true);
				expect(new Set(dates.map((each: Named) => each.id)).size).toBe(dates.length);
				const here = (await ask(`hausnummern/${house.id}/fraktionen`)).map((each: Named) => each.id);
				expect(dates.every(({ bezirk }: Termin) => here.includes(bezirk.fraktionId))).toBe(true);
			}
		}
		const ids = streets.flatMap(({ id }: Named) => id);
		expect([...ids, ...services.map((each: Named) => each.id)].every((id) => Number.isSafeInteger(id) && id > 0)).toBe(
			true,
		);
	});
});

describe("numbers", () => {
	it("are each there once, with ids of their own", async () => {
		const [{ id }] = await ask("orte/1/strassen?q=haupt");
		const { hausNrList } = await ask(`strassen/${id}`);
		expect(new Set(hausNrList.map((each: Named) => each.id)).size).toBe(hausNrList.length);
		expect(new Set(hausNrList.map(({ nr }: Named) => nr)).size).toBe(hausNrList.length);
		expect(hausNrList[0]).toMatchObject({ nr: "1", plz: "35999" });
		expect(hausNrList.every((each: Named) => Number.isSafeInteger(each.id))).toBe(true);
	});

	it("keep their ids when streets come in before them", async () => {
		const edge = edgeInMemory();
		const before = await bodyOf(await edge.get(`${BASE}/orte/1/strassen`));
		const town = inventedTown();
		const more = [
			{ id: "aaa" as never, name: "Aalweg", places: town.streets[0]?.places ?? [] },
			...town.streets.slice(1),
		];
		edge.towns.write("teststadt/dataset.json", makeDataset({ ...town, streets: more }));
		edge.wait(60);
		const after = await bodyOf(await edge.get(`${BASE}/orte/1/strassen`));
		const idOf = (all: readonly Named[]) => all.find(({ name }) => name === "Hauptstraße")?.id;
		expect(idOf(after)).toBe(idOf(before));
		expect(idOf(after)).toBeGreaterThan(0);
	});

	it("a letter that lies elsewhere than its number is listed", async () => {
		const edge = edgeInMemory();
		const town = inventedTown();
		const [ahorn, haupt, ...others] = town.streets;
		const [even, odd] = haupt?.places ?? [];
		if (!ahorn || !haupt || !even || !odd) throw new Error("the fixture is wrong");
		const number = (value: number) => ({ number: value, letter: "" });
		const alone = { ranges: [], only: [number(7)], not: [] };
		const rest = { ranges: [{ side: "both" as const, from: number(1) }], only: [], not: [number(7)] };
		const places = [
			{ ...even, part: { kind: "numbers" as const, numbers: rest } },
			{ ...odd, part: { kind: "numbers" as const, numbers: alone } },
		];
		edge.towns.write(
			"teststadt/dataset.json",
			makeDataset({ ...town, streets: [ahorn, { ...haupt, places }, ...others] }),
		);
		const [{ id }] = await bodyOf(await edge.get(`${BASE}/orte/1/strassen?q=haupt`));
		const { hausNrList } = await bodyOf(await edge.get(`${BASE}/strassen/${id}`));
		const datesOf = async (nr: string) => {
			const house = hausNrList.find((each: Named) => each.nr === nr);
			return (await bodyOf(await edge.get(`${BASE}/hausnummern/${house?.id}/termine`))).length;
		};
		expect([await datesOf("7"), await datesOf("7a"), await datesOf("8")]).toEqual([3, 6, 6]);
	});

	it("are never kept, logged or repeated", async () => {
		const edge = edgeInMemory();
		const [{ id }] = await bodyOf(await edge.get(`${BASE}/orte/1/strassen?q=haupt`));
		const { hausNrList } = await bodyOf(await edge.get(`${BASE}/strassen/${id}`));
		const house = hausNrList[6].id;
		for (const path of ["termine", "fraktionen"]) {
			const answer = await edge.get(`${BASE}/hausnummern/${house}/${path}`);
			expect(answer.headers.get("cache-control")).toBe("no-store");
			expect(await answer.text()).not.toContain(`${house}`);
		}
		expect(edge.log()).not.toContain(`${house}`);
	});
});

describe("what is not there", () => {
	it.each([
		"orte/2/strassen",
		"orte/1/strassen/9",
		"strassen/9",
		"strassen/x",
		"strassen/-1",
		"hausnummern/9/termine",
		"hausnummern/99999999999999999999/termine",
		"unsinn",
	])("%s is 404", async (path) => {
		expect((await edgeInMemory().get(`${BASE}/${path}`)).status).toBe(404);
	});

	it("a street that does not decide is a problem, not an empty list", async () => {
		const [{ id }] = await ask("orte/1/strassen?q=haupt");
		expect((await edgeInMemory().get(`${BASE}/strassen/${id}/termine`)).status).toBe(422);
	});

	it("an unknown town is 404, and so is one that has switched it off", async () => {
		const edge = edgeInMemory();
		expect((await edge.get("/abfallnavi/nirgends/rest/orte")).status).toBe(404);
		const town = inventedTown();
		edge.towns.write("teststadt/dataset.json", makeDataset({ ...town, town: { ...town.town, abfallnavi: false } }));
		expect((await edge.get(`${BASE}/orte`)).status).toBe(404);
		expect((await edge.get("/api/towns/teststadt/streets?q=a")).status).toBe(200);
	});

	it("any page may read it", async () => {
		const { headers } = await edgeInMemory().get(`${BASE}/orte`, { origin: "https://anders.example" });
		expect(headers.get("access-control-allow-origin")).toBe("*");
	});
});

it("streets of one name are told apart", async () => {
	const edge = edgeInMemory();
	const town = inventedTown();
	const [ahorn] = town.streets;
	if (!ahorn) throw new Error("the fixture is wrong");
	const twin = {
		...ahorn,
		id: "twin" as never,
		name: "Hauptstraße",
		locality: "Unterau",
		places: ahorn.places.map((place) => ({ ...place, id: "p-twin" as never })),
	};
	edge.towns.write("teststadt/dataset.json", makeDataset({ ...town, streets: [...town.streets, twin] }));
	const streets = await bodyOf(await edge.get(`${BASE}/orte/1/strassen?q=hauptstr`));
	expect(streets.map(({ name }: Named) => name)).toEqual(["Hauptstraße (Oberau)", "Hauptstraße (Unterau)"]);
});
