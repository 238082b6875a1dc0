import type { Round, RoundDate } from "../../model/collection.ts";
import type { Dataset } from "../../model/dataset.ts";
import type { Source } from "../../model/source.ts";
import type { Draft, DraftAssignment } from "../draft.ts";
import { CHANGES_FILE } from "../files.ts";
import { keyOfRound } from "./spoken.ts";

/**
 * The source of what stays from the last dataset. Where a file of that name is among those of this import, its
 * line says something else by now: the source then names the stand of the file that said so,
 * "termine.csv (Stand 2026-01-01)", line as in that stand.
 */
export class SourceStand {
	readonly #files: ReadonlySet<string>;
	readonly #day: string;
	readonly #moves: ReadonlyMap<string, Source>;
	readonly #stood = new Map<string, string>();

	constructor({ editions, stands: before }: Dataset, { stands, shifts, changes }: Draft) {
		this.#files = new Set([...stands].flatMap(([file, stand]) => (before?.get(file) === stand ? [] : [file])));
		this.#day = (editions.at(-1) ?? "").slice(0, 10);
		this.#moves = new Map(
			[...shifts, ...changes].map(({ from, to, source }) => [moveKey(source.file, from, to), source]),
		);
	}

	ofDate(date: RoundDate): RoundDate {
		const { source, moved, planned, day } = date;
		const still = moved && this.#moves.get(moveKey(moved.file, planned, day));
		return { ...date, source: source && this.#of(source), moved: still ?? (moved && this.#ofMove(moved)) };
	}

	/** The line that gives a place its round: that of now where a row of the same file still says the same. */
	ofAssignment(source: Source, round: Round, rows: readonly DraftAssignment[]): Source {
		const key = keyOfRound(round);
		const same =
			key === undefined ? undefined : rows.find((row) => row.round.key === key && row.source.file === source.file);
		return same?.source ?? this.#of(source);
	}

	/** One-off changes are found again by their day, or are taken back. */
	#ofMove(moved: Source): Source {
		return moved.file === CHANGES_FILE ? moved : this.#of(moved);
	}

	#of(source: Source): Source {
		if (!this.#files.has(source.file)) return source;
		const file = this.#stood.get(source.file) ?? `${source.file} (Stand ${this.#day})`;
		this.#stood.set(source.file, file);
		return { ...source, file };
	}
}

function moveKey(file: string, from: string, to: string | undefined): string {
	return [file, from, to].join("\t");
}
