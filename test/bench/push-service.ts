import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { makeCertificate } from "../remind/certificate.ts";
import { NODE } from "../remind/product.ts";

export interface Taken {
	readonly count: number;
	readonly bytes: number;
}

/** A push service over TLS on loopback, in a process of its own, that takes in and counts. */
export class PushService {
	readonly certificate = makeCertificate();
	port = 0;
	readonly #child: ChildProcess;

	private constructor() {
		this.#child = fork(join(import.meta.dirname, "..", "remind", "fast-push.ts"), { execPath: NODE });
	}

	static async start(): Promise<PushService> {
		const service = new PushService();
		service.#child.send(service.certificate);
		[{ port: service.port }] = (await once(service.#child, "message")) as [{ port: number }];
		return service;
	}

	get origin(): string {
		return `https://127.0.0.1:${this.port}`;
	}

	/** Requests until now, and the bytes of their bodies. */
	async count(): Promise<Taken> {
		this.#child.send("count");
		const [taken] = (await once(this.#child, "message")) as [Taken];
		return taken;
	}

	stop(): void {
		this.#child.disconnect();
	}
}
