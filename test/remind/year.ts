import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Delivery, MockPush } from "./mock-push.ts";
import type { Remind, RemindProduct } from "./product.ts";
import { QuickTicks } from "./quick-ticks.ts";

/** What one household must be told: a day, and the services of that day. */
export interface Expected {
	readonly day: string;
	readonly services: string;
}

/** `year.csv`, worked out from the town's files by a script of its own that shares no code with the model; the turns of the year and the strike were read over by eye: rhythms, single dates, both lists of holiday shifts, and changes.csv. */
export function readYear(): ReadonlyMap<string, readonly Expected[]> {
	const byAddress = new Map<string, Expected[]>();
	const [, ...lines] = readFileSync(join(import.meta.dirname, "year.csv"), "utf8")
		.trim()
		.split("\n");
	for (const line of lines) {
		const [address = "", day = "", services = ""] = line.split(";");
		byAddress.set(address, [...(byAddress.get(address) ?? []), { day, services }]);
	}
	return byAddress;
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

/** Every quarter of an hour from one instant to another, and every moment that a tick asks for in between. Answers how many ticks. */
export async function liveThrough(product: RemindProduct, from: string, to: string): Promise<number> {
	const ticks = new QuickTicks(product.address);
	let count = 0;
	for (let quarter = Date.parse(from); quarter <= Date.parse(to); quarter += 15 * 60_000) {
		for (let at = quarter; at < quarter + 15 * 60_000; count++) {
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
