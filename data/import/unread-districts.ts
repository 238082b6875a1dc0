import type { Day } from "../model/day.ts";
import type { Problem } from "../model/problem.ts";
import type { Beside, RowId } from "./beside.ts";
import type { Draft, DraftDate } from "./draft.ts";
import { weekdayNamed } from "./read/day-names.ts";
import { nameOfRound } from "./round-key.ts";
import { groupByRound } from "./round-map.ts";
import { inTour, listWords } from "./words.ts";

/** A column of districts that nobody reads: then the dates of all of them are one round's. */

const DISTRICT =
	/bezirk|zone|tour|gebiet|ortsteil|ortschaft|revier|stadtteil|region|sektor|bereich|gemeinde|quartier|gruppe|linie|route|district|area|kreis|stra(?:ß|ss)e|street|^(?:ort|stadt|plz|teil|town|city|sector)$/iu;
/** `A`, `B2`: what else may such letters stand for, where the days differ by them? */
const LETTER = /^\p{Lu}\d{0,2}$/u;
/** Fewer days are an exception, not a plan. */
const FEWEST_DAYS = 3;

export function unreadDistricts({ dates, looked }: Draft, file: string, left: readonly Beside[]): Problem[] {
	const sheets = new Set(looked.get(file)?.flatMap(([first = ""]) => (first.startsWith("[") ? [first] : [])));
	const asked = left.filter(isDistrict);
	// Of two sheets the same line says two things.
	if (asked.length === 0 || sheets.size > 1) return [];
	const ofFile = dates.filter(({ source }) => source?.file === file);
	const rounds = [...groupByRound(ofFile, ({ service, round: key }) => ({ service, key }))].map(({ value }) => value);
	return asked.flatMap((column) => {
		const round = rounds.find((each) => differs(column, each));
		return round?.[0] ? [unreadDistrict(file, column, round[0])] : [];
	});
}

function isDistrict({ name, holds }: Beside): boolean {
	const values = [...(holds.values?.keys() ?? [])];
	if (values.length < 2 || values.every((value) => weekdayNamed(value) !== undefined)) return false;
	return name === "LOCATION" || DISTRICT.test(name) || values.every((value) => LETTER.test(value));
}

/** Whether two values have other days in the same time, in one round. */
function differs({ holds }: Beside, round: readonly DraftDate[]): boolean {
	const valueAt = valuesByRow(holds.values ?? new Map());
	const days = new Map<string, Set<Day>>();
	for (const { planned, source, path } of round) {
		const value = valueAt.get(path ?? source?.line ?? 0);
		if (value !== undefined) days.set(value, (days.get(value) ?? new Set()).add(planned));
	}
	const plans = [...days.values()].filter(({ size }) => size >= FEWEST_DAYS).map((each) => [...each].sort());
	return plans.some((plan, at) => plans.slice(at + 1).some((other) => isOther(plan, other)));
}

/** Of a line that stands for several rows nobody knows whose value it is. */
function valuesByRow(values: ReadonlyMap<string, readonly RowId[]>): Map<RowId, string | undefined> {
	const found = new Map<RowId, string | undefined>();
	for (const [value, rows] of values) for (const row of rows) found.set(row, found.has(row) ? undefined : value);
	return found;
}

function isOther(one: readonly Day[], other: readonly Day[]): boolean {
	const [from, to] = [other[0] ?? "", other.at(-1) ?? ""];
	const meets = one.filter((day) => from <= day && day <= to).length >= FEWEST_DAYS - 1;
	return meets && one.join() !== other.join();
}

function unreadDistrict(file: string, { name, holds }: Beside, { service, round, source }: DraftDate): Problem {
	const values = listWords([...(holds.values?.keys() ?? [])], 6);
	return {
		level: "warning",
		code: "unread_district",
		where: { file, line: source?.line },
		what: `Unter «${name}» stehen ${values}, und je nachdem hat «${service}»${inTour(nameOfRound(round))} andere Tage; kein Schritt liest es, so gelten alle Tage für alle.`,
		remedy:
			'Sind es Bezirke, im Rezept "round" angeben (oder mit "only" die eigenen auswählen); sonst mit known bestätigen.',
	};
}
