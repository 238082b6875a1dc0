import { type Day, makeDay, parseDay } from "../../model/day.ts";

/** How a file writes its days. The letters are those of the recipe. */
export const DAY_FORMATS = ["DD.MM.YYYY", "DD.MM.YY", "YYYY-MM-DD", "YYYYMMDD", "DD/MM/YYYY", "MM/DD/YYYY"] as const;
export type DayFormat = (typeof DAY_FORMATS)[number];

const GERMAN = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{2}|\d{4})$/;
const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;

/** A weekday before or after the day ("Di 06.01.2026", "06.01.2026 (Di)") is read over. */
const WEEKDAY = /^(?:mo|di|mi|do|fr|sa|so)[a-zäöü]*\.?,?\s+|\s*\(?(?:mo|di|mi|do|fr|sa|so)[a-zäöü]*\.?\)?$/giu;

/** `undefined` for what is no day: `31.02.2026` too. */
export function parseDayText(text: string, format: DayFormat): Day | undefined {
	const bare = text.replace(/^'|'$/g, "").replace(WEEKDAY, "").trim();
	switch (format) {
		case "DD.MM.YYYY":
		case "DD.MM.YY":
			return fromParts(GERMAN.exec(bare), 3, 2, 1);
		case "YYYY-MM-DD":
			return parseDay(bare) ?? fromParts(ISO.exec(bare), 1, 2, 3);
		case "YYYYMMDD":
			return fromParts(COMPACT.exec(bare), 1, 2, 3);
		case "DD/MM/YYYY":
			return fromParts(SLASHED.exec(bare), 3, 2, 1);
		case "MM/DD/YYYY":
			return fromParts(SLASHED.exec(bare), 3, 1, 2);
	}
}

function fromParts(match: RegExpExecArray | null, year: number, month: number, day: number): Day | undefined {
	if (!match) return undefined;
	const given = Number(match[year]);
	return makeDay(given < 100 ? 2000 + given : given, Number(match[month]), Number(match[day]));
}
