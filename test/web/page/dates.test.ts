import type { Page, Route } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { chooseStreet, showDates, shownText, textOf, useBrowser, type Visit } from "./browser.ts";
import { answered } from "./settled.ts";

const browser = useBrowser();

describe("the headline", () => {
	test.each([
		[
			"2026-12-03T09:00:00+01:00",
			"Morgen, Freitag 4. Dezember",
			"Heute ab 18 Uhr rausstellen, spätestens morgen um 6 Uhr.",
		],
		["2026-12-04T05:30:00+01:00", "Heute, Freitag 4. Dezember", "Jetzt rausstellen, spätestens um 6 Uhr."],
		["2026-12-04T11:59:00+01:00", "Heute, Freitag 4. Dezember", "Sollte seit 6 Uhr draußen stehen."],
		["2026-12-04T12:00:00+01:00", "In 4 Tagen, Dienstag 8. Dezember", "Montag ab 18 Uhr rausstellen"],
	])("%s: %s", async (at, headline, window) => {
		const { page } = await settled({ at });
		await expect.poll(() => textOf(page, "headline-card h1")).toBe(headline);
		await expect.poll(() => textOf(page, "headline-card")).toContain(window);
	});

	test("shows the town's day wherever the device stands", async () => {
		const { page } = await settled({ at: "2026-12-03T23:30:00+01:00", timezoneId: "America/New_York" });
		await expect.poll(() => textOf(page, "headline-card h1")).toBe("Morgen, Freitag 4. Dezember");
	});

	test("says that dates end, and what will happen then", async () => {
		const { page } = await settled({ at: "2027-12-31T18:00:00+01:00" });
		await expect
			.poll(() => textOf(page, "headline-card"))
			.toContain(
				"Die Termine nach dem 31. Dezember 2027 sind noch nicht veröffentlicht. Sobald Stadt Musterstadt sie herausgibt, stehen sie hier.",
			);
	});

	test("shows an empty kerb when nothing is collected for a while", async () => {
		const { page } = await settled({ only: /Weihnachtsbäume/ });
		await expect.poll(() => textOf(page, "headline-card")).toContain("wird keine Ihrer Tonnen abgeholt");
		expect(await page.locator("headline-card town-bin").count()).toBe(0);
	});
});

test("the answer first: bins above the notice, a page that a thumb can look through, reminders within reach", async () => {
	const { page } = await settled({ street: "Bahnhofstraße", number: "12", at: "2026-12-02T18:30:00+01:00" });
	const [bin, notice] = [page.locator("headline-card .name"), page.locator("change-notice summary")];
	await expect.poll(() => shownText(notice)).toBe("Verschoben: Papier am Sa 12.12.");
	expect((await bin.first().boundingBox())?.y).toBeLessThan((await notice.boundingBox())?.y ?? 0);
	await page.locator("remind-card form").waitFor();
	expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(2400);
	const bar = page.locator("page-bar");
	await bar.getByRole("link", { name: "Erinnerung" }).click();
	await expect.poll(() => focusOf(page)).toBe("reminders");
	await bar.getByRole("link", { name: "Monat" }).click();
	await page.locator("month-view h1").waitFor();
	await expect.poll(() => bar.getByRole("link", { name: "Monat" }).getAttribute("aria-current")).toBe("page");
	await bar.getByRole("link", { name: "Erinnerung" }).click();
	await expect.poll(() => focusOf(page)).toBe("reminders");
	await page.getByRole("button", { name: "Steht draußen" }).click();
	await expect
		.poll(() => textOf(page, "headline-card"))
		.toContain("Wird morgen abgeholt. Danach: Fr 11.12., Gelber Sack");
});

function focusOf(page: Page): Promise<string | undefined> {
	return page.evaluate(() => {
		let element = document.activeElement;
		while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
		return element?.id;
	});
}

