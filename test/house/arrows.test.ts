import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

// What the compiler does not see: which room imports which, and who looks at the clock.

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

interface Room {
	readonly path: string;
	/** Folders within that have rules of their own. */
	readonly but?: readonly string[];
	/** Rooms it may import, itself among them. */
	readonly rooms: readonly string[];
	/** Packages it may import; `node:` for Node itself. */
	readonly packages: readonly string[];
	/** True where the present moment, luck and the machine must come in as arguments. */
	readonly pure: boolean;
	/** Its folders and files from the roof down: an import goes to a lower layer, never up and never across. */
	readonly layers?: readonly (readonly string[])[];
}

const ROOMS: readonly Room[] = [
	{ path: "data/model", rooms: ["data/model"], packages: ["date-fns", "valibot", "minisearch"], pure: true },
	{
		path: "data/import",
		but: ["data/import/command"],
		rooms: ["data/import", "data/model"],
		packages: ["valibot", "papaparse", "ical.js", "date-holidays"],
		pure: true,
		layers: [
			["import-town.ts", "preview.ts"],
			["read-town.ts"],
			["unread-columns.ts"],
			["unread-services.ts"],
			[
				"guess",
				"compile",
				"steps",
				"unpack.ts",
				"unread-districts.ts",
				"unread-parts.ts",
				"without-effect.ts",
				"not-taken.ts",
				"idle-periods.ts",
			],
			["draft.ts"],
			["round-map.ts"],
			["round-key.ts"],
			["file-stands.ts", "unread-sheets.ts"],
			["files.ts"],
			["known.ts", "beside.ts", "usage.ts", "street-identity.ts"],
			["told.ts"],
			["recipe"],
			["read", "words.ts"],
		],
	},
	{ path: "data/import/command", rooms: ["data/import", "data/model"], packages: ["node:"], pure: false },
	{
		path: "worker",
		but: ["worker/launch"],
		rooms: ["worker", "data/model"],
		packages: [
			"@simplewebauthn/server",
			"hono",
			"hono-openapi",
			"@hono/standard-validator",
			"valibot",
			"@valibot/to-json-schema",
			"cloudflare:",
			"node:crypto",
			"node:zlib",
		],
		pure: false,
		layers: [
			["index.ts"],
			["app.ts"],
			["health", "page.ts", "manifest.ts", "desk", "compat"],
			["shell.ts", "feed", "remind/slice-object.ts", "remind/slice-registry.ts", "remind/removed-towns.ts", "requests"],
			["remind/running-slice.ts"],
			["remind/slice.ts"],
			["remind/dispatch"],
			["remind/plan", "remind/moving"],
			["remind/subscriptions", "remind/stock.ts"],
			["remind/ledger", "remind/reminders.ts", "remind/alarms.ts"],
			["remind/slice-environment.ts"],
			["remind/world.ts", "remind/clock.ts", "remind/slice-api.ts", "remind/slice-of.ts"],
			[
				"remind/push",
				"remind/layout.ts",
				"remind/wakeups.ts",
				"remind/known-slice.ts",
				"remind/change-count.ts",
				"remind/error-words.ts",
			],
			["api", "backup"],
			["edge.ts"],
			["town"],
			["home", "http"],
		],
	},
	{
		path: "worker/launch",
		rooms: ["worker", "data/model", "data/import"],
		packages: ["node:", "valibot", "vite", "web-push"],
		pure: false,
	},
	{
		path: "web/desk",
		rooms: ["web", "data/model", "data/import"],
		packages: ["lit", "@lit/localize", "@simplewebauthn/browser", "valibot"],
		pure: false,
		layers: [
			["main.ts"],
			["desk-page.ts"],
			["views"],
			["server"],
			["draft"],
			["reader"],
			["town", "words"],
			["locales"],
		],
	},
	{
		path: "web",
		but: ["web/desk"],
		rooms: ["web", "data/model"],
		packages: [
			"lit",
			"@lit-labs/ssr",
			"@simplewebauthn/browser",
			"idb",
			"valibot",
			"@lit/localize",
			"@kern-ux/native",
			"uqr",
			"workbox-precaching",
		],
		pure: false,
		layers: [
			["main.ts"],
			["shell"],
			["app"],
			["print"],
			["setup", "dates", "about", "notes"],
			["addresses", "month", "notices"],
			["requests"],
			["remind", "service-worker"],
			["device", "changes", "calendar"],
			["household", "town"],
			["frame", "bin"],
			["style", "words"],
			["browser", "locales"],
		],
	},
];

const BANNED_EVERYWHERE: readonly (readonly [RegExp, string])[] = [
	[/\b86_?400_?000\b|\b864e5\b/u, "a day is not a number of milliseconds"],
	[/\.getDay\(\)|\.getDate\(\)|\.getMonth\(\)/u, "a Date does not stand for a day; use data/model/day.ts"],
];

