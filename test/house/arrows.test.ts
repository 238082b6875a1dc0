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
}

const ROOMS: readonly Room[] = [
	{ path: "data/model", rooms: ["data/model"], packages: ["date-fns", "valibot", "minisearch"], pure: true },
	{
		path: "data/import",
		but: ["data/import/command"],
		rooms: ["data/import", "data/model"],
		packages: ["valibot", "papaparse", "ical.js", "date-holidays"],
		pure: true,
	},
	{ path: "data/import/command", rooms: ["data/import", "data/model"], packages: ["node:"], pure: false },
	{
		path: "worker",
		but: ["worker/launch"],
		rooms: ["worker", "data/model"],
		packages: [
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
	},
	{ path: "worker/launch", rooms: ["worker", "data/model"], packages: ["node:", "vite", "web-push"], pure: false },
	{
		path: "web",
		rooms: ["web", "data/model"],
		packages: [
			"lit",
			"@lit-labs/ssr",
			"idb",
			"valibot",
			"@lit/localize",
			"@kern-ux/native",
			"uqr",
			"workbox-precaching",
			"workbox-routing",
			"workbox-strategies",
		],
		pure: false,
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
	const path = relative(ROOT, join(ROOT, dirname(file), target))
		.split(sep)
		.join("/");
	return room.rooms.some((each) => path.startsWith(`${each}/`));
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

describe("the arrows test itself", () => {
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
