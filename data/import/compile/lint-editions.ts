import type { Dataset } from "../../model/dataset.ts";
import { type Day, daysBetween, later, type Period } from "../../model/day.ts";
import { dayWords } from "../../model/day-changes.ts";
import type { Problem } from "../../model/problem.ts";
import type { ServiceId } from "../../model/service.ts";
import type { DraftAssignment } from "../draft.ts";
import { nameOfRound } from "../round-key.ts";
import { groupByRound, RoundSet } from "../round-map.ts";
import { streetKey } from "../street-identity.ts";
import { inTour, listWords, moreOf, serviceWords } from "../words.ts";
import { emptyPeriods } from "./empty-periods.ts";
import type { Linted } from "./linted.ts";
import { partsMeet } from "./meeting.ts";
import { partWords } from "./part-words.ts";
import { roundsKept } from "./spoken.ts";

/** What is odd where the files of an import and the last dataset meet, and where files are only part of a year. */
export function lintEditions(linted: Linted): Problem[] {
	return [
		...roundsWithoutDates(linted),
		...emptyPeriods(linted),
		...servicesWithoutDates(linted),
		...placesWithoutDates(linted.dataset),
		...onlyBefore(linted),
		...keptBeside(linted),
	];
}

/** Shorter, and the dates of a yearly service may lie in the other part. */
const WHOLE_YEAR = 330;

function isPartOfYear({ from, to }: Period): boolean {
	return daysBetween(from, to) < WHOLE_YEAR;
}

interface RowWithout {
	readonly row: DraftAssignment;
	readonly level: Problem["level"];
	readonly streets: Set<string>;
}

function roundsWithoutDates(linted: Linted): Problem[] {
	const { draft, schedule, carried, dataset } = linted;
	const dated = new Set(draft.covers.map(({ service }) => service));
	const stays = roundsKept(carried);
	const present = new Set(dataset.rounds.map(({ service }) => service));
	const rows = draft.assignments.filter(({ service, round: { key } }) => {
		if (schedule.has(service, key) || (stays.has(service, key) && !dated.has(service))) return false;
		// Everywhere, and nowhere a date: that the service has none is told already.
		return Boolean(nameOfRound(key)) || present.has(service);
	});
	if (rows.length === 0) return [];
	const strangers = strangersOf(linted);
	const missing = [...groupByRound(rows, ({ service, round: { key } }) => ({ service, key }))].flatMap(
		({ service, key, value: [row, ...others] }): RowWithout[] => {
			if (!row) return [];
			const isPart = (stays.has(service, key) || isPartOfYear(linted.file.coverage)) && !strangers.has(row.service);
			const streets = new Set([row, ...others].map(({ street }) => street.name));
			return [{ row, streets, level: isPart ? "warning" : "problem" }];
		},
	);
	const causes = Map.groupBy(missing, ({ row, level }) => [row.service, row.source.file, level].join("\t"));
	return [...causes.values()].flatMap((same) => (same[0] ? [roundWithoutDates(linted, same[0], same)] : []));
}

/** Services with dates of a round that no street has: there the names of the two files differ. */
function strangersOf({ draft, carried }: Linted): Set<ServiceId> {
	const rows = [...draft.assignments, ...carried.assignments];
	const used = new RoundSet(rows.map(({ service, round: { key } }) => ({ service, key })));
	return new Set(draft.covers.flatMap(({ service, round }) => (used.has(service, round) ? [] : [service])));
}

/** One finding for all rounds of a service that one list names. */
function roundWithoutDates({ file }: Linted, first: RowWithout, same: readonly RowWithout[]): Problem {
	const { row, level } = first;
	const streets = new Set(same.flatMap((each) => [...each.streets]));
	const names = same.map((each) => each.row.round.name ?? "").filter((name) => name !== "");
	const others = streets.size - 1;
	const tours = names.length === 0 ? "" : ` in Tour ${listWords(names, MOST_ROUNDS)}`;
	return {
		level,
		code: "round_without_dates",
		where: row.source,
		what: `${row.street.name}${others > 0 ? ` und ${moreOf(others, "Straße", "Straßen")} haben` : " hat"} ${serviceWords(file.services, row.service)}${tours}; dafür gibt es keinen Termin.`,
		remedy: level === "problem" ? withoutDatesRemedy(names) : ANOTHER_FILE,
		...(same.length > 1 && { alike: same.map((each) => each.row.source.line) }),
		touches: streets.size,
	};
}

/** So many rounds are named, of those that one finding speaks of. */
const MOST_ROUNDS = 30;

const ANOTHER_FILE =
	"Gut so, wenn ihre Termine in einer anderen Datei stehen, die noch kommt oder schon da war; sonst die Termine ergänzen.";

function withoutDatesRemedy(names: readonly string[]): string {
	return names.length > 0
		? "Den Namen der Tour in beiden Dateien gleich schreiben, oder die Termine ergänzen."
		: "Die Termine ergänzen, oder die Leistung im Rezept bei den Straßen streichen.";
}

function servicesWithoutDates({ dataset, file }: Linted): Problem[] {
	const present = new Set(dataset.rounds.map(({ service }) => service));
	const isPart = isPartOfYear(file.coverage);
	return dataset.services
		.filter(({ id }) => !present.has(id))
		.map(({ id, label }) => ({
			level: isPart && present.size > 0 ? "warning" : "problem",
			code: "service_without_dates",
			where: { file: "town.json", field: "services" },
			what: `Für «${label}» (${id}) gibt es keinen einzigen Termin an keiner Straße.`,
			remedy: isPart
				? "Gut so, wenn die Termine im anderen Teil des Jahres liegen; sonst die Datei mit den Terminen im Rezept nennen."
				: 'Die Datei mit den Terminen im Rezept nennen, oder die Leistung streichen; gibt es erst einen Teil des Jahres, "coverage" auf diesen Teil setzen.',
		}));
}

