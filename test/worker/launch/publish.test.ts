import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Product } from "./product.ts";

/** A year that is published at a town's desk: from a folder to every household and back to a folder. */

const ROOT = join(import.meta.dirname, "..", "..", "..");
const TOWN = "musterstadt";
const product = new Product();
/** The clerk's own copy, which no product reads. */
const desk = join(product.folder, "clerk", TOWN);

beforeAll(async () => {
	for (const folder of [join(product.towns, TOWN), desk]) {
		mkdirSync(folder, { recursive: true });
		cpSync(join(ROOT, "data/towns", TOWN), folder, { recursive: true });
	}
	await product.start();
});
afterAll(() => product.remove());

interface Ended {
	readonly code: number;
	readonly out: string;
}

/** `npm run NAME -- …` without npm. */
function command(script: string, ...given: string[]): Promise<Ended> {
	const parameters = [join(ROOT, "worker/launch/run.mjs"), script, ...given];
	const environment = { ...process.env, TONNENTAG_STATE: product.state, PORT: new URL(product.address).port };
	return new Promise((resolve) => {
		execFile(process.execPath, parameters, { env: environment, maxBuffer: 1e8 }, (error, stdout, stderr) => {
			resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, out: stdout + stderr });
		});
	});
}

const publish = (...given: string[]) => command("worker/launch/publish.ts", ...given);
const exported = (...given: string[]) => command("worker/launch/export.ts", ...given);
const importing = (folder: string) => command("data/import/command/import.ts", folder);

async function served(): Promise<string> {
	return (await fetch(`${product.address}/api/towns/${TOWN}/dataset`)).text();
}

/** Whether anything is collected on that day instead of another because of the fair. */
async function movedTo(day: string): Promise<boolean> {
	const { rounds } = JSON.parse(await served()) as { rounds: { dates: unknown[] }[] };
	return rounds.some(({ dates }) => JSON.stringify(dates).includes(`"day":"${day}","reason":"Kerb`));
}

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
	const secret = readFileSync(join(product.state, "admin.key"), "utf8").trim();
	return fetch(`${product.address}${path}`, { ...init, headers: { authorization: `Bearer ${secret}` } });
}

