import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import webpush from "web-push";
import { click, find, type PushService } from "./engines.ts";
import { onStage } from "./stage.ts";

onStage("from the tap to the notification", (stage) => {
	test("a street is chosen and the reminder switched on, by clicking", async () => {
		const { page, service } = stage;
		await stage.settle();
		await click(page, "button", "Weitere Zeit am Abend");
		await (await find(page, "select#time-1")).select("21:00");
		await click(page, "button", "Erinnerung einschalten");
		await find(
			page,
			"dd",
			"am Abend davor um 19 Uhr, am Abend davor um 21 Uhr".replaceAll(" Uhr", "\u00a0Uhr").replaceAll("\u00a0", " "),
		);
		await find(page, "dt", "Nächste");
		await expect.poll(() => stage.subscriptions()).toBe(1);
		expect(service.endpoints).toHaveLength(1);
	});

	test("a test reminder arrives", async () => {
		const { page, desktop } = stage;
		await click(page, "button", "Probe senden");
		const shown = await desktop.shown("Probe: So kommt die Erinnerung");
		expect(shown.body).toContain("Erinnerungen kommen auf diesem Gerät an.");
		await find(page, "p", "Die Probe ist unterwegs.");
	});

	test("the evening before it is shown with the right words; 'later' brings it once more, 'it is out' ends it", async () => {
		const { page, desktop } = stage;
		expect(await stage.tick(stage.at(0, "19:00"))).toBe(1);
		const first = await desktop.shown("Morgen: Restmüll + Bioabfall");
		expect(first.body).toContain("Bitte bis 6:00 Uhr rausstellen");
		expect([...first.actions.values()]).toEqual(expect.arrayContaining(["Steht draußen", "Später"]));
		desktop.click(first, "Später");
		await stage.told("later");
		expect(await stage.tick(stage.at(0, "20:00"))).toBe(1);
		const second = await desktop.shown("Morgen: Restmüll + Bioabfall");
		desktop.click(second, "Steht draußen");
		// The page that is open shows it at once.
		await find(page, "button", "Doch nicht");
		await stage.told("done", stage.dayIn(1));
		expect(await stage.tick(stage.at(0, "21:00"))).toBe(0);
	});

	test("with no page open it is shown too, and a click opens the dates", async () => {
		const { page, desktop, product } = stage;
		await page.goto("about:blank");
		// Both times of the evening are past: one push tells it.
		expect(await stage.tick(stage.at(1, "21:00"))).toBe(1);
		desktop.click(await desktop.shown("Morgen: Bioabfall"));
		const opened = async () => (await stage.browser.pages()).find((each) => each.url().startsWith(product.address));
		await expect.poll(opened).toBeDefined();
		const fresh = await opened();
		if (fresh) await find(fresh, "h1");
	});

	test("sent while the browser was closed, it is shown after a restart", async () => {
		await stage.browser.close();
		expect(await stage.tick(stage.at(2, "19:00"))).toBe(1);
		stage.browser = await stage.launch();
		await stage.desktop.shown("Morgen: Bioabfall");
		stage.page = await stage.open();
		await find(stage.page, "dt", "Zuletzt angekommen");
	});

	test("another sender's key is refused", async () => {
		expect(await sendAsSomebody(stage.service)).toBe(403);
	});

	test("after switching off nothing is sent, and the endpoint is gone", async () => {
		const { page, service } = stage;
		await click(page, "button", "Ausschalten");
		await find(page, "button", "Erinnerung einschalten");
		await expect.poll(() => sendAsSomebody(service)).toBe(410);
		// The page tells the server after the browser.
		await expect.poll(() => stage.subscriptions()).toBe(0);
		expect(await stage.tick(stage.at(3, "19:00"))).toBe(0);
	});
});

/** A push from somebody with a key of his own: what the push service answers. */
async function sendAsSomebody(service: PushService): Promise<number> {
	const endpoint = service.endpoints.at(-1) ?? "";
	const keys = { p256dh: webpush.generateVAPIDKeys().publicKey, auth: randomBytes(16).toString("base64url") };
	const vapidDetails = { subject: "mailto:else@example.org", ...webpush.generateVAPIDKeys() };
	const sending = { TTL: 60, urgency: "high", topic: "foreign0", contentEncoding: "aes128gcm", headers: {} } as const;
	const options = { ...sending, vapidDetails };
	const { headers, body } = webpush.generateRequestDetails({ endpoint, keys }, "x", options);
	const { "Content-Length": _, ...rest } = headers as Record<string, string>;
	const answer = await fetch(service.reach(endpoint), { method: "POST", headers: rest, body: new Uint8Array(body) });
	return answer.status;
}
