import { connect, type Socket } from "node:net";
import type { Ticked } from "./product.ts";

/** Ticks over one connection, by hand: `fetch` costs as much as a tick does. */
export class QuickTicks {
	readonly #socket: Socket;
	#read = "";
	#waiting: ((answer: Ticked) => void) | undefined;

	constructor(address: string) {
		const { hostname, port } = new URL(address);
		this.#socket = connect({ host: hostname, port: Number(port), noDelay: true });
		this.#socket.on("data", (chunk) => this.#take(chunk.toString("latin1")));
	}

	tick(): Promise<Ticked> {
		return new Promise((resolve) => {
			this.#waiting = resolve;
			this.#socket.write("POST /test/tick HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n");
		});
	}

	stop(): void {
		this.#socket.destroy();
	}

	#take(text: string): void {
		this.#read += text;
		const [head = "", body] = this.#read.split("\r\n\r\n");
		const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
		if (body === undefined || body.length < length) return;
		if (!head.startsWith("HTTP/1.1 200 ")) throw new Error(this.#read);
		this.#read = "";
		this.#waiting?.(JSON.parse(body) as Ticked);
	}
}
