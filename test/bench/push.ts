import { writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import process from "node:process";
import { EVE, RemindProduct } from "../remind/product.ts";
import { type Browser, makeBrowser } from "../remind/receiver.ts";
import { enrol } from "./crowd.ts";
import { middle } from "./middle.ts";
import { PushService } from "./push-service.ts";
import type { Options, Row } from "./row.ts";
import { cpuOf, disturbance, hasQuiet, load, type Measured, memoryOf, quietest, stolenSince, ticks } from "./system.ts";
import { sendAll } from "./web-push.ts";

/**
 * A wave of one product's process, with its ledger on the disk, beside web-push's own
 * `sendNotification` in Node, against the same push service over TLS: in turns, six
 * requests at once for both. And what the process holds in memory while the crowd grows;
 * `npm run bench -- push --crowd 100000` for the size of the promise.
 */

/** Evenings before a collection of the 1.100-litre containers of Bezirk 1, from the table in `kill-drill.ts`. */
const EVES = [
	...["2026-11-30", "2026-12-07", "2026-12-14", "2026-12-20", "2026-12-28", "2027-01-04", "2027-01-11"],
	...["2027-01-18", "2027-01-25", "2027-02-01", "2027-02-08", "2027-02-15", "2027-02-22", "2027-03-01"],
];
/** Subscriptions of the comparison, and how many count; one more gets warm. */
const WAVE = 4000;
const ROUNDS = 7;
/** Rounds at most; then the least disturbed count, and the lines say how disturbed they were. */
const MOST_ROUNDS = EVES.length - 1;
const USUAL_CROWD = 20_000;
/** The crowd in parts, one wave each, and at once. Garbage grows with what was sent, so as much is sent by both. */
const PARTS = [10, 1];
/** Milliseconds between two looks at the memory. */
const LOOK = 250;

export async function measure({ crowd = USUAL_CROWD }: Options = {}): Promise<Row[]> {
	const service = await PushService.start();
	try {
		return [...(await measureSpeed(service)), await measureMemory(service, crowd)];
	} finally {
		service.stop();
	}
}

/** Both, one after the other. */
interface Pair extends Measured {
	readonly ours: Round;
	readonly theirs: Round;
}

interface Round {
	/** Pushes per second. */
	readonly rate: number;
	/** Of the process that sends, in microseconds per push, all threads. */
	readonly cpu: number;
	/** Of a request's body. */
	readonly bytes: number;
}

async function measureSpeed(service: PushService): Promise<Row[]> {
	const site = await Site.open(service);
	try {
		await site.grow(WAVE);
		const rounds: Pair[] = [];
		for (let round = 0; round <= MOST_ROUNDS && !hasQuiet(rounds, ROUNDS); round++) {
			const before = ticks();
			const ours = await measureRound(service, site.product.pid, WAVE, () => site.wave());
			const theirs = await measureRound(service, process.pid, WAVE, () => sendAll(service, site.browsers));
			const pair = { ours, theirs, stolen: stolenSince(before) };
			if (round > 0) rounds.push(pair);
			tell(`round ${round}: ${words(ours)}, web-push ${words(theirs)}; ${disturbance(pair)}`);
		}
		return rowsOf(quietest(rounds, ROUNDS));
	} finally {
		await site.close();
	}
}

function rowsOf(rounds: readonly Pair[]): Row[] {
	const row = (unit: string, target: Row["target"], of: (round: Round) => number): Row => {
		const { ours, theirs } = middle(rounds, (round) => of(round.ours) / of(round.theirs));
		return { what: WHAT, ours: of(ours), peer: of(theirs), unit, against: "web-push sendNotification", target };
	};
	return [
		row("pushes/s", { atLeast: 1.3 }, ({ rate }) => rate),
		row("µs of CPU per push", { atMost: 1 / 1.3 }, ({ cpu }) => cpu),
	];
}
const WHAT = `wave of ${WAVE}, ledger written; the middle one of ${ROUNDS} by its ratio`;

/** Throws unless each message arrived once. */
async function measureRound(
	service: PushService,
	pid: number,
	expected: number,
	work: () => Promise<unknown>,
): Promise<Round> {
	const before = await service.count();
	const [began, cpu] = [performance.now(), cpuOf(pid)];
	await work();
	const [took, used] = [performance.now() - began, cpuOf(pid) - cpu];
	const after = await service.count();
	const count = after.count - before.count;
	if (count !== expected) throw new Error(`${count} of ${expected} arrived`);
	return { rate: (count / took) * 1000, cpu: (used / count) * 1000, bytes: (after.bytes - before.bytes) / count };
}

/** The most that the process holds during a wave of the whole crowd, beside ten waves of a tenth of it. */
async function measureMemory(service: PushService, crowd: number): Promise<Row> {
	const peaks: number[] = [];
	for (const parts of PARTS) {
		const site = await Site.open(service);
		try {
			await site.grow(crowd / parts);
			for (let wave = 0; wave < parts - 1; wave++) await site.wave();
			const { pid } = site.product;
			const peak = await peakOf(pid, () => measureRound(service, pid, crowd / parts, () => site.wave()));
			peaks.push(peak);
			tell(`memory with ${crowd / parts} subscriptions after ${crowd} pushes: ${Math.round(peak)} MB; load ${load()}`);
		} finally {
			await site.close();
		}
	}
	const [small = 0, large = 0] = peaks;
	return {
		what: `memory with ${crowd} subscriptions`,
		ours: large,
		peer: small,
		unit: "MB",
		against: `itself with ${crowd / (PARTS[0] ?? 1)}`,
		target: { atMost: 1.3 },
	};
}

async function peakOf(pid: number, work: () => Promise<unknown>): Promise<number> {
	let peak = memoryOf(pid);
	const looking = setInterval(() => {
		peak = Math.max(peak, memoryOf(pid));
	}, LOOK);
	await work().finally(() => clearInterval(looking));
	return Math.max(peak, memoryOf(pid));
}

/** A product with a crowd in one street, all of whom are reminded on the same evenings. */
class Site {
	readonly product: RemindProduct;
	readonly browsers: Browser[] = [];
	readonly #service: PushService;
	readonly #environment: Readonly<Record<string, string>>;
	#waves = 0;

	private constructor(product: RemindProduct, service: PushService, ca: string) {
		this.product = product;
		this.#service = service;
		this.#environment = { TONNENTAG_PUSH_HOSTS: service.origin, TONNENTAG_PUSH_CA: ca };
	}

	/** With one subscription, made as pages make it. */
	static async open(service: PushService): Promise<Site> {
		const product = await RemindProduct.prepare({ at: `${EVES[0]}T12:00:00+01:00` });
		product.copyTown("musterstadt");
		const ca = join(product.folder, "ca.pem");
		writeFileSync(ca, service.certificate.cert);
		const site = new Site(product, service, ca);
		await product.start(site.#environment);
		const first = site.#invent();
		const place = await product.place("Am Marktbrunnen");
		await product.subscribe(first, [{ place, services: ["rest-1100"], remind: EVE }]);
		return site;
	}

	async grow(count: number): Promise<void> {
		const newcomers = Array.from({ length: count - this.browsers.length }, () => this.#invent());
		await this.product.stop();
		enrol(this.product, newcomers);
		await this.product.start(this.#environment);
	}

	/** The next evening. `fetch` would give up on it after five minutes. */
	async wave(): Promise<void> {
		this.product.clock.set(`${EVES[this.#waves++]}T19:00:00+01:00`);
		await post(`${this.product.address}/test/tick`);
	}

	async close(): Promise<void> {
		await this.product.remove();
	}

	#invent(): Browser {
		const browser = makeBrowser(`${this.#service.origin}/push/${this.browsers.length}`);
		this.browsers.push(browser);
		return browser;
	}
}

function post(address: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const asked = request(address, { method: "POST" }, (answer) => {
			answer.resume().once("end", resolve);
			if (answer.statusCode !== 200) reject(new Error(`${address}: ${answer.statusCode}`));
		});
		asked.once("error", reject).end();
	});
}

function words({ rate, cpu, bytes }: Round): string {
	return `${Math.round(rate)}/s, ${Math.round(cpu)} µs, ${Math.round(bytes)} bytes`;
}

function tell(line: string): void {
	process.stderr.write(`  ${line}\n`);
}
