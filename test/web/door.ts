import { once } from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { onTestFinished } from "vitest";

const STOP = 300;

export interface Passed {
	readonly path: string;
	readonly status: number;
	/** Of the body. */
	readonly bytes: number;
}

export interface Door {
	readonly address: string;
	/** What went through, in order. */
	readonly passed: Passed[];
	/** To be added to the answer of a path. */
	readonly more: Map<string, string>;
	/** Where in the answer of a path the line stops for a moment, by its body. */
	readonly stops: Map<string, (body: Buffer) => number>;
}

/** A door before the product that counts what goes through, service workers' requests too, and can change an answer or deliver it in two pieces. */
export async function startDoor(behind: string): Promise<Door> {
	const passed: Passed[] = [];
	const [more, stops]: [Door["more"], Door["stops"]] = [new Map(), new Map()];
	const server = createServer(async (asked, response) => {
		const path = asked.url ?? "/";
		// What is changed here is never the same as before.
		if (more.has(path)) delete asked.headers["if-none-match"];
		const answer = await passOn(asked, behind + path);
		const { "content-length": _, ...headers } = answer.headers;
		const body = Buffer.concat([...(await answer.toArray()), Buffer.from(more.get(path) ?? "")]);
		passed.push({ path, status: answer.statusCode ?? 0, bytes: body.length });
		const stop = stops.get(path)?.(body) ?? 0;
		response.writeHead(answer.statusCode ?? 502, headers);
		if (stop > 0) {
			response.write(body.subarray(0, stop));
			await pause(STOP);
		}
		response.end(body.subarray(stop));
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, passed, more, stops };
}

/** As it came, but for the compression, so that text can be added. */
async function passOn({ method, headers }: IncomingMessage, address: string): Promise<IncomingMessage> {
	const { "accept-encoding": _, ...others } = headers;
	const sent = request(address, { method: method ?? "GET", headers: { ...others, host: new URL(address).host } }).end();
	const [answer] = (await once(sent, "response")) as [IncomingMessage];
	return answer;
}
