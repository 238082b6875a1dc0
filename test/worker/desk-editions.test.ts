import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { makeDataset } from "../../data/model/dataset-file.ts";
import { DeskClient, invite, ORIGIN, SECRET } from "./desk-client.ts";
import { type DesksInMemory, desksInMemory } from "./desk-in-memory.ts";
import { type EdgeInMemory, edgeInMemory } from "./edge-in-memory.ts";
import { inventedTown } from "./invented-town.ts";

/** Editions by whoever is signed in: at once, later, back; and the draft before them. */

const HOUR = 3_600_000;
const START = makeDataset(inventedTown());
let now = 0;
let desks: DesksInMemory;
let edge: EdgeInMemory;
let anna: DeskClient;
let berta: DeskClient;

beforeEach(async () => {
	now = Date.parse("2026-11-22T11:00:00Z");
	desks = await desksInMemory(() => now);
	edge = edgeInMemory({ origins: ORIGIN, admin: SECRET, desks, clock: () => now });
	[anna, berta] = [new DeskClient(edge.app), new DeskClient(edge.app)];
	await anna.accept(await invite(edge.app, "Anna Amt", "clerk"));
	await berta.accept(await invite(edge.app, "Berta Bau", "clerk"));
});

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** The town under another name, so that it is another edition. */
function named(name: string): string {
	const dataset = inventedTown();
	return makeDataset({ ...dataset, town: { ...dataset.town, name } });
}

function edition(dataset: string, base: string): FormData {
	const form = new FormData();
	form.set("base", sha256(base));
	form.set("dataset.json", new Blob([dataset]), "file");
	form.set("town.json", new Blob(["{}"]), "file");
	return form;
}

async function served(): Promise<string> {
	edge.wait(10);
	return (await edge.get("https://abfall.example/api/towns/teststadt/dataset")).text();
}

interface Listed {
	readonly number: number;
	readonly isPublished: boolean;
	readonly by?: string;
	readonly due?: string;
	readonly isOvertaken?: boolean;
}
const listed = () => anna.json<Listed[]>("GET", "/editions");
const wake = async () => (await desks.desk("teststadt")).alarm();

describe("an edition", () => {
	it("is published by a clerk, whose name stands with it; a second clerk is told what the first did", async () => {
		expect(await anna.outcome("POST", "/editions", edition(named("Eins"), START))).toBe("201");
		expect(await served()).toBe(named("Eins"));
		const answer = await berta.ask("POST", "/editions", edition(named("Zwei"), START));
		expect([answer.status, await answer.json()]).toEqual([
			409,
			expect.objectContaining({
				code: "stale",
				served: sha256(named("Eins")),
				edition: expect.objectContaining({ number: 1, by: "Anna Amt", isPublished: true }),
			}),
		]);
		expect(await served()).toBe(named("Eins"));
		const [first] = await anna.json<{ what: string; name: string; about: string }[]>("GET", "/audit");
		expect(first).toMatchObject({ what: "edition_published", name: "Anna Amt", about: "1" });
	});

	it("of two at the same moment one is published", async () => {
		const both = await Promise.all([
			anna.outcome("POST", "/editions", edition(named("Eins"), START)),
			berta.outcome("POST", "/editions", edition(named("Zwei"), START)),
		]);
		expect(both.sort()).toEqual(["201", "409 stale"]);
	});

	it("waits for a day and time, and is published then by itself", async () => {
		const at = "2026-11-23T06:00:00%2B01:00";
		expect(await anna.outcome("POST", `/editions?at=${at}`, edition(named("Später"), START))).toBe("201");
		expect([await served(), await listed()]).toEqual([
			START,
			[expect.objectContaining({ number: 1, isPublished: false, due: "2026-11-23T05:00:00.000Z", isOvertaken: false })],
		]);
		await wake();
		expect(await served()).toBe(START);
		now = Date.parse("2026-11-23T05:00:00Z");
		await wake();
		expect(await served()).toBe(named("Später"));
		expect((await listed())[0]).toEqual(expect.not.objectContaining({ due: expect.anything() }));
	});

	it("that waits sets the alarm by itself, also after another was published", async () => {
		await anna.ask("POST", "/editions?at=2026-11-22T13:00:00Z", edition(named("Später"), START));
		await wake();
		const alarm = desks.storage("teststadt")?.alarm ?? 0;
		expect(Math.round((alarm - Date.now()) / HOUR)).toBe(2);
	});

	it("that waits stays out when another was published meanwhile, and says so before and after", async () => {
		await anna.ask("POST", "/editions?at=2026-11-23T05:00:00Z", edition(named("Später"), START));
		await berta.ask("POST", "/editions", edition(named("Streik"), START));
		expect((await listed()).find(({ number }) => number === 1)).toMatchObject({ isOvertaken: true });
		now = Date.parse("2026-11-23T05:00:00Z");
		await wake();
		expect(await served()).toBe(named("Streik"));
		await anna.signIn();
		const trail = await anna.json<{ what: string; about: string }[]>("GET", "/audit");
		expect(trail.find(({ what }) => what === "edition_overtaken")).toMatchObject({ about: "1" });
	});

	it("that waits is withdrawn, once; one that is published is not", async () => {
		await anna.ask("POST", "/editions?at=2026-11-23T05:00:00Z", edition(named("Später"), START));
		expect(await berta.outcome("DELETE", "/editions/1")).toBe("204");
		expect(await berta.outcome("DELETE", "/editions/1")).toBe("404 unknown_edition");
		await anna.ask("POST", "/editions", edition(named("Eins"), START));
		expect(await berta.outcome("DELETE", "/editions/2")).toBe("404 unknown_edition");
		expect(await served()).toBe(named("Eins"));
	});

	it.each(["2026-11-22T10:59:00Z", "2028-02-01T00:00:00Z", "morgen", "2026-11-23", ""])(
		"does not wait for %j",
		async (at) => {
			const said = await anna.outcome("POST", `/editions?at=${encodeURIComponent(at)}`, edition(named("X"), START));
			expect(said).toBe("400 malformed");
		},
	);

	it("gives way to the one before", async () => {
		await anna.ask("POST", "/editions", edition(named("Eins"), START));
		await anna.ask("POST", "/editions", edition(named("Zwei"), named("Eins")));
		expect(await berta.outcome("POST", "/editions/1/publish")).toBe("200");
		expect(await served()).toBe(named("Eins"));
	});
});

