import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";

/** One line of the table of `npm run bench`. */
export interface BenchRow {
	readonly name: string;
	readonly value: number;
	readonly unit: string;
	/** What it must not exceed (or, for speed, fall below). */
	readonly limit: number;
	readonly better: "lower" | "higher";
	readonly ok: boolean;
	readonly note: string;
}

const HOUSE = fileURLToPath(new URL("../../", import.meta.url));
const ROWS = 17_009;
const MEASURE = `data:text/javascript,process.on("exit",()=>process.stderr.write("maxRSS="+process.resourceUsage().maxRSS))`;

/** Bonn's 17,009 rows, end to end: the command as it is called, from the disk to the disk. */
export function benchImport(): BenchRow[] {
	const source = join(HOUSE, "../shared/data/bonn-2015");
	if (!existsSync(source)) return [];
	const home = mkdtempSync(join(tmpdir(), "tonnentag-"));
	const folder = join(home, "bonn-2015");
	try {
		return measure(folder, source);
	} finally {
		rmSync(home, { recursive: true, force: true });
	}
}

function measure(folder: string, source: string): BenchRow[] {
	const town = JSON.parse(readFileSync(join(HOUSE, "test/towns/bonn-2015/town.json"), "utf8")) as {
		recipe: { folder: string };
	};
	town.recipe.folder = relative(folder, source);
	mkdirSync(folder);
	writeFileSync(join(folder, "town.json"), JSON.stringify(town));
	const began = performance.now();
	const ran = spawnSync(process.execPath, ["--import", MEASURE, "data/import/command/import.ts", folder], {
		cwd: HOUSE,
		encoding: "utf8",
	});
	const seconds = (performance.now() - began) / 1000;
	if (ran.status !== 0) throw new Error(ran.stdout);
	const megabytes = Number(ran.stderr.split("maxRSS=")[1]) / 1024;
	const kilobytes = brotliCompressSync(readFileSync(join(folder, "dataset.json"))).length / 1024;
	return [
		row(
			"import: Bonn, rows per second",
			ROWS / seconds,
			"rows/s",
			1_000,
			"higher",
			`${ROWS} rows in ${seconds.toFixed(1)} s`,
		),
		row("import: Bonn, peak memory", megabytes, "MB", 500, "lower", "the whole process"),
		row("import: Bonn, dataset.json", kilobytes, "kB", 100, "lower", "brotli"),
	];
}

function row(
	name: string,
	value: number,
	unit: string,
	limit: number,
	better: "lower" | "higher",
	note: string,
): BenchRow {
	return {
		name,
		value: Math.round(value),
		unit,
		limit,
		better,
		ok: better === "lower" ? value <= limit : value >= limit,
		note,
	};
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
	const rows = benchImport();
	if (rows.length === 0) console.log("../shared/data/bonn-2015 is not there: nothing measured");
	for (const { name, value, unit, limit, ok, note } of rows)
		console.log(`| ${name} | ${value} ${unit} | limit ${limit} | ${ok ? "ok" : "MISSED"} | ${note} |`);
	process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;
}
