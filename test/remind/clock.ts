import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The time as a test wants it, told to the product over http: it stands still unless it is let go. */
export class TestClock {
	readonly #server = createServer((_, response) => response.end(new Date(this.now).toISOString()));
	#instant: number;
	/** Real milliseconds since which it runs. */
	#since: number | undefined;

	private constructor(start: string) {
		this.#instant = Date.parse(start);
		this.#server.keepAliveTimeout = 60_000;
	}

	static async start(at: string): Promise<TestClock> {
		const clock = new TestClock(at);
		clock.#server.listen(0, "127.0.0.1");
		await once(clock.#server, "listening");
		return clock;
	}

	get address(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	get now(): number {
		return this.#instant + (this.#since === undefined ? 0 : Date.now() - this.#since);
	}

	/** An ISO instant, or milliseconds. */
	set(instant: string | number): void {
		this.#instant = typeof instant === "number" ? instant : Date.parse(instant);
		if (this.#since !== undefined) this.#since = Date.now();
	}

	/** From now on it runs as real time does. */
	run(): void {
		this.#since = Date.now();
	}

	hold(): void {
		this.#instant = this.now;
		this.#since = undefined;
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		this.#server.close();
		await once(this.#server, "close");
	}
}
