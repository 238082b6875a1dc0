import { overlaps } from "../../model/day.ts";
import { ALL_NUMBERS, isEveryNumber, type NumberSet, sideOf } from "../../model/number.ts";
import { makeNumberWords } from "../../model/number-words.ts";
import type { Problem } from "../../model/problem.ts";
import { makeSource } from "../../model/source.ts";
import type { Part } from "../../model/street.ts";
import type { DraftAssignment, StreetName } from "../draft.ts";
import { foldStreet } from "./fold.ts";
import { partition, union } from "./partition.ts";

/** A part of a street with the rows that hold for it, before rounds and ids. */
export interface DraftPlace {
	readonly part: Part;
	/** Number sets of rows with the same rounds but from other lines; empty for one. */
	readonly rows: readonly NumberSet[];
	/** One list per row: the same services, periods and rounds in each, in the same order. */
	readonly assigned: readonly (readonly DraftAssignment[])[];
}

export interface DraftStreet {
	readonly key: string;
	readonly name: StreetName;
	readonly places: readonly DraftPlace[];
}

/** The same street, however its name is spelled; another one under another postcode or in another village. */
export function streetKey({ name, postcode = "", locality = "" }: StreetName): string {
	return [foldStreet(name), postcode, foldStreet(locality)].join("|");
}

export function placesOf(assignments: readonly DraftAssignment[], problems: Problem[]): DraftStreet[] {
	const byStreet = new Map<string, DraftAssignment[]>();
	for (const assignment of assignments) {
		const key = streetKey(assignment.street);
		const rows = byStreet.get(key);
		if (rows) rows.push(assignment);
		else byStreet.set(key, [assignment]);
	}
	return [...byStreet].flatMap(([key, rows]) => {
		const name = rows[0]?.street;
		return name ? [{ key, name, places: cut(rows, problems) }] : [];
	});
}

function cut(rows: readonly DraftAssignment[], problems: Problem[]): DraftPlace[] {
	const described = rows.filter(({ part }) => part.kind === "words");
	const numbered = rows.filter(({ part }) => part.kind === "numbers");
	const whole = rows.filter(({ part }) => part.kind === "whole");
	const byWords = describedPlaces(described, whole, problems);
	// Rows for the whole street hold for its described parts; alone, they are no part of their own beside them.
	const byNumbers =
		described.length > 0 && numbered.length === 0 ? [] : numberPlaces([...numbered, ...whole], problems);
	return [...byNumbers, ...byWords];
}

function describedPlaces(
	described: readonly DraftAssignment[],
	whole: readonly DraftAssignment[],
	problems: Problem[],
): DraftPlace[] {
	const byWords = new Map<string, DraftAssignment[]>();
	for (const row of described) {
		const words = row.part.kind === "words" ? row.part.words : "";
		byWords.set(words, [...(byWords.get(words) ?? []), row]);
	}
	return [...byWords].map(([words, rows]) => ({
		part: { kind: "words", words },
		rows: [],
		assigned: [lawful([...rows, ...whole], problems)],
	}));
}

function numberPlaces(rows: readonly DraftAssignment[], problems: Problem[]): DraftPlace[] {
	const sets = rows.map(({ part }) => (part.kind === "numbers" ? part.numbers : ALL_NUMBERS));
	const pieces = partition(sets).map(({ numbers, holds }) => ({
		numbers,
		assigned: lawful(
			holds.map((at) => rows[at]).filter((row) => row !== undefined),
			problems,
		),
	}));
	const byRounds = Map.groupBy(pieces, ({ assigned }) => assigned.map(roundOf).join("\n"));
	return [...byRounds.values()].map((same) => {
		const numbers = union(same.map((piece) => piece.numbers));
		const merged = same.length > 1;
		return {
			part: isEveryNumber(numbers) ? { kind: "whole" } : { kind: "numbers", numbers },
			rows: merged ? same.map((piece) => piece.numbers) : [],
			assigned: same.map((piece) => piece.assigned),
		};
	});
}

function roundOf({ service, period, round }: DraftAssignment): string {
	return [service, period.from, round.key].join("\t");
}

/** One round per service and period, in a settled order. Two are a problem; the same one twice is a warning. */
function lawful(rows: readonly DraftAssignment[], problems: Problem[]): DraftAssignment[] {
	const taken: DraftAssignment[] = [];
	const told = new Set<string>();
	for (const row of rows) {
		const rival = taken.find((other) => isRival(other, row));
		if (!rival) taken.push(row);
		else if (rival.source !== row.source && !isTold(told, row, rival)) problems.push(rivalry(row, rival));
	}
	return taken.sort((one, other) => (roundOf(one) < roundOf(other) ? -1 : 1));
}

/** What stays of a place of the last dataset has no day in common with what the files say, nor with what else stays of it. */
function isRival(one: DraftAssignment, other: DraftAssignment): boolean {
	if (one.service !== other.service || !overlaps(one.period, other.period)) return false;
	return one.carried === undefined || other.carried === undefined
		? one.carried === other.carried
		: one.carried !== other.carried;
}

/** Two lines that say the same of several services say it once. */
function isTold(told: Set<string>, row: DraftAssignment, rival: DraftAssignment): boolean {
	if (row.round.key !== rival.round.key) return false;
	const pair = `${makeSource(row.source)} ${makeSource(rival.source)}`;
	return told.has(pair) || !told.add(pair);
}

function rivalry(row: DraftAssignment, rival: DraftAssignment): Problem {
	const same = row.round.key === rival.round.key;
	const where = `${row.street.name}${partWords(row)}`;
	const named = (assignment: DraftAssignment) => assignment.round.name ?? "andere Termine";
	return {
		level: same ? "warning" : "problem",
		code: same ? "row_twice" : "two_rounds",
		where: row.source,
		what: same
			? `${where} steht für «${row.service}» schon in ${makeSource(rival.source)}.`
			: `${where} hat für «${row.service}» zwei Touren: hier ${named(row)}, in ${makeSource(rival.source)} ${named(rival)}.`,
		remedy: same
			? "Eine der Zeilen kann weg."
			: `${isOneSideEach(row, rival) ? ONE_SIDE : ""}Die Hausnummern der Zeilen so trennen, dass jede Nummer nur eine Tour hat.`,
	};
}

const ONE_SIDE =
	'Meint ein Bereich wie «1-9» nur die ungeraden und «2-20» nur die geraden Nummern, im Rezept bei numbers "equalEnds": "one-side" angeben. Sonst: ';

/** `1-9` and `2-20`, which meet only where each is read as both sides of the street. */
function isOneSideEach(...rows: readonly [DraftAssignment, DraftAssignment]): boolean {
	const [ones, others] = rows.map(({ part }) => (part.kind === "numbers" ? paritiesOf(part.numbers) : []));
	return ones?.some((parity) => others?.includes(1 - parity)) ?? false;
}

/** Of ranges for both sides whose ends are both even or both odd: 0 or 1. */
function paritiesOf({ ranges }: NumberSet): number[] {
	return ranges
		.filter(({ side, from, to }) => side === "both" && to && to.number > from.number && sideOf(to) === sideOf(from))
		.map(({ from }) => from.number % 2);
}

/** " 2–40", " (von der Bahn bis zur Else)"; empty for the whole street. */
export function partWords({ part }: Pick<DraftAssignment, "part">): string {
	if (part.kind === "numbers") return ` ${makeNumberWords(part.numbers)}`;
	return part.kind === "words" ? ` (${part.words})` : "";
}
