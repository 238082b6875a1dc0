import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { makeDataset } from "../../../data/model/dataset-file.ts";
import { inventedTown } from "../invented-town.ts";

const START = join(import.meta.dirname, "..", "..", "..", "worker", "launch", "start.mjs");
const LONGEST_START = 180_000;

/** The real product: `npm start` without npm, on a free port of this machine, with folders of its own. */
export class Product {
	readonly folder = mkdtempSync(join(tmpdir(), "tonnentag-"));
	readonly state = join(this.folder, "state");
	readonly towns = join(this.folder, "towns");
	/** All that was printed by all starts. */
	output = "";
	address = "";
	#process: ChildProcess | undefined;

	get pid(): number {
		return this.#process?.pid ?? 0;
	}

	/** By way of another name, as the import writes it. */
	writeTown(dataset = inventedTown()): void {
		const folder = join(this.towns, dataset.town.id);
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, "dataset.json.tmp"), makeDataset(dataset));
		renameSync(join(folder, "dataset.json.tmp"), join(folder, "dataset.json"));
	}

	/** Resolves when the address was printed; rejects when the process ends before. */
	async start(environment: Readonly<Record<string, string>> = {}): Promise<void> {
		const port = environment.PORT ?? `${await freePort()}`;
		this.address = `http://127.0.0.1:${port}`;
		const child = this.#spawn({ PORT: port, ...environment });
		const ended = once(child, "exit").then(([code]) => {
			throw new Error(`ended with ${code}: ${this.output}`);
		});
		const printed = new Promise<void>((resolve) => {
			child.stdout?.on("data", () => this.output.includes(`${this.address}\n`) && resolve());
		});
		const late = new Promise<never>((_, fail) => {
			setTimeout(() => fail(new Error(`no address: ${this.output}`)), LONGEST_START).unref();
		});
		ended.catch(() => undefined);
		await Promise.race([printed, ended, late]);
	}

	/** For starts that must fail: the exit code. */
	async refusal(environment: Readonly<Record<string, string>> = {}): Promise<number> {
		const child = this.#spawn({ PORT: `${await freePort()}`, ...environment });
		const [code] = await once(child, "close");
		return code;
	}

	/** The exit code and the signal that it died of. */
	async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<readonly [number | null, NodeJS.Signals | null]> {
		const child = this.#process;
		if (!child || child.exitCode !== null || child.signalCode !== null) return [null, null];
		const ended = once(child, "exit");
		child.kill(signal);
		const [code, died] = await ended;
		this.#process = undefined;
		this.output = "";
		return [code, died];
	}

	async remove(): Promise<void> {
		await this.stop("SIGKILL");
		rmSync(this.folder, { recursive: true, force: true });
	}

	#spawn(environment: Readonly<Record<string, string>>): ChildProcess {
		const child = spawn(process.execPath, [START], {
			cwd: this.folder,
			env: { ...process.env, TONNENTAG_STATE: this.state, TONNENTAG_TOWNS: this.towns, ...environment },
		});
		for (const stream of [child.stdout, child.stderr])
			stream.on("data", (chunk: Buffer) => {
				this.output += chunk;
			});
		if (!this.#process) this.#process = child;
		return child;
	}
}

export async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const address = server.address();
	server.close();
	await once(server, "close");
	if (address === null || typeof address === "string") throw new Error("no port");
	return address.port;
}
