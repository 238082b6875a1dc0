import { globSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { OBJECT_CLASSES } from "../../worker/backup/object-classes.ts";
import { objectIdOf } from "../../worker/launch/object-id.ts";
import { restoreState } from "../../worker/launch/restore-state.ts";
import type { MockPush } from "./mock-push.ts";
import { prepared } from "./prepared.ts";
import { EVE, type RemindProduct, ROOT, type Subscription, sqlite } from "./product.ts";
import { runStateCommand } from "./state-commands.ts";

/** A state is taken from the running product, and put back into another one. */

const EVENING = "2026-11-30T19:00:00+01:00";
const HOUSEHOLDS = 60;

async function started(at?: string) {
	const { product, mock } = await prepared();
	if (at !== undefined) product.clock.set(at);
	await product.start();
	const place = await product.place("Am Marktbrunnen");
	const wish = { place, services: ["rest-1100"], remind: EVE };
	const households: Subscription[] = [];
	for (let at = 0; at < HOUSEHOLDS; at++) households.push(await product.subscribe(mock.register(`b${at}`), [wish]));
	const file = join(product.folder, "state.backup");
	const backup = (...words: string[]) =>
		runStateCommand("backup", [file, "--url", product.address, ...words], product.state);
	return { product, mock, place, wish, households, file, backup };
}

/** The product is gone, with its disk; another one starts on what the backup holds. */
async function restored(product: RemindProduct, file: string, at: string): Promise<string> {
	await product.kill();
	rmSync(product.state, { recursive: true });
	const { code, words } = await runStateCommand("restore", [file], product.state);
	expect(words).toContain(product.state);
	expect(code).toBe(0);
	product.clock.set(at);
	await product.start();
	return words;
}

const zipped = (text: string) => gzipSync(Buffer.from(text));

const toldTo = (mock: MockPush) => new Set(mock.deliveries.map(({ endpoint }) => endpoint)).size;

/** All rows of all databases of a state folder, by database and table. */
function contentOf(state: string): Record<string, unknown[]> {
	const content: Record<string, unknown[]> = {};
	for (const path of globSync(join(state, "slices/*/*.sqlite")).filter((path) => !path.endsWith("metadata.sqlite")))
		for (const { name } of sqlite(path, "SELECT name FROM sqlite_master WHERE type = 'table'")) {
			if (/^_cf_|^snapshot/u.test(String(name))) continue;
			content[`${basename(path)} ${name}`] = sqlite(path, `SELECT * FROM "${name}"`);
		}
	return content;
}

test("everything that the folder holds is there again, or is made anew at each start", async () => {
	const { product, backup, file } = await started();
	await product.tick(EVENING);
	const published = await runStateCommand(
		"publish",
		[join(product.towns, "musterstadt"), "--url", product.address],
		product.state,
	);
	expect([published.code, published.words]).toEqual([0, expect.anything()]);
	const taken = await backup();
	expect([taken.code, taken.words]).toEqual([0, expect.stringContaining("lines")]);
	expect(statSync(file).mode & 0o777).toBe(0o600);
	await product.kill();
	const [before, names] = [contentOf(product.state), readdirSync(product.state).sort()];
	const files = Object.fromEntries(
		["vapid.json", "admin.key", "slice-count"].map((name) => [
			name,
			readFileSync(join(product.state, name), "utf8").trim(),
		]),
	);
	rmSync(product.state, { recursive: true });
	expect((await runStateCommand("restore", [file], product.state)).code).toBe(0);
	const after = contentOf(product.state);
	for (const name of Object.keys(after).filter((name) => name.endsWith(" restored"))) delete after[name];
	const clean = (content: Record<string, unknown[]>) =>
		Object.fromEntries(
			Object.entries(content).map(([name, rows]) => [
				name,
				rows.filter((row) => !["clean", "woken"].includes(String((row as { key?: unknown }).key))),
			]),
		);
	expect(Object.keys(before).filter((name) => name.endsWith(" edition_file"))).toHaveLength(1);
	expect(clean(after)).toEqual(clean(before));
	for (const [name, text] of Object.entries(files))
		expect(readFileSync(join(product.state, name), "utf8").trim()).toBe(text);
	for (const path of globSync(join(product.state, "**"))) expect(statSync(path).mode & 0o077, path).toBe(0);
	// What a later version keeps beside these must be in the backup, or be named here with the reason why not.
	const MADE_ANEW = ["run", "known-slices.json", "pieces"];
	expect(names.filter((name) => !MADE_ANEW.includes(name) && !/^lock/u.test(name))).toEqual(
		readdirSync(product.state)
			.filter((name) => !/^lock/u.test(name))
			.sort(),
	);
});

test("a state of many pages is whole, also where single rows are large", async () => {
	const { product, file } = await started();
	await product.kill();
	const [path = ""] = globSync(join(product.state, "slices/tonnentag-shard/*.sqlite")).filter(
		(each) => !each.includes("metadata"),
	);
	const { DatabaseSync } = createRequire(import.meta.url)("node:sqlite") as typeof import("node:sqlite");
	const database = new DatabaseSync(path);
	database.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
		INSERT INTO tally SELECT '2026-11-30', 'invented ' || i, i FROM n`);
	database.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6)
		INSERT INTO meta SELECT 'large ' || i, hex(zeroblob(400000)) FROM n`);
	database.close();
	await product.start();
	const taken = await runStateCommand("backup", [file, "--url", product.address], product.state);
	expect([taken.code, taken.words]).toEqual([0, expect.stringContaining("lines")]);
	await product.kill();
	const count = () =>
		sqlite(
			path,
			"SELECT (SELECT COUNT(*) FROM tally) AS tally, (SELECT SUM(LENGTH(value)) FROM meta WHERE key LIKE 'large%') AS large",
		);
	const before = count();
	expect(sqlite(path, "SELECT name FROM sqlite_master WHERE name LIKE 'snapshot%'")).toEqual([]);
	rmSync(product.state, { recursive: true });
	expect((await runStateCommand("restore", [file], product.state)).code).toBe(0);
	expect(count()).toEqual(before);
	expect(before).toEqual([{ tally: 30_000, large: 4_800_000 }]);
});

