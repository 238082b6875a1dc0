import { type Day, daysBetween, weekdayOf, yearOf } from "./day.ts";

/** A date as one edition has it. */
export interface Dated {
	readonly planned: Day;
	readonly day: Day;
}

/** What becomes of the dates of one service at one place; `gone` and `added` are what no pair explains. */
export interface DayChanges {
	readonly kept: number;
	readonly moved: readonly { readonly from: Day; readonly to: Day }[];
	readonly gone: readonly Day[];
	readonly added: readonly Day[];
}

/** Farther apart, a date that is gone and one that is new are told as two. */
const NEAR = 7;

/**
 * The same planned day, or the same day, is the same collection. One gone and one new within seven days are told
 * as a move: for people who read a report, nothing else hangs on it.
 */
export function dayChanges(before: readonly Dated[], now: readonly Dated[]): DayChanges {
	const pairs = [...pairUp(before, now, "planned"), ...pairUp(before, now, "day")];
	const [old, fresh] = [new Set<Dated>(), new Set<Dated>()];
	const moved: { from: Day; to: Day }[] = [];
	for (const [one, other] of pairs) {
		if (old.has(one) || fresh.has(other)) continue;
		old.add(one);
		fresh.add(other);
		if (one.day !== other.day) moved.push({ from: one.day, to: other.day });
	}
	const kept = old.size - moved.length;
	const [left, added] = [before.filter((each) => !old.has(each)), now.filter((each) => !fresh.has(each))];
	const near = nearPairs(
		left.map(({ day }) => day),
		added.map(({ day }) => day),
	);
	return { kept, moved: [...moved, ...near.moved], gone: near.gone, added: near.added };
}

function pairUp(before: readonly Dated[], now: readonly Dated[], by: keyof Dated): [Dated, Dated][] {
	const found = new Map(now.map((each) => [each[by], each]));
	return before.flatMap((each) => {
		const other = found.get(each[by]);
		return other ? [[each, other]] : [];
	});
}

/** Each with its nearest that is left, in the order of the days. */
function nearPairs(before: readonly Day[], now: readonly Day[]): Omit<DayChanges, "kept"> {
	const added = new Set(now);
	const moved: { from: Day; to: Day }[] = [];
	const gone = before.filter((from) => {
		const distance = (to: Day) => Math.abs(daysBetween(from, to));
		const [to] = [...added]
			.filter((each) => distance(each) <= NEAR)
			.sort((one, other) => distance(one) - distance(other));
		if (to === undefined) return true;
		added.delete(to);
		moved.push({ from, to });
		return false;
	});
	return { moved, gone, added: [...added] };
}

const WEEKDAYS = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"];

/** "Do 7.1.2027" */
export function dayWords(day: Day): string {
	return `${shortDay(day)}${yearOf(day)}`;
}

/** "Do 7.1. -> Fr 8.1.2027" */
export function moveWords(from: Day, to: Day): string {
	return `${yearOf(from) === yearOf(to) ? shortDay(from) : dayWords(from)} -> ${dayWords(to)}`;
}

function shortDay(day: Day): string {
	return `${WEEKDAYS[weekdayOf(day) - 1]} ${Number(day.slice(8))}.${Number(day.slice(5, 7))}.`;
}