/** A place to choose at which nothing ever is collected. */
function placesWithoutDates({ streets, rounds }: Dataset): Problem[] {
	const empty = streets.filter(({ places }) => places.some(({ assignments }) => assignments.length === 0));
	const [first] = empty;
	if (!first || rounds.length === 0) return [];
	const others = empty.length > 1 ? ` und ${moreOf(empty.length - 1, "Straße", "Straßen")} haben` : " hat";
	return [
		{
			level: "warning",
			code: "street_without_dates",
			where: { file: "dataset.json" },
			what: `${first.name}${others} keinen einzigen Termin${namesOf(empty.map(({ name }) => name))}.`,
			remedy: "Die Termine ihrer Touren ergänzen, oder die Straßen aus der Liste nehmen.",
			touches: empty.length,
		},
	];
}

function namesOf(names: readonly string[]): string {
	if (names.length < 2) return "";
	const told = names.slice(1, MOST_NAMED).join(", ");
	return ` (außerdem ${told}${names.length > MOST_NAMED ? ", …" : ""})`;
}

const MOST_NAMED = 6;
const MOST_TOLD = 12;

/**
 * Streets, or parts of them, that lists of this import name no more while they name others for the same service:
 * their published dates stay, then it ends.
 */
function onlyBefore({ draft, carried }: Linted): Problem[] {
	if (carried.assignments.length === 0) return [];
	const listed = new Set(draft.assignments.map(({ service }) => service));
	const named = new Map(Map.groupBy(draft.assignments, ({ street }) => streetKey(street)));
	const left = Map.groupBy(
		carried.assignments.filter(({ service }) => listed.has(service)),
		(row) => `${streetKey(row.street)}${named.has(streetKey(row.street)) ? partWords(row) : ""}`,
	);
	const found = [...left.values()].filter((rows) =>
		rows.every((row) => !isNamed(row, named.get(streetKey(row.street)))),
	);
	const told = found.slice(0, MOST_TOLD).flatMap((rows) => onlyBeforeOf(rows, named));
	const rest = found.length - told.length;
	return rest > 0 ? [...told, moreOnlyBefore(found.slice(MOST_TOLD).flatMap(([row]) => row?.street.name ?? []))] : told;
}

function isNamed({ service, part }: DraftAssignment, rows: readonly DraftAssignment[] | undefined): boolean {
	return rows?.some((row) => row.service === service && partsMeet(row.part, part)) ?? false;
}

function onlyBeforeOf(rows: readonly DraftAssignment[], named: ReadonlyMap<string, unknown>): Problem[] {
	const [row] = rows;
	if (!row) return [];
	const isPart = named.has(streetKey(row.street));
	const last = rows.map(({ period }) => period.to).reduce(later);
	const remedy = `Heißt sie jetzt anders, im Rezept unter "renamed" eintragen: "${row.street.name}": "<neuer Name>".`;
	return [
		{
			level: "warning",
			code: "street_only_before",
			where: { file: "dataset.json" },
			what: `${row.street.name}${isPart ? partWords(row) : ""} steht nur noch im letzten Stand; ihre Termine bleiben bis ${last}, danach gibt es keine.`,
			remedy: isPart ? WHOLE : remedy,
			touches: 1,
		},
	];
}

const WHOLE = 'Sollen sie gleich weg, am Schritt der Straßen mit "period" sagen, dass die Liste ganz ist.';

function moreOnlyBefore(names: readonly string[]): Problem {
	return {
		level: "warning",
		code: "street_only_before",
		where: { file: "dataset.json" },
		what: `${names[0]} und ${names.length - 1} weitere stehen auch nur noch im letzten Stand${namesOf(names)}.`,
		remedy: `Gut so, wenn die Dateien nur einen Teil der Straßen enthalten. ${WHOLE}`,
		touches: names.length,
	};
}

/** What stays so near to what is new that it may be the same, moved: people decide, nobody guesses. */
function keptBeside({ carried, dataset }: Linted): Problem[] {
	const byService = Map.groupBy(carried.doubts, ({ service }) => service);
	return [...byService].map(([service, doubts]) => {
		const [first] = doubts;
		const label = dataset.services.find(({ id }) => id === service)?.label ?? service;
		const rest = new Set(doubts.map(({ kept }) => kept)).size - 1;
		return {
			level: "warning",
			code: "kept_dates",
			where: { file: "dataset.json" },
			what: `«${label}»${inTour(first?.name)}: ${words(first?.kept)}${rest > 0 ? ` und ${rest === 1 ? "ein weiterer Tag" : `${rest} weitere Tage`} bleiben` : " bleibt"} aus dem letzten Stand, neben dem neuen Termin am ${words(first?.beside)}; die Datei spricht nur von ihrem ersten bis zu ihrem letzten Termin.`,
			remedy: `Ist es derselbe Termin, am Schritt dieser Datei "period" angeben, für welche Tage sie ganz ist; sonst ist nichts zu tun.`,
		};
	});
}

function words(day: Day | undefined): string {
	return day ? dayWords(day) : "";
}
