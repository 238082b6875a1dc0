import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { shownText, textOf, useBrowser } from "./browser.ts";
import { keepOnDevice } from "./device-memory.ts";
import { settle } from "./settled.ts";

const browser = useBrowser();
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549", "best-practice"];
const AN_IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 27_0 like Mac OS X) AppleWebKit/605.1.15";

/** What stands in the card in each state of browser and reminders. */
const STATES = {
	off: "Am Abend vor der Abfuhr sagt dieses Gerät Ihnen, was rausgehört",
	denied: "Ihr Browser lässt von dieser Seite keine Mitteilungen zu.",
	apple: "Auf dem iPhone und iPad gehen Erinnerungen nur in der installierten App",
	impossible: "Dieser Browser kann keine Mitteilungen empfangen.",
	dead: "Auf diesem Gerät kommen keine Erinnerungen an. Zuletzt: 2. Dezember.",
} as const;
type State = keyof typeof STATES;

test("every state says what to do, narrow and wide, in light and dark, without a violation", async () => {
	const page = await cardIn("off", { viewport: { width: 320, height: 800 } });
	for (const state of Object.keys(STATES) as State[]) {
		await turnTo(page, state);
		await expect.poll(() => textOf(page, "remind-card")).toContain(STATES[state]);
		await page.emulateMedia({ colorScheme: "light" });
		expect(await violations(page), state).toEqual([]);
		// Colours are all that changes in the dark, and room all that a wide page changes.
		await page.emulateMedia({ colorScheme: "dark" });
		expect(await violations(page, ["color-contrast"]), `${state}, dark`).toEqual([]);
		for (const width of [1280, 320]) {
			await page.setViewportSize({ width, height: 800 });
			expect(await lowTargets(page), `${state}, ${width} wide`).toEqual([]);
			const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
			expect(scrollWidth, `${state}, ${width} wide`).toBe(clientWidth);
		}
	}
});

