import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MockPush } from "./mock-push.ts";
import { EVE, type Remind, RemindProduct, type Subscription } from "./product.ts";

/** Several addresses of one subscription, also in one place: the caretaker's everyday case. One product, an evening per test. */

/** Tuesdays on which the 1.100-litre containers and, in the first, the organic waste of the place are emptied. */
const EVES = ["2026-11-30", "2026-12-07", "2026-12-14", "2026-12-28", "2027-01-04", "2027-01-11", "2027-01-18"];

let mock: MockPush;
let product: RemindProduct;
let place: string;
let at = -1;

beforeAll(async () => {
	mock = await MockPush.start();
	product = await RemindProduct.start({ mocks: [mock], at: "2026-11-29T08:00:00+01:00" });
	place = await product.place("Am Marktbrunnen");
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
const times = (...list: string[]): Remind[] => list.map((time) => ({ when: time < "12" ? "morning" : "eve", time }));
const rest = ["rest-1100"];

interface Address {
	readonly id?: string;
	readonly place: string;
	readonly services?: readonly string[];
	readonly remind: readonly Remind[];
}

async function subscribe(name: string, places: readonly Address[]): Promise<Subscription> {
	return product.subscribe(mock.register(`${name}-${at}`), places);
}
const own = ({ id, token }: Subscription, method: string, path = "", body?: object) =>
	product.api<Record<string, unknown> & { places: Address[]; next: { id?: string }[]; code?: string }>(
		method,
		`/api/subscriptions/${id}${path}`,
		body,
		token,
	);
const labels = () => mock.deliveries.map(({ message }) => message?.notification.data?.labels);

describe("two addresses in one place", () => {
	test("are stored and answered by their own names, and told once", async () => {
		const both = await subscribe("two", [
			{ id: "haus-12", place, services: rest, remind: EVE },
			{ id: "haus-14", place, services: rest, remind: EVE },
		]);
		expect(new Set(both.next.map((each) => (each as { id?: string }).id))).toEqual(new Set(["haus-12", "haus-14"]));
		expect((await own(both, "GET")).body.places.map(({ id }) => id).sort()).toEqual(["haus-12", "haus-14"]);
		await tick("19:00");
		expect(mock.deliveries).toHaveLength(1);
		await own(both, "DELETE");
	});

	test("with other bins are told of all of them in one notification", async () => {
		const both = await subscribe("bins", [
			{ id: "a", place, services: rest, remind: EVE },
			{ id: "b", place, remind: EVE },
		]);
		await tick("19:00");
		expect(mock.deliveries).toHaveLength(1);
		const [told = []] = labels();
		expect(told).toEqual([...new Set(told)]);
		// The town empties more than this container on that day.
		expect(told.length).toBeGreaterThan(1);
		await own(both, "DELETE");
	});

	test("with other times are told at each, of what the address has", async () => {
		const both = await subscribe("times", [
			{ id: "a", place, services: rest, remind: times("18:00") },
			{ id: "b", place, services: rest, remind: times("20:00") },
		]);
		const counts: number[] = [];
		for (const time of ["18:00", "19:00", "20:00"]) {
			await tick(time);
			counts.push(mock.deliveries.length);
		}
		expect(counts).toEqual([1, 1, 2]);
		await own(both, "DELETE");
	});

	test("one is out: the other is still told; both are out: nobody is", async () => {
		const both = await subscribe("out", [
			{ id: "a", place, services: rest, remind: times("18:00", "20:00") },
			{ id: "b", place, services: rest, remind: times("18:00", "20:00") },
		]);
		await tick("18:00");
		expect((await own(both, "POST", "/done", { id: "a", day: day() })).status).toBe(200);
		await tick("20:00");
		expect(mock.deliveries).toHaveLength(2);
		await own(both, "DELETE");
		const again = await subscribe("out-again", [
			{ id: "a", place, services: rest, remind: times("20:15") },
			{ id: "b", place, services: rest, remind: times("20:15") },
		]);
		expect((await own(again, "POST", "/done", { place, day: day() })).status).toBe(200);
		await tick("20:15");
		expect(mock.deliveries).toHaveLength(2);
		expect((await own(again, "POST", "/done", { id: "c", day: day() })).status).toBe(422);
		expect((await own(again, "POST", "/done", { day: day() })).status).toBe(400);
		await own(again, "DELETE");
	});

	test("a change of one of them is saved, and neither is told twice", async () => {
		const both = await subscribe("change", [
			{ id: "a", place, services: rest, remind: times("18:00") },
			{ id: "b", place, services: rest, remind: times("18:00") },
		]);
		await tick("18:00");
		const places = [
			{ id: "a", place, services: rest, remind: times("19:00") },
			{ id: "b", place, services: rest, remind: times("18:00") },
		];
		expect((await own(both, "PATCH", "", { places })).status).toBe(200);
		await tick("18:15");
		expect(mock.deliveries).toHaveLength(1);
		await own(both, "DELETE");
	});

	test("the same name twice is refused, and so is the same place twice without a name", async () => {
		const answer = (places: Address[]) =>
			product.api<{ code: string; errors: { field: string; code: string }[] }>("POST", "/api/subscriptions", {
				town: "musterstadt",
				lang: "de",
				push: mock.register("twice"),
				places,
			});
		const named = await answer([
			{ id: "a", place, remind: EVE },
			{ id: "a", place, remind: EVE },
		]);
		expect([named.status, named.body.errors]).toEqual([422, [{ field: "places.1.id", code: "place_twice" }]]);
		const unnamed = await answer([
			{ place, remind: EVE },
			{ place, remind: EVE },
		]);
		expect([unnamed.status, unnamed.body.errors]).toEqual([422, [{ field: "places.1.place", code: "place_twice" }]]);
	});
});

test("a place that an import has retired for one heir: whoever still names it is told of the heir, and nothing is lost", async () => {
	const old = "old-place-of-before";
	const whole = product.readTown();
	const file = JSON.parse(whole) as { retired: { places: Record<string, string[]> } };
	file.retired.places[old] = [place];
	product.writeTown(JSON.stringify(file));
	product.clock.set(`${eve()}T12:00:00+01:00`);
	await product.api("GET", "/api/towns");
	const mine = await subscribe("moved-on", [{ id: "a", place: old, services: rest, remind: times("18:00") }]);
	expect((await own(mine, "GET")).body.places.map((each) => each.place)).toEqual([place]);
	const changed = await own(mine, "PATCH", "", {
		places: [{ id: "a", place: old, services: rest, remind: times("19:00") }],
	});
	expect([changed.status, changed.body.places[0]?.place]).toEqual([200, place]);
	await tick("19:00");
	expect(mock.deliveries).toHaveLength(1);
	await own(mine, "DELETE");
	product.writeTown(whole);
});
