import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import process from "node:process";

/**
 * A push service over TLS that does nothing but take in: a process of its own beside
 * what is measured. Reads its certificate from the first message, tells its port, and
 * answers each further message with the requests until then: their number, and the bytes
 * of their bodies.
 */
let [count, bytes] = [0, 0];

process.once("message", ({ key, cert }: { key: string; cert: string }) => {
	const server = createServer({ key, cert }, (request, response) => {
		request.resume();
		request.once("end", () => {
			count++;
			bytes += Number(request.headers["content-length"]);
			response.writeHead(201, { "content-length": "0" }).end();
		});
	});
	server.keepAliveTimeout = 60_000;
	server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
	process.on("message", () => process.send?.({ count, bytes }));
	process.once("disconnect", () => process.exit());
});
