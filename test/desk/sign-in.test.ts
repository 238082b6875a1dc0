import { execFile } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { type Browser, type CDPSession, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Product } from "../worker/launch/product.ts";

/** From `npm start` and one `invite`, in a real Chromium with an authenticator of its own: in, out, and in again. */

const ROOT = join(import.meta.dirname, "..", "..");
const TOWN = "musterstadt";
const product = new Product();
let browser: Browser;
let base = "";

beforeAll(async () => {
	await product.start({ TONNENTAG_TOWNS: join(ROOT, "data/towns") });
	base = product.address.replace("127.0.0.1", "localhost");
	browser = await chromium.launch({
		executablePath: "/usr/bin/chromium",
		args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"],
	});
});
afterAll(async () => {
	await browser?.close();
	await product.remove();
});

function invite(): Promise<string> {
	const given = [join(ROOT, "worker/launch/run.mjs"), join(ROOT, "worker/launch/invite.ts"), TOWN, "--name", "Anna"];
	const env = { ...process.env, TONNENTAG_STATE: product.state, PORT: new URL(product.address).port };
	return new Promise((resolve, reject) => {
		execFile(process.execPath, given, { env }, (error, out) => (error ? reject(error) : resolve(out.trim())));
	});
}

/** A browser that has never been here, with a finger that always fits. */
async function device(): Promise<{ page: Page; devtools: CDPSession }> {
	const page = await (await browser.newContext()).newPage();
	const devtools = await page.context().newCDPSession(page);
	await devtools.send("WebAuthn.enable");
	await devtools.send("WebAuthn.addVirtualAuthenticator", {
		options: {
			protocol: "ctap2",
			transport: "internal",
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
		},
	});
	return { page, devtools };
}

const ask = (page: Page, method: string, path: string, body?: unknown) =>
	page.evaluate(
		async ([address, verb, text]) => {
			const init = { method: verb, headers: { "content-type": "application/json" }, ...(text && { body: text }) };
			const answer = await fetch(address as string, init as RequestInit);
			return { status: answer.status, body: (await answer.text()) || "null" };
		},
		[`/api/desk/${TOWN}${path}`, method, body === undefined ? "" : JSON.stringify(body)],
	);

async function statusOf(page: Page, method: string, path: string, body?: unknown): Promise<number> {
	return (await ask(page, method, path, body)).status;
}

/** What `@simplewebauthn/browser` does with the options of the desk, by the browser's own means. */
function prove(page: Page, kind: "create" | "get", options: unknown): Promise<unknown> {
	return page.evaluate(
		async ([how, given]) => {
			const credentials = navigator.credentials;
			const credential =
				how === "create"
					? await credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(given as never) })
					: await credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(given as never) });
			return (credential as PublicKeyCredential).toJSON();
		},
		[kind, options] as const,
	);
}

async function accept(page: Page, link: string): Promise<number> {
	const token = new URL(link).hash.replace("#invite=", "");
	const asked = await ask(page, "POST", "/passkeys/options", { invite: token });
	if (asked.status !== 200) return asked.status;
	const response = await prove(page, "create", (JSON.parse(asked.body) as { options: unknown }).options);
	return statusOf(page, "POST", "/passkeys", { invite: token, response });
}

async function signIn(page: Page): Promise<number> {
	const { body } = await ask(page, "POST", "/session/options");
	const response = await prove(page, "get", (JSON.parse(body) as { options: unknown }).options);
	return statusOf(page, "POST", "/session", { response });
}

describe("a passkey", () => {
	it("is made by the link, signs out and in again, and its cookie is one that no script sees", async () => {
		const { page } = await device();
		const link = await invite();
		expect(new URL(link).origin).toBe(base);
		await page.goto(link);
		expect(await accept(page, link)).toBe(204);
		const { status, body } = await ask(page, "GET", "/session");
		expect([status, JSON.parse(body)]).toEqual([200, expect.objectContaining({ role: "clerk", town: TOWN })]);
		expect(await page.evaluate(() => document.cookie)).toBe("");
		const [cookie] = await page.context().cookies();
		expect(cookie).toMatchObject({ name: `__Host-desk-${TOWN}`, httpOnly: true, secure: true, sameSite: "Strict" });
		expect(await statusOf(page, "DELETE", "/session")).toBe(204);
		expect(await statusOf(page, "GET", "/session")).toBe(401);
		expect(await signIn(page)).toBe(204);
		expect(await statusOf(page, "GET", "/session")).toBe(200);
		// The link is used up, for this device and for any other.
		const other = await device();
		await other.page.goto(link);
		expect([await accept(page, link), await accept(other.page, link)]).toEqual([404, 404]);
	});

	it("of a second device signs the same person in", async () => {
		const [first, second] = [await device(), await device()];
		const link = await invite();
		await first.page.goto(link);
		await accept(first.page, link);
		const made = JSON.parse((await ask(first.page, "POST", "/device-links")).body) as { link: string };
		await second.page.goto(made.link);
		expect(await accept(second.page, made.link)).toBe(204);
		const [one, other] = await Promise.all(
			[first, second].map(
				async ({ page }) => JSON.parse((await ask(page, "GET", "/session")).body) as { person: object },
			),
		);
		expect(one?.person).toEqual(other?.person);
	});

	it("is not shown at the address of numbers, and what a foreign page posts is refused", async () => {
		const { page } = await device();
		const link = await invite();
		await page.goto(link);
		await accept(page, link);
		await page.goto(`${product.address}/desk/${TOWN}`);
		// Another site to the browser: neither the cookie nor the origin is ours.
		const outcome = await page
			.evaluate(async (address) => {
				const answer = await fetch(address, { method: "DELETE", credentials: "include", mode: "no-cors" });
				return answer.type;
			}, `${base}/api/desk/${TOWN}/sessions`)
			.catch(() => "refused by the browser");
		expect(["opaque", "refused by the browser"]).toContain(outcome);
		expect(await statusOf(page, "POST", "/session/options")).toBe(403);
		await page.goto(link);
		expect(await statusOf(page, "GET", "/session")).toBe(200);
	});
});
