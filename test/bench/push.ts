import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { Agent } from "node:https";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { makeCertificate } from "../remind/certificate.ts";
import { EVE, NODE, RemindProduct } from "../remind/product.ts";
import { type Browser, makeBrowser } from "../remind/receiver.ts";
import type { Row } from "./row.ts";

/**
 * How fast one process sends a wave, with its ledger written, beside web-push's own
 * `sendNotification` in Node against the same push service over TLS. Six requests at
 * once for both. `node test/bench/push.ts [--subscriptions 100000]` runs it alone.
 */

/** Evenings before a collection of the 1.100-litre containers of Bezirk 1: the first ones with few subscriptions, until memory has settled. */
const WARM_UP = ["2026-11-30", "2026-12-07", "2026-12-14"];
const EVES = ["2026-12-20", "2026-12-28", "2027-01-04"];
const LANES = 6;
const FEW = 4000;
const USUAL = 8000;

export async function measure(subscriptions = USUAL): Promise<Row[]> {
	const service = await Service.start();
	const product = await startProduct(service);
	try {
		const place = await product.place("Am Marktbrunnen");
		const browsers = await subscribe(product, service, place, FEW);
		for (const eve of WARM_UP) await product.tick(`${eve}T19:00:00+01:00`);
		const small = memoryOf(product);
		browsers.push(...(await subscribe(product, service, place, subscriptions - FEW)));
		const [ours, theirs]: [number[], number[]] = [[], []];
		for (const eve of EVES) {
			ours.push(await rateOf(service, browsers.length, () => product.tick(`${eve}T19:00:00+01:00`)));
			const some = browsers.slice(0, USUAL);
			theirs.push(await rateOf(service, some.length, () => sendAll(service, some)));
		}
		const large = memoryOf(product);
		return [
			{
				what: `a wave of ${subscriptions}, ledger written`,
				ours: median(ours),
				peer: median(theirs),
				unit: "pushes/s",
				against: "web-push sendNotification",
				target: { atLeast: 1.3 },
			},
			{
				what: `memory of a wave of ${subscriptions}`,
				ours: large,
				peer: small,
				unit: "MB",
				against: `itself after waves of ${FEW}`,
				target: { atMost: 1.3 },
			},
		];
	} finally {
		await product.remove();
		service.stop();
	}
}

class Service {
	readonly certificate = makeCertificate();
	port = 0;
	readonly #child: ChildProcess;

	private constructor() {
		this.#child = fork(join(import.meta.dirname, "..", "remind", "fast-push.ts"), { execPath: NODE });
	}

	static async start(): Promise<Service> {
		const service = new Service();
		service.#child.send(service.certificate);
		[{ port: service.port }] = (await once(service.#child, "message")) as [{ port: number }];
		return service;
	}

	get origin(): string {
		return `https://127.0.0.1:${this.port}`;
	}

	async count(): Promise<number> {
		this.#child.send("count");
		const [{ count }] = (await once(this.#child, "message")) as [{ count: number }];
		return count;
	}

	stop(): void {
		this.#child.disconnect();
	}
}

async function startProduct(service: Service): Promise<RemindProduct> {
	const product = await RemindProduct.prepare({ at: "2026-11-30T12:00:00+01:00" });
	product.copyTown("musterstadt");
	const ca = join(product.folder, "ca.pem");
	writeFileSync(ca, service.certificate.cert);
	await product.start({ TONNENTAG_PUSH_HOSTS: service.origin, TONNENTAG_PUSH_CA: ca });
	return product;
}

async function subscribe(product: RemindProduct, { origin }: Service, place: string, count: number) {
	const wishes = [{ place, services: ["rest-1100"], remind: EVE }];
	const browsers: Browser[] = [];
	while (browsers.length < count) {
		const some = Array.from({ length: Math.min(16, count - browsers.length) }, () =>
			makeBrowser(`${origin}/push/${names++}`),
		);
		await Promise.all(some.map((browser) => product.subscribe(browser, wishes)));
		browsers.push(...some);
	}
	return browsers;
}

let names = 0;

/** Messages per second; throws unless each arrived once. */
async function rateOf(service: Service, expected: number, work: () => Promise<unknown>): Promise<number> {
	const before = await service.count();
	const began = performance.now();
	await work();
	const seconds = (performance.now() - began) / 1000;
	const arrived = (await service.count()) - before;
	if (arrived !== expected) throw new Error(`${arrived} of ${expected} arrived`);
	return expected / seconds;
}

/** What is used of the peer; the house declares only what the product itself uses. */
interface WebPush {
	generateVAPIDKeys(): { publicKey: string; privateKey: string };
	sendNotification(to: { endpoint: string; keys: Browser["keys"] }, payload: string, options: object): Promise<unknown>;
}
const webpush = createRequire(import.meta.url)("web-push") as WebPush;

const PAYLOAD = JSON.stringify({
	web_push: 8030,
	notification: {
		title: "Morgen: Restmüll 1.100 l wöchentlich",
		body: "Bitte bis 6:00 Uhr rausstellen",
		lang: "de",
		tag: "x".repeat(32),
		navigate: "http://127.0.0.1:8787/musterstadt?place=0r43ic&day=2026-12-01",
		data: { kind: "reminder", town: "musterstadt", place: "0r43ic", day: "2026-12-01", until: "06:00" },
	},
});

/** The peer as its own documentation has it: everything in options, connections kept. */
async function sendAll({ certificate }: Service, browsers: readonly Browser[]): Promise<void> {
	const agent = new Agent({ keepAlive: true, maxSockets: LANES, ca: certificate.cert });
	const options = {
		TTL: 39_600,
		topic: "x".repeat(32),
		urgency: "high" as const,
		vapidDetails: { subject: "mailto:abfall@musterstadt.example", ...webpush.generateVAPIDKeys() },
		agent,
	};
	const queue = [...browsers];
	const lane = async () => {
		for (let next = queue.pop(); next; next = queue.pop())
			await webpush.sendNotification({ endpoint: next.endpoint, keys: next.keys }, PAYLOAD, options);
	};
	await Promise.all(Array.from({ length: LANES }, lane));
	agent.destroy();
}

/** Resident memory of the product's process, in megabytes; Linux tells it. */
function memoryOf(product: RemindProduct): number {
	const status = readFileSync(`/proc/${product.pid}/status`, "utf8");
	return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

function median(numbers: readonly number[]): number {
	return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}

if (process.argv[1] === import.meta.filename) {
	const { values } = parseArgs({ options: { subscriptions: { type: "string", default: String(USUAL) } } });
	for (const row of await measure(Number(values.subscriptions))) console.log({ ...row, ratio: row.ours / row.peer });
}
