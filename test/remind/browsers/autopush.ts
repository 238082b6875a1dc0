import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { type Answer, type Box, judge } from "./post-office.ts";

interface Channel extends Box {
	readonly device: string;
}

interface Told {
	readonly messageType?: string;
	readonly channelID?: string;
	readonly uaid?: string;
	readonly key?: string;
	readonly updates?: readonly { readonly version: string }[];
}

interface Message {
	readonly version: string;
	readonly text: string;
}

/** Firefox's push service on loopback: its WebSocket protocol on one side, RFC 8030 on the other. */
export class Autopush {
	readonly answers: Answer[] = [];
	/** Service workers that failed with a push. */
	readonly nacks: unknown[] = [];
	now: () => number = Date.now;
	readonly #channels = new Map<string, Channel>();
	/** Browsers, by the name that they were given; they come back with it. */
	readonly #known = new Set<string>();
	/** Those that are connected. */
	readonly #devices = new Map<string, WebSocket>();
	readonly #waiting = new Map<string, Message[]>();
	readonly #server = createServer((request, response) => void this.#receive(request, response));
	readonly #sockets = new WebSocketServer({ server: this.#server, handleProtocols: () => "push-notification" });

	async start(): Promise<this> {
		this.#sockets.on("connection", (socket: WebSocket) => this.#welcome(socket));
		this.#server.listen(0, "127.0.0.1");
		await once(this.#server, "listening");
		return this;
	}

	get #port(): number {
		return (this.#server.address() as AddressInfo).port;
	}

	get socketAddress(): string {
		return `ws://127.0.0.1:${this.#port}/`;
	}

	/** For `TONNENTAG_PUSH_HOSTS`. */
	get pushHost(): string {
		return `http://127.0.0.1:${this.#port}`;
	}

	/** Where an endpoint is really reached. */
	reach(endpoint: string): string {
		return endpoint;
	}

	get endpoints(): string[] {
		return [...this.#channels.keys()].map((id) => `${this.pushHost}/wpush/v2/${id}`);
	}

	/** Those that a browser still holds. */
	get living(): string[] {
		return this.endpoints.filter((endpoint) => !this.#channels.get(endpoint.split("/").pop() ?? "")?.isGone);
	}

	/** As after a loss of its own: it knows no browser any more, and each that comes back is a new one. */
	forgetAll(): void {
		for (const channel of this.#channels.values()) channel.isGone = true;
		this.#known.clear();
		for (const socket of this.#sockets.clients) socket.terminate();
	}

	async stop(): Promise<void> {
		for (const socket of this.#sockets.clients) socket.terminate();
		this.#server.closeAllConnections();
		this.#server.close();
		await once(this.#server, "close");
	}

	#welcome(socket: WebSocket): void {
		let device = "";
		socket.on("message", (raw: Buffer) => {
			const told = JSON.parse(raw.toString()) as Told;
			if (told.messageType === "hello") device = this.#hello(socket, told);
			else this.#hear(socket, device, told);
		});
		socket.on("close", () => this.#devices.get(device) === socket && this.#devices.delete(device));
	}

	#hello(socket: WebSocket, { uaid }: Told): string {
		const device = uaid !== undefined && this.#known.has(uaid) ? uaid : randomUUID().replaceAll("-", "");
		this.#known.add(device);
		this.#devices.set(device, socket);
		socket.send(JSON.stringify({ messageType: "hello", uaid: device, status: 200, use_webpush: true, broadcasts: {} }));
		for (const { text } of this.#waiting.get(device) ?? []) socket.send(text);
		return device;
	}

	#hear(socket: WebSocket, device: string, { messageType, channelID = "", key, updates = [], ...rest }: Told): void {
		const channel = this.#channels.get(channelID);
		if (messageType === undefined) socket.send("{}");
		if (messageType === "nack") this.nacks.push({ channelID, ...rest });
		if (messageType === "register") {
			this.#channels.set(channelID, { device, key, isGone: false });
			const pushEndpoint = `${this.pushHost}/wpush/v2/${channelID}`;
			socket.send(JSON.stringify({ messageType, channelID, status: 200, pushEndpoint }));
		}
		if (messageType === "unregister") {
			if (channel) channel.isGone = true;
			socket.send(JSON.stringify({ messageType, channelID, status: 200 }));
		}
		if (messageType === "ack") {
			const heard = new Set(updates.map(({ version }) => version));
			this.#waiting.set(
				device,
				(this.#waiting.get(device) ?? []).filter(({ version }) => !heard.has(version)),
			);
		}
	}

	async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = Buffer.concat((await request.toArray()) as Buffer[]);
		const id = request.url?.split("/").pop() ?? "";
		const channel = this.#channels.get(id);
		const answer = judge({ headers: request.headers, body }, channel, this.pushHost, this.now());
		this.answers.push(answer);
		response
			.writeHead(answer.status, answer.status === 201 ? { location: `${this.pushHost}/m/1` } : {})
			.end(answer.why);
		if (answer.status !== 201 || !channel) return;
		const version = randomUUID();
		const text = JSON.stringify({
			messageType: "notification",
			channelID: id,
			version,
			...(body.length > 0 && { data: body.toString("base64url"), headers: { encoding: "aes128gcm" } }),
		});
		this.#waiting.set(channel.device, [...(this.#waiting.get(channel.device) ?? []), { version, text }]);
		this.#devices.get(channel.device)?.send(text);
	}
}
