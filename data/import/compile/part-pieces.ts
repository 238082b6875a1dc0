import { ALL_NUMBERS, isEveryNumber, makeNumberSet, type NumberSet } from "../../model/number.ts";
import type { Part } from "../../model/street.ts";
import type { DraftAssignment } from "../draft.ts";
import { foldStreet } from "../street-identity.ts";
import { meet } from "./meeting.ts";
import { partition } from "./partition.ts";

/** A piece of a part of a street, with the rows that hold for all of it. */
export interface PartPiece {
	readonly part: Part;
	readonly rows: readonly DraftAssignment[];
}

/** Cuts a part of a street where the rows that speak of the street begin and end; what no row names is a piece too. */
export function piecesOf(part: Part, rows: readonly DraftAssignment[]): PartPiece[] {
	const whole = rows.filter((row) => row.part.kind === "whole");
	if (whole.length === rows.length) return [{ part, rows }];
	if (part.kind === "words") return [{ part, rows: [...whole, ...rows.filter((row) => saysSame(row.part, part))] }];
	const described = part.kind === "whole" ? describedPieces(rows, whole) : [];
	return [...described, ...numberPieces(part, rows, whole)];
}

function saysSame(one: Part, other: Part): boolean {
	return one.kind === "words" && other.kind === "words" && foldStreet(one.words) === foldStreet(other.words);
}

/** A street that was whole and is now told apart in words: each of its parts had what the street had. */
function describedPieces(rows: readonly DraftAssignment[], whole: readonly DraftAssignment[]): PartPiece[] {
	const byWords = Map.groupBy(rows, (row) => (row.part.kind === "words" ? row.part.words : undefined));
	return [...byWords].flatMap(([words, own]) =>
		words === undefined ? [] : [{ part: { kind: "words", words }, rows: [...own, ...whole] }],
	);
}

function numberPieces(part: Part, rows: readonly DraftAssignment[], whole: readonly DraftAssignment[]): PartPiece[] {
	const numbered = rows.flatMap((row) => (row.part.kind === "numbers" ? [{ row, numbers: row.part.numbers }] : []));
	if (numbered.length === 0) return rows.length > whole.length && part.kind === "whole" ? [] : [{ part, rows: whole }];
	const numbers = part.kind === "numbers" ? part.numbers : ALL_NUMBERS;
	const same = numbered.filter((each) => isSame(each.numbers, numbers));
	const others = numbered.filter((each) => !same.includes(each) && meet(each.numbers, numbers));
	if (others.length === 0) return [{ part, rows: [...whole, ...same.map(({ row }) => row)] }];
	return partition([numbers, ...numbered.map((each) => each.numbers)])
		.filter(({ holds }) => holds.includes(0))
		.map((piece) => ({
			part: isEveryNumber(piece.numbers) ? { kind: "whole" } : { kind: "numbers", numbers: piece.numbers },
			rows: [...whole, ...piece.holds.flatMap((at) => numbered[at - 1]?.row ?? [])],
		}));
}

function isSame(one: NumberSet, other: NumberSet): boolean {
	return one === other || makeNumberSet(one) === makeNumberSet(other);
}
