import { type Dataset, findPlace } from "../../data/model/dataset.ts";
import { type Day, plusDays } from "../../data/model/day.ts";
import { deadlineOf, dueOn, mayBeSent, nextChance, type When } from "../../data/model/reminder.ts";
import type { ServiceId } from "../../data/model/service.ts";
import type { Minutes } from "../../data/model/time.ts";
import { type Instant, wallClock } from "../../data/model/zone.ts";
import { placesDueOn } from "./due.ts";
import type { World } from "./world.ts";

/** Rows looked at in one go: memory stays flat however many subscribe. */
const PAGE = 2000;

interface Target {
	readonly day: Day;
	readonly when: When;
	/** Slots later in the day than this are not due yet. */
	readonly upTo: Minutes;
}

/**
 * Writes down every reminder that is due by now and not in the ledger yet. The
 * schedule is asked now, never ahead, so an import or a strike is honoured by itself;
 * running it twice adds nothing. Answers how many were added.
 */
export function planDue(world: World, dataset: Dataset, now: Instant): number {
	const { day: today, time } = wallClock(dataset.town.zone, now);
	const wholeDay = (24 * 60 - 1) as Minutes;
	const targets: Target[] = [
		{ day: plusDays(today, 1), when: "eve", upTo: time },
		{ day: today, when: "morning", upTo: time },
		// Missed last evening: once in the morning, with "today".
		{ day: today, when: "eve", upTo: wholeDay },
	];
	return targets.reduce((added, target) => added + planTarget(world, dataset, target, now), 0);
}

function planTarget(world: World, dataset: Dataset, target: Target, now: Instant): number {
	const { zone, putOut } = dataset.town;
	const latest = { when: target.when, time: target.upTo };
	const isPast = now >= deadlineOf(zone, putOut, target.day);
	const waits = target.day === wallClock(zone, now).day && mayBeSent(zone, putOut, target.day, latest, now) !== "now";
	if (isPast || waits) return 0;
	const places = JSON.stringify(placesDueOn(dataset, target.day));
	let added = 0;
	for (let after: Candidate | undefined = FIRST; after; ) {
		const page = candidates(world, target, places, after);
		added += world.atomically(() => page.filter((candidate) => enter(world, dataset, target, candidate, now)).length);
		after = page.length === PAGE ? page.at(-1) : undefined;
	}
	return added;
}

interface Candidate extends Record<string, SqlStorageValue> {
	readonly subscription: number;
	readonly place: string;
	readonly minutes: number;
	readonly services: string | null;
	readonly paused_until: string | null;
	readonly host: string;
}

const FIRST: Candidate = { subscription: -1, place: "", minutes: -1, services: null, paused_until: null, host: "" };

/** Wishes for places where something is collected that day, without what the ledger holds or the household has done. */
function candidates({ sql }: World, { day, when, upTo }: Target, places: string, after: Candidate): Candidate[] {
	// A morning reminder of the same place tells what the missed evening would have told.
	const missed =
		"AND NOT EXISTS (SELECT 1 FROM slot m WHERE m.subscription = s.subscription AND m.place = s.place AND m.time_of = 'morning')";
	const isMissedEve = when === "eve" && upTo === 24 * 60 - 1;
	const query = `SELECT s.subscription, s.place, s.minutes, w.services, w.paused_until, b.host
		FROM json_each(?) p CROSS JOIN slot s ON s.place = p.value AND s.time_of = ? AND s.minutes <= ?
		JOIN wish w ON w.subscription = s.subscription AND w.place = s.place
		JOIN subscription b ON b.id = s.subscription
		WHERE (s.place, s.minutes, s.subscription) > (?, ?, ?)
		AND NOT EXISTS (SELECT 1 FROM errand e WHERE e.subscription = s.subscription AND e.place = s.place AND e.day = ? AND e.kind = ? || ' ' || s.minutes)
		AND NOT EXISTS (SELECT 1 FROM done d WHERE d.subscription = s.subscription AND d.place = s.place AND d.day = ?)
		${isMissedEve ? missed : ""}
		ORDER BY s.place, s.minutes, s.subscription LIMIT ${PAGE}`;
	return sql
		.exec<Candidate>(query, places, when, upTo, after.place, after.minutes, after.subscription, day, when, day)
		.toArray();
}

function enter(world: World, dataset: Dataset, { day, when }: Target, candidate: Candidate, now: Instant): boolean {
	const { subscription, place, minutes, services, paused_until: pausedUntil, host } = candidate;
	const found = findPlace(dataset, place);
	const wish = { services: readServices(services), pausedUntil: (pausedUntil ?? undefined) as Day | undefined };
	if (!found || dueOn(dataset, found.place, wish, day).length === 0) return false;
	const { zone, putOut } = dataset.town;
	const slot = { when, time: minutes as Minutes };
	const due = nextChance(zone, day, slot, now);
	const until = deadlineOf(zone, putOut, day);
	return enterErrand(world.sql, { subscription, place, day, kind: kindOf(slot), host, due, until });
}

/** How the ledger names the reminder of a slot. */
export function kindOf({ when, time }: { readonly when: When; readonly time: number }): string {
	return `${when} ${time}`;
}

export function readServices(json: string | null): readonly ServiceId[] | undefined {
	return json === null ? undefined : (JSON.parse(json) as ServiceId[]);
}

export interface NewErrand {
	readonly subscription: number;
	/** Empty where it concerns no place. */
	readonly place: string;
	readonly day: string;
	readonly kind: string;
	readonly host: string;
	readonly due: Instant;
	readonly until: Instant;
}

/** False when the ledger holds it already. */
export function enterErrand(sql: SqlStorage, { subscription, place, day, kind, host, due, until }: NewErrand): boolean {
	const { rowsWritten } = sql.exec(
		`INSERT INTO errand (subscription, place, day, kind, host, state, due, until) VALUES (?, ?, ?, ?, ?, 'due', ?, ?)
		ON CONFLICT DO NOTHING`,
		subscription,
		place,
		day,
		kind,
		host,
		due,
		until,
	);
	return rowsWritten > 0;
}
