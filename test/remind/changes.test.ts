import { execFile } from "node:child_process";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { type Delivery, MockPush } from "./mock-push.ts";
import { EVE, NODE, RemindProduct, ROOT, type Subscription } from "./product.ts";

/** What a new dataset, or another town, means for households that are reminded already. */

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const each of cleanUp.splice(0).reverse()) await each();
});

interface Started {
	readonly product: RemindProduct;
	readonly mock: MockPush;
}

async function started(at: string, prepare: (product: RemindProduct) => void = () => undefined): Promise<Started> {
	const mock = await MockPush.start();
	const product = await RemindProduct.prepare({ mocks: [mock], at });
	cleanUp.push(
		() => mock.stop(),
		() => product.remove(),
	);
	product.copyTown("musterstadt");
	prepare(product);
	await product.start();
	return { product, mock };
}

const kinds = (deliveries: readonly Delivery[]) =>
	deliveries.map(({ message }) => message?.notification.data?.kind ?? "");
const titles = (deliveries: readonly Delivery[]) => deliveries.map(({ message }) => message?.notification.title ?? "");

interface File {
	coverage: { from: string; to: string };
	editions: string[];
	town: { id: string; contact: { email: string; url?: string } };
	streets: { id: string; name: string; places: { id: string; numbers?: string }[] }[];
	retired: { places: Record<string, string[]> };
	rounds: { dates: unknown[] }[];
}

/** Writes the town's file anew, with a change. */
function rewrite(product: RemindProduct, change: (file: File) => void, town = "musterstadt"): void {
	const file = JSON.parse(product.readTown(town)) as File;
	change(file);
	product.writeTown(JSON.stringify(file));
}

test("the strike drill: changes.csv at 6:30, and by 6:45 one correction for everybody who was told, nothing for anybody else", async () => {
	const { product, mock } = await started("2027-01-11T12:00:00+01:00");
	const place = await product.place("Am Marktbrunnen");
	const elsewhere = await product.place("Am Bahndamm");
	const told: Subscription[] = [];
	for (let at = 0; at < 3; at++)
		told.push(await product.subscribe(mock.register(`told-${at}`), [{ place, services: ["bio"], remind: EVE }]));
	const later = { when: "morning", time: "05:45" } as const;
	const others = [
		await product.subscribe(mock.register("other-service"), [{ place, services: ["rest-1100"], remind: EVE }]),
		await product.subscribe(mock.register("other-place"), [{ place: elsewhere, remind: EVE }]),
		await product.subscribe(mock.register("paused"), [
			{ place, services: ["bio"], remind: [later], pausedUntil: "2027-02-01" },
		]),
	];
	// Bezirk 1's organic waste: every second Tuesday since 6 October, so on 12 January 2027.
	await product.tick("2027-01-11T19:00:00+01:00");
	expect(told.every(({ browser }) => mock.deliveriesTo(browser.endpoint).length === 1)).toBe(true);
	mock.deliveries.length = 0;

	product.clock.set("2027-01-12T06:30:00+01:00");
	const folder = join(product.towns, "musterstadt");
	const changes = join(folder, "changes.csv");
	writeFileSync(changes, `${readFileSync(changes, "utf8").trim()}\nbio;1;2027-01-12;2027-01-16;Warnstreik\n`);
	await promisify(execFile)(NODE, [join(ROOT, "data/import/command/import.ts"), folder]);
	await product.tick("2027-01-12T06:45:00+01:00");
	for (const { browser } of told)
		expect(titles(mock.deliveriesTo(browser.endpoint))).toEqual(["Geändert: Bioabfall jetzt am Samstag, 16. Januar"]);
	for (const { browser } of others) expect(mock.deliveriesTo(browser.endpoint)).toEqual([]);
	await product.tick("2027-01-12T07:00:00+01:00");
	expect(mock.deliveries).toHaveLength(told.length);
	// And on the eve of the new day they are reminded as always.
	await product.tick("2027-01-15T19:00:00+01:00");
	for (const { browser } of told)
		expect(titles(mock.deliveriesTo(browser.endpoint)).slice(1)).toEqual(["Morgen: Bioabfall"]);
});