describe("an edition", () => {
	it("is published from a folder and served at once, while the folder that the product reads stays as it was", async () => {
		const before = await served();
		appendFileSync(join(desk, "changes.csv"), "gelb;G5;2026-10-05;2026-10-06;Kerb\n");
		const { code, out } = await publish(desk);
		expect(out).toContain("Veröffentlicht: Ausgabe 1");
		expect(code).toBe(0);
		expect(await served()).not.toBe(before);
		expect(await movedTo("2026-10-06")).toBe(true);
		expect(readFileSync(join(product.towns, TOWN, "dataset.json"), "utf8")).toBe(before);
	});

	it("becomes a folder again, whose import changes nothing, octet for octet", async () => {
		for (const name of [TOWN, "kopie"]) {
			const folder = join(product.folder, "out", name);
			const { code, out } = await exported(TOWN, folder);
			expect([code, out]).toEqual([0, expect.stringContaining(folder)]);
			expect(readFileSync(join(folder, "dataset.json"), "utf8")).toBe(await served());
			for (const file of ["changes.csv", "source/strassen.csv", "wappen.svg"])
				expect(readFileSync(join(folder, file), "utf8"), file).toBe(readFileSync(join(desk, file), "utf8"));
			const again = await importing(folder);
			expect(again).toEqual({ code: 0, out: expect.stringContaining("Nichts hat sich geändert.") });
			expect(readFileSync(join(folder, "dataset.json"), "utf8")).toBe(await served());
			rmSync(join(folder, "dataset.json"));
			expect((await importing(folder)).code).toBe(0);
		}
	});

	it("does not overwrite a folder in which anything lies", async () => {
		expect(await exported(TOWN, desk)).toEqual({ code: 1, out: expect.stringContaining("ist nicht leer") });
	});

	it("survives the end of the process", async () => {
		const before = await served();
		await product.stop("SIGKILL");
		await product.start();
		expect(await served()).toBe(before);
	});

	it("is in the backup", async () => {
		const [before, file, state] = [await served(), join(product.folder, "backup"), join(product.folder, "put-back")];
		expect(await command("worker/launch/backup.ts", file)).toMatchObject({ code: 0 });
		await product.stop();
		expect(await command("worker/launch/restore.ts", file, "--into", state)).toMatchObject({ code: 0 });
		await product.start({ TONNENTAG_STATE: state });
		expect(await served()).toBe(before);
		await product.stop();
		await product.start();
	});

	it("gives way to the one before", async () => {
		appendFileSync(join(desk, "changes.csv"), "gelb;G5;2026-10-19;2026-10-20;Kerb\n");
		expect((await publish(desk)).out).toContain("Ausgabe 2");
		expect(await movedTo("2026-10-20")).toBe(true);
		expect(await publish(desk, "--undo")).toEqual({ code: 0, out: expect.stringContaining("Ausgabe 1") });
		expect([await movedTo("2026-10-06"), await movedTo("2026-10-20")]).toEqual([true, false]);
		expect(await publish(desk, "--undo")).toEqual({ code: 1, out: expect.stringContaining("keine frühere") });
	});

	it("comes with the files that its recipe has elsewhere", async () => {
		const [away, elsewhere] = [join(product.folder, "clerk", "2027", TOWN), join(product.folder, "elsewhere")];
		cpSync(desk, away, { recursive: true });
		cpSync(join(desk, "source"), join(elsewhere, "source"), { recursive: true });
		rmSync(join(away, "source"), { recursive: true });
		const json = readFileSync(join(away, "town.json"), "utf8");
		writeFileSync(join(away, "town.json"), json.replace('"recipe": {', '"recipe": { "folder": "../../../elsewhere",'));
		expect(await publish(away)).toEqual({ code: 0, out: expect.stringContaining("Veröffentlicht") });
		const folder = join(product.folder, "out", "2027", TOWN);
		expect((await exported(TOWN, folder)).code).toBe(0);
		expect(existsSync(join(folder, "source/source/strassen.csv"))).toBe(true);
		expect(readFileSync(join(folder, "town.json"), "utf8")).toContain('"recipe": { "folder": "source",');
		expect(await importing(folder)).toEqual({ code: 0, out: expect.stringContaining("Nichts hat sich geändert.") });
	});
});

describe("many at once, and the end of the process", () => {
	it("of two that were made from one state the second is told, and nothing is overwritten unseen", async () => {
		const before = await served();
		const own = [1, 2, 3].map((each) => before.replace('"Musterstadt"', `"Musterstadt ${each}"`));
		const answers = await Promise.all(own.map((dataset) => send({ base: sha256(before), dataset })));
		expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
	});

	it("twelve editions stay", async () => {
		for (let at = 0; at < 13; at++) expect((await send({ base: sha256(await served()) })).status).toBe(201);
		const editions = (await (await ask(`/api/desk/${TOWN}/editions`)).json()) as { number: number }[];
		expect(editions).toHaveLength(12);
		expect(editions[0]).toMatchObject({ isPublished: true });
		expect(await publish(desk, "--undo")).toMatchObject({ code: 0 });
	});

	it("killed while one is published, the product serves the old or the new one, and all of it", async () => {
		for (const wait of [2, 10, 25]) {
			const before = await served();
			const next = before.replace(/"Musterstadt[^"]*"/u, `"Musterstadt ${wait} ms"`);
			const sending = send({ base: sha256(before), dataset: next }).catch(() => undefined);
			await new Promise((resolve) => setTimeout(resolve, wait));
			await product.stop("SIGKILL");
			await sending;
			await product.start();
			const after = await served();
			expect([before, next]).toContain(after);
			const editions = (await (await ask(`/api/desk/${TOWN}/editions`)).json()) as Listed[];
			expect(editions.filter(({ isPublished }) => isPublished)).toEqual([
				expect.objectContaining({ hash: sha256(after) }),
			]);
		}
	});
});

