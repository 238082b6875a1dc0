import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build, type Rollup } from "vite";
import { buildDesk } from "../../../worker/launch/build-desk.ts";

/**
 * What the first view costs: script and style, compressed, for who comes for the
 * first time and for who comes back. `npm run check` fails above the limit.
 */
const LIMIT = 45_000;
/** The desk's first load; what reads the files comes after it. */
const DESK_LIMIT = 120_000;
/** A form for the town hall, and what comes with it. */
const MOST_MORE = 25_000;
const ROOT = join(import.meta.dirname, "..", "..", "..");

/** Beside what the page always loads, these come with the first view. */
const VIEWS = { "first visit": "setup-view.ts", "later visit": "settled-views.ts" };

const folder = mkdtempSync(join(tmpdir(), "tonnentag-page-"));
const built = (await build({
	configFile: join(ROOT, "vite.config.ts"),
	logLevel: "error",
	build: { outDir: folder, emptyOutDir: true },
})) as Rollup.RollupOutput;
const painted = withinFirstView();
const desk = await buildDesk(folder);
rmSync(folder, { recursive: true, force: true });
const chunks = chunksOf(built);
const styles = built.output.flatMap((each) =>
	each.type === "asset" && each.fileName.endsWith(".css") ? [{ name: each.fileName, size: packed(each.source) }] : [],
);
/** The first visit has its style sheets in the document. */
const BESIDE = {
	"first visit": [{ name: "styles and script in the document", size: packed(painted) }],
	"later visit": styles,
};

let over = deskSize() > DESK_LIMIT;
for (const view of ["first visit", "later visit"] as const) {
	const files = new Set([...filesOf("index.html"), ...filesOf(VIEWS[view])]);
	const parts = [...files].map((file) => {
		const chunk = chunks.get(file);
		return { name: `${chunk?.name} (${file})`, size: packed(chunk?.code ?? "") };
	});
	const all = [...parts, ...BESIDE[view]];
	const total = all.reduce((sum, { size }) => sum + size, 0);
	over ||= total > LIMIT;
	console.log(`${view}: ${kilo(total)} of ${kilo(LIMIT)} kB (brotli)`);
	for (const { name, size } of all.sort((one, other) => other.size - one.size)) console.log(`  ${kilo(size)}  ${name}`);
}
over ||= more("requests-view.ts") > MOST_MORE;
process.exitCode = over ? 1 : 0;

function deskSize(): number {
	const own = chunksOf(desk);
	const total = filesOf("desk.html", own).reduce((sum, file) => sum + packed(own.get(file)?.code ?? ""), 0);
	console.log(`desk: ${kilo(total)} of ${kilo(DESK_LIMIT)} kB (brotli)`);
	return total;
}

/** What a view loads that is not there on a later visit. */
function more(view: string): number {
	const there = new Set([...filesOf("index.html"), ...filesOf(VIEWS["later visit"])]);
	const files = filesOf(view).filter((file) => !there.has(file));
	const total = files.reduce((sum, file) => sum + packed(chunks.get(file)?.code ?? ""), 0);
	console.log(`${view}: ${kilo(total)} of ${kilo(MOST_MORE)} kB more (brotli)`);
	return total;
}

/** As in the other languages, but for the words. */
function withinFirstView(): string {
	const { street } = JSON.parse(readFileSync(join(folder, "shell/de.json"), "utf8")) as { street: string[] };
	return [...street.join("").matchAll(/<(style|script)>(.*?)<\/\1>/gsu)].map(([, , content]) => content).join("\n");
}

/** The chunk of a module and all that it imports at once. */
function filesOf(module: string, among = chunks): string[] {
	const start = [...among.values()].find((chunk) => chunk.facadeModuleId?.endsWith(module));
	if (!start) throw new Error(`no chunk for ${module}`);
	const found = new Set<string>();
	const open = [start.fileName];
	for (let name = open.pop(); name !== undefined; name = open.pop()) {
		if (found.has(name)) continue;
		found.add(name);
		open.push(...(among.get(name)?.imports ?? []));
	}
	return [...found];
}

function chunksOf(of: Rollup.RollupOutput | undefined): Map<string, Rollup.OutputChunk> {
	return new Map(of?.output.flatMap((each) => (each.type === "chunk" ? [[each.fileName, each] as const] : [])));
}

function packed(source: string | Uint8Array): number {
	return brotliCompressSync(source).length;
}

function kilo(bytes: number): string {
	return (bytes / 1000).toFixed(1).padStart(5);
}
