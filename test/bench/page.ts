import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { brotliCompressSync } from "node:zlib";
import { chromium } from "playwright-core";
import { build, type Rollup } from "vite";
import { startProduct } from "../web/page/product.ts";
import { median } from "./middle.ts";
import type { Row } from "./row.ts";
import { disturbance, hasQuiet, type Measured, quietest, stolenSince, ticks } from "./system.ts";

/** Lighthouse with mobile throttling, the median of five, against a minimal Lit page in the same run. */

const ROOT = join(import.meta.dirname, "..", "..");
const RUNS = 5;
/** Visits at most, of each page; then the least disturbed count, and the lines say how disturbed they were. */
const MOST_RUNS = 20;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;

interface Marks extends Measured {
	readonly performance: number;
	readonly accessibility: number;
	readonly "best-practices": number;
	readonly seo: number;
	/** Milliseconds. */
	readonly lcp: number;
	readonly fcp: number;
	readonly tbt: number;
	readonly cls: number;
}

export async function measure(): Promise<Row[]> {
	const product = await startProduct(join(ROOT, "data/towns"));
	const minimal = await servePeer();
	const home = mkdtempSync(join(tmpdir(), "tonnentag-lighthouse-"));
	const port = 9_300 + (process.pid % 400);
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
		args: ["--no-sandbox", "--disable-gpu", `--remote-debugging-port=${port}`],
		env: { ...process.env, HOME: home },
	});
	try {
		// Taken in turns: what disturbs the machine disturbs both.
		const [ours, peer]: [Marks[], Marks[]] = [[], []];
		for (let run = 0; run < MOST_RUNS && !(hasQuiet(ours, RUNS) && hasQuiet(peer, RUNS)); run++) {
			if (!hasQuiet(ours, RUNS)) ours.push(told("ours", await judged(product.address, port)));
			if (!hasQuiet(peer, RUNS)) peer.push(told("peer", await judged(minimal.address, port)));
		}
		return rowsOf(quietest(ours, RUNS), quietest(peer, RUNS));
	} finally {
		await browser.close();
		minimal.stop();
		await product.stop();
		rmSync(home, { recursive: true, force: true });
	}
}

/** Each visit with the machine's load: what is measured on a busy one is the machine. */
function told(whose: string, marks: Marks): Marks {
	const { performance: points, fcp, lcp, tbt } = marks;
	const times = Object.entries({ FCP: fcp, LCP: lcp, TBT: tbt }).map(
		([name, time]) => `${name} ${Math.round(time)} ms`,
	);
	process.stderr.write(`  ${whose}: ${points} points, ${times.join(", ")}, ${disturbance(marks)}\n`);
	return marks;
}

/** Chromium loses the trace of a page now and then (NO_NAVSTART): such a visit tells nothing and is made again. */
async function judged(address: string, port: number, tries = 3): Promise<Marks> {
	const { default: lighthouse } = await import("lighthouse");
	const before = ticks();
	const answer = await lighthouse(address, { port, onlyCategories: [...CATEGORIES], logLevel: "silent" });
	if (!answer) throw new Error(`Lighthouse says nothing about ${address}`);
	const { categories, audits, runtimeError } = answer.lhr;
	if (runtimeError) {
		if (tries <= 1) throw new Error(`Lighthouse: ${runtimeError.message}`);
		return judged(address, port, tries - 1);
	}
	const score = (name: (typeof CATEGORIES)[number]) => (categories[name]?.score ?? 0) * 100;
	return {
		stolen: stolenSince(before),
		performance: score("performance"),
		accessibility: score("accessibility"),
		"best-practices": score("best-practices"),
		seo: score("seo"),
		lcp: audits["largest-contentful-paint"]?.numericValue ?? Number.NaN,
		fcp: audits["first-contentful-paint"]?.numericValue ?? Number.NaN,
		tbt: audits["total-blocking-time"]?.numericValue ?? Number.NaN,
		cls: audits["cumulative-layout-shift"]?.numericValue ?? Number.NaN,
	};
}

function rowsOf(ours: readonly Marks[], peer: readonly Marks[]): Row[] {
	const our = (key: keyof Marks) => median(ours.map((each) => each[key]));
	const their = (key: keyof Marks) => median(peer.map((each) => each[key]));
	const full = (["accessibility", "best-practices", "seo"] as const).map(
		(key): Row => ({
			what: `Lighthouse ${key}`,
			ours: our(key),
			peer: 100,
			unit: "points",
			against: "full marks",
			target: { atLeast: 1 },
		}),
	);
	const against = "minimal Lit page";
	return [
		...full,
		{
			what: "Lighthouse performance",
			ours: our("performance"),
			peer: their("performance"),
			unit: "points",
			against,
			target: { atLeast: (their("performance") - 2) / their("performance") },
		},
		{
			what: "largest contentful paint",
			ours: our("lcp"),
			peer: their("lcp"),
			unit: "ms",
			against,
			target: { atMost: (their("lcp") + 400) / their("lcp") },
		},
		{ what: "layout shift", ours: our("cls"), peer: 0.01, unit: "", against: "limit of issue", target: { atMost: 1 } },
	];
}

/** As little as a page of Lit can be: one element that says one sentence; compressed as ours is, and served from memory. */
async function servePeer(): Promise<{ address: string; stop: () => void }> {
	const script = packed(await peerScript());
	const page = packed(
		`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Peer</title><meta name="viewport" content="width=device-width"><meta name="description" content="A minimal page."><script type="module" src="/peer.js"></script></head><body><peer-page></peer-page></body></html>`,
	);
	const server = createServer((request, response) => {
		const isScript = request.url === "/peer.js";
		response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html", "content-encoding": "br" });
		response.end(isScript ? script : page);
	});
	await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
	const address = server.address();
	if (!address || typeof address === "string") throw new Error("no port");
	return { address: `http://127.0.0.1:${address.port}`, stop: () => server.close() };
}

function packed(text: string): Uint8Array {
	return brotliCompressSync(new TextEncoder().encode(text));
}

async function peerScript(): Promise<string> {
	const peer = "peer-page.js";
	const source = `import { LitElement, html } from "lit"; customElements.define("peer-page", class extends LitElement { render() { return html\`<main><h1>Tomorrow: paper</h1></main>\`; } });`;
	const { output } = (await build({
		configFile: false,
		root: ROOT,
		logLevel: "error",
		plugins: [
			{
				name: "peer",
				resolveId: (id) => (id === peer ? join(ROOT, peer) : undefined),
				load: (id) => (id.endsWith(peer) ? source : undefined),
			},
		],
		build: { write: false, rollupOptions: { input: peer } },
	})) as Rollup.RollupOutput;
	return output.flatMap((each) => (each.type === "chunk" ? each.code : [])).join("\n");
}

if (process.argv[1] === import.meta.filename) console.table(await measure());
