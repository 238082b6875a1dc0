import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build, type Rollup } from "vite";

/**
 * What the first view costs: script and style, compressed, for who comes for the
 * first time and for who comes back. `npm run check` fails above the limit.
 */
const LIMIT = 45_000;
const ROOT = join(import.meta.dirname, "..", "..", "..");

/** Beside what the page always loads, these come with the first view. */
const VIEWS = { "first visit": "setup-view.ts", "later visit": "dates-view.ts" };

const built = (await build({
	configFile: join(ROOT, "vite.config.ts"),
	logLevel: "error",
	build: { write: false },
})) as Rollup.RollupOutput;
const chunks = new Map(built.output.flatMap((each) => (each.type === "chunk" ? [[each.fileName, each] as const] : [])));
const styles = built.output.flatMap((each) =>
	each.type === "asset" && each.fileName.endsWith(".css") ? [{ name: each.fileName, size: packed(each.source) }] : [],
);

let over = false;
for (const [view, module] of Object.entries(VIEWS)) {
	const parts = [...filesOf("index.html"), ...filesOf(module)].map((name) => ({
		name,
		size: packed(chunks.get(name)?.code ?? ""),
	}));
	const all = [...new Map([...parts, ...styles].map((part) => [part.name, part])).values()];
	const total = all.reduce((sum, { size }) => sum + size, 0);
	over ||= total > LIMIT;
	console.log(`${view}: ${kilo(total)} of ${kilo(LIMIT)} kB (brotli)`);
	for (const { name, size } of all.sort((one, other) => other.size - one.size)) console.log(`  ${kilo(size)}  ${name}`);
}
process.exitCode = over ? 1 : 0;

/** The chunk of a module and all that it imports at once. */
function filesOf(module: string): string[] {
	const start = [...chunks.values()].find((chunk) => chunk.facadeModuleId?.endsWith(module));
	if (!start) throw new Error(`no chunk for ${module}`);
	const found = new Set<string>();
	const open = [start.fileName];
	for (let name = open.pop(); name !== undefined; name = open.pop()) {
		if (found.has(name)) continue;
		found.add(name);
		open.push(...(chunks.get(name)?.imports ?? []));
	}
	return [...found];
}

function packed(source: string | Uint8Array): number {
	return brotliCompressSync(source).length;
}

function kilo(bytes: number): string {
	return (bytes / 1000).toFixed(1).padStart(5);
}