describe("one browser, two towns", () => {
	const inOtherTown = (product: RemindProduct) => {
		const file = JSON.parse(product.readTown()) as File;
		file.town.id = "nachbarstadt";
		product.writeTown(JSON.stringify(file));
	};
	const townsTold = (mock: MockPush) => mock.deliveries.map(({ message }) => message?.notification.data?.town).sort();

	test("both remind, and none ends the other", async () => {
		const { product, mock } = await started("2026-11-30T12:00:00+01:00", inOtherTown);
		const place = await product.place("Am Marktbrunnen");
		const wishes = [{ place, services: ["rest-1100"], remind: EVE }];
		const browser = mock.register("parents");
		const own = await product.subscribe(browser, wishes);
		const other = await product.subscribe(browser, wishes, "nachbarstadt");
		await product.tick("2026-11-30T19:00:00+01:00");
		expect(townsTold(mock)).toEqual(["musterstadt", "nachbarstadt"]);
		// A notification of one town does not take the place of the other's.
		expect(new Set(mock.deliveries.map(({ topic }) => topic)).size).toBe(2);
		mock.deliveries.length = 0;
		await product.api("DELETE", `/api/subscriptions/${other.id}`, undefined, other.token);
		expect((await product.api("GET", `/api/subscriptions/${own.id}`, undefined, own.token)).status).toBe(200);
		await product.tick("2026-12-07T19:00:00+01:00");
		expect(townsTold(mock)).toEqual(["musterstadt"]);
	});

	test("who moves names the old subscription, and only the new town reminds", async () => {
		const { product, mock } = await started("2026-11-30T12:00:00+01:00", inOtherTown);
		const place = await product.place("Am Marktbrunnen");
		const wishes = [{ place, services: ["rest-1100"], remind: EVE }];
		const browser = mock.register("mover");
		const { id, token } = await product.subscribe(browser, wishes);
		const { endpoint, keys } = browser;
		const push = { endpoint, keys };
		const body = { town: "nachbarstadt", lang: "de", push, places: wishes, replaces: { id, token } };
		expect((await product.api("POST", "/api/subscriptions", body)).status).toBe(201);
		await product.tick("2026-11-30T19:00:00+01:00");
		expect(townsTold(mock)).toEqual(["nachbarstadt"]);
	});

	test("who names a subscription of an invented town makes no storage for it", async () => {
		const { product, mock } = await started("2026-11-30T12:00:00+01:00");
		const place = await product.place("Am Marktbrunnen");
		const databases = () => globSync(join(product.state, "slices/**/*.sqlite")).length;
		await product.subscribe(mock.register("first"), [{ place, remind: EVE }]);
		const before = databases();
		const { endpoint, keys } = mock.register("stranger");
		const replaces = { id: `nirgendwo.0.${"A".repeat(22)}`, token: "A".repeat(22) };
		const body = {
			town: "musterstadt",
			lang: "de",
			push: { endpoint, keys },
			places: [{ place, remind: EVE }],
			replaces,
		};
		expect((await product.api("POST", "/api/subscriptions", body)).status).toBe(201);
		expect(databases()).toBe(before);
	});

	test("thirty other towns hear nothing of a household", async () => {
		const { product, mock } = await started("2026-11-30T12:00:00+01:00", (each) => {
			for (let at = 0; at < 30; at++) {
				const file = JSON.parse(each.readTown()) as File;
				file.town.id = `nachbar-${at}`;
				each.writeTown(JSON.stringify(file));
			}
		});
		const place = await product.place("Am Marktbrunnen");
		await product.subscribe(mock.register("one"), [{ place, remind: EVE }]);
		// Whatever other towns have, it speaks of nobody.
		const told = globSync(join(product.state, "slices/**/*.sqlite*")).filter((path) =>
			readFileSync(path).includes(`${mock.origin}/push/one`),
		);
		expect(new Set(told.map((path) => path.replace(/-(?:wal|shm)$/u, ""))).size).toBe(1);
	});
});

