import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { type Browser, makeBrowser, openLetter, readVapid } from "./receiver.ts";

/** What reached the push service for one request. */
export interface Delivery {
	readonly endpoint: string;
	/** Real milliseconds at arrival, and the test's own time where one was given. */
	readonly at: number;
	readonly clock: number;
	readonly ttl: number;
	readonly topic: string;
	readonly urgency: string;
	/** What the browser would see; `undefined` when it could not be decrypted. */
	readonly message: PushMessage | undefined;
	/** What was answered; 0: nothing. */
	readonly status: number;
	readonly publicKey: string;
	/** Everything about the request that the standards forbid. */
	readonly flaws: readonly string[];
}

export interface PushMessage {
	readonly web_push: number;
	readonly notification: {
		readonly title: string;
		readonly body?: string;
		readonly tag: string;
		readonly navigate: string;
		readonly lang: string;
		readonly dir?: string;
		readonly actions?: readonly { readonly action: string; readonly title: string; readonly navigate: string }[];
		readonly data?: {
			readonly kind: string;
			readonly town: string;
			readonly place?: string;
			readonly day?: string;
			readonly labels?: string[];
		};
	};
}

/** How a push service may behave. A number is a status. */
export type Behaviour =
	| number
	| {
			readonly status?: number;
			readonly headers?: Readonly<Record<string, string>>;
			/** Milliseconds before the answer. */
			readonly delay?: number;
			readonly how?: "silence" | "reset" | "endless" | "half headers" | "not http" | keyof typeof BODIES;
	  };

export interface MockSettings {
	readonly tls?: { readonly key: string; readonly cert: string };
	/** The origin that endpoints name where it is led here under another one. */
	readonly origin?: string;
	readonly port?: number;
}

/**
 * A push service on loopback. It checks what a real one checks (RFC 8030, 8188, 8291,
 * 8292), with nothing of the product's own code, and behaves as badly as it is told to.
 */
export class MockPush {
	readonly deliveries: Delivery[] = [];
	/** Behaviour of all, and of single endpoints; a list is used up one by one. */
	everywhere: Behaviour = 201;
	readonly at = new Map<string, Behaviour | Behaviour[]>();
	readonly browsers = new Map<string, Browser>();
	/** The test's time, for `exp` and for the record. */
	now: () => number = Date.now;
	/** Looks at each request; false: it need not be kept. */
	look: (delivery: Delivery) => boolean = () => true;
	/** Requests that came. */
	count = 0;
	/** Requests that are being answered now, and the most there ever were. */
	open = 0;
	mostOpen = 0;
	readonly #settings: MockSettings;
	readonly #server: ReturnType<typeof createServer>;
	readonly #sockets = new Set<Socket>();
	readonly #ephemeral = new Set<string>();
	#waiting: (() => void)[] = [];

