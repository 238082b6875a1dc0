import type { Stop } from "../model/collection.ts";
import type { Day, Period } from "../model/day.ts";
import type { Problem } from "../model/problem.ts";
import type { ServiceId } from "../model/service.ts";
import type { Shift } from "../model/shift.ts";
import type { Source } from "../model/source.ts";
import type { Part, PlaceId } from "../model/street.ts";
import type { Beside, TreePath } from "./beside.ts";
import type { FileRead } from "./file-stands.ts";
import type { Acknowledged } from "./known.ts";
import type { RoundKey } from "./round-key.ts";

export interface StreetName {
	readonly name: string;
	readonly postcode?: string | undefined;
	readonly locality?: string | undefined;
}

/** "This part of this street has this round", as one row of a file said. */
export interface DraftAssignment {
	readonly street: StreetName;
	readonly part: Part;
	readonly service: ServiceId;
	readonly round: RoundOfRow;
	readonly period: Period;
	readonly source: Source;
	/** No file of this import says so: the place of the last dataset that does. */
	readonly carried?: PlaceId | undefined;
}

/** For these days a file is the word on a round of a service. */
export interface Cover {
	readonly service: ServiceId;
	readonly round: RoundKey;
	readonly period: Period;
}

/** For these days a list is whole: a street that it does not name has not got the service. */
export interface WholeList {
	readonly service: ServiceId;
	readonly period: Period;
}

/** A round, and what to show of it: one that only its days tell apart has no name. */
export interface RoundOfRow {
	readonly key: RoundKey;
	readonly name?: string | undefined;
}

/** "This round is collected on this day." */
export interface DraftDate {
	readonly service: ServiceId;
	readonly round: RoundKey;
	readonly planned: Day;
	readonly note?: string | undefined;
	readonly at?: Stop | undefined;
	/** Absent where the assigning row holds its dates. */
	readonly source?: Source | undefined;
	/** Of the row, in a file of one line. */
	readonly path?: string | undefined;
	/** A plan before holidays: what a rule says, or a list that the recipe calls a plan. Else it was published. */
	readonly plan?: true | undefined;
	/** Made by a rule, not named by a file: published dates of the same round win. */
	readonly ruled?: true | undefined;
}

/** A collection more than the plan has: after a feast, in place of a lost one. */
export interface Extra {
	readonly day: Day;
	readonly service: ServiceId;
	/** Absent: all rounds of the service. */
	readonly round?: string | undefined;
	readonly reason?: string | undefined;
	readonly source: Source;
}

/** What the town's files said, before anybody asked whether it is lawful. */
export interface Draft {
	readonly assignments: DraftAssignment[];
	readonly dates: DraftDate[];
	readonly shifts: Shift[];
	/** One-off changes: they win over everything. */
	readonly changes: Shift[];
	readonly extras: Extra[];
	readonly problems: Problem[];
	/** What the recipe itself leaves out, with its reason. */
	readonly acknowledged: Acknowledged[];
	readonly covers: Cover[];
	readonly wholeLists: WholeList[];
	readonly reads: FileRead[];
	/** By file: see `standOf`. */
	readonly stands: Map<string, string>;
	/** What stands beside what each step read, and what any step read, by file. */
	readonly beside: Beside[];
	readonly looked: Map<string, TreePath[]>;
	/** By file. */
	readonly rows: Map<string, RowCount>;
}

/** Rows (or events) that a file holds, those of them that say something now, and those that the recipe leaves out. */
export interface RowCount {
	readonly held: number;
	readonly read: number;
	/** Absent for none. */
	readonly leftOut?: number | undefined;
}

/** Adds to what is known of the file: several steps may read it. */
export function countRows({ rows }: Draft, file: string, added: RowCount): void {
	const before = rows.get(file) ?? { held: 0, read: 0 };
	const leftOut = (before.leftOut ?? 0) + (added.leftOut ?? 0);
	const sum = { held: before.held + added.held, read: before.read + added.read };
	rows.set(file, leftOut > 0 ? { ...sum, leftOut } : sum);
}

export function emptyDraft(): Draft {
	const lists = {
		assignments: [],
		dates: [],
		shifts: [],
		changes: [],
		extras: [],
		problems: [],
		acknowledged: [],
		covers: [],
		wholeLists: [],
		reads: [],
		beside: [],
	};
	return { ...lists, rows: new Map(), stands: new Map(), looked: new Map() };
}
