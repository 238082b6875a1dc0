import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, request as plain, type Server } from "node:http";
import { request as secure } from "node:https";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { freePort } from "./product.ts";

/** The examples of the README, started as they stand: only ports, certificates and paths of logs are this test's own. */

const README = readFileSync(join(import.meta.dirname, "../../../worker/README.md"), "utf8");
const example = (language: string) => new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "su").exec(README)?.[1] ?? "";

const folder = mkdtempSync(join(tmpdir(), "tonnentag-proxy-"));

/** Installed, or out of Debian's package without installing it: an installed one would serve at once. */
function programOf(name: string): string | undefined {
	const places = [
		`/usr/sbin/${name}`,
		`/usr/bin/${name}`,
		join(folder, "usr/sbin", name),
		join(folder, "usr/bin", name),
	];
	const found = () => places.find((path) => existsSync(path));
	if (found()) return found();
	spawnSync("apt-get", ["download", name], { cwd: folder, stdio: "ignore" });
	for (const deb of globSync(`${name}_*.deb`, { cwd: folder }))
		spawnSync("dpkg-deb", ["-x", deb, "."], { cwd: folder });
	return found();
}

/** What the product hears, and answers as it does. */
class Upstream {
	readonly heard: IncomingMessage[] = [];
	readonly #server: Server = createServer((asked, answer) => {
		this.heard.push(asked);
		asked.resume();
		// A failure, too: what a proxy says of one is the worst of its log.
		if (asked.url?.includes("reset")) return void asked.socket.destroy();
		answer.writeHead(200, { "content-type": "text/calendar", vary: "Accept-Encoding" });
		answer.end("BEGIN:VCALENDAR\r\n".repeat(100));
	});

	async start(): Promise<number> {
		const port = await freePort();
		await new Promise<void>((listening) => this.#server.listen(port, "127.0.0.1", listening));
		return port;
	}

	stop(): void {
		this.#server.closeAllConnections();
		this.#server.close();
	}
}

interface Answer {
	readonly status: number;
	readonly headers: IncomingMessage["headers"];
}

function ask(port: number, path: string, isTls: boolean, headers: Record<string, string> = {}): Promise<Answer> {
	const options = { host: "127.0.0.1", port, path, headers: { host: "abfall.example", ...headers } };
	return new Promise((resolve, reject) => {
		const heard = (answer: IncomingMessage) => {
			answer.resume();
			answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }));
		};
		const sent = isTls
			? secure({ ...options, servername: "abfall.example", rejectUnauthorized: false }, heard)
			: plain(options, heard);
		sent.on("error", reject);
		sent.end();
	});
}

function certificate(): { readonly cert: string; readonly key: string } {
	const [cert, key] = [join(folder, "fullchain.pem"), join(folder, "privkey.pem")];
	const subject = ["-subj", "/CN=abfall.example", "-addext", "subjectAltName=DNS:abfall.example"];
	const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
	execFileSync("openssl", ["req", ...kind, ...subject, "-keyout", key, "-out", cert], { stdio: "ignore" });
	return { cert, key };
}

interface Ports {
	readonly http: number;
	readonly https: number;
	readonly product: number;
}

const SECRETS = ["127.0.0.1", "4711", "sub-id-secret", "p-secretplace"];