test("no class of object is forgotten, and none keeps anything outside of its tables", () => {
	const sources = globSync(join(ROOT, "worker/**/*.ts")).map((path) => readFileSync(path, "utf8"));
	const classes = sources.flatMap((text) =>
		[...text.matchAll(/^(?:export )?class (\w+) extends \w*Object\b/gmu)].map(([, name]) => name),
	);
	expect(classes).toEqual(OBJECT_CLASSES.map(({ name }) => name));
	// Every object is a `KeptObject`, so its tables are in the backup; what is put beside them would not be.
	expect(sources.filter((text) => /extends DurableObject\b/u.test(text))).toHaveLength(1);
	for (const text of sources) expect(text).not.toMatch(/storage\s*\.\s*(?:put|kv)\b/u);
	const wrangler = readFileSync(join(ROOT, "worker/wrangler.jsonc"), "utf8");
	const bound = [...wrangler.matchAll(/"name": "(\w+)", "class_name": "(\w+)"/gu)].map(([, binding, name]) => ({
		binding,
		name,
	}));
	expect(bound).toEqual(OBJECT_CLASSES.map(({ name, binding }) => ({ binding, name })));
});

test("an object of another home gets the id that it has here", async () => {
	const { product } = await started();
	const ids = globSync(join(product.state, "slices/*/*.sqlite")).map((path) => basename(path, ".sqlite"));
	const [{ uniqueKey }] = OBJECT_CLASSES;
	expect(ids).toContain(objectIdOf(uniqueKey, "musterstadt/0"));
});

test("a wave that was under way at the backup is not told again; what comes later, is", async () => {
	const { product, mock, file } = await started();
	mock.everywhere = { status: 201, delay: 200 };
	product.clock.set(EVENING);
	const wave = product.tick().catch(() => undefined);
	await mock.waitFor(10);
	// Not by the command, whose own start may take longer than the wave.
	const authorization = `Bearer ${readFileSync(join(product.state, "admin.key"), "utf8").trim()}`;
	const taken = await fetch(`${product.address}/api/backup`, { headers: { authorization } });
	writeFileSync(file, zipped(await taken.text()));
	expect(mock.deliveries.length).toBeLessThan(HOUSEHOLDS);
	await wave;
	expect(toldTo(mock)).toBe(HOUSEHOLDS);
	const words = await restored(product, file, "2026-11-30T19:20:00+01:00");
	expect(words).toMatch(/musterstadt: 60 households, as of 2026-11-30T18:00:00/u);
	for (const at of ["2026-11-30T19:30", "2026-11-30T22:00", "2026-12-01T05:45", "2026-12-01T06:15"])
		await product.tick(`${at}:00+01:00`);
	expect(mock.deliveries).toHaveLength(HOUSEHOLDS);
	const told = /\{"event":"restored".*\}/u.exec(product.output)?.[0] ?? "{}";
	const { households, ...rest } = JSON.parse(told) as Record<string, unknown>;
	expect(rest).toEqual({
		event: "restored",
		town: "musterstadt",
		from: "2026-11-30T18:00:00.000Z",
		to: "2026-11-30T18:20:00.000Z",
	});
	expect(households).toBeGreaterThan(0);
	expect(households).toBeLessThanOrEqual(HOUSEHOLDS);
	// Each is accounted for.
	const [slice] = await product.health();
	expect(slice?.open).toBe(0);
	expect((slice?.tally.sent ?? 0) + (slice?.tally.unknown ?? 0)).toBe(HOUSEHOLDS);
	await product.tick("2026-12-07T19:00:00+01:00");
	expect(mock.deliveries).toHaveLength(2 * HOUSEHOLDS);
	expect(mock.flaws).toEqual([]);
});

