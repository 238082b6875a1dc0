import { countRows } from "../draft.ts";
import type { Acknowledged } from "../known.ts";
import { fitsGlob } from "../known.ts";
import type { IcsCalendar, IcsEvent } from "../read/ics-calendar.ts";
import { type Calendar, type CalendarContext, type CalendarFile, wordsOf } from "./calendar-file.ts";
import { linesLeftOut } from "./reshape.ts";

/** The calendar without what the recipe leaves out: by line and reason, or by what stands in a property. */
export function filteredCalendar(
	{ file, calendar }: CalendarFile,
	step: Calendar,
	context: CalendarContext,
): IcsCalendar {
	const { draft, usage } = context;
	const all = [...calendar.events, ...calendar.others];
	const { lines, acknowledged } = linesLeftOut({ file, lines: all.map(({ line }) => line) }, step, usage);
	draft.acknowledged.push(...(acknowledged satisfies Acknowledged[]));
	const kept = new Set(all.filter((event) => !lines.has(event.line) && isWanted(event, step, context)));
	const leftOut = all.length - kept.size;
	if (leftOut === 0) return calendar;
	countRows(draft, file, { held: 0, read: 0, leftOut });
	const keep = (events: readonly IcsEvent[]) => events.filter((event) => kept.has(event));
	return { ...calendar, events: keep(calendar.events), others: keep(calendar.others) };
}

/** Of several properties under `only` all must fit, under `not` one is enough. */
function isWanted(event: IcsEvent, { only, not }: Calendar, { languages, usage }: CalendarContext): boolean {
	const fits = (field: "only" | "not", property: string, values: string | readonly string[]) => {
		const met = [values].flat().find((value) => fitsGlob(value, wordsOf(event, property, languages)));
		if (met !== undefined) usage.use(`${field}.${property}`, met);
		return met !== undefined;
	};
	const missed = Object.entries(only).filter(([property, values]) => !fits("only", property, values));
	const dropped = Object.entries(not).filter(([property, values]) => fits("not", property, values));
	return missed.length + dropped.length === 0;
}
