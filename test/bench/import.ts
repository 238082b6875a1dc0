import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";
import type { Row } from "./row.ts";

const HOUSE = fileURLToPath(new URL("../../", import.meta.url));
const ROWS = 17_009;
const MEASURE = `data:text/javascript,process.on("exit",()=>process.stderr.write("maxRSS="+process.resourceUsage().maxRSS))`;

/** Bonn's 17,009 rows, end to end: the command as it is called, from the disk to the disk. */
export async function measure(): Promise<Row[]> {
	const source = join(HOUSE, "../shared/data/bonn-2015");
	if (!existsSync(source)) return [];
	const home = mkdtempSync(join(tmpdir(), "tonnentag-"));
	try {
		return measureIn(join(home, "bonn-2015"), source);
	} finally {
		rmSync(home, { recursive: true, force: true });
	}
}

function measureIn(folder: string, source: string): Row[] {
	const recipe = readFileSync(join(HOUSE, "test/towns/bonn-2015/town.json"), "utf8");
	const town = JSON.parse(recipe) as { recipe: { folder: string } };
	town.recipe.folder = relative(folder, source);
	mkdirSync(folder);
	writeFileSync(join(folder, "town.json"), JSON.stringify(town));
	const began = performance.now();
	const given = ["--import", MEASURE, "data/import/command/import.ts", folder];
	const ran = spawnSync(process.execPath, given, { cwd: HOUSE, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
	const seconds = (performance.now() - began) / 1000;
	if (ran.status !== 0) throw new Error(ran.stdout);
	const megabytes = Number(ran.stderr.split("maxRSS=")[1]) / 1024;
	const kilobytes = brotliCompressSync(readFileSync(join(folder, "dataset.json"))).length / 1024;
	const what = `import of Bonn, ${ROWS} rows`;
	const against = "limit of the house";
	return [
		{
			what: `${what}, rows per second`,
			ours: ROWS / seconds,
			peer: 1_000,
			unit: "rows/s",
			against,
			target: { atLeast: 1 },
		},
		{ what: `${what}, peak memory`, ours: megabytes, peer: 500, unit: "MB", against, target: { atMost: 1 } },
		{ what: `${what}, dataset.json as brotli`, ours: kilobytes, peer: 100, unit: "kB", against, target: { atMost: 1 } },
	];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.table(await measure());
