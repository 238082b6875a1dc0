import process from "node:process";
import { afterAll, expect, test } from "vitest";
import { MockPush } from "./mock-push.ts";
import { type Remind, RemindProduct } from "./product.ts";
import { ALL, linesExpected, linesOf, liveThrough, readYear, reminders } from "./year.ts";

const mock = await MockPush.start();
const cleanUp: (() => Promise<void>)[] = [() => mock.stop()];
afterAll(async () => {
	for (const each of cleanUp.reverse()) await each();
});

const TIMES: Readonly<Record<string, Remind>> = {
	"Am Marktbrunnen": { when: "eve", time: "19:00" },
	"Am Bahndamm": { when: "morning", time: "05:45" },
	"Am Krankenhaus": { when: "eve", time: "17:30" },
};

async function started(change: (dataset: string) => string): Promise<RemindProduct> {
	const product = await RemindProduct.prepare({ mocks: [mock], at: "2026-02-28T12:00:00+01:00" });
	product.copyTown("musterstadt");
	product.writeTown(change(product.readTown()));
	product.writeNeighbour();
	await product.start();
	cleanUp.push(() => product.remove());
	return product;
}

async function subscribed(product: RemindProduct, prefix: string): Promise<Map<string, string>> {
	const endpoints = new Map<string, string>();
	for (const [address, remind] of Object.entries(TIMES)) {
		const browser = mock.register(`${prefix}-${address.replaceAll(" ", "-")}`);
		const place = await product.place(address);
		const services = ALL.filter(
			(each) => address === "Am Bahndamm" || !["garten", "sperr", "schadstoff"].includes(each),
		);
		await product.subscribe(browser, [{ place, services, remind: [remind] }]);
		endpoints.set(address, browser.endpoint);
	}
	return endpoints;
}

/** One browser for three houses: two in one place, of which neither has all of its bins, and one in the next town. */
async function caretaker(product: RemindProduct): Promise<string> {
	const browser = mock.register("caretaker");
	const [market, dam] = ["Am Marktbrunnen", "Am Bahndamm"] as const;
	const place = await product.place(market);
	const remind = [TIMES[market] ?? NEVER];
	await product.subscribe(browser, [
		{ id: "haus-12", place, services: ["rest-2w", "bio", "baum"], remind },
		{ id: "haus-14", place, services: ["rest-2w", "papier", "gelb"], remind },
	]);
	const next = { place: await product.place(dam, undefined, "nachbarstadt"), services: ALL };
	await product.subscribe(browser, [{ id: "eltern", ...next, remind: [TIMES[dam] ?? NEVER] }], "nachbarstadt");
	return browser.endpoint;
}

const NEVER: Remind = { when: "eve", time: "" };

// Nothing can come between two looks unseen: each push is held against the minute in which it came. Each quarter of an
// hour of all days is `npm run faults -- year`.
test("400 days in Musterstadt, every hour, and every quarter where days move: each date once, at its time", async () => {
	const product = await started((dataset) => dataset);
	const endpoints = await subscribed(product, "year");
	const ofThree = await caretaker(product);
	const ticks = await liveThrough(product, "2026-02-28T12:00:00+01:00", "2027-04-05T12:00:00+02:00");
	expect(ticks).toBeGreaterThanOrEqual(process.env.QUARTERS === "all" ? 400 * 96 : 323 * 24 + 77 * 96);
	expect(mock.flaws).toEqual([]);
	for (const [address, expected] of readYear()) {
		const got = linesOf(reminders(mock, endpoints.get(address) ?? ""));
		expect(got, address).toEqual(linesExpected(expected, TIMES[address] ?? NEVER));
	}
	for (const [town, address] of [
		["musterstadt", "Am Marktbrunnen"],
		["nachbarstadt", "Am Bahndamm"],
	] as const) {
		const own = reminders(mock, ofThree).filter(({ message }) => message?.notification.data?.town === town);
		expect(linesOf(own), `caretaker, ${town}`).toEqual(
			linesExpected(readYear().get(address) ?? [], TIMES[address] ?? NEVER),
		);
	}
	// Both changes of the clocks, the turn of the year, and dates that were pulled forward and pushed back are among them.
	const all = readYear();
	for (const [address, day] of [
		["Am Marktbrunnen", "2026-03-30"],
		["Am Bahndamm", "2027-03-25"],
		["Am Krankenhaus", "2026-12-12"],
		["Am Marktbrunnen", "2027-01-02"],
	] as const)
		expect(all.get(address)?.some((each) => each.day === day)).toBe(true);
}, 1_500_000);

test("a worker that is wrong by one day does not pass", async () => {
	const product = await started(oneDayLater);
	const endpoints = await subscribed(product, "wrong");
	await liveThrough(product, "2026-02-28T12:00:00+01:00", "2026-03-20T12:00:00+01:00");
	const until = (line: string) => line < "2026-03-20T12:00";
	for (const [address, expected] of readYear()) {
		const got = linesOf(reminders(mock, endpoints.get(address) ?? ""));
		expect(got.length).toBeGreaterThan(0);
		expect(got).not.toEqual(linesExpected(expected, TIMES[address] ?? NEVER).filter(until));
	}
});

/** The same schedule with every date on the day after: what a slip in the calendar arithmetic does. */
function oneDayLater(dataset: string): string {
	const later = (day: string) => new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
	const file = JSON.parse(dataset) as { rounds: { dates: (string | { planned: string; day?: string | null })[] }[] };
	for (const round of file.rounds)
		round.dates = round.dates.map((date) =>
			typeof date === "string"
				? later(date)
				: { ...date, planned: later(date.planned), ...(date.day && { day: later(date.day) }) },
		);
	return JSON.stringify(file);
}
