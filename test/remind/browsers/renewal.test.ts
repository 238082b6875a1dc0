import { execFile } from "node:child_process";
import { createECDH, randomBytes } from "node:crypto";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { find } from "./engines.ts";
import { onStage } from "./stage.ts";

const ROTATE = join(import.meta.dirname, "../../../worker/launch/rotate-keys.ts");

/** Another endpoint, another key: the server learns of it, and nobody is reminded twice or not at all. */
onStage("a browser that must subscribe anew", (stage) => {
	/** Once there is another endpoint than these, and the server knows that one alone. */
	const renewed = async (before: readonly string[]) => {
		await expect.poll(() => stage.service.endpoints.length).toBe(before.length + 1);
		await expect.poll(() => stage.endpointsAtServer()).toEqual(stage.service.endpoints.slice(-1));
		expect(stage.service.living).toEqual(stage.service.endpoints.slice(-1));
	};

	test("lost while nobody looked: the next start makes it good, in the middle of an evening", async () => {
		await stage.settle();
		await stage.switchOn();
		expect(await stage.tick(stage.at(0, "19:00"))).toBe(1);
		await stage.desktop.shown("Morgen: Restmüll + Bioabfall");
		const before = stage.service.endpoints;
		await stage.page.evaluate(`navigator.serviceWorker.ready
			.then(({ pushManager }) => pushManager.getSubscription()).then((own) => own.unsubscribe())`);
		await stage.page.reload();
		await renewed(before);
		// The evening's reminder has come already.
		for (const time of ["19:15", "19:30", "20:00"]) expect(await stage.tick(stage.at(0, time))).toBe(0);
		expect(await stage.tick(stage.at(1, "19:00"))).toBe(1);
		await stage.desktop.shown("Morgen: Bioabfall");
	});

	test("taken by the browser itself: its service worker makes it good, with no page open", async () => {
		const before = stage.service.endpoints;
		await stage.page.goto("about:blank");
		await stage.takeSubscription();
		await renewed(before);
		expect(await stage.tick(stage.at(1, "19:15"))).toBe(0);
		expect(await stage.tick(stage.at(2, "19:00"))).toBe(1);
		await stage.desktop.shown("Morgen: Bioabfall");
	});

	test("the host rotates its keys: the old one holds until the page starts, then the new one, and each evening has one reminder", async () => {
		const before = stage.service.endpoints;
		await stage.product.stop();
		const env = { ...process.env, TONNENTAG_STATE: stage.product.state, PORT: new URL(stage.product.address).port };
		await promisify(execFile)(process.execPath, [ROTATE, "--rotate"], { env });
		await stage.startProduct();
		expect(await stage.tick(stage.at(3, "19:00"))).toBe(1);
		await stage.desktop.shown("Morgen: Bioabfall");
		expect(stage.service.endpoints).toEqual(before);
		await stage.page.goto(stage.product.address);
		await renewed(before);
		await find(stage.page, "dt", "Zuletzt angekommen");
		for (const time of ["19:15", "19:30", "20:00"]) expect(await stage.tick(stage.at(3, time))).toBe(0);
		expect(await stage.tick(stage.at(4, "19:00"))).toBe(1);
		await stage.desktop.shown("Morgen: Bioabfall");
		expect(stage.service.answers.map(({ status }) => status)).toEqual(stage.service.answers.map(() => 201));
	});
});

/** Who knows an endpoint can register it first, with keys of their own: neither is its owner locked out, nor is it taken over. */
onStage("an endpoint that a stranger registered first", (stage) => {
	test("the browser that can read what is sent there gets its reminders, the stranger none", async () => {
		await stage.settle();
		const { key, kid } = (await (await fetch(`${stage.product.address}/api/push-key`)).json()) as Record<
			string,
			string
		>;
		await stage.page.evaluate(`navigator.serviceWorker.ready
			.then(({ pushManager }) => pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: "${key}" }))
			.then(() => undefined)`);
		const [endpoint] = stage.service.endpoints;
		const places = [{ place: "p-ahorn", remind: [{ when: "eve", time: "19:00" }] }];
		const push = { endpoint, keys: strangersKeys() };
		const body = JSON.stringify({ town: "teststadt", lang: "de", places, push, kid });
		const headers = { "content-type": "application/json" };
		const taken = await fetch(`${stage.product.address}/api/subscriptions`, { method: "POST", headers, body });
		expect(taken.status).toBe(201);
		const stranger = (await taken.json()) as { id: string; token: string };
		await stage.switchOn();
		await stage.agreed();
		const bearer = { authorization: `Bearer ${stranger.token}` };
		const { address } = stage.product;
		expect((await fetch(`${address}/api/subscriptions/${stranger.id}`, { headers: bearer })).status).toBe(404);
		expect(await stage.tick(stage.at(0, "19:00"))).toBe(1);
		await stage.desktop.shown("Morgen: Restmüll + Bioabfall");
	});
});

function strangersKeys() {
	const curve = createECDH("prime256v1");
	return { p256dh: curve.generateKeys("base64url"), auth: randomBytes(16).toString("base64url") };
}
