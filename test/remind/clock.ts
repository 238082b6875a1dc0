import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** The time as a test wants it, told to the product over http: it stands still unless it is let go. */
export class TestClock {
	/** By hand: a year of quarter hours asks for the time forty thousand times. */
	readonly #server = createServer({ noDelay: true }, (socket) => this.#answer(socket));
	readonly #sockets = new Set<Socket>();
	#instant: number;
	/** Real milliseconds since which it runs. */
	#since: number | undefined;

	private constructor(start: string) {
		this.#instant = Date.parse(start);
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

	#answer(socket: Socket): void {
		this.#sockets.add(socket);
		socket.on("close", () => this.#sockets.delete(socket));
		socket.on("error", () => undefined);
		let open = "";
		socket.on("data", (chunk) => {
			const requests = (open + chunk.toString("latin1")).split("\r\n\r\n");
			open = requests.pop() ?? "";
			for (const _ of requests)
				socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 24\r\n\r\n${new Date(this.now).toISOString()}`);
		});
	}

	async stop(): Promise<void> {
		for (const socket of this.#sockets) socket.destroy();
		this.#server.close();
		await once(this.#server, "close");
	}
}
