import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import type { Delivery, MockPush } from "./mock-push.ts";
import type { Remind, RemindProduct } from "./product.ts";
import { QuickTicks } from "./quick-ticks.ts";

/** What one household must be told: a day, and the services of that day. */
export interface Expected {
	readonly day: string;
	readonly services: string;
}

const LABELS: Readonly<Record<string, string>> = {
	"Restmüll 2-wöchentlich": "rest-2w",
	Bioabfall: "bio",
	Papier: "papier",
	"Gelber Sack": "gelb",
	Gartenabfälle: "garten",
	Sperrmüll: "sperr",
	Schadstoffmobil: "schadstoff",
	Weihnachtsbäume: "baum",
};

export const ALL = Object.values(LABELS);

/**
 * `year.csv`: each address's collections, a line for each service and year, its days as a paper calendar writes
 * them ("3.3." is the third of March). Written by hand from the first dates and rhythms of the town's files, both
 * years' holiday shifts, and changes.csv, so that it shares nothing with the model but the sources.
 */
export function readYear(): ReadonlyMap<string, readonly Expected[]> {
	const byAddress = new Map<string, Map<string, string[]>>();
	const [, ...lines] = readFileSync(join(import.meta.dirname, "year.csv"), "utf8")
		.trim()
		.split("\n");
	for (const line of lines) {
		const [address = "", service = "", year = "", days = ""] = line.split(";");
		const byDay = byAddress.get(address) ?? new Map<string, string[]>();
		byAddress.set(address, byDay);
		for (const short of days.split(" ")) {
			const [day = "", month = ""] = short.split(".");
			const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
			byDay.set(date, [...(byDay.get(date) ?? []), service]);
		}
	}
	return new Map([...byAddress].map(([address, byDay]) => [address, inOrder(byDay)]));
}

/** By day, and on one day in the order in which the town names its services. */
function inOrder(byDay: ReadonlyMap<string, readonly string[]>): Expected[] {
	return [...byDay]
		.map(([day, services]) => ({ day, services: ALL.filter((each) => services.includes(each)).join(" ") }))
		.sort((one, other) => (one.day < other.day ? -1 : 1));
}

/** The last Sundays of March and October, when Germany changes its clocks at 01:00 UTC. */
const SUMMERS = [
	["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"],
	["2027-03-28T01:00:00Z", "2027-10-31T01:00:00Z"],
].map((each) => each.map((instant) => Date.parse(instant)));

/** What a clock in Musterstadt shows, without asking the machine's knowledge of zones. */
export function shownAt(instant: number): string {
	const isSummer = SUMMERS.some(([from = 0, to = 0]) => instant >= from && instant < to);
	return new Date(instant + (isSummer ? 2 : 1) * 3_600_000).toISOString().slice(0, 16);
}

/** One line for each reminder that came: `shown time | day | services`. */
export function linesOf(deliveries: readonly Delivery[]): string[] {
	return deliveries.map(({ clock, message }) => {
		const { day, labels } = message?.notification.data ?? {};
		return `${shownAt(clock)} ${day} ${(labels ?? []).map((label) => LABELS[label] ?? label).join(" ")}`;
	});
}

/** The lines that should have come. */
export function linesExpected(expected: readonly Expected[], { when, time }: Remind): string[] {
	return expected.map(({ day, services }) => {
		const eve = new Date(Date.parse(`${day}T12:00:00Z`) - 24 * 3_600_000).toISOString().slice(0, 10);
		return `${when === "eve" ? eve : day}T${time} ${day} ${services}`;
	});
}

const QUARTER = 15 * 60_000;
/** Weeks in which days move: both changes of the clocks in two years, strike and holidays. */
const CLOSE = [
	["2026-03-23", "2026-04-06"],
	["2026-10-19", "2026-11-02"],
	["2026-12-07", "2027-01-11"],
	["2027-03-22", "2027-04-05"],
].map((each) => each.map((day) => Date.parse(day)));

/** How long nobody looks: a quarter of an hour in those weeks and, with `QUARTERS=all`, always; else an hour. */
export function stepAt(instant: number): number {
	const isClose = process.env.QUARTERS === "all" || CLOSE.some(([from = 0, to = 0]) => instant >= from && instant < to);
	return isClose ? QUARTER : 4 * QUARTER;
}

/** Step by step from one instant to another, and every moment that a tick asks for in between. Answers how many ticks. */
export async function liveThrough(product: RemindProduct, from: string, to: string): Promise<number> {
	const ticks = new QuickTicks(product.address);
	let count = 0;
	for (let begin = Date.parse(from); begin <= Date.parse(to); begin += stepAt(begin)) {
		for (let at = begin; at < begin + stepAt(begin); count++) {
			product.clock.set(at);
			const { next } = await ticks.tick();
			const asked = next === undefined ? Number.POSITIVE_INFINITY : Date.parse(next);
			if (asked <= at) throw new Error(`a tick at ${at} asks for ${next}`);
			at = asked;
		}
	}
	ticks.stop();
	return count;
}

export function reminders(mock: MockPush, endpoint: string): Delivery[] {
	return mock.deliveriesTo(endpoint).filter(({ message }) => message?.notification.data?.kind === "reminder");
}
