import type { Health } from "./state.ts";

/** So many names stand in one line at most. */
const MOST_NAMES = 20;

/** A line for each change of what `/healthz` says; nothing while it stays the same. */
export class HealthLog {
	readonly #tell: (event: Readonly<Record<string, unknown>>) => void;
	#last = textOf(summaryOf({ status: "ok", problems: [], towns: [], slices: [] }));

	constructor(tell: (event: Readonly<Record<string, unknown>>) => void) {
		this.#tell = tell;
	}

	note(health: Health): void {
		const summary = summaryOf(health);
		const text = textOf(summary);
		if (text === this.#last) return;
		this.#last = text;
		this.#tell({ event: "health", ...summary });
	}
}

function summaryOf({ status, problems, towns, slices }: Health) {
	const ill = [
		...problems,
		...towns.flatMap(({ id, problem }) => (problem === undefined ? [] : [`${id}: broken dataset`])),
		...slices.flatMap(({ town, slice, state }) => (state === "ok" ? [] : [`${town}/${slice}: ${state}`])),
	];
	return { status, ill: ill.slice(0, MOST_NAMES), more: Math.max(ill.length - MOST_NAMES, 0) };
}

function textOf(summary: object): string {
	return JSON.stringify(summary);
}