describe("what is different", () => {
	test("a strike tells the new day and why, without the names of files", async () => {
		const { page } = await settled({ street: "Bahnhofstraße", number: "12", at: "2026-12-07T19:00:00+01:00" });
		await expect
			.poll(() => textOf(page, "change-notice"))
			.toContain("Papier wird erst am Samstag, 12. Dezember abgeholt, nicht am Dienstag, 8. Dezember. Warnstreik");
		await expect.poll(() => textOf(page, "change-notice")).toContain("holen Sie es bitte wieder herein");
		await page.locator("why-changed summary").first().click();
		await expect
			.poll(() => textOf(page, "why-changed >> nth=0"))
			.toMatch(/statt Di 8\.12\. · Warnstreik.*Geplant war Dienstag, 8\. Dezember\./);
	});

	test("a cancelled collection tells what to do and when the next one is", async () => {
		const { page } = await settled({ street: "Waldstraße", part: /Bahn/, at: "2026-12-08T09:00:00+01:00" });
		const notice = await textOf(page, "change-notice");
		expect(notice).toMatch(/Gelber Sack fällt aus: Donnerstag, 10\. Dezember\. Nächster Termin: .*, \d+\. Dezember\./);
		expect(notice).toContain("Bitte nicht rausstellen.");
	});

	test("a holiday is named beside its date", async () => {
		const { page } = await settled({ street: "Bahnhofstraße", number: "12" });
		await page.getByRole("button", { name: "Mehr Wochen zeigen" }).click();
		await expect.poll(() => textOf(page, "agenda-list")).toMatch(/↷ statt Fr 25\.12\. · 1\. Weihnachtstag/);
	});
});

test("the van has place and time", async () => {
	const { page } = await settled({ also: /Schadstoffmobil/ });
	await expect
		.poll(() => textOf(page, "agenda-list"))
		.toMatch(/Schadstoffmobil [^↷]*\d+(:\d\d)? Uhr bis \d+(:\d\d)? Uhr/);
});

test("the foot of the dates says how old they are, how far they reach and whose they are", async () => {
	const { page } = await settled();
	await expect
		.poll(() => textOf(page, "dates-view .about"))
		.toMatch(/Stand: \d+\. \w+ \d{4} · Termine bis 31\. Dezember 2027 · Quelle: Stadt Musterstadt/);
	await expect.poll(() => textOf(page, "dates-view .invented")).toContain("ist erfunden");
});

describe("the calendar", () => {
	test("wishes go into the address", async () => {
		const { page } = await settled();
		const feed = page.getByLabel("Adresse für andere Kalender");
		await expect
			.poll(() => feed.inputValue())
			.toMatch(/\/feed\/musterstadt\/[a-z0-9-]+\.ics\?services=rest-2w,bio,papier,gelb,baum$/);
		await page.locator("details.fold > summary").click();
		await page.getByLabel("Erinnerung am Vorabend").selectOption("19:00");
		await page.getByLabel("Ein Eintrag je Tag").check();
		await expect.poll(() => feed.inputValue()).toContain("&alarm=19:00&group=day");
		const google = await page.getByRole("link", { name: "Google Kalender" }).getAttribute("href");
		expect(decodeURIComponent(google ?? "")).toContain((await feed.inputValue()).replace("http:", "webcal:"));
	});

	test("the address is copied, and answers with a calendar", async () => {
		const { page } = await settled();
		await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
		await page.locator("details.fold > summary").click();
		await page.getByText("Anderer Kalender").click();
		await page.getByRole("button", { name: "Kopieren" }).click();
		await page.getByText("Die Adresse ist kopiert.").waitFor({ state: "attached" });
		const copied = await page.evaluate(() => navigator.clipboard.readText());
		const answer = await fetch(copied);
		expect(answer.status).toBe(200);
		expect(await answer.text()).toContain("SUMMARY:Gelber Sack");
	});
});

