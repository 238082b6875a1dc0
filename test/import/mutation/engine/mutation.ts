import { encode } from "./importing.ts";
import type { Luck } from "./luck.ts";
import type { Texts } from "./reading.ts";
import { lineAt } from "./text.ts";
import type { OracleTown, SourceFile } from "./town.ts";

/** What a kind of mutation is given: one file of a town, and luck. */
export interface Given {
	readonly town: OracleTown;
	readonly texts: Texts;
	readonly file: SourceFile;
	readonly text: string;
	readonly luck: Luck;
}

/** Where a finding has to point: lines of the file as it is now, or the file as a whole. */
export interface Spot {
	readonly file: string;
	readonly lines?: readonly [number, number] | undefined;
}

export interface Meant {
	readonly texts: Texts;
	/** The text itself is read: then its lines are the file's as well. */
	readonly itself: boolean;
}

/**
 * Files as somebody might send them, and what they mean. The oracle reads each meaning; the import must give one of
 * them, or a finding at one of the spots. No meaning: only a finding will do.
 */
export interface Mutation {
	readonly what: string;
	readonly spots: readonly Spot[];
	readonly bytes: ReadonlyMap<string, Uint8Array>;
	readonly meanings: readonly Meant[];
	/** The files still say exactly what they said: then a finding about something else is a fault as well. */
	readonly same: boolean;
}

export type Kind = (given: Given) => Mutation | undefined;

/** `same`: still the old days. `read`: the days as the text now has them. `either`: harm that does none is none. */
export type Meaning = "same" | "read" | "either" | "none";

export interface Edit {
	readonly from: number;
	readonly to: number;
	readonly put: string;
}

export function apply(text: string, { from, to, put }: Edit): string {
	return text.slice(0, from) + put + text.slice(to);
}

/** Text in place of text: the spot is the unit (row, event, object) that holds it. */
export function edited(given: Given, edit: Edit, meaning: Meaning): Mutation {
	const text = apply(given.text, edit);
	const last = Math.max(edit.from, edit.from + edit.put.length - 1);
	const lines = unitOf(given.file, text, lineAt(text, edit.from), lineAt(text, last));
	return rewritten(given, text, meaning, lines);
}

/** A whole new text; without `lines` its spot is the file. */
export function rewritten(given: Given, text: string, meaning: Meaning, lines?: readonly [number, number]): Mutation {
	return {
		what: lines ? `${given.file.name}:${lines[0]}-${lines[1]}` : given.file.name,
		spots: [{ file: given.file.name, lines }],
		bytes: new Map([[given.file.name, encode(given.file, text)]]),
		meanings: meaningsOf(given, text, meaning),
		same: meaning === "same",
	};
}

function meaningsOf({ texts, file }: Given, text: string, meaning: Meaning): Meant[] {
	const now: Meant = { texts: new Map([...texts, [file.name, text]]), itself: true };
	const before: Meant = { texts, itself: false };
	if (meaning === "none") return [];
	if (meaning === "same") return [before];
	return meaning === "read" ? [now] : [now, before];
}

/** What stands below a heading is read by it: its harm may be told there. */
const BELOW = 15;

const EVENT = [/^BEGIN:VEVENT/iu, /^END:VEVENT/iu] as const;

/** An object of JSON that holds at most one other, or a tag. */
const NODE = /\{[^{}]*(?:\{[^{}]*\}[^{}]*)?\}|<[^<>]*>/gu;

/** The whole row, event or object that these lines lie in. */
export function unitOf({ shape }: SourceFile, text: string, from: number, to: number): readonly [number, number] {
	if (shape === "calendar") return eventAround(text, from, to);
	if (shape === "lines") return [from, to + BELOW];
	if (shape !== "tree") return [from, to];
	const nodes = [...text.matchAll(NODE)].map(
		({ index, 0: node }) => [lineAt(text, index), lineAt(text, index + node.length)] as const,
	);
	const touched = nodes.filter(([first, last]) => first <= to && last >= from);
	return [Math.min(from, ...touched.map(([first]) => first)), Math.max(to, ...touched.map(([, last]) => last))];
}

function eventAround(text: string, from: number, to: number): readonly [number, number] {
	const lines = text.split("\n");
	let [first, last] = [from, to];
	while (first > 1 && !EVENT[0].test(lines[first - 1] ?? "")) first--;
	while (last < lines.length && !EVENT[1].test(lines[last - 1] ?? "")) last++;
	return [first, last];
}
