import { realDay } from "../engine/text.ts";

/** A day as it stands in a text, and how the file would write another one. */
export interface DaySpan {
	readonly from: number;
	readonly to: number;
	readonly year: number;
	readonly month: number;
	readonly date: number;
	readonly make: (year: number, month: number, date: number) => string;
}

const two = (number: number) => String(number).padStart(2, "0");

const FORMS: readonly {
	readonly form: RegExp;
	readonly order: readonly [number, number, number];
	readonly make: DaySpan["make"];
}[] = [
	{
		form: /(?<![\d.])(\d\d)\.(\d\d)\.(\d{4})(?!\d)/gu,
		order: [3, 2, 1],
		make: (year, month, date) => `${two(date)}.${two(month)}.${year}`,
	},
	{
		form: /(?<![\d-])(\d{4})-(\d\d)-(\d\d)(?![\d-])/gu,
		order: [1, 2, 3],
		make: (year, month, date) => `${year}-${two(month)}-${two(date)}`,
	},
	{
		form: /(?<!\d)(20\d\d)([01]\d)([0-3]\d)(?!\d)/gu,
		order: [1, 2, 3],
		make: (year, month, date) => `${year}${two(month)}${two(date)}`,
	},
	{
		form: /^(20\d\d),(\d{1,2}),(\d{1,2})(?=,)/gmu,
		order: [1, 2, 3],
		make: (year, month, date) => `${year},${month},${date}`,
	},
];

/** Every real day of the text, in any of the forms of the files at hand. */
export function daySpans(text: string): DaySpan[] {
	return FORMS.flatMap(({ form, order, make }) =>
		[...text.matchAll(form)].flatMap((match) => {
			const [year = 0, month = 0, date = 0] = order.map((at) => Number(match[at]));
			const from = match.index;
			const real = realDay(year, month, date) !== undefined;
			return real ? [{ from, to: from + match[0].length, year, month, date, make }] : [];
		}),
	);
}

/** The day so many days, months or years later; a day that its month has not is the last one. */
export function moved({ year, month, date }: DaySpan, by: { days?: number; months?: number; years?: number }) {
	const index = year * 12 + month - 1 + (by.months ?? 0) + 12 * (by.years ?? 0);
	const [newYear, newMonth] = [Math.floor(index / 12), (index % 12) + 1];
	const last = new Date(Date.UTC(newYear, newMonth, 0)).getUTCDate();
	const day = new Date(Date.UTC(newYear, newMonth - 1, Math.min(date, last) + (by.days ?? 0)));
	return [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()] as const;
}
