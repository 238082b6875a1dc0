import { randomBytes } from "node:crypto";
import process from "node:process";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import webpush from "web-push";
import { plusDays } from "../../../data/model/day.ts";
import { type Minutes, parseTime } from "../../../data/model/time.ts";
import { instantAt } from "../../../data/model/zone.ts";
import { Product } from "../../worker/launch/product.ts";
import { TestClock } from "../clock.ts";
import { Desktop } from "./desktop.ts";
import { click, ENGINES, type Engine, find, isThere, makeHome, type PushService } from "./engines.ts";
import { BERLIN, today, townAround } from "./town.ts";

const TODAY = today();

/** An instant so many days from the real today, by the town's clock. */
function at(days: number, time: string): number {
	return instantAt(BERLIN, plusDays(TODAY, days), parseTime(time) as Minutes);
}

for (const engine of ENGINES) {
	if (!isThere(engine) && !process.env.CI)
		console.warn(`SKIPPED: reminders in ${engine.name}: ${engine.path} or dbus-daemon is missing`);
}

describe.each(ENGINES)("$name", (engine: Engine) => {
	describe.skipIf(!isThere(engine) && !process.env.CI)("from the tap to the notification", () => {
		const product = new Product();
		const home = makeHome();
		let desktop: Desktop;
		let service: PushService;
		let clock: TestClock;
		let browser: Browser;
		let page: Page;

		const launch = () => engine.launch({ service, home: home.path, bus: desktop.address, origin: product.address });

		/** Lets the evening come; answers how many pushes were sent. */
		const tick = async (instant: number): Promise<number> => {
			clock.set(instant);
			const answer = await fetch(`${product.address}/test/tick`, { method: "POST" });
			return ((await answer.json()) as { sent: number }).sent;
		};

		beforeAll(async () => {
			[desktop, service, clock] = await Promise.all([
				Desktop.start(),
				engine.service(),
				TestClock.start("2026-01-01T00:00:00Z"),
			]);
			clock.set(at(0, "12:00"));
			service.now = () => clock.now;
			product.writeTown(townAround(TODAY));
			await product.start({ TONNENTAG_CLOCK: clock.address, TONNENTAG_PUSH_HOSTS: service.pushHost });
			browser = await launch();
			page = await browser.newPage();
			await page.goto(product.address);
		}, 120_000);

		afterAll(async () => {
			await browser?.close();
			await Promise.all([product.remove(), service?.stop(), clock?.stop(), desktop?.stop()]);
			home.remove();
			// A service worker that failed with a push would show nothing one day.
			expect(service?.nacks).toEqual([]);
		});

		test("a street is chosen and the reminder switched on, by clicking", async () => {
			await (await find(page, "input#street")).type("Ahorn");
			await click(page, "[role=option]", "Ahornweg");
			await click(page, "button", "Termine zeigen");
			await click(page, "button", "+ Abends");
			await (await find(page, "select#time-1")).select("21:00");
			await click(page, "button", "Erinnerung einschalten");
			await find(
				page,
				"dd",
				"am Abend davor um 19 Uhr, am Abend davor um 21 Uhr".replaceAll(" Uhr", "\u00a0Uhr").replaceAll("\u00a0", " "),
				30_000,
			);
			await find(page, "dt", "Nächste");
			expect(service.endpoints).toHaveLength(1);
		}, 60_000);

		test("a test reminder arrives", async () => {
			await click(page, "button", "Probe senden");
			const shown = await desktop.shown("Probe: So kommt die Erinnerung");
			expect(shown.body).toContain("Erinnerungen kommen auf diesem Gerät an.");
			await find(page, "p", "Die Probe ist unterwegs.");
		}, 40_000);

		test("the evening before it is shown with the right words; 'later' brings it once more, 'it is out' ends it", async () => {
			expect(await tick(at(0, "19:00"))).toBe(1);
			const first = await desktop.shown("Morgen: Restmüll + Bioabfall");
			expect(first.body).toContain("Bitte bis 6:00 Uhr rausstellen");
			expect([...first.actions.values()]).toEqual(expect.arrayContaining(["Steht draußen", "Später"]));
			desktop.click(first, "Später");
			await expect.poll(() => page.evaluate(ERRANDS), { timeout: 10_000 }).toEqual([]);
			expect(await tick(at(0, "20:00"))).toBe(1);
			const second = await desktop.shown("Morgen: Restmüll + Bioabfall");
			desktop.click(second, "Steht draußen");
			await page.reload();
			await find(page, "button", "Doch nicht", 20_000);
			expect(await tick(at(0, "21:00"))).toBe(0);
		}, 60_000);

		test("a click on it brings the page to the front", async () => {
			const before = (await browser.pages()).length;
			expect(await tick(at(1, "19:00"))).toBe(1);
			desktop.click(await desktop.shown("Morgen: Bioabfall"));
			await find(page, "h1");
			expect((await browser.pages()).length).toBe(before);
		}, 40_000);

		test("with no page open it is shown too, and a click opens the dates", async () => {
			await page.goto("about:blank");
			expect(await tick(at(1, "21:00"))).toBe(1);
			desktop.click(await desktop.shown("Morgen: Bioabfall"));
			const opened = async () => (await browser.pages()).find((each) => each.url().startsWith(product.address));
			await expect.poll(opened, { timeout: 15_000 }).toBeDefined();
			const fresh = await opened();
			if (fresh) await find(fresh, "h1");
		}, 60_000);

		test("sent while the browser was closed, it is shown after a restart", async () => {
			await browser.close();
			expect(await tick(at(2, "19:00"))).toBe(1);
			browser = await launch();
			await desktop.shown("Morgen: Bioabfall", 40_000);
			page = await browser.newPage();
			await page.goto(product.address);
			await find(page, "dt", "Zuletzt angekommen");
		}, 90_000);

		test("another sender's key is refused", async () => {
			expect(await sendAsSomebody(service)).toBe(403);
		});

		test("after switching off nothing is sent, and the endpoint is gone", async () => {
			await click(page, "button", "Ausschalten");
			await find(page, "button", "Erinnerung einschalten", 20_000);
			await expect.poll(() => sendAsSomebody(service), { timeout: 10_000 }).toBe(410);
			expect(await tick(at(3, "19:00"))).toBe(0);
		}, 60_000);
	});
});

/** In the page: what the server is still to be told; nothing before the first button was pressed. */
const ERRANDS = `new Promise((resolve) => {
	const asked = indexedDB.open("tonnentag-device");
	asked.onsuccess = () => {
		const read = asked.result.transaction("kept").objectStore("kept").get("errands");
		read.onsuccess = () => { asked.result.close(); resolve(read.result); };
	};
})`;

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