const BUILT = {
	nginx: ({ http, https, product }: Ports) => {
		const { cert, key } = certificate();
		const logs = join(folder, "logs");
		mkdirSync(logs, { recursive: true });
		const site = example("nginx")
			.replace(/listen (\[::\]:)?80;/gu, (_, six = "") => (six ? "" : `listen 127.0.0.1:${http};`))
			.replace(/listen (\[::\]:)?443 ssl http2;/gu, (_, six = "") =>
				six ? "" : `listen 127.0.0.1:${https} ssl http2;`,
			)
			.replace("127.0.0.1:8787", `127.0.0.1:${product}`)
			.replace(/\S+fullchain\.pem/u, cert)
			.replace(/\S+privkey\.pem/u, key)
			.replace("/var/log/nginx", logs);
		const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
			.map((name) => `${name}_temp_path ${join(folder, name)};`)
			.join("\n");
		const main = join(folder, "nginx.conf");
		writeFileSync(
			main,
			`daemon off; pid ${folder}/pid; error_log ${logs}/error.log; events {}\nhttp {\n${temporary}\n${site}}\n`,
		);
		return ["-e", `${logs}/error.log`, "-c", main];
	},
	caddy: ({ http, https, product }: Ports) => {
		const { cert, key } = certificate();
		const file = join(folder, "Caddyfile");
		const text = example("caddy")
			.replace("{\n", `{\n\tadmin off\n\thttp_port ${http}\n\thttps_port ${https}\n\tskip_install_trust\n`)
			.replace("abfall.example {\n", `abfall.example {\n\ttls ${cert} ${key}\n`)
			.replace("127.0.0.1:8787", `127.0.0.1:${product}`);
		writeFileSync(file, text);
		return ["run", "--config", file, "--adapter", "caddyfile"];
	},
} as const;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(["nginx", "caddy"] as const)("%s", (name) => {
	const upstream = new Upstream();
	const program = programOf(name);
	let ports: Ports = { http: 0, https: 0, product: 0 };
	let said = "";
	let child: ChildProcess | undefined;

	beforeAll(async () => {
		if (!program) return;
		ports = { http: await freePort(), https: await freePort(), product: await upstream.start() };
		const home = { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
		child = spawn(program, BUILT[name](ports), { cwd: folder, env: { ...process.env, ...home } });
		for (const stream of [child.stdout, child.stderr])
			stream?.on("data", (chunk: Buffer) => {
				said += chunk;
			});
		const isUp = () => ask(ports.https, "/", true).then(() => true);
		await vi.waitFor(isUp, { timeout: 60_000, interval: 100 }).catch(() => expect(said).toBe("it listens"));
	});
	afterAll(() => {
		child?.kill("SIGTERM");
		upstream.stop();
	});

	it("is here to be tried", (context) => {
		if (!program) context.skip(`${name} is not installed, and apt-get could not fetch it`);
		expect(example(name)).not.toBe("");
	});

	it.skipIf(!program)("sends port 80 on, also for calendar apps that take webcal: as http", async () => {
		const { status, headers } = await ask(ports.http, "/feed/a/b.ics?alarm=18:00", false);
		expect([301, 308]).toContain(status);
		expect(headers.location?.replace(`:${ports.https}`, "")).toBe("https://abfall.example/feed/a/b.ics?alarm=18:00");
	});

	it.skipIf(!program)("names the client itself, whatever the client says", async () => {
		await ask(ports.https, "/named", true, { "x-real-ip": "6.6.6.6" });
		const heard = upstream.heard.find(({ url }) => url === "/named");
		expect([heard?.headers["x-real-ip"], heard?.headers.host]).toEqual(["127.0.0.1", "abfall.example"]);
	});

	it.skipIf(!program)("says that the answer differs with Accept-Encoding, once", async () => {
		for (const encoding of ["gzip", "identity"]) {
			const { headers } = await ask(ports.https, "/feed/a/b.ics", true, { "accept-encoding": encoding });
			expect(String(headers.vary).split(", ")).toContain("Accept-Encoding");
			expect(headers["content-encoding"] ?? "identity").toBe(encoding);
		}
	});

	it.skipIf(!program)("keeps addresses, numbers and ids out of every log, also when the product fails", async () => {
		for (const path of [
			"/api/towns/a/streets/b/places?number=4711",
			"/api/subscriptions/a.0.sub-id-secret",
			"/feed/a/p-secretplace.ics",
			"/reset?number=4711",
		])
			await ask(ports.https, path, true);
		await ask(ports.http, "/feed/a/p-secretplace.ics", false);
		const socket = connect(ports.https, "127.0.0.1", () => socket.end("GET /sub-id-secret HTTP/1.1\r\nno tls\r\n\r\n"));
		socket.on("error", () => undefined);
		onTestFinished(() => void socket.destroy());
		const logs = () => [said, ...globSync(join(folder, "logs/*")).map((path) => readFileSync(path, "utf8"))].join("\n");
		if (name === "nginx") await expect.poll(() => logs().split(" api ").length).toBeGreaterThan(1);
		const lines = () =>
			logs()
				.split("\n")
				.filter((line) => !/"(?:admin|address)"/u.test(line));
		for (const secret of SECRETS) expect(lines().filter((line) => line.includes(secret))).toEqual([]);
	});
});
