import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Every text of the page has its translation, and what the page loads is made of
 * it. Done on a copy: a check changes nothing.
 */
const ROOT = join(import.meta.dirname, "..", "..", "..");
/** The household's page and the desk's have words of their own, each in a folder of `web/`. */
const PAGES = ["", "desk/"].map((folder) => ({ folder, languages: languagesOf(folder) }));
const MADE = PAGES.flatMap(({ folder, languages }) =>
	languages.flatMap((language) => [`${folder}locales/${language}.xlf`, `${folder}locales/generated/${language}.ts`]),
);

const copy = mkdtempSync(join(tmpdir(), "tonnentag-words-"));
try {
	cpSync(join(ROOT, "web"), join(copy, "web"), { recursive: true });
	cpSync(join(ROOT, "tsconfig.json"), join(copy, "tsconfig.json"));
	// The tool tells its own `msg` from others by its type.
	symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
	// What both pages are made of.
	cpSync(join(ROOT, "data"), join(copy, "data"), { recursive: true });
	for (const { folder } of PAGES) for (const command of ["extract", "build"]) localize(command, folder);
	const flaws = [...MADE.flatMap(untilled), ...MADE.filter((path) => path.endsWith(".xlf")).flatMap(untranslated)];
	for (const flaw of flaws) console.log(flaw);
	if (flaws.length > 0)
		console.log("Run `npm run words`, translate in locales/*.xlf of web/ and web/desk/, run it again.");
	process.exitCode = flaws.length > 0 ? 1 : 0;
} finally {
	rmSync(copy, { recursive: true, force: true });
}

function languagesOf(folder: string): readonly string[] {
	const text = readFileSync(join(ROOT, "web", folder, "lit-localize.json"), "utf8");
	return (JSON.parse(text) as { targetLocales: readonly string[] }).targetLocales;
}

function localize(command: string, folder: string): void {
	const tool = join(ROOT, "node_modules", "@lit", "localize-tools", "bin", "lit-localize.js");
	const { status, stderr } = spawnSync(process.execPath, [tool, command], {
		cwd: join(copy, "web", folder),
		encoding: "utf8",
	});
	if (status !== 0) throw new Error(`lit-localize ${command} in web/${folder}: ${stderr}`);
}

function untilled(path: string): string[] {
	return read(copy, path) === read(ROOT, path) ? [] : [`web/${path}: the texts of the page have changed since`];
}

function untranslated(path: string): string[] {
	const xliff = read(copy, path);
	const units = xliff.match(/<trans-unit .*?<\/trans-unit>/gs) ?? [];
	return units.flatMap((unit) => {
		const source = /<source>(.*?)<\/source>/s.exec(unit)?.[1] ?? "";
		return /<target>.+<\/target>/s.test(unit) ? [] : [`web/${path}: no translation of "${source}"`];
	});
}

function read(root: string, path: string): string {
	return readFileSync(join(root, "web", path), "utf8");
}