describe("a place that disappears", () => {
	test("with one heir is followed, also on the evening of the import", async () => {
		const { product, mock } = await started("2026-11-30T12:00:00+01:00");
		const place = await product.place("Am Marktbrunnen");
		const browser = mock.register("heir");
		await product.subscribe(browser, [{ place, services: ["rest-1100"], remind: EVE }]);
		rewrite(product, (file) => {
			for (const { places } of file.streets) for (const each of places) if (each.id === place) each.id = "heir00";
			file.retired.places[place] = ["heir00"];
		});
		await product.tick("2026-11-30T19:00:00+01:00");
		expect(mock.deliveries.map(({ message }) => message?.notification.data?.place)).toEqual(["heir00"]);
		await product.tick("2026-11-30T19:15:00+01:00");
		expect(mock.deliveries).toHaveLength(1);
	});

	test("with several is asked about once, by day", async () => {
		const { product, mock } = await started("2026-11-30T12:00:00+01:00");
		const place = await product.place("Am Marktbrunnen");
		const browser = mock.register("asked");
		const one = await product.subscribe(browser, [{ place, services: ["rest-1100"], remind: EVE }]);
		rewrite(product, (file) => {
			const street = file.streets.find(({ places }) => places.some(({ id }) => id === place));
			const [first] = street?.places ?? [];
			if (!street || !first) throw new Error("no such place");
			street.places = [
				{ ...first, id: "half01", numbers: "odd 1-" },
				{ ...first, id: "half02", numbers: "even 2-" },
			] as typeof street.places;
			file.retired.places[place] = ["half01", "half02"];
		});
		await product.tick("2026-11-30T21:00:00+01:00");
		expect(mock.deliveries).toEqual([]);
		for (const at of ["2026-12-01T08:45", "2026-12-01T09:00", "2026-12-01T09:15", "2026-12-07T19:00"])
			await product.tick(`${at}:00+01:00`);
		expect(titles(mock.deliveries)).toEqual(["Bitte Adresse neu wählen"]);
		// The page can still read what is stored, and choose again.
		const chosen = { places: [{ place: "half01", services: ["rest-1100"], remind: EVE }] };
		expect((await product.api("PATCH", `/api/subscriptions/${one.id}`, chosen, one.token)).status).toBe(200);
		await product.tick("2026-12-14T19:00:00+01:00");
		expect(kinds(mock.deliveries)).toEqual(["choose", "reminder"]);
	});
});

test("the end of the plan is told once, by day, and to the host a month before", async () => {
	const { product, mock } = await started("2026-11-20T12:00:00+01:00", (product) =>
		rewrite(product, (file) => {
			file.coverage.to = "2026-12-31";
			for (const round of file.rounds)
				round.dates = round.dates.filter(
					(date) => (typeof date === "string" ? date : (date as { planned: string }).planned) <= "2026-12-31",
				);
			for (const round of file.rounds) delete (round as { lines?: unknown }).lines;
		}),
	);
	const place = await product.place("Am Marktbrunnen");
	await product.subscribe(mock.register("end"), [{ place, services: ["baum"], remind: EVE }]);
	await product.tick("2026-11-21T12:00:00+01:00");
	expect(product.output).not.toContain("plan_ends");
	await product.tick("2026-12-02T12:00:00+01:00");
	expect(product.output).toContain('{"event":"plan_ends","town":"musterstadt","days":29}');
	for (let day = 22; day <= 31; day++)
		for (const time of ["07:00", "09:00", "12:00", "20:30"]) await product.tick(`2026-12-${day}T${time}:00+01:00`);
	expect(titles(mock.deliveries)).toEqual(["Die neuen Termine fehlen noch"]);
});

describe("services that a household chooses anew", () => {
	test("are no news: only what the town changes is corrected", async () => {
		const { product, mock } = await started("2026-11-30T12:00:00+01:00");
		const place = await product.place("Am Marktbrunnen");
		const one = await product.subscribe(mock.register("chooser"), [{ place, services: ["bio"], remind: EVE }]);
		await product.tick("2026-11-30T19:00:00+01:00");
		const wishes = { places: [{ place, services: ["papier"], remind: EVE }] };
		await product.api("PATCH", `/api/subscriptions/${one.id}`, wishes, one.token);
		rewrite(product, ({ editions }) => void editions.push("2026-11-30T18:10:00Z"));
		await product.tick("2026-11-30T19:15:00+01:00");
		expect(kinds(mock.deliveries)).toEqual(["reminder"]);
	});
});

describe("a town without a valid contact", () => {
	test("is not reminded, and that is said", async () => {
		const { product, mock } = await started("2026-11-30T12:00:00+01:00");
		const place = await product.place("Am Marktbrunnen");
		const wishes = [{ place, services: ["rest-1100"], remind: EVE }];
		await product.subscribe(mock.register("before"), wishes);
		rewrite(product, ({ town }) => {
			town.contact = { ...town.contact, email: "abfall@localhost" };
			delete town.contact.url;
		});
		await product.tick("2026-11-30T19:00:00+01:00");
		expect(mock.deliveries).toEqual([]);
		expect(product.output).toContain('{"event":"no_contact","town":"musterstadt"}');
		expect(await product.health()).toMatchObject([{ town: "musterstadt", state: "off" }]);
		await expect(product.subscribe(mock.register("after"), wishes)).rejects.toThrow("503");
		// Mended in the evening, it is made up for.
		rewrite(product, ({ town }) => {
			town.contact.email = "abfall@musterstadt.example";
		});
		await product.tick("2026-11-30T19:30:00+01:00");
		expect(kinds(mock.deliveries)).toEqual(["reminder"]);
		expect(await product.health()).toMatchObject([{ town: "musterstadt", state: "ok" }]);
	});
});
