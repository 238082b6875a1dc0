import { once } from "node:events";
import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { RunningProduct } from "../../../worker/launch/running-product.ts";
import { readSettings } from "../../../worker/launch/settings.ts";

test("a command asks by a connection of its own each time: what it does between two questions may take long", async () => {
	const connections: (string | undefined)[] = [];
	let sockets = 0;
	const server = createServer((request, answer) => {
		connections.push(request.headers.connection);
		request.resume().on("end", () => answer.end("{}"));
	});
	server.on("connection", () => sockets++);
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	onTestFinished(() => void server.close());
	const address = server.address();
	const port = typeof address === "object" ? address?.port : undefined;
	const url = `http://127.0.0.1:${port}`;
	const product = new RunningProduct(readSettings({}, "/"), { TONNENTAG_ADMIN: "s".repeat(43) }, url);
	await (await product.ask("/api/one")).text();
	const form = new FormData();
	form.set("town.json", new Blob(["{}"]), "file");
	await (await product.ask("/api/two", { method: "POST", body: form })).text();
	expect([connections, sockets]).toEqual([["close", "close"], 2]);
});
