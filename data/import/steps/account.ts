import type { Problem } from "../../model/problem.ts";
import type { RowCount } from "../draft.ts";
import { linesInWords } from "../read/lines-in-words.ts";
import type { Row, Table } from "../read/table.ts";

/**
 * What became of each row of one file: read, left out by the recipe's word, or told as a finding.
 * A row with none of the three was lost by us, and that is a problem of its own.
 */
export class Account {
	readonly #read = new Set<Row>();
	readonly #leftOut = new Set<Row>();
	/** Findings speak of them. */
	readonly #told = new Set<Row>();
	/** Nothing of them counts, whether their problem is acknowledged or not. */
	readonly #refused = new Set<Row>();
	/** Something that the whole file needs is missing; it was told. */
	#stopped = false;

	read(row: Row): void {
		this.#read.add(row);
	}

	leaveOut(row: Row): void {
		this.#leftOut.add(row);
	}

	tell(row: Row): void {
		this.#told.add(row);
	}

	refuse(row: Row): void {
		this.#refused.add(row);
	}

	stop(): void {
		this.#stopped = true;
	}

	countOf({ rows }: Table): RowCount {
		const read = [...this.#read].filter((row) => !this.#refused.has(row)).length;
		const leftOut = this.#leftOut.size;
		return { held: rows.length, read, ...(leftOut > 0 && { leftOut }) };
	}

	/** What is left over. */
	lost({ file, rows }: Table): Problem[] {
		if (this.#stopped) return [];
		const lines = rows
			.filter((row) => ![this.#read, this.#leftOut, this.#told, this.#refused].some((fate) => fate.has(row)))
			.map(({ line }) => line);
		return lines.length === 0 ? [] : [lostRows(file, lines)];
	}
}

function lostRows(file: string, lines: readonly number[]): Problem {
	return {
		level: "problem",
		code: "rows_lost",
		where: { file, line: lines[0] },
		what: `${lines.length === 1 ? "Eine Zeile wurde" : `${lines.length} Zeilen wurden`} weder gelesen noch ausgelassen (${linesInWords(lines)}).`,
		remedy: 'Ein Fehler des Programms: bitte melden; bis dahin die Zeilen im Rezept unter "leaveOut" nennen.',
	};
}
