import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { Device, isKept, startProduct } from "./device.ts";

test("a new version waits until it is asked for, then the page is loaded anew", async () => {
	const product = await startProduct();
	const release = await startRelease(product.address);
	const device = new Device();
	const page = await device.open(release.address);
	await page.getByRole("combobox").waitFor();
	await isKept(page);
	await page.reload();
	await page.getByRole("combobox").fill("Amsel");
	release.isNew = true;
	await page.evaluate(async () => {
		const registration = await navigator.serviceWorker.getRegistration();
		await registration?.update();
	});
	await page.getByText("Neue Version").waitFor();
	expect(await page.getByRole("combobox").inputValue()).toBe("Amsel");
	await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Neu laden" }).click()]);
	await page.getByRole("combobox").waitFor();
	expect(await page.getByText("Neue Version").count()).toBe(0);
});

/** The product behind a door, at which its service worker can become another one. */
async function startRelease(behind: string): Promise<{ address: string; isNew: boolean }> {
	const release = { address: "", isNew: false };
	const server = createServer(async (request, response) => {
		const answer = await fetch(behind + request.url);
		const headers = Object.fromEntries(answer.headers);
		for (const name of ["content-encoding", "content-length", "transfer-encoding"]) delete headers[name];
		const news = release.isNew && request.url === "/sw.js" ? "\n// new" : "";
		response
			.writeHead(answer.status, headers)
			.end(Buffer.concat([Buffer.from(await answer.arrayBuffer()), Buffer.from(news)]));
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	release.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return release;
}
