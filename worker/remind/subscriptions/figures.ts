import type { ReachAsked } from "../../../data/model/desk.ts";
import { tallyByDay } from "../ledger/outcomes.ts";
import { hasTables } from "../ledger/schema.ts";
import { readServices } from "../ledger/wants.ts";
import type { SliceFigures } from "../slice-api.ts";
import { countSubscribers } from "./subscription-table.ts";

/** Numbers alone; before the first subscription there is nothing to count. */
export function figuresOf(sql: SqlStorage, asked: ReachAsked): SliceFigures {
	if (!hasTables(sql)) return { subscriptions: 0, reached: 0, days: [] };
	return { subscriptions: countSubscribers(sql), reached: countReached(sql, asked), days: tallyByDay(sql) };
}

/** Households with an address in any of these places, that want any of these services; absent: all. */
function countReached(sql: SqlStorage, { places, services }: ReachAsked): number {
	const [asked, wanted] = [places && new Set(places), services && new Set<string>(services)];
	const reached = new Set<number>();
	const query = "SELECT subscription, place, services FROM wish";
	for (const row of sql.exec<{ subscription: number; place: string; services: string | null }>(query)) {
		const own = readServices(row.services);
		const isWanted = !wanted || !own || own.some((service) => wanted.has(service));
		if (isWanted && (asked?.has(row.place) ?? true)) reached.add(row.subscription);
	}
	return reached.size;
}