describe("on the device in the hand", () => {
	const PHONE = "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/157.0.0.0 Mobile Safari/537.36";

	test("Android gets what works there: a file with alarms, a link for the computer, and no webcal anywhere", async () => {
		const { page } = await settled({ userAgent: PHONE });
		await page.locator("details.fold > summary").click();
		const file = page.getByRole("link", { name: "Termine einmal übernehmen" });
		const answer = await fetch((await file.getAttribute("href")) ?? "");
		expect(await answer.text()).toContain("BEGIN:VALARM");
		await page.getByRole("button", { name: "Link an den Computer senden" }).waitFor();
		await page.getByText("Anderer Kalender").click();
		await page.getByRole("button", { name: "QR-Code" }).click();
		await page.locator("qr-code").waitFor();
		const links = await page
			.locator("subscribe-calendar a")
			.evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).href));
		expect(links.filter((each) => !each.startsWith("http:"))).toEqual([]);
		const code = await page.locator("qr-code").evaluate((each) => (each as unknown as { text: string }).text);
		expect(code).toMatch(/^http:.*\.ics/);
	});

	test("a clock that is a day wrong is told, by the day of the server", async () => {
		const now = new Date();
		const { page } = await settled({ at: new Date(now.getTime() - 86_400_000).toISOString(), wrong: true });
		const today = new Intl.DateTimeFormat("de-DE", {
			weekday: "long",
			day: "numeric",
			month: "long",
			timeZone: "Europe/Berlin",
		});
		await page.getByText(`Die Uhr dieses Geräts geht falsch: Heute ist ${today.format(now)}.`).waitFor();
	});

	test("a clock that is right is not spoken of", async () => {
		const { page } = await settled({ at: new Date().toISOString(), wrong: true });
		await page.locator("remind-card form").waitFor();
		expect(await page.getByText("Die Uhr dieses Geräts").count()).toBe(0);
	});
});

test("a view comes in within 200 ms after a step; nothing moves at the beginning, and nothing where motion is reduced", async () => {
	for (const reducedMotion of ["no-preference", "reduce"] as const) {
		const { page } = await browser.visit({ reducedMotion });
		await page.addInitScript(() => {
			const came: number[] = [];
			Object.assign(globalThis, { came });
			const { attachShadow } = Element.prototype;
			// Animations are not heard of outside their own root.
			Element.prototype.attachShadow = function (init) {
				const root = attachShadow.call(this, init);
				root.addEventListener("animationstart", (event) => {
					const { animationName, target } = event as AnimationEvent;
					const [first] = (target as Element).getAnimations();
					if (animationName === "come") came.push(Number(first?.effect?.getComputedTiming().duration));
				});
				return root;
			};
		});
		await page.reload();
		await page.getByRole("combobox").waitFor();
		const came = () => page.evaluate(() => (globalThis as unknown as { came: number[] }).came);
		expect(await came()).toEqual([]);
		await page.getByRole("combobox").fill("amselweg");
		await page.getByRole("option").first().click();
		await showDates(page);
		if (reducedMotion === "reduce") expect(await came()).toEqual([]);
		else await expect.poll(async () => Math.max(0, ...(await came()))).toBe(180);
	}
});