test("slots between backup and start are not sent, not the next morning either; one after the start is", async () => {
	const { product, mock, households, place, wish, backup, file } = await started("2026-11-30T18:30:00+01:00");
	const late = await product.subscribe(mock.register("late"), [{ ...wish, remind: [{ when: "eve", time: "21:00" }] }]);
	const taken = await backup();
	expect([taken.code, taken.words]).toEqual([0, expect.stringContaining("lines")]);
	await product.tick(EVENING);
	expect(toldTo(mock)).toBe(HOUSEHOLDS);
	await restored(product, file, "2026-11-30T20:10:00+01:00");
	expect(product.output).toContain('"households":60');
	// What the card says is what will come.
	const nextOf = async ({ id, token }: Subscription) =>
		(await product.api<{ next: { at: string }[] }>("GET", `/api/subscriptions/${id}`, undefined, token)).body.next[0]
			?.at;
	const [first] = households;
	expect(first && (await nextOf(first))).toBe("2026-12-07T18:00:00.000Z");
	expect(await nextOf(late)).toBe("2026-11-30T20:00:00.000Z");
	// A household of which the backup knew nothing, or that had changed its time, may have been told as well.
	await product.subscribe(mock.register("new"), [wish]);
	const changed = households[1];
	if (!changed) throw new Error("no household");
	const places = [{ place, services: ["rest-1100"], remind: [{ when: "eve", time: "18:45" }] }];
	await product.api("PATCH", `/api/subscriptions/${changed.id}`, { places }, changed.token);
	for (const at of ["2026-11-30T20:15", "2026-11-30T21:00", "2026-12-01T05:45", "2026-12-01T06:15"])
		await product.tick(`${at}:00+01:00`);
	expect(mock.deliveriesTo(late.browser.endpoint)).toHaveLength(1);
	expect(mock.deliveries).toHaveLength(HOUSEHOLDS + 1);
});

test("a household of a town of which the backup knew nothing, and that subscribes again, is told by nobody a second time", async () => {
	const { product, mock, wish, backup, file } = await started("2026-11-30T18:30:00+01:00");
	const taken = await backup();
	expect([taken.code, taken.words]).toEqual([0, expect.stringContaining("lines")]);
	product.writeNeighbour();
	product.clock.set("2026-11-30T18:40:00+01:00");
	await product.tick();
	const again = mock.register("again");
	await product.subscribe(again, [wish], "nachbarstadt");
	await product.tick(EVENING);
	expect(mock.deliveriesTo(again.endpoint)).toHaveLength(1);
	await restored(product, file, "2026-11-30T20:10:00+01:00");
	await product.subscribe(again, [wish], "nachbarstadt");
	for (const at of ["2026-11-30T20:15", "2026-11-30T21:00", "2026-12-01T05:45", "2026-12-01T06:15"])
		await product.tick(`${at}:00+01:00`);
	expect(mock.deliveriesTo(again.endpoint)).toHaveLength(1);
	// What comes later, is told; and whoever subscribes when nobody can have been told any more has no gap.
	await product.tick("2026-12-07T19:00:00+01:00");
	expect(mock.deliveriesTo(again.endpoint)).toHaveLength(2);
});

