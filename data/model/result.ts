import type { Problem } from "./problem.ts";

/** What a parser answers: the value, or everything that is wrong with the input. */
export type Result<T> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly problems: readonly Problem[] };

export function right<T>(value: T): Result<T> {
	return { ok: true, value };
}

export function wrong<T>(problems: readonly Problem[]): Result<T> {
	return { ok: false, problems };
}
