import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCertificate } from "./certificate.ts";
import { type Behaviour, type Delivery, MockPush } from "./mock-push.ts";
import { EVE, RemindProduct, type Subscription } from "./product.ts";

const SLOT = Date.parse("2026-11-30T19:00:00+01:00");
/** Seconds after the slot at which the product is let run. */
const TICKS = [0, 1.9, 3.1, 4.9, 5.1, 59.9, 60.1, 119.9, 120.1, 899.9, 900.1];

/** When the second try comes: after one tick of the list and by the next. */
const SOON: Window = [1.9, 3.1];
const FIVE: Window = [4.9, 5.1];
const MINUTE: Window = [59.9, 60.1];
const TWO_MINUTES: Window = [119.9, 120.1];
const QUARTER: Window = [899.9, 900.1];
type Window = readonly [number, number];

interface Row {
	readonly answers: Behaviour[];
	/** Requests in the first moment. */
	readonly atOnce?: number;
	/** When the next one comes; none without. */
	readonly again?: Window;
	readonly outcome: "delivered" | "refused" | "gone";
}

const retryAfter = (status: number, value: string): Behaviour => ({ status, headers: { "retry-after": value } });

const ROWS: Readonly<Record<string, Row>> = {
	"201": { answers: [201], outcome: "delivered" },
	"200": { answers: [200], outcome: "delivered" },
	"202": { answers: [202], outcome: "delivered" },
	"204": { answers: [204], outcome: "delivered" },
	"404": { answers: [404], outcome: "gone" },
	"410": { answers: [410], outcome: "gone" },
	"400": { answers: [400], outcome: "refused" },
	"402": { answers: [402], outcome: "refused" },
	"301": { answers: [301], outcome: "refused" },
	"302": { answers: [302], outcome: "refused" },
	"307": { answers: [307], outcome: "refused" },
	"308": { answers: [308], outcome: "refused" },
	"413 once": { answers: [413], atOnce: 2, outcome: "delivered" },
	"413 always": { answers: [413, 413], atOnce: 2, outcome: "refused" },
	"401 once: a fresh token helps": { answers: [401], atOnce: 2, outcome: "delivered" },
	"401 twice": { answers: [401, 401], atOnce: 2, again: QUARTER, outcome: "delivered" },
	"403 twice": { answers: [403, 403], atOnce: 2, again: QUARTER, outcome: "delivered" },
	"429, two minutes": { answers: [retryAfter(429, "120")], again: TWO_MINUTES, outcome: "delivered" },
	"429, a date": {
		answers: [retryAfter(429, new Date(SLOT + 120_000).toUTCString())],
		again: TWO_MINUTES,
		outcome: "delivered",
	},
	"429, a date that is over": {
		answers: [retryAfter(429, new Date(SLOT - 120_000).toUTCString())],
		again: FIVE,
		outcome: "delivered",
	},
	"429, nothing said": { answers: [429], again: MINUTE, outcome: "delivered" },
	"429, zero": { answers: [retryAfter(429, "0")], again: FIVE, outcome: "delivered" },
	"429, negative": { answers: [retryAfter(429, "-5")], again: MINUTE, outcome: "delivered" },
	"429, a word": { answers: [retryAfter(429, "x")], again: MINUTE, outcome: "delivered" },
	"429, a billion": { answers: [retryAfter(429, "1000000000")], again: QUARTER, outcome: "delivered" },
	"429, 70 kB of digits": { answers: [retryAfter(429, "9".repeat(70_000))], again: QUARTER, outcome: "delivered" },
	"406, two minutes": { answers: [retryAfter(406, "120")], again: TWO_MINUTES, outcome: "delivered" },
	"500": { answers: [500], again: SOON, outcome: "delivered" },
	"502": { answers: [502], again: SOON, outcome: "delivered" },
	"503": { answers: [503], again: SOON, outcome: "delivered" },
	"503, two minutes": { answers: [retryAfter(503, "120")], again: TWO_MINUTES, outcome: "delivered" },
	"504": { answers: [504], again: SOON, outcome: "delivered" },
	"no answer": { answers: [{ how: "silence" }], again: SOON, outcome: "delivered" },
	"half a header": { answers: [{ how: "half headers" }], again: SOON, outcome: "delivered" },
	reset: { answers: [{ how: "reset" }], again: SOON, outcome: "delivered" },
	"not http": { answers: [{ how: "not http" }], again: SOON, outcome: "delivered" },
	"201 with a few bytes": {
		answers: [{ status: 201, headers: { "content-type": "application/json" } }],
		outcome: "delivered",
	},
	"201 that claims to be a short archive": {
		answers: [{ status: 201, headers: { "content-encoding": "gzip", "content-length": "0" } }],
		outcome: "delivered",
	},
	"201 with an endless body": { answers: [{ how: "endless", status: 201 }], outcome: "delivered" },
	"201 whose body stalls": { answers: [{ how: "stalls after the headers" }], outcome: "delivered" },
	"201 whose body breaks off": { answers: [{ how: "breaks off in the body" }], outcome: "delivered" },
	"201 whose body ends early": { answers: [{ how: "ends early" }], outcome: "delivered" },
	"201 whose chunks are none": { answers: [{ how: "chunks that are none" }], outcome: "delivered" },
	"103 before 201": { answers: [{ how: "early hints first" }], outcome: "delivered" },
	"100 before 201": { answers: [{ how: "continue first" }], outcome: "delivered" },
	"410 whose body stalls": { answers: [{ how: "stalls after the headers", status: 410 }], outcome: "gone" },
	"400 with an endless body": { answers: [{ how: "endless", status: 400 }], outcome: "refused" },
};