test("what could not have been told before the start is told, and who asks learns that what was changed since is lost", async () => {
	const { product, mock, backup, file, households } = await started("2026-11-30T23:00:00+01:00");
	const [one] = households;
	const ask = async () =>
		(await product.api<{ restored?: string }>("GET", `/api/subscriptions/${one?.id}`, undefined, one?.token)).body
			.restored;
	expect(await ask()).toBeUndefined();
	const taken = await backup();
	expect([taken.code, taken.words]).toEqual([0, expect.stringContaining("lines")]);
	await restored(product, file, "2026-12-01T04:00:00+01:00");
	expect(product.output).toContain('"households":0');
	expect(await ask()).toBe("2026-12-01T03:00:00.000Z");
	await product.tick("2026-12-01T05:30:00+01:00");
	expect(toldTo(mock)).toBe(HOUSEHOLDS);
});

test("a restore refuses what it must not replace, and what is no whole backup, and changes nothing then", async () => {
	const { product, backup, file } = await started();
	const taken = await backup();
	expect([taken.code, taken.words]).toEqual([0, expect.stringContaining("lines")]);
	const running = await runStateCommand("restore", [file, "--into", product.state], product.state);
	expect([running.code, running.words]).toEqual([1, expect.stringContaining("in use by")]);
	await product.kill();
	const before = contentOf(product.state);
	const refused = await runStateCommand("restore", [file], product.state);
	expect([refused.code, refused.words]).toEqual([1, expect.stringContaining("--into")]);
	const whole = readFileSync(file);
	const lines = gunzipSync(whole).toString().split("\n");
	const broken: Record<string, Uint8Array> = {
		empty: Buffer.alloc(0),
		foreign: Buffer.from("PK\u0003\u0004 something else"),
		"foreign gzip": zipped("hello\nworld\n"),
		"cut off": whole.subarray(0, whole.length - 40),
		"cut in the middle": whole.subarray(0, whole.length / 2),
		flipped: Buffer.from(whole.map((byte, at) => (at === Math.floor(whole.length / 2) ? byte ^ 255 : byte))),
		"without its end": zipped(lines.slice(0, -2).join("\n").concat("\n")),
		"without a line": zipped(lines.filter((_, at) => at !== 12).join("\n")),
		newer: zipped(lines.join("\n").replace('"format":1', '"format":2')),
		"another class": zipped(lines.join("\n").replace('"object":"Slice"', '"object":"Strange"')),
		"no place for a name": zipped(lines.join("\n").replace(/"id":"[0-9a-f]{64}"/u, '"id":"../../evil"')),
	};
	for (const [name, bytes] of Object.entries(broken)) {
		const path = join(product.folder, "broken.backup");
		writeFileSync(path, bytes);
		const said = await restoreState(path, product.state, "now").catch((error: Error) => error.message);
		expect(said, name).toMatch(/^\S+ cannot be restored: .+ Nothing was changed\.$/u);
	}
	const away = join(product.folder, "nothing");
	const said = await runStateCommand("restore", [away, "--into", product.state], product.state);
	expect([said.code, said.words.trim().split("\n")]).toEqual([1, [expect.stringContaining("there is no such file")]]);
	expect(contentOf(product.state)).toEqual(before);
	expect(readdirSync(product.state).filter((name) => name.includes("restore"))).toEqual([]);
	// Named: what was there is kept aside.
	const named = await runStateCommand("restore", [file, "--into", product.state], product.state);
	expect([named.code, named.words]).toEqual([0, expect.stringContaining("before-restore-")]);
	expect(globSync(join(product.state, "before-restore-*/slices/*/*.sqlite")).length).toBeGreaterThan(0);
	await product.start();
});

test("a backup asks for the secret, and leaves no half file behind", async () => {
	const { product, file } = await started();
	const ask = (authorization?: string) =>
		fetch(`${product.address}/api/backup`, { headers: { ...(authorization !== undefined && { authorization }) } });
	expect((await ask()).status).toBe(401);
	expect((await ask("Bearer wrong")).status).toBe(401);
	writeFileSync(file, "the one before");
	const wrong = { TONNENTAG_ADMIN: "x".repeat(43) };
	const said = await runStateCommand("backup", [file, "--url", product.address], product.state, wrong);
	expect([said.code, said.words]).toEqual([1, expect.stringContaining("another secret")]);
	await product.kill();
	const away = await runStateCommand("backup", [file, "--url", product.address], product.state);
	expect([away.code, away.words]).toEqual([1, expect.stringContaining("does not answer")]);
	expect(readFileSync(file, "utf8")).toBe("the one before");
	expect(readdirSync(product.folder).filter((name) => name.endsWith(".part"))).toEqual([]);
	expect((await runStateCommand("backup", [], product.state)).code).toBe(2);
	onTestFinished(() => rmSync(file, { force: true }));
});
