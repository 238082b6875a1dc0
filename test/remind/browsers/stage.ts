import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import type { Dataset } from "../../../data/model/dataset.ts";
import { type Day, plusDays } from "../../../data/model/day.ts";
import { type Minutes, parseTime } from "../../../data/model/time.ts";
import { instantAt } from "../../../data/model/zone.ts";
import { requestOf, type Wanted } from "../../../web/device/reminder-state.ts";
import { Product } from "../../worker/launch/product.ts";
import { TestClock } from "../clock.ts";
import { sqlite } from "../product.ts";
import { Autopush } from "./autopush.ts";
import { Desktop } from "./desktop.ts";
import { click, ENGINES, type Engine, find, isThere, makeHome, type PushService } from "./engines.ts";
import { BERLIN, firstDay, townAround } from "./town.ts";

/**
 * One engine with everything around it: the product with a clock of the test's, the push
 * service on loopback, a desktop that shows notifications, and a page with a household.
 * One of it serves all tests of a file, for starting browsers is what takes the time.
 */
export class Stage {
	readonly product = new Product();
	/** The day that the product's and the pages' clocks start on; see `firstDay`. */
	readonly day: Day = firstDay();
	desktop!: Desktop;
	service!: PushService;
	clock!: TestClock;
	browser!: Browser;
	page!: Page;
	readonly engine: Engine;
	readonly #home = makeHome();

	constructor(engine: Engine) {
		this.engine = engine;
	}

	/** With the town of the tests, and others beside it. */
	async start(others: (day: Day) => readonly Dataset[]): Promise<void> {
		const { engine, product } = this;
		[this.desktop, this.service, this.clock] = await Promise.all([
			Desktop.start(),
			engine.service(),
			TestClock.start("2026-01-01T00:00:00Z"),
		]);
		this.clock.set(this.at(0, "12:00"));
		this.service.now = () => this.clock.now;
		for (const town of [townAround(this.day), ...others(this.day)]) product.writeTown(town);
		await this.startProduct();
		this.browser = await this.launch();
		this.page = await this.open();
	}

	/** Also again, at the same address. */
	async startProduct(): Promise<void> {
		const { address } = this.product;
		await this.product.start({
			...(address !== "" && { PORT: new URL(address).port }),
			TONNENTAG_CLOCK: this.clock.address,
			TONNENTAG_PUSH_HOSTS: this.service.pushHost,
		});
	}