/** Hosts whose TLS cannot be trusted: nothing may ever be sent to them, and nothing is forgotten. */
const BROKEN = ["self-signed", "plain"] as const;

const mocks = new Map<string, MockPush>();
const subscriptions = new Map<string, Subscription>();
let product: RemindProduct;

beforeAll(async () => {
	for (const name of Object.keys(ROWS)) mocks.set(name, await MockPush.start());
	mocks.set("self-signed", await MockPush.start({ tls: makeCertificate() }));
	const plain = await MockPush.start();
	mocks.set("plain", plain);
	product = await RemindProduct.prepare({ mocks: [...mocks.values()], at: "2026-11-30T12:00:00+01:00" });
	product.copyTown("musterstadt");
	const hosts = [...mocks.values()].map((mock) => mock.origin.replace(plain.origin, `https://127.0.0.1:${plain.port}`));
	await product.start({ TONNENTAG_PUSH_HOSTS: hosts.join(",") });
	const place = await product.place("Am Marktbrunnen");
	const { body } = await product.api<{ key: string }>("GET", "/api/push-key");
	for (const [name, mock] of mocks) {
		const browser = mock.register("a", body.key);
		const row = ROWS[name];
		if (row) mock.behave(browser.endpoint, [...row.answers]);
		const endpoint = name === "plain" ? browser.endpoint.replace("http:", "https:") : browser.endpoint;
		subscriptions.set(name, await product.subscribe({ ...browser, endpoint }, [{ place, remind: EVE }]));
	}
	for (const seconds of TICKS) await product.tick(SLOT + seconds * 1000);
});

afterAll(async () => {
	await product.remove();
	for (const mock of mocks.values()) await mock.stop();
});

function deliveries(name: string): Delivery[] {
	return mocks.get(name)?.deliveries ?? [];
}

async function toldOf(name: string) {
	const subscription = subscriptions.get(name);
	return product.api("GET", `/api/subscriptions/${subscription?.id}`, undefined, subscription?.token);
}

describe("what a push service answers", () => {
	test.each(Object.entries(ROWS))("%s", async (name, { atOnce = 1, again, outcome }) => {
		const at = deliveries(name).map(({ clock }) => (clock - SLOT) / 1000);
		expect(at.slice(0, atOnce)).toEqual(Array.from({ length: atOnce }, () => 0));
		const [later, ...more] = at.slice(atOnce);
		expect(more).toEqual([]);
		if (again) expect(later).toBe(again[1]);
		else expect(later).toBeUndefined();
		const told = await toldOf(name);
		expect(told.status).toBe(outcome === "gone" ? 404 : 200);
		if (outcome !== "gone") expect(told.body.lastOutcome).toBe(outcome);
	});

	test.each(BROKEN)("TLS that cannot be trusted (%s): nothing is sent, nothing forgotten", async (name) => {
		expect(deliveries(name)).toEqual([]);
		const told = await toldOf(name);
		expect([told.status, told.body.lastOutcome]).toEqual([200, "later"]);
	});

	test("every request was lawful, and repeats have one topic, which is the tag", () => {
		for (const [name, mock] of mocks) {
			expect(mock.flaws, name).toEqual([]);
			expect(new Set(mock.deliveries.map(({ topic }) => topic)).size, name).toBeLessThanOrEqual(1);
			for (const { topic, message } of mock.deliveries) expect(message?.notification.tag).toBe(topic);
		}
	});

	test("what is of use until 6:00 is offered for so long", () => {
		expect(deliveries("201")[0]?.ttl).toBe(11 * 3600);
		expect(deliveries("429, two minutes")[1]?.ttl).toBe(11 * 3600 - 121);
	});

	test("the payload is shortened where it was too large, and a refused token made anew", () => {
		const [long, short] = deliveries("413 once");
		expect(long?.message?.notification.body).toBeDefined();
		expect(short?.message?.notification).toEqual({
			title: long?.message?.notification.title,
			navigate: long?.message?.notification.navigate,
			tag: long?.topic,
			lang: "de",
		});
	});

	test("only 404 and 410 forget: all others are reminded of the next date", async () => {
		for (const mock of mocks.values()) mock.deliveries.length = 0;
		await product.tick("2026-12-03T19:00:00+01:00");
		for (const [name, { outcome }] of Object.entries(ROWS))
			expect(deliveries(name).length, name).toBe(outcome === "gone" ? 0 : 1);
	});
});
