import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MockPush } from "./mock-push.ts";
import { RemindProduct } from "./product.ts";

/** `bundle: true`: who looks after several houses is told of all of them at once. */

/** Tuesdays on which the 1.100-litre containers of every street are emptied. */
const EVES = ["2026-11-30", "2026-12-14", "2026-12-28", "2027-01-04", "2027-01-11", "2027-01-18", "2027-01-25"];

let mock: MockPush;
let product: RemindProduct;
let places: string[];
let at = -1;

beforeAll(async () => {
	mock = await MockPush.start();
	product = await RemindProduct.start({ mocks: [mock], at: "2026-11-29T08:00:00+01:00" });
	places = [await product.place("Am Marktbrunnen"), await product.place("Amselweg")];
});
afterAll(async () => {
	await product.remove();
	await mock.stop();
});
beforeEach(() => {
	at++;
	mock.deliveries.length = 0;
});

const eve = () => EVES[at] ?? "";
const day = () => new Date(Date.parse(`${eve()}T12:00:00Z`) + 24 * 3_600_000).toISOString().slice(0, 10);
const tick = (time: string, on = eve()) => product.tick(`${on}T${time}:00+01:00`);
const notes = () => mock.deliveries.map(({ message }) => message?.notification);
/** The containers, at both times of the evening and the morning before work. */
const wishes = () =>
	places.map((place) => ({
		place,
		services: ["rest-1100"],
		remind: [
			{ when: "eve", time: "18:00" },
			{ when: "morning", time: "05:00" },
		],
	}));

async function subscribe(more: object) {
	const browser = mock.register(`bundle-${at}`);
	const { endpoint, keys } = browser;
	const request = { town: "musterstadt", lang: "de", push: { endpoint, keys }, places: wishes(), ...more };
	const { status, body } = await product.api<{ id: string; token: string }>("POST", "/api/subscriptions", request);
	expect(status).toBe(201);
	const own = (method: string, path = "", sent?: object) =>
		product.api<{ bundle: boolean }>(method, `/api/subscriptions/${body.id}${path}`, sent, body.token);
	return { endpoint, own };
}

describe("with bundle", () => {
	test("one push tells what is out in which street, once an evening", async () => {
		const { own } = await subscribe({ bundle: true });
		expect((await own("GET")).body.bundle).toBe(true);
		await tick("18:00");
		await tick("18:15");
		const [first, ...others] = notes();
		expect(others).toEqual([]);
		expect(first?.title).toMatch(/^Morgen: [^+]+$/);
		expect(first?.body).toMatch(/ · Am Marktbrunnen, Amselweg$/);
		expect(first?.data).toMatchObject({ place: places.join("+"), day: day() });
		expect(new URL(first?.navigate ?? "").searchParams.get("place")).toBe(places.join("+"));
		expect((await product.health()).map(({ open }) => open)).toEqual([0]);
		await own("DELETE");
	});

	test("streets with other bins are told apart, and no bin is named twice", async () => {
		const [one, other] = wishes();
		const { own } = await subscribe({ bundle: true, places: [one, { ...other, services: undefined }] });
		await tick("18:00");
		expect(notes()).toHaveLength(1);
		expect(notes()[0]?.body).toMatch(/ · Am Marktbrunnen: [^·+]+ · Amselweg: [^·]+ \+ [^·]+$/);
		const { labels = [] } = notes()[0]?.data ?? {};
		expect(labels).toEqual([...new Set(labels)]);
		await own("DELETE");
	});

	test("its button settles all of it, another one address alone", async () => {
		const { own } = await subscribe({ bundle: true });
		await tick("18:00");
		expect((await own("POST", "/done", { place: places.join("+"), day: day() })).status).toBe(200);
		await tick("05:00", day());
		expect(notes()).toHaveLength(1);
		expect((await own("POST", "/undone", { place: places[1], day: day() })).status).toBe(200);
		await tick("05:15", day());
		expect(notes()).toHaveLength(2);
		expect(notes()[1]?.data?.place).toBe(places[1]);
		expect((await own("POST", "/done", { place: "nowhere+elsewhere", day: day() })).status).toBe(422);
		await own("DELETE");
	});

	test("'later' comes once for all", async () => {
		const { own } = await subscribe({ bundle: true });
		await tick("18:00");
		expect((await own("POST", "/later", { place: places.join("+"), day: day() })).status).toBe(200);
		await tick("19:00");
		expect(notes().map((each) => each?.data?.kind)).toEqual(["reminder", "later"]);
		await own("DELETE");
	});

	test("what a push service did not take is sent again as one", async () => {
		const { endpoint, own } = await subscribe({ bundle: true });
		mock.behave(endpoint, [503, 201]);
		const { next } = await tick("18:00");
		expect(mock.deliveries.map(({ status }) => status)).toEqual([503]);
		await product.tick(next);
		expect(mock.deliveries.map(({ status }) => status)).toEqual([503, 201]);
		const [first, again] = mock.deliveries;
		expect([again?.topic, again?.message?.notification.tag]).toEqual([first?.topic, first?.message?.notification.tag]);
		await own("DELETE");
	});
});

test("without it each address is told alone; it is switched on and off later", async () => {
	const { own } = await subscribe({});
	expect((await own("GET")).body.bundle).toBe(false);
	await tick("18:00");
	expect(notes()).toHaveLength(2);
	expect((await own("PATCH", "", { bundle: true })).body.bundle).toBe(true);
	expect((await own("PATCH", "", { lang: "en" })).body.bundle).toBe(true);
	await tick("05:00", day());
	expect(notes()).toHaveLength(3);
	expect((await own("PATCH", "", { bundle: "yes" as unknown })).status).toBe(400);
	await own("DELETE");
});
