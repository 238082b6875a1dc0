import type { Dataset } from "../../../data/model/dataset.ts";
import { plusDays } from "../../../data/model/day.ts";
import { type Instant, wallClock } from "../../../data/model/zone.ts";
import { restoredFrom, takeMarkAway } from "../../backup/restored-mark.ts";
import type { UnknownSpan } from "../layout.ts";
import { prune, REMEMBERED, tallyUnknown } from "../ledger/outcomes.ts";
import { readMeta, writeMeta } from "../ledger/schema.ts";
import type { World } from "../world.ts";
import { enterUnknown } from "./due.ts";
import { tellOfEnd } from "./plan-end.ts";
import { reconcile } from "./reconcile.ts";

/**
 * After a restore nobody knows what was told between the backup and the start: whatever could have been
 * is not told any more, and counts as `unknown`.
 */
export interface Gap extends UnknownSpan {
	/** What it means was written down, by the dataset. */
	readonly isClosed: boolean;
}

const KEY = "gap";
/** No slot can still be told so long after it, in hours. */
const RELEVANT = 48 * 60 * 60_000;

export function readGap(sql: SqlStorage): Gap | undefined {
	const text = readMeta(sql, KEY);
	return text === undefined ? undefined : (JSON.parse(text) as Gap);
}

function writeGap(sql: SqlStorage, gap: Gap): void {
	writeMeta(sql, KEY, JSON.stringify(gap satisfies Gap));
}

/** With the first start after a restore, before anything is answered. */
export function openGap({ sql, atomically }: Pick<World, "sql" | "atomically">, now: Instant): void {
	const from = restoredFrom(sql);
	if (from === undefined) return;
	atomically(() => {
		takeMarkAway(sql);
		writeGap(sql, { from: Math.min(from, now), to: now, isClosed: false });
	});
}

/** For a slice that begins after the restore: whoever subscribes in it may have been told by one that the backup did not know. */
export function inheritGap(sql: SqlStorage, span: UnknownSpan | undefined, now: Instant): void {
	if (span && now - span.to <= RELEVANT) writeGap(sql, { ...span, isClosed: true });
}

/** Where one is open. By the dataset as it is served now: what it has changed may have been told, too. */
export function closeGap(world: World, town: string, dataset: Dataset, hash: string): void {
	const { sql, atomically, tell } = world;
	const gap = readGap(sql);
	if (!gap || gap.isClosed) return;
	const { from, to } = gap;
	const today = wallClock(dataset.town.zone, to).day;
	const households = atomically(() => {
		// What is due for deletion by now is not to be there again.
		prune(world, plusDays(today, -REMEMBERED));
		const before = lastDelivery(sql);
		if (readMeta(sql, "dataset") !== hash) reconcile(world, dataset, to);
		writeMeta(sql, "dataset", hash);
		if (readMeta(sql, "today") !== today) tellOfEnd(world, dataset, to);
		enterUnknown(world, dataset, gap);
		const count = giveUp(sql, to, before);
		writeGap(sql, { ...gap, isClosed: true });
		return count;
	});
	tell({ event: "restored", town, from: isoOf(from), to: isoOf(to), households });
}

/** For a household that has subscribed or changed its times since: it may have been told before the start. */
export function closeGapFor(world: World, subscription: number, dataset: Dataset | undefined, now: Instant): void {
	const gap = readGap(world.sql);
	if (!gap || !dataset || now - gap.to > RELEVANT) return;
	enterUnknown(world, dataset, gap, subscription);
	giveUp(world.sql, gap.to, Number.MAX_SAFE_INTEGER);
}

/** Whatever was due before the start, and what was entered after a row of the ledger. Answers how many households that concerns. */
function giveUp(sql: SqlStorage, to: Instant, after: number): number {
	const which = "state = 'due' AND (due <= ? OR id > ?)";
	const query = `SELECT COUNT(DISTINCT subscription) AS count FROM delivery WHERE ${which}`;
	const [row] = sql.exec<{ count: number }>(query, to, after).toArray();
	tallyUnknown(sql, which, to, after);
	sql.exec(`UPDATE delivery SET state = 'unknown' WHERE ${which}`, to, after);
	return row?.count ?? 0;
}

function lastDelivery(sql: SqlStorage): number {
	return sql.exec<{ last: number }>("SELECT COALESCE(MAX(id), 0) AS last FROM delivery").toArray()[0]?.last ?? 0;
}

function isoOf(instant: Instant): string {
	return new Date(instant).toISOString();
}
