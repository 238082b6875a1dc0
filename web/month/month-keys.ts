import { type Day, dayOfMonth, makeDay, plusDays, weekdayOf } from "../../data/model/day.ts";
import { type Month, monthOfDay, periodOf } from "./marked-days.ts";

/** Where a key of the grid pattern leads; `undefined` for keys that are not its own. */
export function dayAfterKey(day: Day, { key, target }: KeyboardEvent): Day | undefined {
	const forwards = target instanceof Element && target.matches(":dir(rtl)") ? -1 : 1;
	switch (key) {
		case "ArrowRight":
			return plusDays(day, forwards);
		case "ArrowLeft":
			return plusDays(day, -forwards);
		case "ArrowDown":
			return plusDays(day, 7);
		case "ArrowUp":
			return plusDays(day, -7);
		case "Home":
			return plusDays(day, 1 - weekdayOf(day));
		case "End":
			return plusDays(day, 7 - weekdayOf(day));
		case "PageDown":
			return sameDayIn(day, 1);
		case "PageUp":
			return sameDayIn(day, -1);
		default:
			return undefined;
	}
}

/** The same day of another month, or its last where that is shorter. */
export function sameDayIn(day: Day, months: number): Day {
	const { year, month } = monthOfDay(day);
	const nth = year * 12 + month - 1 + months;
	const there: Month = { year: Math.floor(nth / 12), month: (nth % 12) + 1 };
	return makeDay(there.year, there.month, dayOfMonth(day)) ?? periodOf(there).to;
}
