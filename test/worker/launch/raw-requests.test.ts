import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Product } from "./product.ts";

/** What no log and no answer may repeat. */
const SECRET = "geheimnis4711";

const REQUESTS: readonly (readonly [string, string, readonly number[]])[] = [
	["an odd method", `${SECRET} / HTTP/1.1\r\nHost: a\r\n\r\n`, [501]],
	["CONNECT", `CONNECT ${SECRET}.example:443 HTTP/1.1\r\nHost: ${SECRET}.example:443\r\n\r\n`, [400, 405, 500, 501]],
	["an absolute target", `GET http://${SECRET}.example/x HTTP/1.1\r\nHost: ${SECRET}.example\r\n\r\n`, [400, 404, 500]],
	["a Host with a blank", `GET / HTTP/1.1\r\nHost: ${SECRET} x\r\n\r\n`, [400, 500]],
	["half an IPv6 Host", `GET /${SECRET}% HTTP/1.1\r\nHost: [::${SECRET}\r\n\r\n`, [400, 500]],
	["no Host", `GET /${SECRET} HTTP/1.1\r\n\r\n`, [400]],
	["a Host of markup", `GET / HTTP/1.1\r\nHost: <${SECRET}>\r\n\r\n`, [200, 400, 500]],
	["a chunk that is none", post(`${SECRET}\r\n`), [400, 404, 405, 500, 501]],
	["a chunk with a length of letters", post(`zz${SECRET}\r\nx\r\n0\r\n\r\n`), [400, 404, 405, 500]],
	["a path part of 5,000 letters", `GET /${SECRET}${"a".repeat(5000)} HTTP/1.1\r\nHost: a\r\n\r\n`, [404, 414]],
	["such a town", `GET /feed/${"a".repeat(5000)}/${SECRET}.ics HTTP/1.1\r\nHost: a\r\n\r\n`, [404]],
	["such a slice", `GET /api/subscriptions/${"a".repeat(300)}.0.${SECRET} HTTP/1.1\r\nHost: a\r\n\r\n`, [401]],
	["no HTTP at all", `${SECRET}\r\n\r\n`, [400, 501]],
	["a broken percent", `GET /feed/%E0%A4%A/${SECRET} HTTP/1.1\r\nHost: a\r\n\r\n`, [400, 404]],
];

function post(body: string): string {
	return `POST /api/subscriptions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${body}`;
}

/** All that comes back until the other side, or a second of silence, ends it. */
async function send(port: number, text: string): Promise<string> {
	const socket = connect(port, "127.0.0.1", () => socket.write(text));
	let heard = "";
	socket.on("data", (chunk: Buffer) => {
		heard += chunk;
		socket.end();
	});
	socket.on("error", () => undefined);
	await once(socket, "close");
	return heard;
}

test("what a client sends in target, Host or chunks stands in no answer and in no log, and keeps nobody else out", async () => {
	const product = new Product();
	onTestFinished(() => product.remove());
	product.writeTown();
	await product.start();
	const port = Number(new URL(product.address).port);
	for (const [name, text, statuses] of REQUESTS) {
		const heard = await send(port, text);
		const status = Number(/^HTTP\/1\.1 (\d+)/u.exec(heard)?.[1]);
		expect(statuses, `${name}: ${heard.slice(0, 200)}`).toContain(status);
		expect(heard, name).not.toContain(SECRET);
	}
	expect((await fetch(`${product.address}/healthz`)).status).toBe(200);
	// The log is written by another process: what was said last has come when this has.
	await expect.poll(() => product.output).toContain('{"event":"runtime"');
	expect(product.output).not.toContain(SECRET);
	for (const entry of readdirSync(product.state, { recursive: true, withFileTypes: true }))
		if (entry.isFile()) expect(readFileSync(join(entry.parentPath, entry.name), "latin1")).not.toContain(SECRET);
});