	private constructor(settings: MockSettings) {
		this.#settings = settings;
		const listener: RequestListener = (request, response) => void this.#receive(request, response);
		this.#server = settings.tls ? createTlsServer(settings.tls, listener) : createServer(listener);
		this.#server.keepAliveTimeout = 60_000;
		this.#server.on("connection", (socket) => {
			this.#sockets.add(socket);
			socket.once("close", () => this.#sockets.delete(socket));
		});
	}

	static async start(settings: MockSettings = {}): Promise<MockPush> {
		const mock = new MockPush(settings);
		mock.#server.listen(settings.port ?? 0, "127.0.0.1");
		await once(mock.#server, "listening");
		return mock;
	}

	get port(): number {
		return (this.#server.address() as AddressInfo).port;
	}

	/** Where it is really reached. */
	get address(): string {
		return `${this.#settings.tls ? "https" : "http"}://127.0.0.1:${this.port}`;
	}

	/** What endpoints name, and `aud`. */
	get origin(): string {
		return this.#settings.origin ?? this.address;
	}

	/** A browser that registered here, with keys of its own. `applicationServerKey`: under which key. */
	register(name: string, applicationServerKey?: string): Browser {
		const browser = makeBrowser(`${this.origin}/push/${name}`, applicationServerKey);
		this.browsers.set(browser.endpoint, browser);
		return browser;
	}

	/** Behaves so for one endpoint: always, or once per entry of a list and well afterwards. */
	behave(endpoint: string, behaviour: Behaviour | Behaviour[]): void {
		this.at.set(endpoint, behaviour);
	}

	deliveriesTo(endpoint: string): Delivery[] {
		return this.deliveries.filter((each) => each.endpoint === endpoint);
	}

	/** Resolves once there were so many requests; rejects with what there was. */
	async waitFor(count: number, patience = 20_000): Promise<void> {
		const late = Date.now() + patience;
		while (this.count < count) {
			if (Date.now() > late) throw new Error(`${this.count} of ${count} requests came`);
			await Promise.race([new Promise<void>((go) => this.#waiting.push(go)), pause(100)]);
		}
	}

	/** Resolves once something came for an endpoint. */
	async waitForOne(endpoint: string, patience = 20_000): Promise<void> {
		const late = Date.now() + patience;
		while (this.deliveriesTo(endpoint).length === 0) {
			if (Date.now() > late) throw new Error("nothing came");
			await pause(20);
		}
	}

	get flaws(): string[] {
		return [...new Set(this.deliveries.flatMap(({ flaws }) => flaws))];
	}

	/** A push service that restarted. */
	breakConnections(): void {
		for (const socket of this.#sockets) socket.destroy();
	}

	async stop(): Promise<void> {
		this.breakConnections();
		this.#server.close();
		await once(this.#server, "close");
	}

	async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
		request.on("error", () => undefined);
		response.on("error", () => undefined);
		this.open++;
		this.mostOpen = Math.max(this.mostOpen, this.open);
		response.once("close", () => {
			this.open--;
		});
		const body = await readAll(request);
		// A sender that was killed in the middle of its request has not sent it.
		if (!body) return;
		const endpoint = this.origin + (request.url ?? "");
		const behaviour = this.#behaviourAt(endpoint);
		const status = statusOf(behaviour);
		const record = this.#record(request, endpoint, body, status);
		this.count++;
		if (this.look(record)) this.deliveries.push(record);
		for (const go of this.#waiting.splice(0)) go();
		await answer(response, behaviour, record.status);
	}

	#behaviourAt(endpoint: string): Behaviour {
		const own = this.at.get(endpoint);
		if (!Array.isArray(own)) return own ?? this.everywhere;
		return own.shift() ?? this.everywhere;
	}

	#record(request: IncomingMessage, endpoint: string, body: Buffer, told: number): Delivery {
		const flaws: string[] = [];
		const now = this.now();
		const browser = this.browsers.get(endpoint);
		const header = (name: string) => String(request.headers[name] ?? "");
		const vapid = readVapid(header("authorization"), this.origin, now);
		flaws.push(...vapid.flaws, ...headerFlaws(header));
		if (request.method !== "POST") flaws.push(`method ${request.method}`);
		if (!browser) flaws.push("unknown endpoint");
		const letter = browser ? openLetter(body, browser) : undefined;
		if (letter) {
			flaws.push(...letter.flaws);
			if (this.#ephemeral.has(letter.ephemeral)) flaws.push("a key pair was used twice");
			this.#ephemeral.add(letter.ephemeral);
		}
		// A real push service knows under which key the browser subscribed.
		const isForeign = browser?.applicationServerKey !== undefined && browser.applicationServerKey !== vapid.publicKey;
		return {
			endpoint,
			at: Date.now(),
			clock: now,
			ttl: Number(header("ttl")),
			topic: header("topic"),
			urgency: header("urgency"),
			message: letter?.message as PushMessage | undefined,
			status: isForeign ? 403 : told,
			publicKey: vapid.publicKey,
			flaws,
		};
	}
}

async function readAll(request: IncomingMessage): Promise<Buffer | undefined> {
	try {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		return Buffer.concat(chunks);
	} catch {
		return undefined;
	}
}

function headerFlaws(header: (name: string) => string): string[] {
	const flaws: string[] = [];
	if (!/^\d+$/.test(header("ttl")) || Number(header("ttl")) === 0) flaws.push(`ttl ${header("ttl")}`);
	if (!/^[A-Za-z0-9_-]{1,32}$/.test(header("topic")) || header("topic").length % 4 === 1) flaws.push("topic");
	if (header("content-encoding") !== "aes128gcm") flaws.push(`encoding ${header("content-encoding")}`);
	if (header("urgency") !== "high") flaws.push(`urgency ${header("urgency")}`);
	return flaws;
}

async function answer(response: ServerResponse, behaviour: Behaviour, status: number): Promise<void> {
	if (typeof behaviour === "number") {
		response.writeHead(status, { location: "/m/1" }).end();
		return;
	}
	if (behaviour.delay !== undefined) await pause(behaviour.delay);
	if (behaviour.how === undefined) {
		response.writeHead(status || 201, behaviour.headers ?? {}).end();
		return;
	}
	const socket = response.socket;
	if (behaviour.how === "reset") socket?.resetAndDestroy();
	else if (behaviour.how === "half headers") socket?.write("HTTP/1.1 201 Created\r\nloc");
	else if (behaviour.how === "not http") socket?.end("220 mail.example ESMTP\r\n");
	else if (behaviour.how === "endless") endless(response, behaviour.status ?? 201);
	else if (behaviour.how in BODIES)
		BODIES[behaviour.how as keyof typeof BODIES]?.(socket as Socket, behaviour.status ?? 201);
}

const HEAD = (status: number) => `HTTP/1.1 ${status} Answer\r\ncontent-type: text/plain\r\n`;

/** What comes after, or before, the headers that are the answer. */
const BODIES = {
	"stalls after the headers": (socket: Socket, status: number) =>
		socket.write(`${HEAD(status)}content-length: 9\r\n\r\n`),
	"breaks off in the body": (socket: Socket, status: number) =>
		socket.write(`${HEAD(status)}content-length: 9\r\n\r\nhalf`, () => socket.resetAndDestroy()),
	"ends early": (socket: Socket, status: number) => socket.end(`${HEAD(status)}content-length: 9\r\n\r\nhalf`),
	"chunks that are none": (socket: Socket, status: number) =>
		socket.end(`${HEAD(status)}transfer-encoding: chunked\r\n\r\nzz\r\n`),
	"early hints first": (socket: Socket, status: number) =>
		socket.write(`HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n${HEAD(status)}content-length: 0\r\n\r\n`),
	"continue first": (socket: Socket, status: number) =>
		socket.write(`HTTP/1.1 100 Continue\r\n\r\n${HEAD(status)}content-length: 0\r\n\r\n`),
};

/** What was answered; 0 where nothing was that can be read. */
function statusOf(behaviour: Behaviour): number {
	if (typeof behaviour === "number") return behaviour;
	return behaviour.how === undefined || behaviour.how in BODIES ? (behaviour.status ?? 201) : 0;
}

/** A body that never ends, as fast as it is taken. */
function endless(response: ServerResponse, status: number): void {
	response.writeHead(status, { "content-type": "text/plain" });
	const chunk = Buffer.alloc(64 * 1024, 120);
	const pour = () => {
		while (!response.destroyed && response.write(chunk));
		if (!response.destroyed) response.once("drain", pour);
	};
	pour();
}

export function pause(milliseconds: number): Promise<void> {
	return new Promise((go) => setTimeout(go, milliseconds));
}
