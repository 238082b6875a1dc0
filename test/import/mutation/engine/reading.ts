/** A place as an oracle names it: a street, and what tells its parts apart. */
export interface Asked {
	readonly street: string;
	readonly locality?: string | undefined;
	readonly number?: string | undefined;
	readonly words?: string | undefined;
}

export interface Refusal {
	readonly file: string;
	/** Counted from 1; without it the file as a whole. */
	readonly line?: number | undefined;
}

/** The files of a town by name, as text. */
export type Texts = ReadonlyMap<string, string>;

/**
 * What an independent reader takes from the files of a town: the days of each place, each with its file and line,
 * and the lines of which it cannot say what they mean.
 */
export class Reading {
	readonly asked = new Map<string, Asked>();
	/** `place service day` -> the lines that say so. */
	readonly said = new Map<string, string[]>();
	readonly refused: Refusal[] = [];

	ask(asked: Asked): string {
		const key = keyOf(asked);
		this.asked.set(key, asked);
		return key;
	}

	say(asked: Asked, service: string, day: string, { file, line }: Refusal): void {
		const entry = `${this.ask(asked)} ${service} ${day}`;
		const lines = this.said.get(entry);
		if (lines) lines.push(`${file}:${line}`);
		else this.said.set(entry, [`${file}:${line}`]);
	}

	refuse(file: string, line?: number): void {
		this.refused.push({ file, line });
	}
}

export function keyOf({ street, locality, number, words }: Asked): string {
	return [street, locality ?? "", number ?? "", words ?? ""].join("|");
}
