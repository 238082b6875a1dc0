import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { SoftPasskey } from "../worker/soft-passkey.ts";
import { ADMIN, ORIGIN, startCloudflare } from "./cloudflare.ts";

/** A desk in Cloudflare's mode: signed in, published without a deployment, served, and taken back. */

const TOWN = "musterstadt";
const NOW = Date.parse("2026-11-30T12:00:00+01:00");
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

interface Options {
	readonly options: { readonly challenge: string };
}

test("a clerk signs in, publishes, waits with an edition, writes a notice, and goes back", async () => {
	let now = NOW;
	const { base } = await startCloudflare(() => now);
	const passkey = new SoftPasskey(ORIGIN);
	let cookie = "";
	const ask = async (method: string, path: string, body?: object | FormData, headers: Record<string, string> = {}) => {
		const isJson = body !== undefined && !(body instanceof FormData);
		const answer = await fetch(`${base}/api/desk/${TOWN}${path}`, {
			method,
			headers: { origin: ORIGIN, cookie, ...(isJson && { "content-type": "application/json" }), ...headers },
			...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
		});
		cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? cookie;
		return answer;
	};
	const served = async () => (await fetch(`${base}/api/towns/${TOWN}/dataset`)).text();

	const host = { authorization: `Bearer ${ADMIN}` };
	const invited = await ask("POST", "/invitations", { name: "Anna Amt", role: "clerk" }, host);
	const { link } = (await invited.json()) as { link: string };
	expect(link).toContain(`${ORIGIN}/desk/${TOWN}#invite=`);
	const invite = link.split("=")[1];
	const { options } = (await (await ask("POST", "/passkeys/options", { invite })).json()) as Options;
	expect((await ask("POST", "/passkeys", { invite, response: passkey.create(options) })).status).toBe(204);

	const before = await served();
	const edition = (name: string, base: string) => {
		const form = new FormData();
		form.set("base", sha256(base));
		form.set("dataset.json", new Blob([before.replace('"Musterstadt"', JSON.stringify(name))]), "file");
		form.set("town.json", new Blob(["{}"]), "file");
		return form;
	};
	expect((await ask("POST", "/editions", edition("Musterstadt 1", before))).status).toBe(201);
	await expect.poll(served).toContain('"Musterstadt 1"');
	const first = await served();
	expect((await ask("POST", "/editions", edition("Musterstadt 2", before))).status).toBe(409);

	const due = new Date(now + 2000).toISOString();
	expect((await ask("POST", `/editions?at=${due}`, edition("Musterstadt 3", first))).status).toBe(201);
	expect(await served()).toBe(first);
	now += 2000;
	await expect.poll(served).toContain('"Musterstadt 3"');

	expect((await ask("POST", "/editions/1/publish")).status).toBe(200);
	await expect.poll(served).toBe(first);
	const day = "2026-12-01";
	const notice = { from: day, to: day, title: { de: "Glatteis" }, text: { de: "Bitte früher." } };
	expect((await ask("POST", "/notices", notice)).status).toBe(201);
	const told = await (await fetch(`${base}/api/towns/${TOWN}/notices`)).json();
	expect(told).toMatchObject([{ title: "Glatteis", lang: "de" }]);
});
