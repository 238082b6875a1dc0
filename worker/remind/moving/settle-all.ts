import { shorten } from "../error-words.ts";
import { type Layout, slicesIn } from "../layout.ts";
import type { Reminders } from "../reminders.ts";

/**
 * While households are on their way to other slices: sends them on, for some seconds at most, and notes when all
 * have arrived. Whoever calls it again goes on where it was.
 */
export async function settleAll(reminders: Reminders): Promise<Layout> {
	const { layouts, edge, known } = reminders;
	const layout = await layouts.now();
	if (!layout.isMoving) return layout;
	const towns = new Set([...(await edge.towns.all()).keys(), ...known.map(({ town }) => town)]);
	const slices = [...towns].flatMap((town) => slicesIn(layout).map((slice) => ({ town, slice })));
	const settled = await Promise.all(slices.map(({ town, slice }) => settle(reminders, layout, town, slice)));
	if (settled.includes(false)) return layout;
	await layouts.registry().finish(layout.epoch);
	edge.tell({ event: "slices_changed", slices: layout.slices, before: layout.before });
	return layouts.fresh();
}

async function settle(
	{ isKept, slice: stubOf, edge }: Reminders,
	{ epoch, slices }: Layout,
	town: string,
	slice: number,
): Promise<boolean> {
	try {
		return !(await isKept(town, slice)) || (await stubOf(town, slice).moveAway({ slice, slices, epoch }));
	} catch (error) {
		edge.tell({ event: "moving_failed", town, slice, error: shorten(error) });
		return false;
	}
}
