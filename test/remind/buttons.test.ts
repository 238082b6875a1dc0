import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MockPush } from "./mock-push.ts";
import { type Remind, RemindProduct, type Subscription } from "./product.ts";

/** "It is out" taken back, and what a push says in each language: one product, an evening per test. */

/** Tuesdays on which the 1.100-litre containers of Bezirk 1 are emptied, by hand; the evening before each. */
const WEEKS = [
	["2026-11-30", "2026-12-01"],
	["2026-12-07", "2026-12-08"],
	["2026-12-14", "2026-12-15"],
	["2026-12-28", "2026-12-29"],
	["2027-01-04", "2027-01-05"],
	["2027-01-11", "2027-01-12"],
	["2027-01-18", "2027-01-19"],
] as const;

let mock: MockPush;
let product: RemindProduct;
let place: string;
let week = -1;

beforeAll(async () => {
	mock = await MockPush.start();
	product = await RemindProduct.start({ mocks: [mock], at: "2026-11-29T08:00:00+01:00" });
	place = await product.place("Am Marktbrunnen");
});
afterAll(async () => {
	await product.remove();
	await mock.stop();
});
beforeEach(async () => {
	week++;
	await product.tick(eve("09:00"));
});

const dates = () => WEEKS[week] ?? ["", ""];
const eve = (time: string) => `${dates()[0]}T${time}:00+01:00`;
const morning = (time: string) => `${dates()[1]}T${time}:00+01:00`;
const remind = (...times: string[]): Remind[] => times.map((time) => ({ when: time < "12" ? "morning" : "eve", time }));

function subscribed(name: string, ...times: string[]): Promise<Subscription> {
	return product.subscribe(mock.register(name), [{ place, services: ["rest-1100"], remind: remind(...times) }]);
}

async function press(own: Subscription, button: string, about: object = { place, day: dates()[1] }) {
	const { status, body } = await product.api("POST", `/api/subscriptions/${own.id}/${button}`, about, own.token);
	return [status, body.outcome ?? body.code];
}

/** How many pushes a subscription has got after each of these moments. */
async function counts({ browser }: Subscription, ...moments: string[]): Promise<number[]> {
	const counted: number[] = [];
	for (const moment of moments) {
		await product.tick(moment);
		counted.push(mock.deliveriesTo(browser.endpoint).length);
	}
	return counted;
}

describe("'it is out', taken back", () => {
	test("after the reminder: it does not come a second time", async () => {
		const own = await subscribed("after", "19:00");
		expect(await counts(own, eve("19:00"))).toEqual([1]);
		expect(await press(own, "done")).toEqual([200, "done"]);
		expect(await press(own, "undone")).toEqual([200, "done"]);
		expect(await counts(own, eve("19:15"), eve("20:00"), eve("22:15"), morning("05:30"))).toEqual([1, 1, 1, 1]);
	});

	test("between two times: the second one comes, once", async () => {
		const own = await subscribed("between", "18:00", "20:00");
		await product.tick(eve("18:00"));
		await press(own, "done");
		await press(own, "undone");
		expect(await counts(own, eve("18:15"), eve("20:00"), eve("20:15"))).toEqual([1, 2, 2]);
	});

	test("after all times went by in silence: one push makes up for all of them", async () => {
		const own = await subscribed("silence", "18:00", "19:00", "20:00");
		product.clock.set(eve("17:00"));
		await press(own, "done");
		expect(await counts(own, eve("18:00"), eve("19:00"), eve("20:00"))).toEqual([0, 0, 0]);
		product.clock.set(eve("20:20"));
		await press(own, "undone");
		expect(await counts(own, eve("20:30"), eve("20:45"), morning("05:30"))).toEqual([1, 1, 1]);
	});

	test("while a retry was waiting: what never arrived still comes", async () => {
		const own = await subscribed("retry", "19:00");
		mock.behave(own.browser.endpoint, [503]);
		await product.tick(eve("19:00"));
		await press(own, "done");
		await product.tick(eve("19:05"));
		product.clock.set(eve("19:10"));
		await press(own, "undone");
		await product.tick(eve("19:15"));
		const accepted = mock.deliveriesTo(own.browser.endpoint).filter(({ status }) => status === 201);
		expect(accepted).toHaveLength(1);
	});

	test("without 'it is out' before, for others, or for far days it does nothing", async () => {
		const own = await subscribed("nothing", "19:00");
		expect(await press(own, "undone")).toEqual([200, "done"]);
		expect((await press(own, "undone", { place: "nowhere", day: dates()[1] }))[0]).toBe(422);
		expect((await press(own, "undone", { place, day: "2027-06-01" }))[0]).toBe(422);
		expect((await press({ ...own, token: "A".repeat(22) }, "undone"))[0]).toBe(404);
		expect(await counts(own, eve("19:00"), eve("19:15"))).toEqual([1, 1]);
	});
});

test("each language of the page gets its own words, direction and buttons; others get German", async () => {
	const said: Record<string, readonly [title: string, body: string, button: string]> = {
		de: ["Morgen: Restmüll 1.100 l wöchentlich", "Bitte bis 6:00 Uhr rausstellen", "Steht draußen"],
		en: ["Tomorrow: Restmüll 1.100 l wöchentlich", "Please put out by 6:00", "It is out"],
		tr: ["Yarın: Restmüll 1.100 l wöchentlich", "Lütfen en geç saat 6:00 itibarıyla dışarı çıkarın", "Dışarıda"],
		ar: ["غدًا: Restmüll 1.100 l wöchentlich", "يرجى إخراجها في موعد أقصاه الساعة 6:00", "أُخرجت الحاوية"],
		uk: ["Завтра: Restmüll 1.100 l wöchentlich", "Виставте, будь ласка, не пізніше 6:00", "Уже надворі"],
		pl: ["Jutro: Restmüll 1.100 l wöchentlich", "Proszę wystawić do godziny 6:00", "Już na zewnątrz"],
		nl: ["Morgen: Restmüll 1.100 l wöchentlich", "Bitte bis 6:00 Uhr rausstellen", "Steht draußen"],
	};
	const all = new Map<string, Subscription>();
	for (const lang of Object.keys(said)) {
		const own = await subscribed(`lang-${lang}`, "19:00");
		await product.api("PATCH", `/api/subscriptions/${own.id}`, { lang }, own.token);
		all.set(lang, own);
	}
	await product.tick(eve("19:00"));
	for (const [lang, { browser }] of all) {
		const [delivery] = mock.deliveriesTo(browser.endpoint);
		const { title, body, actions, lang: spoken, dir } = delivery?.message?.notification ?? {};
		expect([title, body, actions?.[0]?.title], lang).toEqual(said[lang]);
		expect([spoken, dir], lang).toEqual([lang === "nl" ? "de" : lang, lang === "ar" ? "rtl" : "ltr"]);
	}
});
