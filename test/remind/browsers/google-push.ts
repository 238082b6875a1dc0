import { execFileSync } from "node:child_process";
import { createHash, createPublicKey, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";
import { removeFolder } from "../../remove-folder.ts";
import { type Answer, type Box, judge } from "./post-office.ts";
import { bytesField, fixedField, numberField, readVarint, textIn, varint } from "./protobuf.ts";

/** The origin of the endpoints that Debian's Chromium makes. */
const ORIGIN = "https://jmt17.google.com";

interface Token extends Box {
	readonly app: string;
	readonly category: string;
	readonly sender: string;
}

/** Chromium's push service on loopback: check-in, registration and MCS on one side, RFC 8030 on the other. */
export class GooglePush {
	readonly answers: Answer[] = [];
	readonly nacks: unknown[] = [];
	now: () => number = Date.now;
	readonly #tokens = new Map<string, Token>();
	readonly #lines = new Set<TLSSocket>();
	readonly #online = new Set<TLSSocket>();
	#waiting: Buffer[] = [];
	readonly #folder = mkdtempSync(join(tmpdir(), "tonnentag-gcm-"));
	readonly #server = createServer((request, response) => void this.#receive(request, response));
	#mcs: ReturnType<typeof createTlsServer> | undefined;
	#mcsPort = 0;
	#spki = "";

	async start(): Promise<this> {
		const [keyFile, certFile] = [join(this.#folder, "key.pem"), join(this.#folder, "cert.pem")];
		const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"];
		const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
		execFileSync("openssl", ["req", "-x509", ...kind, "-keyout", keyFile, "-out", certFile, ...subject], {
			stdio: "ignore",
		});
		const [key, cert] = [readFileSync(keyFile), readFileSync(certFile)];
		this.#spki = createHash("sha256")
			.update(createPublicKey(cert).export({ type: "spki", format: "der" }))
			.digest("base64");
		this.#mcs = createTlsServer({ key, cert }, (line) => this.#welcome(line));
		this.#server.listen(0, "127.0.0.1");
		this.#mcs.listen(0, "127.0.0.1");
		await Promise.all([once(this.#server, "listening"), once(this.#mcs, "listening")]);
		this.#mcsPort = (this.#mcs.address() as AddressInfo).port;
		return this;
	}

	get #address(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	/** For `TONNENTAG_PUSH_HOSTS`: the browser's own endpoint, led here. */
	get pushHost(): string {
		return `${ORIGIN}>${this.#address}`;
	}

	reach(endpoint: string): string {
		return this.#address + new URL(endpoint).pathname;
	}

	get endpoints(): string[] {
		// The browser has business of its own with this service.
		return [...this.#tokens]
			.filter(([, { app }]) => app.startsWith("wp:"))
			.map(([token]) => `${ORIGIN}/fcm/send/${token}`);
	}

	/** Those that a browser still holds. */
	get living(): string[] {
		return this.endpoints.filter((endpoint) => !this.#tokens.get(endpoint.split("/").pop() ?? "")?.isGone);
	}

	get switches(): string[] {
		return [
			`--gcm-checkin-url=${this.#address}/checkin`,
			`--gcm-registration-url=${this.#address}/c2dm/register3`,
			`--gcm-mcs-endpoint=https://127.0.0.1:${this.#mcsPort}`,
			`--ignore-certificate-errors-spki-list=${this.#spki}`,
		];
	}

	async stop(): Promise<void> {
		for (const line of this.#lines) line.destroy();
		this.#server.closeAllConnections();
		this.#server.close();
		this.#mcs?.close();
		await once(this.#server, "close");
		await removeFolder(this.#folder);
	}

	async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = Buffer.concat((await request.toArray()) as Buffer[]);
		const path = request.url?.split("?")[0] ?? "";
		if (path === "/checkin") {
			const parts = [
				numberField(1, 1),
				numberField(3, Date.now()),
				fixedField(7, 4242424242424242n),
				fixedField(8, 7777777777777777n),
			];
			response.writeHead(200, { "content-type": "application/x-protobuf" }).end(Buffer.concat(parts));
		} else if (path === "/c2dm/register3") response.end(this.#register(new URLSearchParams(body.toString())));
		else this.#deliver(path.split("/").pop() ?? "", { headers: request.headers, body }, response);
	}

	#register(form: URLSearchParams): string {
		const app = form.get("X-subtype") ?? form.get("app") ?? "";
		if (form.get("delete") === "true") {
			for (const token of this.#tokens.values()) if (token.app === app || token.category === app) token.isGone = true;
			return `token=${app}`;
		}
		const sender = form.get("sender") ?? form.get("X-sender") ?? "";
		const token = `tok${randomBytes(16).toString("hex")}`;
		this.#tokens.set(token, { app, category: form.get("app") ?? "", sender, key: sender, isGone: false });
		return `token=${token}`;
	}

	#deliver(
		name: string,
		letter: { headers: IncomingMessage["headers"]; body: Buffer },
		response: ServerResponse,
	): void {
		const token = this.#tokens.get(name);
		const answer = judge(letter, token, ORIGIN, this.now());
		this.answers.push(answer);
		response.writeHead(answer.status).end(answer.why);
		if (answer.status !== 201 || !token) return;
		const stanza = stanzaFor(token, letter.body);
		if (this.#online.size === 0) this.#waiting.push(stanza);
		for (const line of this.#online) send(line, 8, stanza);
	}

	#welcome(line: TLSSocket): void {
		this.#lines.add(line);
		let read: Buffer = Buffer.alloc(0);
		let isGreeted = false;
		line.on("error", () => undefined);
		line.on("close", () => {
			this.#lines.delete(line);
			this.#online.delete(line);
		});
		line.on("data", (chunk: Buffer) => {
			read = Buffer.concat([read, chunk]);
			if (!isGreeted) read = read.subarray(1);
			isGreeted = true;
			read = this.#hearAll(line, read);
		});
	}

	/** Tag, length, message; what is not complete stays for the next time. */
	#hearAll(line: TLSSocket, given: Buffer): Buffer {
		let rest = given;
		while (rest.length >= 2) {
			const [length, start] = readVarint(rest, 1);
			if (start < 0 || rest.length < start + length) break;
			this.#hear(line, rest[0] ?? 0, rest.subarray(start, start + length));
			rest = rest.subarray(start + length);
		}
		return rest;
	}

	#hear(line: TLSSocket, tag: number, message: Buffer): void {
		if (tag === 0) return send(line, 1, Buffer.alloc(0));
		if (tag !== 2) return;
		line.write(Buffer.from([41]));
		send(line, 3, Buffer.concat([bytesField(1, textIn(message, 1) ?? "chrome"), numberField(8, Date.now())]));
		this.#online.add(line);
		for (const stanza of this.#waiting.splice(0)) send(line, 8, stanza);
	}
}

function send(line: TLSSocket, tag: number, payload: Buffer): void {
	line.write(Buffer.concat([Buffer.from([tag]), varint(payload.length), payload]));
}

function stanzaFor({ app, category, sender }: Token, raw: Buffer): Buffer {
	const data = (key: string, value: string) => bytesField(7, Buffer.concat([bytesField(1, key), bytesField(2, value)]));
	return Buffer.concat([
		bytesField(3, sender),
		bytesField(5, category),
		...(app === category ? [] : [data("subtype", app)]),
		...(raw.length > 0 ? [data("content-encoding", "aes128gcm")] : []),
		bytesField(9, `0:${Date.now()}${randomBytes(4).toString("hex")}`),
		numberField(17, 3600),
		numberField(18, Date.now()),
		...(raw.length > 0 ? [bytesField(21, raw)] : []),
	]);
}
