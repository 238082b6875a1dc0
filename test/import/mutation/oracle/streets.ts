import type { Asked, Reading } from "../engine/reading.ts";

/** A row of a list of streets. Neither numbers nor words: all of the street. */
export interface StreetRow {
	readonly file: string;
	readonly line: number;
	readonly street: string;
	readonly locality?: string | undefined;
	readonly numbers?: Numbers | undefined;
	readonly words?: string | undefined;
	/** The year of which the row speaks, where each year has its own list. */
	readonly year?: string | undefined;
	/** `service round`. */
	readonly rounds: readonly string[];
}

export interface Numbers {
	readonly holds: (number: number) => boolean;
	/** Numbers at which something may change. */
	readonly edges: readonly number[];
}

export interface Dated {
	/** Nothing where the collection is cancelled. */
	readonly day: string | undefined;
	/** Where a move took it away from; that day decides of which year it is. */
	readonly planned?: string | undefined;
	readonly file: string;
	readonly line: number;
}

/** The days of each `service round`. */
export type Plan = Map<string, Dated[]>;

export function plan(into: Plan, key: string, dated: Dated): void {
	const known = into.get(key);
	if (known) known.push(dated);
	else into.set(key, [dated]);
}

/** Streets and plans put together: rows that disagree, rounds without days and days without a street are refused. */
export function assemble(reading: Reading, rows: readonly StreetRow[], plans: Plan, idle: ReadonlySet<string>): void {
	const used = new Set(rows.flatMap(({ rounds }) => rounds));
	for (const [key, dates] of plans)
		if (!used.has(key) && !idle.has(key)) for (const { file, line } of dates) reading.refuse(file, line);
	for (const { file, line, rounds } of rows) if (rounds.some((round) => !plans.has(round))) reading.refuse(file, line);
	for (const same of Map.groupBy(rows, keyOfStreet).values()) street(reading, same, plans);
}

/** «Str.» is «Straße», whatever the case. */
export function spelled(name: string): string {
	return name
		.toLowerCase()
		.replace(/str\.(?=\s|$|-)/gu, "straße")
		.replace(/strasse/gu, "straße")
		.replace(/\s+/gu, " ")
		.trim();
}

function keyOfStreet({ street, locality }: StreetRow): string {
	return `${spelled(street)}|${locality ?? ""}`;
}

function street(reading: Reading, rows: readonly StreetRow[], plans: Plan): void {
	const [first] = rows;
	if (!first) return;
	const place: Asked = { street: first.street, locality: first.locality };
	const kinds = new Set(
		rows.map(({ numbers, words }) => (numbers ? "numbers" : words === undefined ? "all" : "words")),
	);
	if (kinds.size > 1 && kinds.has("all")) for (const { file, line } of rows) reading.refuse(file, line);
	for (const [part, same] of Map.groupBy(rows, ({ numbers, words }) => (numbers ? "" : (words ?? ""))))
		if (same[0]?.numbers) byNumber(reading, place, same, plans);
		else tell(reading, { ...place, words: part || undefined }, same, plans);
}

const AROUND = [-2, -1, 0, 1, 2];

function byNumber(reading: Reading, place: Asked, rows: readonly StreetRow[], plans: Plan): void {
	const edges = rows.flatMap(({ numbers }) => numbers?.edges ?? []);
	const asked = new Set(edges.flatMap((edge) => AROUND.map((step) => edge + step)).filter((each) => each > 0));
	for (const number of asked)
		tell(
			reading,
			{ ...place, number: String(number) },
			rows.filter(({ numbers }) => numbers?.holds(number)),
			plans,
		);
}

/** What rows say of one place: of each service they must say the same days. */
function tell(reading: Reading, place: Asked, rows: readonly StreetRow[], plans: Plan): void {
	reading.ask(place);
	const said = rows.flatMap((row) =>
		row.rounds.map((round) => ({ row, round, service: round.split(" ", 1)[0] ?? "" })),
	);
	for (const same of Map.groupBy(said, ({ row, service }) => `${service} ${row.year}`).values()) {
		const service = same[0]?.service ?? "";
		const dates = same.map(({ row, round }) => ofYear(plans.get(round) ?? [], row.year));
		if (new Set(dates.map((days) => [...new Set(days.map(({ day }) => day))].sort().join())).size > 1)
			for (const { row } of same) reading.refuse(row.file, row.line);
		for (const { day, file, line } of dates.flat()) if (day) reading.say(place, service, day, { file, line });
	}
}

function ofYear(dates: readonly Dated[], year: string | undefined): Dated[] {
	return dates.filter(({ day, planned = day }) => year === undefined || planned?.startsWith(year));
}