	launch(): Promise<Browser> {
		const { service, desktop, product } = this;
		return this.engine.launch({ service, home: this.#home.path, bus: desktop.address, origin: product.address });
	}

	/** The browser itself takes the subscription away, as browsers do; no page of ours is open. */
	async takeSubscription(): Promise<void> {
		if (this.service instanceof Autopush) this.service.forgetAll();
		else await forbidAndAllow(this.browser, this.product.address, this.service);
	}

	async end(): Promise<void> {
		await this.browser?.close();
		await Promise.all([this.product.remove(), this.service?.stop(), this.clock?.stop(), this.desktop?.stop()]);
		await this.#home.remove();
		// A service worker that failed with a push would show nothing one day.
		expect(this.service?.nacks).toEqual([]);
	}

	/** An instant so many days from the first one, by the town's clock. */
	at(days: number, time: string): number {
		return instantAt(BERLIN, this.dayIn(days), parseTime(time) as Minutes);
	}

	dayIn(days: number): Day {
		return plusDays(this.day, days);
	}

	/** A page on the product's clock as it stands now; a service worker has the machine's. */
	async open(path = "/"): Promise<Page> {
		const page = await this.browser.newPage();
		await page.evaluateOnNewDocument(holdClock, this.clock.now);
		await page.goto(this.product.address + path);
		return page;
	}

	/** A household on Ahornweg. */
	async settle(): Promise<void> {
		await this.choose("Ahornweg");
	}

	async choose(street: string): Promise<void> {
		await (await find(this.page, "input#street")).type(street.slice(0, 5));
		await click(this.page, "[role=option]", street);
		await click(this.page, "button", "Weiter");
		await click(this.page, "button", "Nein, danke");
		await find(this.page, "headline-card");
	}

	/** At seven on the evening before. */
	async switchOn(): Promise<void> {
		await click(this.page, "button", "Erinnerung einschalten");
		await find(this.page, "dt", "Nächste");
		// The card knows the next one from the dates on the device; the server has to have heard of it.
		await expect.poll(() => this.subscriptions()).toBeGreaterThan(0);
	}

	/**
	 * Lets a moment come; answers how many pushes came to the push service. Its own count would leave out
	 * what the product's alarm sends when it wakes between the clock and the tick, as it may after a start.
	 */
	async tick(instant: number): Promise<number> {
		const before = this.service.answers.length;
		this.clock.set(instant);
		const answer = await fetch(`${this.product.address}/test/tick`, { method: "POST" });
		const { sent } = (await answer.json()) as { sent: number };
		const arrived = this.service.answers.length - before;
		expect(sent).toBeLessThanOrEqual(arrived);
		return arrived;
	}

	/** How many subscriptions the product has. */
	async subscriptions(): Promise<number> {
		return (await this.#slices()).reduce((sum, each) => sum + each.subscriptions, 0);
	}

	/** Endpoints that the product would send to. */
	endpointsAtServer(): string[] {
		return globSync(join(this.product.state, "slices/tonnentag-shard/*.sqlite"))
			.filter((path) => !path.endsWith("metadata.sqlite"))
			.flatMap((path) => sqlite(path, "SELECT endpoint FROM subscription"))
			.map(({ endpoint }) => String(endpoint));
	}

	/** What the service worker has shown on the icon since, 0 for nothing; `undefined` where it cannot. */
	async watchBadge(): Promise<() => Promise<number[] | undefined>> {
		if (this.engine.name === "firefox") {
			expect(await this.page.evaluate(() => "setAppBadge" in navigator)).toBe(false);
			return async () => undefined;
		}
		const target = await this.browser.waitForTarget((each) => each.type() === "service_worker");
		const worker = await target.worker();
		await worker?.evaluate(() => {
			const own = Object.assign(navigator as Navigator & Record<string, (count?: number) => Promise<void>>, {});
			const numbers: number[] = [];
			for (const name of ["setAppBadge", "clearAppBadge"]) {
				const real = own[name]?.bind(navigator);
				const watched = (count = 0) => {
					numbers.push(count);
					return real?.(...(name === "setAppBadge" ? [count] : []));
				};
				Object.defineProperty(navigator, name, { value: watched });
			}
			Object.assign(globalThis, { numbers });
		});
		return async () => (await worker?.evaluate("globalThis.numbers")) as number[] | undefined;
	}

	async #slices(): Promise<readonly { subscriptions: number; open: number }[]> {
		// Counts are for the host alone.
		const secret = readFileSync(join(this.product.state, "admin.key"), "utf8").trim();
		const answer = await fetch(`${this.product.address}/healthz`, { headers: { authorization: `Bearer ${secret}` } });
		return ((await answer.json()) as { slices: { subscriptions: number; open: number }[] }).slices;
	}

	/** Once the server has heard of a button: of a "later" that waits, or that it is out on a day. */
	async told(button: "done" | "later", day?: Day): Promise<void> {
		const isTold = async () => {
			if (button === "later") return (await this.#slices()).some(({ open }) => open > 0);
			const out = (await this.kept<{ day: Day }[]>("out")) ?? [];
			const waiting = (await this.kept<unknown[]>("errands")) ?? [];
			return out.some((each) => each.day === day) && waiting.length === 0;
		};
		await expect.poll(isTold).toBe(true);
	}

	/** Once the server has heard what the household wants now. */
	async agreed(): Promise<void> {
		const isAgreed = async () => {
			const [own, wanted] = [
				await this.kept<{ asked: string }>("subscription teststadt"),
				await this.kept<Wanted>("wanted teststadt"),
			];
			return wanted !== undefined && own?.asked === JSON.stringify(requestOf(wanted));
		};
		await expect.poll(isAgreed).toBe(true);
	}

	/** What the page and its service worker keep under a name; once it is there. */
	async kept<T>(name: string): Promise<T | undefined> {
		return (await this.page.evaluate(readKept(name))) as T | undefined;
	}

	/** As if the device's own clock had been the product's when the last message was shown. */
	async wasShown(at: number): Promise<void> {
		await this.page.evaluate(writeShown(at));
	}
}

/** Tests in each engine that is there, on a stage of their own; under CI all have to be there. */
export function onStage(
	title: string,
	tests: (stage: Stage) => void,
	others: (day: Day) => readonly Dataset[] = () => [],
): void {
	describe.each(ENGINES)("$name", (engine: Engine) => {
		if (!isThere(engine) && !process.env.CI)
			console.warn(`SKIPPED: ${title} in ${engine.name}: ${engine.path} or dbus-daemon is missing`);
		describe.skipIf(!isThere(engine) && !process.env.CI)(title, () => {
			const stage = new Stage(engine);
			beforeAll(() => stage.start(others), 120_000);
			afterAll(() => stage.end());
			tests(stage);
		});
	});
}

/** Chromium ends the subscription with the permission, and makes another when it is given again. */
async function forbidAndAllow(browser: Browser, origin: string, service: PushService): Promise<void> {
	const settings = await browser.newPage();
	await settings.goto(`chrome://settings/content/siteDetails?site=${encodeURIComponent(origin)}`);
	await settings.waitForFunction("document.querySelector('settings-ui')?.shadowRoot?.querySelector('#main')");
	const set = (setting: "block" | "allow") =>
		settings.evaluate(
			`chrome.send("setOriginPermissions", [${JSON.stringify(origin)}, "notifications", "${setting}"])`,
		);
	await set("block");
	await expect.poll(() => service.living).toEqual([]);
	await set("allow");
	await settings.close();
}

/** In the page, before its own scripts: what time it is does not change. */
function holdClock(now: number): void {
	const Real = Date;
	globalThis.Date = class extends Real {
		constructor(...given: [] | [number | string]) {
			super(given.length === 0 ? now : (given[0] as number));
		}
		static override now(): number {
			return now;
		}
	} as DateConstructor;
}

/** In the page; as text, for the tests know no browser's globals. */
const writeShown = (at: number) => `new Promise((resolve) => {
	const asked = indexedDB.open("tonnentag-device");
	asked.onsuccess = () => {
		const work = asked.result.transaction("kept", "readwrite");
		work.objectStore("kept").put(${at}, "shown");
		work.oncomplete = () => { asked.result.close(); resolve(); };
	};
})`;

const readKept = (name: string) => `new Promise((resolve) => {
	const asked = indexedDB.open("tonnentag-device");
	asked.onsuccess = () => {
		const read = asked.result.transaction("kept").objectStore("kept").get(${JSON.stringify(name)});
		read.onsuccess = () => { asked.result.close(); resolve(read.result); };
	};
})`;