describe("when something is missing", () => {
	test("when the net is back nobody has to press", async () => {
		const { page } = await browser.visit();
		await page.route("**/api/**", (route) => route.abort());
		await page.reload();
		browser.forgive(/ERR_FAILED/);
		await page.getByRole("heading", { name: "Keine Verbindung" }).waitFor();
		await page.unroute("**/api/**");
		await page.evaluate(() => dispatchEvent(new Event("online")));
		await page.getByRole("combobox").waitFor();
	});

	test("no connection is said in words, and trying again helps", async () => {
		const { page } = await browser.visit();
		await page.route("**/api/**", (route) => route.abort());
		await page.reload();
		await page.getByRole("heading", { name: "Keine Verbindung" }).waitFor();
		await page.unroute("**/api/**");
		await page.getByRole("button", { name: "Noch einmal versuchen" }).click();
		await page.getByRole("combobox", { name: "Wo wohnen Sie?" }).waitFor();
		browser.forgive(/ERR_FAILED/);
	});

	test("questions that cannot be loaded say so, and are tried again", async () => {
		const { page } = await browser.visit();
		let isCut = true;
		await page.route(/\/assets\/.*\.js$/u, async (route) => {
			const answer = await route.fetch();
			const isLater = /define\(.services-question./u.test(await answer.text());
			return isLater && isCut ? route.abort() : route.fulfill({ response: answer });
		});
		await page.reload();
		await chooseStreet(page, "Amselweg");
		await page.getByRole("heading", { name: "Keine Verbindung" }).waitFor();
		isCut = false;
		await page.getByRole("button", { name: "Noch einmal versuchen" }).click();
		await page.getByRole("heading", { name: "Welche Tonnen haben Sie?" }).waitFor();
		// Pieces that nobody waits for may still be on their way.
		await page.unrouteAll({ behavior: "ignoreErrors" });
		browser.forgive(/ERR_FAILED|imported module/);
	});

	test("a broken dataset shows no dates rather than wrong ones", async () => {
		const { page } = await browser.visit();
		await page.route("**/api/towns/*/dataset/**", (route) => route.fulfill({ body: '{"format":1}' }));
		await page.route("**/api/towns/*/dataset*", (route) => route.fulfill({ body: '{"format":1}' }));
		await page.reload();
		await page.getByRole("heading", { name: "Die Termine sind nicht lesbar" }).waitFor();
	});

	test("a town that is no longer here offers those that are", async () => {
		const { page } = await settled();
		await page.route("**/api/towns", (route) => route.fulfill({ json: [{ id: "anderswo", name: "Anderswo" }] }));
		// As the device keeps it: the list of towns comes with the page only where the server delivers it.
		await page.route(/\/$/u, (route) => route.continue({ url: `${inject("address")}/index.html` }));
		await page.reload();
		await page.getByRole("heading", { name: "Diese Gemeinde gibt es hier nicht" }).waitFor();
		const link = page.getByRole("link", { name: "Anderswo" });
		await expect.poll(() => link.getAttribute("href")).toBe("/anderswo");
	});
});

test("English stays after a reload, the names on the bins stay German", async () => {
	const { page } = await settled({ locale: "en-GB" });
	await expect.poll(() => page.locator("html").getAttribute("lang")).toBe("en");
	await expect.poll(() => textOf(page, "headline-card h1")).toBe("Tomorrow, Friday 4 December");
	await expect.poll(() => textOf(page, "headline-card")).toContain("Gelber Sack");
	await page.getByText("English").first().click();
	await page.getByRole("button", { name: "Deutsch" }).click();
	await page.getByRole("heading", { name: /Morgen, Freitag/ }).waitFor();
	await page.reload();
	await page.getByRole("heading", { name: /Morgen, Freitag/ }).waitFor();
});

test("a page that is left open takes over what has changed meanwhile", async () => {
	const { page } = await settled();
	await page.route("**/api/towns/*/dataset/**", renamed);
	await page.route("**/api/towns/*/dataset*", renamed);
	await page.clock.setFixedTime(new Date("2026-12-03T21:00:00+01:00"));
	await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
	await page.getByRole("heading", { name: /Morgen, Freitag/ }).waitFor();
	await expect.poll(() => textOf(page, "headline-card")).toContain("Wertstoffsack");
});

async function renamed(route: Route): Promise<void> {
	const response = await route.fetch();
	await route.fulfill({ response, body: (await response.text()).replaceAll("Gelber Sack", "Wertstoffsack") });
}

interface Wish {
	at?: string;
	locale?: string;
	timezoneId?: string;
	userAgent?: string;
	/** The device's clock. */
	wrong?: boolean;
	street?: string;
	number?: string;
	part?: RegExp;
	/** Bins beside the usual ones, or these alone. */
	also?: RegExp;
	only?: RegExp;
}

/** A visit that has answered all questions. */
async function settled({ at, locale, timezoneId, userAgent, wrong, ...answers }: Wish = {}): Promise<Visit> {
	const opened = await browser.visit({
		...(at && { at }),
		...(locale && { locale }),
		...(timezoneId && { timezoneId }),
		...(userAgent && { userAgent }),
		...(wrong && { wrong }),
	});
	const told = Object.values(answers).map(String).join(" ");
	await answered(opened.page, `dates ${told}`, () => answer(opened.page, answers));
	return opened;
}

async function answer(page: Page, { street = "Hauptstraße", number = "12", part, also, only }: Wish): Promise<void> {
	await page.getByRole("combobox").fill(part ? street : `${street} ${number}`);
	await page.getByRole("option").filter({ hasText: street }).first().click();
	if (part) await page.getByRole("button", { name: part }).click();
	await page.getByRole("checkbox").first().waitFor();
	if (only) for (const box of await page.getByRole("checkbox").all()) await box.uncheck();
	const wanted = only ?? also;
	if (wanted) await page.getByRole("checkbox", { name: wanted }).check();
	await showDates(page);
}
