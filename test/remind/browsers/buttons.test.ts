import { expect, test } from "vitest";
import { click, find } from "./engines.ts";
import { onStage } from "./stage.ts";

/** What the buttons of a notification do where there are none, or too late; names, focus and badge. */
onStage("buttons, names and badge", (stage) => {
	/** As the message's `navigate` has it, for browsers that show it without our service worker. */
	const press = (button: string, days: number) => {
		const query = new URLSearchParams({ place: "p-ahorn", day: stage.dayIn(days), do: button });
		return stage.page.goto(`${stage.product.address}/teststadt?${query}`);
	};
	const query = () => stage.page.evaluate("location.search") as Promise<string>;

	test("'later' by address: said, carried out once, and one more push comes in an hour", async () => {
		await stage.settle();
		await click(stage.page, "button", "Weitere Zeit am Abend");
		await (await find(stage.page, "select#time-1")).select("21:00");
		await stage.switchOn();
		expect(await stage.tick(stage.at(0, "19:00"))).toBe(1);
		await stage.desktop.shown("Morgen: Restmüll + Bioabfall");
		await press("later", 1);
		await find(stage.page, "p", "In einer Stunde erinnern wir noch einmal");
		expect(await query()).toBe("");
		await stage.told("later");
		await stage.page.reload();
		await find(stage.page, "dt", "Zuletzt angekommen");
		expect(await stage.tick(stage.at(0, "20:00"))).toBe(1);
		await stage.desktop.shown("Morgen: Restmüll + Bioabfall");
		expect(await stage.tick(stage.at(0, "20:15"))).toBe(0);
	});

	test("'it is out' by address, and taken back: the next reminder comes, the last one does not come again", async () => {
		const before = stage.service.endpoints;
		// Only what this device was reminded of is done without a question, and a service worker has the machine's clock.
		await stage.wasShown(stage.at(0, "20:00"));
		await press("done", 1);
		await find(stage.page, "p", "Gemerkt: steht draußen.");
		await stage.told("done", stage.dayIn(1));
		await click(stage.page, "button", "Doch nicht");
		await find(stage.page, "button", "Steht draußen");
		await expect.poll(() => stage.kept("out")).toEqual([]);
		await expect.poll(() => stage.kept("errands")).toEqual([]);
		expect(await stage.tick(stage.at(0, "20:30"))).toBe(0);
		expect(await stage.tick(stage.at(0, "21:00"))).toBe(1);
		await stage.desktop.shown("Morgen: Restmüll + Bioabfall");
		expect(stage.service.endpoints).toEqual(before);
		expect(await stage.subscriptions()).toBe(1);
	});

	test("a 'later' that comes too late is refused in words: by the notification's button, and by address", async () => {
		expect(await stage.tick(stage.at(1, "19:00"))).toBe(1);
		const shown = await stage.desktop.shown("Morgen: Bioabfall");
		stage.clock.set(stage.at(2, "05:15"));
		stage.desktop.click(shown, "Später");
		const refused = await stage.desktop.shown("Morgen: Bioabfall");
		expect(refused.body).toContain("Für „Später“ bleibt keine Zeit mehr.");
		await press("later", 2);
		await find(stage.page, "p", "Für „Später“ bleibt keine Zeit mehr: In einer Stunde");
		expect(await stage.tick(stage.at(2, "06:15"))).toBe(0);
	});

	test("a click shows the window that is open already, and opens no second one", async () => {
		const own = stage.page;
		// A Firefox without a screen gives the focus to a tab, but shows no other one for it.
		const sign = stage.engine.name === "firefox" ? "document.hasFocus()" : "document.visibilityState === 'visible'";
		const other = await stage.browser.newPage();
		await other.bringToFront();
		const pages = (await stage.browser.pages()).length;
		await expect.poll(() => own.evaluate(sign)).toBe(false);
		expect(await stage.tick(stage.at(2, "19:00"))).toBe(1);
		stage.desktop.click(await stage.desktop.shown("Morgen: Bioabfall"));
		await expect.poll(() => own.evaluate(sign)).toBe(true);
		expect((await stage.browser.pages()).length).toBe(pages);
		await other.close();
	});

	test("the number on the icon: the bins that are due, gone with 'it is out'; without one nothing breaks", async () => {
		const numbers = await stage.watchBadge();
		expect(await stage.tick(stage.at(3, "19:00"))).toBe(1);
		const shown = await stage.desktop.shown("Morgen: Bioabfall");
		await expect.poll(numbers).toEqual(stage.engine.name === "chromium" ? [1] : undefined);
		stage.desktop.click(shown, "Steht draußen");
		await stage.told("done", stage.dayIn(4));
		await expect.poll(numbers).toEqual(stage.engine.name === "chromium" ? [1, 0] : undefined);
		expect(stage.service.nacks).toEqual([]);
	});

	test("with several addresses the household's own name leads the text, and never leaves the device", async () => {
		const { page } = stage;
		await page.goto(`${stage.product.address}/teststadt#adressen`);
		await click(page, "button", "Adresse hinzufügen");
		await stage.choose("Birkenweg");
		await stage.switchOn();
		await page.goto(`${stage.product.address}/teststadt#adressen`);
		await click(page, "summary", "Umbenennen: Birkenweg");
		await (await find(page, "input[name=name]")).type("Oma");
		await click(page, "form button", "Speichern");
		await find(page, "h2", "Oma");
		await page.goto(`${stage.product.address}/teststadt`);
		await page.reload();
		await expect
			.poll(async () =>
				(await stage.kept<{ places: { name: string }[] }>("wanted teststadt"))?.places.map(({ name }) => name),
			)
			.toEqual(expect.arrayContaining(["Oma"]));
		expect(await stage.tick(stage.at(4, "19:00"))).toBe(2);
		const both = [await stage.desktop.shown("Morgen: Bioabfall"), await stage.desktop.shown("Morgen: Bioabfall")];
		const bodies = both.map(({ body }) => body.replace(/^<a .*<\/a>\s*/su, "").trim());
		expect(bodies.sort()).toEqual(["Ahornweg: Bitte bis 6:00 Uhr rausstellen", "Oma: Bitte bis 6:00 Uhr rausstellen"]);
	});

	test("in the language of the page, with its direction; what the service worker may have to say is left in it too", async () => {
		await click(stage.page, "summary", "Deutsch");
		await click(stage.page, "button", "العربية");
		await expect.poll(async () => (await stage.kept<{ lang: string }>("wanted teststadt"))?.lang).toBe("ar");
		await expect.poll(async () => (await stage.kept<{ dir: string }>("words"))?.dir).toBe("rtl");
		await stage.agreed();
		expect(await stage.tick(stage.at(5, "19:00"))).toBe(2);
		const bodies = [await stage.desktop.shown("غدًا: Bioabfall"), await stage.desktop.shown("غدًا: Bioabfall")].map(
			({ body }) => body.includes("يرجى إخراجها في موعد أقصاه الساعة 6:00"),
		);
		expect(bodies).toEqual([true, true]);
		const shown = await stage.page.evaluate(
			`navigator.serviceWorker.ready.then((own) => own.getNotifications())
				.then((all) => all.filter(({ title }) => title.startsWith("غ")).map(({ lang, dir }) => [lang, dir].join()))`,
		);
		expect(shown).toEqual(["ar,rtl", "ar,rtl"]);
	});
});
