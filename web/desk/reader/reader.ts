import type { AnswerOf, AskOf, Kind, Reply } from "./messages.ts";

interface Waiting {
	readonly done: (answer: never) => void;
	readonly failed: (error: Error) => void;
}

/** The page's side of the worker: it is started with the first ask. */
export class Reader {
	readonly #start: () => Worker;
	#worker: Worker | undefined;
	#asked = 0;
	readonly #waiting = new Map<number, Waiting>();

	constructor(start: () => Worker) {
		this.#start = start;
	}

	ask<K extends Kind>(kind: K, ask: AskOf<K>): Promise<AnswerOf<K>> {
		const worker = this.#running();
		const number = ++this.#asked;
		return new Promise((done, failed) => {
			this.#waiting.set(number, { done, failed });
			worker.postMessage({ number, kind, ask });
		});
	}

	#running(): Worker {
		if (this.#worker) return this.#worker;
		const worker = this.#start();
		worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => this.#take(data));
		worker.addEventListener("error", ({ message }) => this.#fail(message));
		this.#worker = worker;
		return worker;
	}

	#take(reply: Reply): void {
		const waiting = this.#waiting.get(reply.number);
		this.#waiting.delete(reply.number);
		if ("failed" in reply) waiting?.failed(new Error(reply.failed));
		else waiting?.done(reply.answer as never);
	}

	/** Nobody waits for an answer that cannot come. */
	#fail(message: string): void {
		for (const { failed } of this.#waiting.values()) failed(new Error(message));
		this.#waiting.clear();
		this.#worker = undefined;
	}
}
