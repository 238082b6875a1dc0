import { once } from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

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
}

/** A door before the product that counts what goes through, service workers' requests too, and can change an answer. */
export async function startDoor(behind: string): Promise<Door> {
	const [passed, more]: [Passed[], Map<string, string>] = [[], new Map()];
	const server = createServer(async (asked, response) => {
		const path = asked.url ?? "/";
		// What is changed here is never the same as before.
		if (more.has(path)) delete asked.headers["if-none-match"];
		const answer = await passOn(asked, behind + path);
		const { "content-length": _, ...headers } = answer.headers;
		const body = Buffer.concat([...(await answer.toArray()), Buffer.from(more.get(path) ?? "")]);
		passed.push({ path, status: answer.statusCode ?? 0, bytes: body.length });
		response.writeHead(answer.statusCode ?? 502, headers).end(body);
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, passed, more };
}

/** As it came, but for the compression, so that text can be added. */
async function passOn({ method, headers }: IncomingMessage, address: string): Promise<IncomingMessage> {
	const { "accept-encoding": _, ...others } = headers;
	const sent = request(address, { method: method ?? "GET", headers: { ...others, host: new URL(address).host } }).end();
	const [answer] = (await once(sent, "response")) as [IncomingMessage];
	return answer;
}
