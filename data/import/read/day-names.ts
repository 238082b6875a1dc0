/**
 * Months and weekdays as files write them: German (with Austria's and Switzerland's words), English,
 * and both abbreviated. Only whole words: what merely begins like a month is none.
 */

const MONTHS: readonly (readonly string[])[] = [
	["januar", "jänner", "jaenner", "january", "jan", "jän"],
	["februar", "feber", "february", "feb"],
	["märz", "maerz", "march", "mär", "mrz", "mar"],
	["april", "apr"],
	["mai", "may"],
	["juni", "june", "jun"],
	["juli", "july", "jul"],
	["august", "aug"],
	["september", "sept", "sep"],
	["oktober", "october", "okt", "oct"],
	["november", "nov"],
	["dezember", "december", "dez", "dec"],
];

const WEEKDAYS: readonly (readonly string[])[] = [
	["montag", "montags", "mo", "mon", "monday", "mondays"],
	["dienstag", "dienstags", "di", "die", "tuesday", "tuesdays", "tue", "tues", "tu"],
	["mittwoch", "mittwochs", "mi", "mit", "mitt", "wednesday", "wednesdays", "wed", "we"],
	["donnerstag", "donnerstags", "do", "don", "donn", "thursday", "thursdays", "thu", "thur", "thurs", "th"],
	["freitag", "freitags", "fr", "fre", "frei", "friday", "fridays", "fri"],
	["samstag", "samstags", "sonnabend", "sonnabends", "sa", "sam", "sams", "saturday", "saturdays", "sat"],
	["sonntag", "sonntags", "so", "son", "sonn", "sunday", "sundays", "sun", "su"],
];

const MONTH_OF = numbered(MONTHS);
const WEEKDAY_OF = numbered(WEEKDAYS);

function numbered(names: readonly (readonly string[])[]): ReadonlyMap<string, number> {
	return new Map(names.flatMap((same, at) => same.map((name) => [name, at + 1] as const)));
}

function bare(text: string): string {
	return text.normalize("NFC").toLowerCase().replace(/\.$/u, "");
}

/** `Januar`, `Jänner`, `Mrz.`, `Oct`, `3`; January is 1. */
export function monthNamed(text: string): number | undefined {
	if (/^\d{1,2}$/u.test(text)) return Number(text) >= 1 && Number(text) <= 12 ? Number(text) : undefined;
	return MONTH_OF.get(bare(text));
}

/** `Dienstag`, `dienstags`, `Di.`, `Tue`; Monday is 1. */
export function weekdayNamed(text: string): number | undefined {
	return WEEKDAY_OF.get(bare(text));
}

/** German articles and prepositions that are no weekdays among other words. */
const ALSO_WORDS: ReadonlySet<string> = new Set(["die", "mit"]);

/** The names as alternatives of a regular expression, longest first. */
export const MONTH_WORDS = alternatives([...MONTH_OF.keys()]);
export const WEEKDAY_WORDS = alternatives([...WEEKDAY_OF.keys()].filter((name) => !ALSO_WORDS.has(name)));

function alternatives(names: readonly string[]): string {
	return `(?:${names.toSorted((one, other) => other.length - one.length).join("|")})\\.?`;
}

/** In full, for findings; January and Monday come first. */
export const MONTH_NAMES = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(
	" ",
);
export const DAY_NAMES = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(" ");
