import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Every text of the page has its translation, and what the page loads is made of
 * it. Done on a copy: a check changes nothing.
 */
const ROOT = join(import.meta.dirname, "..", "..", "..");
const { targetLocales } = JSON.parse(readFileSync(join(ROOT, "web/lit-localize.json"), "utf8")) as {
	targetLocales: readonly string[];
};
const MADE = targetLocales.flatMap((language) => [`locales/${language}.xlf`, `locales/generated/${language}.ts`]);

const copy = mkdtempSync(join(tmpdir(), "tonnentag-words-"));
try {
	cpSync(join(ROOT, "web"), join(copy, "web"), { recursive: true });
	cpSync(join(ROOT, "tsconfig.json"), join(copy, "tsconfig.json"));
	// The tool tells its own `msg` from others by its type.
	symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
	for (const command of ["extract", "build"]) localize(command);
	const flaws = [...MADE.flatMap(untilled), ...targetLocales.flatMap(untranslated)];
	for (const flaw of flaws) console.log(flaw);
	if (flaws.length > 0) console.log("Run `npm run words`, translate in web/locales/*.xlf, run it again.");
	process.exitCode = flaws.length > 0 ? 1 : 0;
} finally {
	rmSync(copy, { recursive: true, force: true });
}

function localize(command: string): void {
	const tool = join(ROOT, "node_modules", "@lit", "localize-tools", "bin", "lit-localize.js");
	const { status, stderr } = spawnSync(process.execPath, [tool, command], { cwd: join(copy, "web"), encoding: "utf8" });
	if (status !== 0) throw new Error(`lit-localize ${command}: ${stderr}`);
}

function untilled(path: string): string[] {
	return read(copy, path) === read(ROOT, path) ? [] : [`web/${path}: the texts of the page have changed since`];
}

function untranslated(language: string): string[] {
	const xliff = read(copy, `locales/${language}.xlf`);
	const units = xliff.match(/<trans-unit .*?<\/trans-unit>/gs) ?? [];
	return units.flatMap((unit) => {
		const source = /<source>(.*?)<\/source>/s.exec(unit)?.[1] ?? "";
		return /<target>.+<\/target>/s.test(unit) ? [] : [`web/locales/${language}.xlf: no translation of "${source}"`];
	});
}

function read(root: string, path: string): string {
	return readFileSync(join(root, "web", path), "utf8");
}
