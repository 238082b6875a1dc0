import { request as ask, createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import type { RemindProduct } from "../../remind/product.ts";
import { shownText } from "../page/browser.ts";
import { settleAt, useTownHall } from "./stage.ts";

/** Written without a connection, sent once by itself. */

const hall = useTownHall();

async function fill(page: Page, name: string, address = hall.product.address): Promise<void> {
	await page.goto(`${address}/musterstadt#anliegen/sperrmuell`);
	await page.getByRole("button", { name: /Freitag, 11\. Dezember/ }).click();
	await page.getByRole("button", { name: "Eins mehr: Tisch" }).click();
	await page.getByRole("button", { name: "Weiter" }).click();
	await page.getByLabel("Hausnummer").fill("1");
	await page.getByLabel("Name, wie er an der Klingel steht").fill(name);
	await page.getByRole("button", { name: "Weiter" }).click();
	await page.getByRole("button", { name: "Verbindlich anmelden" }).waitFor();
}

async function filedBy(name: string): Promise<number> {
	const { body } = await hall.product.api<{ requests: { content: { name?: string } }[] }>(
		"GET",
		"/api/desk/musterstadt/requests",
		undefined,
		hall.product.adminKey,
	);
	return body.requests.filter(({ content }) => content.name === name).length;
}

test("without a connection it waits with its link, and is sent once when there is one", async () => {
	const page = await hall.household();
	await fill(page, "Familie Funkloch");
	await page.context().setOffline(true);
	await page.getByRole("button", { name: "Verbindlich anmelden" }).click();
	await expect.poll(() => shownText(page.locator("one-request .card"))).toContain("Noch nicht gesendet");
	expect(await page.locator("#link").inputValue()).toContain("#anliegen/");
	expect(await filedBy("Familie Funkloch")).toBe(0);
	await page.context().setOffline(false);
	await expect.poll(() => shownText(page.locator("one-request .card"))).toContain("Bestätigt");
	expect(await filedBy("Familie Funkloch")).toBe(1);
});

test("the answer of the first try is lost: it is one request, with the same secret", async () => {
	const lossy = await startLossy(hall.product);
	const page = await hall.device();
	await settleAt(page, lossy.address);
	await fill(page, "Familie Halbleitung", lossy.address);
	lossy.losesAnswers = true;
	await page.getByRole("button", { name: "Verbindlich anmelden" }).click();
	await expect.poll(() => shownText(page.locator("one-request .card"))).toContain("Noch nicht gesendet");
	expect(await filedBy("Familie Halbleitung")).toBe(1);
	const before = lossy.secrets.length;
	lossy.losesAnswers = false;
	const link = page.url();
	await page.goto(`${lossy.address}/musterstadt#`);
	await page.reload();
	await page.locator("headline-card h1").waitFor();
	await expect.poll(() => lossy.secrets.length).toBeGreaterThan(before);
	await page.goto(link);
	await expect.poll(() => shownText(page.locator("one-request .card"))).toContain("Bestätigt");
	expect(await filedBy("Familie Halbleitung")).toBe(1);
	expect(new Set(lossy.secrets).size).toBe(1);
});

test("refused when it is sent at last, it comes back as a draft that says why", async () => {
	const page = await hall.household();
	await fill(page, "Familie Zuspät");
	await page.context().setOffline(true);
	await page.getByRole("button", { name: "Verbindlich anmelden" }).click();
	await expect.poll(() => shownText(page.locator("one-request .card"))).toContain("Noch nicht gesendet");
	hall.product.clock.set("2026-12-10T10:00:00+01:00");
	await page.context().setOffline(false);
	await expect.poll(() => shownText(page.locator("one-request .card"))).toContain("Nicht angenommen");
	expect(await filedBy("Familie Zuspät")).toBe(0);
	await page.getByRole("button", { name: "Ändern und noch einmal senden" }).click();
	await expect.poll(() => shownText(page.locator("bulky-form .why"))).toContain("Dafür ist es zu spät.");
	await page.goto(`${hall.product.address}/musterstadt#anliegen/sperrmuell/stuecke`);
	await expect.poll(() => page.locator("output[data-item=tisch]").textContent()).toBe("1");
});

test("changed and cancelled by the link, on another device too", async () => {
	const page = await hall.household();
	await fill(page, "Familie Zweitgerät");
	await page.getByRole("button", { name: "Verbindlich anmelden" }).click();
	await expect.poll(() => shownText(page.locator("one-request .card"))).toContain("Bestätigt");
	const link = await page.locator("#link").inputValue();
	const other = await hall.device();
	await other.goto(link);
	await expect.poll(() => shownText(other.locator("one-request .card"))).toContain("Bestätigt");
	await other.getByRole("button", { name: "Anderer Tag" }).click();
	await other.getByRole("button", { name: /Dienstag, 15\. Dezember/ }).click();
	await expect.poll(() => shownText(other.locator("one-request dl"))).toContain("Dienstag, 15. Dezember");
	await other.getByRole("button", { name: "Freiwillige Angaben ändern" }).click();
	await other.getByLabel("Bemerkung").fill("Klingel defekt");
	await other.getByRole("button", { name: "Ändern", exact: true }).click();
	await expect.poll(() => shownText(other.locator("one-request dl"))).toContain("Klingel defekt");
	await other.getByRole("button", { name: "Absagen" }).click();
	await other.getByRole("button", { name: "Ja, absagen" }).click();
	await expect.poll(() => shownText(other.locator("one-request .card"))).toContain("Abgesagt");
	await page.reload();
	await expect.poll(() => shownText(page.locator("one-request .card"))).toContain("Abgesagt");
	expect(await page.getByRole("button", { name: "Absagen" }).count()).toBe(0);
	await page.getByRole("button", { name: "Ganz löschen" }).click();
	await page.getByRole("button", { name: "Ja, löschen" }).click();
	await page.getByRole("heading", { name: "Was brauchen Sie?" }).waitFor();
	expect(await page.locator(".own").count()).toBe(0);
	await other.reload();
	await other.getByText("Dieses Anliegen gibt es nicht mehr").waitFor();
});

interface Lossy {
	readonly address: string;
	/** What is filed arrives, and nobody hears it. */
	losesAnswers: boolean;
	readonly secrets: string[];
}

/** Between page and product: cuts the line when the request has gone through. */
async function startLossy({ address }: RemindProduct): Promise<Lossy> {
	const state = { losesAnswers: false, secrets: [] as string[] };
	const server: Server = createServer((incoming, outgoing) => {
		const chunks: Buffer[] = [];
		incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
		incoming.on("end", () => {
			const body = Buffer.concat(chunks);
			const isFiling = incoming.method === "POST" && incoming.url === "/api/requests";
			if (isFiling) state.secrets.push((JSON.parse(body.toString()) as { secret: string }).secret);
			const headers = { ...incoming.headers, host: new URL(address).host };
			const through = ask(address + incoming.url, { method: incoming.method, headers }, (answer) => {
				if (isFiling && state.losesAnswers) return void answer.resume().on("end", () => incoming.socket.destroy());
				outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(outgoing);
			});
			through.on("error", () => incoming.socket.destroy());
			through.end(body);
		});
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	return Object.assign(state, { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}
