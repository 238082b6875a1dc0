import { overlaps } from "../../model/day.ts";
import { ALL_NUMBERS, isEveryNumber, type NumberSet } from "../../model/number.ts";
import type { Part } from "../../model/street.ts";
import type { DraftAssignment, StreetName } from "../draft.ts";
import { textOfRound } from "../round-key.ts";
import { streetKey } from "../street-identity.ts";
import { partition, union } from "./partition.ts";
import type { Rivalries } from "./rivalries.ts";

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

export function placesOf(assignments: readonly DraftAssignment[], rivalries: Rivalries): DraftStreet[] {
	const byStreet = new Map<string, DraftAssignment[]>();
	for (const assignment of assignments) {
		const key = streetKey(assignment.street);
		const rows = byStreet.get(key);
		if (rows) rows.push(assignment);
		else byStreet.set(key, [assignment]);
	}
	return [...byStreet].flatMap(([key, rows]) => {
		const name = rows[0]?.street;
		return name ? [{ key, name, places: cut(rows, rivalries) }] : [];
	});
}

function cut(rows: readonly DraftAssignment[], rivalries: Rivalries): DraftPlace[] {
	const described = rows.filter(({ part }) => part.kind === "words");
	const numbered = rows.filter(({ part }) => part.kind === "numbers");
	const whole = rows.filter(({ part }) => part.kind === "whole");
	const byWords = describedPlaces(described, whole, rivalries);
	// Rows for the whole street hold for its described parts; alone, they are no part of their own beside them.
	const byNumbers =
		described.length > 0 && numbered.length === 0 ? [] : numberPlaces([...numbered, ...whole], rivalries);
	return [...byNumbers, ...byWords];
}

function describedPlaces(
	described: readonly DraftAssignment[],
	whole: readonly DraftAssignment[],
	rivalries: Rivalries,
): DraftPlace[] {
	const byWords = new Map<string, DraftAssignment[]>();
	for (const row of described) {
		const words = row.part.kind === "words" ? row.part.words : "";
		byWords.set(words, [...(byWords.get(words) ?? []), row]);
	}
	return [...byWords].map(([words, rows]) => ({
		part: { kind: "words", words },
		rows: [],
		assigned: [lawful([...rows, ...whole], rivalries)],
	}));
}

function numberPlaces(rows: readonly DraftAssignment[], rivalries: Rivalries): DraftPlace[] {
	const sets = rows.map(({ part }) => (part.kind === "numbers" ? part.numbers : ALL_NUMBERS));
	const pieces = partition(sets).map(({ numbers, holds }) => ({
		numbers,
		assigned: lawful(
			holds.map((at) => rows[at]).filter((row) => row !== undefined),
			rivalries,
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
	return [service, period.from, textOfRound(round.key)].join("\t");
}

/** One round per service and period, in a settled order. Two are a problem; the same one twice is a warning. */
function lawful(rows: readonly DraftAssignment[], rivalries: Rivalries): DraftAssignment[] {
	const taken: DraftAssignment[] = [];
	for (const row of rows) {
		const rival = taken.find((other) => isRival(other, row));
		if (!rival) taken.push(row);
		else if (rival.source !== row.source) rivalries.take(row, rival);
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
