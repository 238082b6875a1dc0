import * as v from "valibot";

/** What a body is that was sent: the value, or each field that is not as it should be. */
export type Parsed<T> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly flaws: readonly FieldFlaw[] };

export interface FieldFlaw {
	readonly field: string;
	readonly code: string;
}

/** Not empty, and not longer than `most`. */
export function text(most: number) {
	return v.pipe(v.string("not_text"), v.minLength(1, "empty"), v.maxLength(most, "too_long"));
}

export function parseWith<Shape extends v.GenericSchema, T>(
	shape: Shape,
	body: unknown,
	finish: (value: v.InferOutput<Shape>) => T,
): Parsed<T> {
	const parsed = v.safeParse(shape, body);
	if (parsed.success) return { ok: true, value: finish(parsed.output) };
	return {
		ok: false,
		flaws: parsed.issues.map((issue) => ({ field: v.getDotPath(issue) ?? "", code: codeOf(issue) })),
	};
}

/** Our own codes are single words; a sentence is valibot's, for a missing or foreign type. */
function codeOf({ message, received }: v.BaseIssue<unknown>): string {
	if (/^[a-z0-9_]+$/u.test(message)) return message;
	return received === "undefined" ? "missing" : "wrong_type";
}