const IMPURE: readonly (readonly [RegExp, string])[] = [
	[/\bnew Date\(\)|\bDate\.now\(/u, "the clock is an argument"],
	[/\bMath\.random\(/u, "luck is an argument"],
	[/\bconsole\.|\bprocess\./u, "a pure room neither speaks nor looks around"],
];

function filesOf({ path, but = [] }: Room): string[] {
	return readdirSync(join(ROOT, path), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && /\.(ts|mjs)$/u.test(entry.name) && !entry.parentPath.includes("node_modules"))
		.map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join("/"))
		.filter((file) => !but.some((folder) => file.startsWith(`${folder}/`)));
}

function importsOf(text: string): string[] {
	const pattern =
		/(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+["']([^"']+)["']|(?:^|\n)\s*import\s+["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gu;
	return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}

function isLawful(room: Room, file: string, target: string): boolean {
	if (!target.startsWith("."))
		return room.packages.some((name) => target === name || target.startsWith(name.endsWith(":") ? name : `${name}/`));
	return room.rooms.some((each) => pathOf(file, target).startsWith(`${each}/`));
}

/** The layer and the folder or file of it that holds a file of the room, named from the repository's root. */
function entryOf(
	{ path, layers = [] }: Room,
	file: string,
): { readonly layer: number; readonly entry: string } | undefined {
	const inRoom = file.slice(path.length + 1);
	const entries = layers.flatMap((entries, layer) => entries.map((entry) => ({ layer, entry })));
	return entries.find(({ entry }) => inRoom === entry || inRoom.startsWith(`${entry}/`));
}

/** What is wrong with one import: it goes up, across, or from where no layer is known. */
function risesOf(room: Room, file: string, target: string): string[] {
	const path = pathOf(file, target);
	if (!target.startsWith(".") || !path.startsWith(`${room.path}/`)) return [];
	const [from, to] = [entryOf(room, file), entryOf(room, path)];
	if (!from || !to) return [`${from ? path : file} stands in no layer`];
	return from.entry === to.entry || from.layer < to.layer ? [] : [`${file} imports ${path}`];
}

function pathOf(file: string, target: string): string {
	return relative(ROOT, join(ROOT, dirname(file), target))
		.split(sep)
		.join("/");
}

describe.each(ROOMS)("$path", (room) => {
	const files = filesOf(room).map((file) => ({ file, text: readFileSync(join(ROOT, file), "utf8") }));

	it("has files to look at", () => expect(files.length).toBeGreaterThan(0));

	it("imports only what its arrows allow", () => {
		const strays = files.flatMap(({ file, text }) =>
			importsOf(text)
				.filter((target) => !isLawful(room, file, target))
				.map((target) => `${file} imports ${target}`),
		);
		expect(strays).toEqual([]);
	});

	it.runIf(room.layers)("imports within itself only from layers below", () => {
		const strays = files.flatMap(({ file, text }) => importsOf(text).flatMap((target) => risesOf(room, file, target)));
		expect(strays).toEqual([]);
	});

	it("keeps to the calendar of the model", () => {
		const rules = room.pure ? [...BANNED_EVERYWHERE, ...IMPURE] : BANNED_EVERYWHERE;
		const strays = files.flatMap(({ file, text }) =>
			rules.filter(([pattern]) => pattern.test(withoutComments(text))).map(([, why]) => `${file}: ${why}`),
		);
		expect(strays).toEqual([]);
	});
});

function withoutComments(text: string): string {
	return text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gmu, "");
}

/** Files that import each other, directly or round about; the first found of each circle. */
function circlesIn(arrows: ReadonlyMap<string, readonly string[]>): string[] {
	const [done, circles] = [new Set<string>(), new Set<string>()];
	const walk = (file: string, way: readonly string[]): void => {
		const at = way.indexOf(file);
		if (at >= 0) circles.add([...way.slice(at), file].join(" > "));
		if (at >= 0 || done.has(file)) return;
		for (const next of arrows.get(file) ?? []) walk(next, [...way, file]);
		done.add(file);
	};
	for (const file of arrows.keys()) walk(file, []);
	return [...circles];
}

it("no files import each other in a circle", () => {
	const files = [...ROOMS, { ...ROOMS[0], path: "test", rooms: [], packages: [], pure: false }].flatMap(filesOf);
	const arrowsOf = (file: string) =>
		importsOf(readFileSync(join(ROOT, file), "utf8")).flatMap((target) =>
			target.startsWith(".") ? [pathOf(file, target)] : [],
		);
	expect(files.length).toBeGreaterThan(500);
	expect(circlesIn(new Map(files.map((file) => [file, arrowsOf(file)])))).toEqual([]);
});

describe("the arrows test itself", () => {
	it("sees circles, and rises from layer to layer", () => {
		const arrows = new Map([
			["a", ["b"]],
			["b", ["c", "d"]],
			["c", ["b"]],
			["d", []],
		]);
		expect(circlesIn(arrows)).toEqual(["b > c > b"]);
		const room: Room = { path: "r", rooms: [], packages: [], pure: false, layers: [["up"], ["down", "aside.ts"]] };
		expect(risesOf(room, "r/up/a.ts", "../down/b.ts")).toEqual([]);
		expect(risesOf(room, "r/down/a.ts", "./b.ts")).toEqual([]);
		expect(risesOf(room, "r/down/a.ts", "../up/b.ts")).toEqual(["r/down/a.ts imports r/up/b.ts"]);
		expect(risesOf(room, "r/aside.ts", "./down/b.ts")).toEqual(["r/aside.ts imports r/down/b.ts"]);
		expect(risesOf(room, "r/new.ts", "./down/b.ts")).toEqual(["r/new.ts stands in no layer"]);
	});

	const model = ROOMS[0];

	it.each([
		["import x from '../../worker/app.ts'", "../../worker/app.ts"],
		['import { a,\n b } from "lit";', "lit"],
		["export * from '../import/draft.ts'", "../import/draft.ts"],
		["const a = await import('node:fs')", "node:fs"],
		["import 'lit'", "lit"],
	])("sees %s", (text, target) => {
		expect(importsOf(text)).toEqual([target]);
		expect(model && isLawful(model, "data/model/day.ts", target)).toBe(false);
	});

	it("lets the model's own imports pass", () => {
		expect(model && isLawful(model, "data/model/day.ts", "./time.ts")).toBe(true);
		expect(model && isLawful(model, "data/model/day.ts", "date-fns/addDays")).toBe(true);
		expect(model && isLawful(model, "data/model/day.ts", "date-fnsx")).toBe(false);
	});
});
