import type { Dataset } from "../../data/model/dataset.ts";
import { type Day, makeDay, plusDays } from "../../data/model/day.ts";

/** A holiday by its name in the town's reasons, and where it lies in a year. */
interface Holiday {
	readonly name: RegExp;
	readonly day: (year: number) => Day | undefined;
}

const fixed = (month: number, day: number) => (year: number) => makeDay(year, month, day);
const fromEaster = (days: number) => (year: number) => {
	const sunday = easterOf(year);
	return sunday && plusDays(sunday, days);
};

const HOLIDAYS: readonly Holiday[] = [
	{ name: /neujahr/i, day: fixed(1, 1) },
	{ name: /(heilige.? )?drei könige|epiphanias/i, day: fixed(1, 6) },
	{ name: /rosenmontag/i, day: fromEaster(-48) },
	{ name: /karfreitag/i, day: fromEaster(-2) },
	{ name: /ostermontag|^ostern/i, day: fromEaster(1) },
	{ name: /tag der arbeit|maifeiertag|1\. mai/i, day: fixed(5, 1) },
	{ name: /^(?!.*mari).*himmelfahrt/i, day: fromEaster(39) },
	{ name: /mari.*himmelfahrt/i, day: fixed(8, 15) },
	{ name: /pfingst/i, day: fromEaster(50) },
	{ name: /fronleichnam/i, day: fromEaster(60) },
	{ name: /deutschen einheit/i, day: fixed(10, 3) },
	{ name: /reformationstag/i, day: fixed(10, 31) },
	{ name: /allerheiligen/i, day: fixed(11, 1) },
	{ name: /weihnacht/i, day: fixed(12, 25) },
	{ name: /weihnacht/i, day: fixed(12, 26) },
];

const known = new WeakMap<Dataset, readonly Holiday[]>();

/** The holidays that the town names as a reason: what it keeps, the sheet shades. */
export function holidaysIn(dataset: Dataset, year: number): ReadonlySet<Day> {
	const kept = known.get(dataset) ?? keptBy(dataset);
	known.set(dataset, kept);
	return new Set(kept.flatMap(({ day }) => day(year) ?? []));
}

function keptBy({ rounds }: Dataset): Holiday[] {
	const reasons = new Set(rounds.flatMap(({ dates }) => dates.flatMap(({ reason }) => reason ?? [])));
	return HOLIDAYS.filter(({ name }) => [...reasons].some((reason) => name.test(reason)));
}

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
export function easterOf(year: number): Day | undefined {
	const [golden, century, rest] = [year % 19, Math.floor(year / 100), year % 100];
	const leap = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25);
	const moon = (leap + 19 * golden + 15) % 30;
	const epact = moon - Math.floor((golden + 11 * moon) / 319);
	const week = (2 * (century % 4) + 2 * Math.floor(rest / 4) - (rest % 4) - epact + 32) % 7;
	const month = Math.floor((epact + week + 90) / 25);
	return makeDay(year, month, (epact + week + month + 19) % 32);
}
