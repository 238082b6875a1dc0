import { createWriteStream, rmSync } from "node:fs";
import process from "node:process";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { createGzip } from "node:zlib";
import { EndWatch } from "./end-watch.ts";
import { RunningProduct, wordsOf } from "./running-product.ts";
import { readSettings } from "./settings.ts";
import { putInPlace } from "./write-whole.ts";

/** `npm run backup -- FILE [--url BASE]`: everything that must survive, from the running product into one file. */

const USAGE = "npm run backup -- FILE [--url BASE]";

try {
	const { values, positionals } = parseArgs({ options: { url: { type: "string" } }, allowPositionals: true });
	const [file, ...others] = positionals;
	if (file === undefined || others.length > 0) throw new Error(USAGE);
	const settings = readSettings(process.env, process.cwd());
	await backup(file, new RunningProduct(settings, process.env, values.url));
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = error instanceof Error && /^(?:npm run|Unknown option)/u.test(error.message) ? 2 : 1;
}

/** Whole or not at all: beside the file first, and in its place only when the end has come. */
async function backup(file: string, product: RunningProduct): Promise<void> {
	const beside = `${file}.part`;
	rmSync(beside, { force: true });
	try {
		const body = await ask(product);
		const watch = new EndWatch();
		const sink = createWriteStream(beside, { mode: 0o600, flush: true });
		await pipeline(Readable.fromWeb(body), watch, createGzip(), sink).catch((error: unknown) => {
			throw new Error(`The backup broke off, and nothing was written: ${wordsOf(error)}. Run it again.`);
		});
		if (watch.lines === undefined)
			throw new Error("The backup broke off before its end, and nothing was written. Run it again.");
		putInPlace(beside, file);
		console.log(`${file}: ${watch.lines} lines, readable by its owner only.`);
	} finally {
		rmSync(beside, { force: true });
	}
}

async function ask(product: RunningProduct): Promise<import("node:stream/web").ReadableStream> {
	const answer = await product.ask("/api/backup");
	if (answer.status === 503)
		throw new Error("Slices are being split or joined, and nothing was written. Run it again when that is done.");
	if (!answer.ok || !answer.body) throw new Error(`${product.base} answered ${answer.status}: is it a Tonnentag?`);
	return answer.body as import("node:stream/web").ReadableStream;
}