describe("is refused", () => {
	it("a folder with problems, as the import refuses it", async () => {
		const broken = join(product.folder, "broken", TOWN);
		cpSync(desk, broken, { recursive: true });
		appendFileSync(join(broken, "changes.csv"), "gelb;G5;2026-13-40;;Kerb\n");
		const before = await served();
		const { code, out } = await publish(broken);
		expect(code).toBe(1);
		expect(out).toContain("changes.csv:");
		expect(await served()).toBe(before);
	});

	it("what takes more than a tenth of the dates away, unless that is meant", async () => {
		const half = join(product.folder, "half", TOWN);
		cpSync(desk, half, { recursive: true });
		writeFileSync(join(half, "changes.csv"), `service;round;from;to;reason\n${cancelled()}`);
		const { code, out } = await publish(half);
		expect([code, out]).toEqual([1, expect.stringContaining("great_loss")]);
	});

	it("what was made from another state than the one that is served: 409, with what it is now", async () => {
		const answer = await send({ base: "0".repeat(64) });
		expect(answer.status).toBe(409);
		expect(await answer.json()).toMatchObject({ code: "stale", served: expect.stringMatching(/^[0-9a-f]{64}$/u) });
	});

	it.each([
		["../town.json", "a way upwards"],
		["source/.hidden", "a hidden file"],
		["source//a.csv", "an empty name"],
		["a\u0007.csv", "a control character"],
	])("a file called %j: %s", async (path) => {
		const answer = await send({ path });
		expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([422, "unlawful"]);
	});

	it("the dataset of another town, no dataset, no form, a stranger", async () => {
		const text = await served();
		expect((await send({ dataset: text.replace('"id":"musterstadt"', '"id":"anderswo"') })).status).toBe(422);
		expect((await send({ dataset: "{}" })).status).toBe(422);
		const path = `/api/desk/${TOWN}/editions`;
		expect((await ask(path, { method: "POST", body: "text" })).status).toBe(415);
		expect((await fetch(`${product.address}${path}`)).status).toBe(401);
		expect((await fetch(`${product.address}${path}`, { method: "POST", body: new FormData() })).status).toBe(401);
		expect((await ask("/api/desk/api/editions")).status).toBe(404);
		expect(await (await ask("/api/desk/nowhere/editions")).json()).toEqual([]);
		expect((await ask("/api/desk/nowhere/edition")).status).toBe(404);
	});
});

/** Every other collection of each service, by hand. */
function cancelled(): string {
	const { rounds, services } = JSON.parse(readFileSync(join(desk, "dataset.json"), "utf8")) as {
		rounds: { service: string; dates: (string | { planned: string })[] }[];
		services: { id: string }[];
	};
	return services
		.flatMap(({ id }) =>
			rounds
				.filter(({ service }) => service === id)
				.flatMap(({ dates }) => dates.map((date) => (typeof date === "string" ? date : date.planned)))
				.filter((day, at, all) => all.indexOf(day) === at && at % 2 === 0)
				.map((day) => `${id};;${day};;Streik`),
		)
		.join("\n");
}

interface Listed {
	readonly hash: string;
	readonly isPublished: boolean;
}

function sha256(text: string): string {
	return createHash("sha256").update(text).digest("hex");
}

async function send(given: { base?: string; path?: string; dataset?: string }): Promise<Response> {
	const form = new FormData();
	const now = await served();
	form.set("base", given.base ?? "");
	form.set("town.json", new Blob([readFileSync(join(desk, "town.json"))]), "file");
	form.set("dataset.json", new Blob([given.dataset ?? now]), "file");
	if (given.path !== undefined) form.set(given.path, new Blob(["x"]), "file");
	return ask(`/api/desk/${TOWN}/editions`, { method: "POST", body: form });
}
