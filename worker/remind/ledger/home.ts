import type { Layout, SliceHome } from "../layout.ts";
import { readMeta, writeMeta } from "./schema.ts";

const HOME = "home";
/** Of versions before, which only knew the number of slices. */
const SLICES = "slices";
/** Not everybody here is at home here. */
const UNSETTLED = "unsettled";

interface KnownHome extends Omit<SliceHome, "slice"> {
	readonly slice: number | undefined;
}

/** Which slice this is, and of how many; `undefined` before the first subscription. */
export function readHome(sql: SqlStorage): KnownHome | undefined {
	const text = readMeta(sql, HOME);
	if (text !== undefined) return JSON.parse(text) as SliceHome;
	const slices = readMeta(sql, SLICES);
	return slices === undefined ? undefined : { slice: undefined, slices: Number(slices), epoch: 0 };
}

/** Takes over a newer layout. False: by another one an endpoint could have two homes, and two reminders. */
export function adopt(sql: SqlStorage, given: SliceHome): boolean {
	const known = readHome(sql);
	const isNewer = known === undefined || given.epoch > known.epoch;
	if (isNewer && known?.slices !== given.slices) writeMeta(sql, UNSETTLED, "yes");
	if (isNewer || (known.slice === undefined && known.slices === given.slices))
		writeMeta(sql, HOME, JSON.stringify(given satisfies SliceHome));
	return isNewer || known.slices === given.slices;
}

/** Of a layout that changed while nobody told this slice; it does where its own number is known. */
export function hearOf(sql: SqlStorage, { epoch, slices }: Layout): void {
	const known = readHome(sql);
	if (known?.slice !== undefined && epoch > known.epoch) adopt(sql, { slice: known.slice, slices, epoch });
}

export function isSettled(sql: SqlStorage): boolean {
	return readMeta(sql, UNSETTLED) === undefined;
}

export function noteSettled(sql: SqlStorage): void {
	sql.exec("DELETE FROM meta WHERE key = ?", UNSETTLED);
}