/** By all rules, or by some. */
async function violations(page: Page, rules?: string[]): Promise<string[]> {
	const judge = new AxeBuilder({ page }).include({ fromShadowDom: ["app-page", "dates-view", ".remind"] });
	const judged = await (rules ? judge.withRules(rules) : judge.withTags(RULES)).analyze();
	return judged.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

test("nothing is asked of the browser before a tap", async () => {
	const page = await cardIn("off");
	await page.evaluate(() => Object.assign(window, { asked: 0 }));
	expect(await page.evaluate(() => Notification.permission)).toBe("default");
	await page.getByRole("button", { name: "Erinnerung einschalten" }).click();
	await page.getByText("Ihr Browser lässt von dieser Seite keine Mitteilungen zu.").waitFor();
});

test("several times are offered, none twice, none after the bins must be out", async () => {
	const page = await cardIn("off");
	await page.getByRole("button", { name: "Weitere Zeit am Abend" }).click();
	await page.getByRole("button", { name: "Weitere Zeit am Morgen" }).click();
	const chosen = await page
		.locator("remind-times select")
		.evaluateAll((all) => all.map((each) => (each as HTMLSelectElement).value));
	expect(chosen).toEqual(["19:00", "16:00", "05:00"]);
	const mornings = await page.locator("remind-times select").last().locator("option").allInnerTexts();
	expect(mornings.at(-1)).toBe("5:45\u00a0Uhr");
	await page.getByRole("button", { name: "Am Abend davor, 16:00: entfernen" }).click();
	await expect.poll(() => page.locator("remind-times select").count()).toBe(2);
	await page.getByRole("button", { name: "Rückgängig" }).click();
	await expect
		.poll(() =>
			page.locator("remind-times select").evaluateAll((all) => all.map((each) => (each as HTMLSelectElement).value)),
		)
		.toEqual(chosen);
});

test("without push the calendar is the way out", async () => {
	const page = await cardIn("impossible");
	await page.getByRole("button", { name: "Kalender abonnieren" }).click();
	await expect
		.poll(() => page.getByLabel("Erinnerung am Vorabend").evaluate((element) => element.matches(":focus")))
		.toBe(true);
});

test("'it is out' is kept on the device and can be taken back", async () => {
	const page = await cardIn("off");
	await page.getByRole("button", { name: "Steht draußen" }).click();
	await page.getByRole("button", { name: "Doch nicht" }).waitFor();
	await page.reload();
	await page.getByRole("button", { name: "Doch nicht" }).click();
	await page.getByRole("button", { name: "Steht draußen" }).waitFor();
});

test("where notifications have no buttons, the page does what its address says, once", async () => {
	const page = await cardIn("off");
	const place = await page.evaluate(placeShown);
	// What the server has promised is what this device was told.
	await keepOnDevice(page, {
		"promised musterstadt": [{ place, day: "2026-12-04", at: "2026-12-03T18:00:00Z", services: [] }],
	});
	await page.goto(`${new URL(page.url()).origin}/musterstadt?place=${place}&day=2026-12-04&do=done`);
	await page.getByText("Gemerkt: steht draußen.").waitFor();
	await page.getByRole("button", { name: "Doch nicht" }).waitFor();
	expect(new URL(page.url()).search).toBe("");
	await expect.poll(() => shownText(page.locator("headline-card h1"))).toBe("Morgen, Freitag 4. Dezember");
});

test("a link that says 'it is out' asks on a device that was not told of the day", async () => {
	const page = await cardIn("off");
	const place = await page.evaluate(placeShown);
	const address = `${new URL(page.url()).origin}/musterstadt?place=${place}&day=2026-12-04&do=done`;
	await page.goto(address);
	await page.getByText("Steht bei Ihnen schon draußen, was am Freitag, 4. Dezember abgeholt wird?").waitFor();
	await page.getByRole("button", { name: "Steht draußen", exact: true }).waitFor();
	await page.getByRole("button", { name: "Nein", exact: true }).click();
	await page.goto(address);
	await page.getByRole("button", { name: "Ja, steht draußen" }).click();
	await page.getByRole("button", { name: "Doch nicht" }).waitFor();
});

test("'later' by address promises nothing where no reminders are on", async () => {
	const page = await cardIn("off");
	const place = await page.evaluate(placeShown);
	await page.goto(`${new URL(page.url()).origin}/musterstadt?place=${place}&day=2026-12-04&do=later`);
	await page.locator("headline-card h1").waitFor();
	await expect.poll(() => new URL(page.url()).search).toBe("");
	await page.locator("remind-card h2").waitFor();
	expect(await page.getByText("In einer Stunde").count()).toBe(0);
});

/** A household whose card is in a state; others can follow on the same page. */
async function cardIn(state: State, options: object = {}): Promise<Page> {
	const { page } = await browser.visit(options);
	await page.addInitScript(pretend, AN_IPHONE);
	await page.evaluate((to) => sessionStorage.setItem("state", to), state);
	await settle(page, "hauptstr 12");
	await page.getByText(STATES[state].slice(0, 40)).waitFor();
	return page;
}

async function turnTo(page: Page, state: State): Promise<void> {
	await page.evaluate((to) => sessionStorage.setItem("state", to), state);
	if (state === "dead") await remember(page);
	await page.reload();
	await page.getByText(STATES[state].slice(0, 40)).waitFor();
}

/** A browser that cannot, or may not, as its session says. */
function pretend(iPhone: string): void {
	const state = sessionStorage.getItem("state");
	if (state === "apple") Object.defineProperty(navigator, "userAgent", { get: () => iPhone });
	if (state === "apple" || state === "impossible") Reflect.deleteProperty(window, "PushManager");
	const permission = state === "denied" ? "denied" : "default";
	Object.defineProperty(Notification, "permission", { get: () => permission });
	Notification.requestPermission = async () => "denied";
	const ready = Promise.resolve({ pushManager: { getSubscription: async () => null } });
	Object.defineProperty(navigator.serviceWorker, "ready", { get: () => ready });
}

function placeShown(): string {
	const dates = document.querySelector("app-page")?.shadowRoot?.querySelector("dates-view");
	return (dates as unknown as { standing: { place: { id: string } } }).standing.place.id;
}

/** Reminders were on, and came until the browser withdrew its permission. */
async function remember(page: Page): Promise<void> {
	await page.evaluate(
		async (place) => {
			const remind = [{ when: "eve", time: "19:00" }];
			const wanted = { town: "musterstadt", lang: "de", places: [{ place, name: "", remind }] };
			const told = { lastDelivered: "2026-12-02T18:00:20Z", next: [] };
			await new Promise<void>((done) => {
				const asked = indexedDB.open("tonnentag-device", 1);
				asked.onsuccess = () => {
					const work = asked.result.transaction("kept", "readwrite");
					work.objectStore("kept").put(wanted, "wanted");
					work.objectStore("kept").put(told, "told");
					work.oncomplete = () => done();
				};
			});
		},
		await page.evaluate(placeShown),
	);
}

/** Buttons and boxes that are too low for a thumb; those that are shown. */
async function lowTargets(page: Page): Promise<string[]> {
	const targets = page.locator("remind-card :is(button, summary, select, label.tick), out-button button");
	const heights = await targets.evaluateAll((all) =>
		all
			.map((each) => ({ text: each.textContent?.trim() ?? "", height: each.getBoundingClientRect().height }))
			.filter(({ height }) => height > 0),
	);
	expect(heights.length).toBeGreaterThan(0);
	return heights.filter(({ height }) => height < 43.9).map(({ text, height }) => `${text}: ${height}`);
}