const ANSWERS = JSON.stringify({ step: 2 });

function draft(files: Readonly<Record<string, string>>, keep: readonly string[] = [], answers = ANSWERS): FormData {
	const form = new FormData();
	form.set("answers", answers);
	for (const path of keep) form.append("keep", path);
	for (const [path, text] of Object.entries(files)) form.set(path, new Blob([text]), "file");
	return form;
}

const save = (client: DeskClient, form: FormData, revision: number) =>
	client.ask("PUT", "/draft", form, { "if-match": `"${revision}"` });

describe("the draft", () => {
	it("waits for the next day or for a colleague, with its files, octet for octet", async () => {
		expect(await anna.outcome("GET", "/draft")).toBe("404 unknown_draft");
		const large = "Straße;Datum\n".repeat(300_000);
		const answer = await save(anna, draft({ "town.json": "{}", "source/a.csv": large }), 0);
		expect([answer.status, await answer.json()]).toEqual([
			200,
			{ revision: 1, by: "Anna Amt", at: "2026-11-22T11:00:00.000Z" },
		]);
		const read = await berta.ask("GET", "/draft");
		const form = await read.formData();
		expect([read.headers.get("etag"), form.get("answers"), form.get("by")]).toEqual(['"1"', ANSWERS, "Anna Amt"]);
		expect(await (form.get("source/a.csv") as File).text()).toBe(large);
	});

	it("of which only the answers change is sent without its files", async () => {
		await save(anna, draft({ "source/a.csv": "a", "source/b.csv": "b" }), 0);
		const changed = draft({}, ["source/b.csv"], '{"step":3}');
		expect(await (await save(berta, changed, 1)).json()).toMatchObject({ revision: 2, by: "Berta Bau" });
		const form = await (await anna.ask("GET", "/draft")).formData();
		expect([form.get("answers"), form.get("source/a.csv")]).toEqual(['{"step":3}', null]);
		expect(await (form.get("source/b.csv") as File).text()).toBe("b");
		expect((await save(anna, draft({}, ["source/a.csv"]), 2)).status).toBe(422);
	});

	it("is never overwritten unseen, also by who began without one, or with one that was discarded", async () => {
		await save(anna, draft({}), 0);
		const answer = await save(berta, draft({ "source/b.csv": "b" }), 0);
		expect([answer.status, await answer.json()]).toEqual([
			409,
			expect.objectContaining({ code: "stale", draft: expect.objectContaining({ revision: 1, by: "Anna Amt" }) }),
		]);
		expect(await berta.outcome("DELETE", "/draft", undefined, { "if-match": '"7"' })).toBe("409 stale");
		expect(await berta.outcome("DELETE", "/draft", undefined, { "if-match": '"1"' })).toBe("204");
		expect((await save(anna, draft({}), 1)).status).toBe(409);
		expect(await (await save(anna, draft({}), 0)).json()).toMatchObject({ revision: 2 });
	});

	it("needs its number, JSON and lawful paths", async () => {
		expect(await anna.outcome("PUT", "/draft", draft({}))).toBe("400 malformed");
		expect(await anna.outcome("DELETE", "/draft")).toBe("400 malformed");
		expect((await save(anna, draft({}, [], "nothing"), 0)).status).toBe(400);
		expect((await save(anna, draft({}, [], `"${"x".repeat(600_000)}"`), 0)).status).toBe(400);
		expect((await save(anna, draft({ "../a": "a" }), 0)).status).toBe(422);
		expect(await anna.outcome("GET", "/draft")).toBe("404 unknown_draft");
	});
});
