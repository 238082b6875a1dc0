/**
 * How the page and its service worker read what comes from outside: field by field, and what is not as it should be
 * is not there. Without valibot, which would be a sixth of all that the service worker may weigh.
 */

export type Texts = Readonly<Record<string, string | undefined>>;

/** Of anything: what is no object has none. */
export function fieldsOf(given: unknown): Readonly<Record<string, unknown>> {
	return given instanceof Object ? { ...given } : {};
}

/** The fields that hold text. */
export function textsOf(given: unknown): Texts {
	return Object.fromEntries(
		Object.entries(fieldsOf(given)).filter((field): field is [string, string] => typeof field[1] === "string"),
	);
}

/** What can be read of each member of a list; of anything else, none. */
export function eachOf<T extends object>(given: unknown, read: (texts: Texts) => T | "" | undefined): T[] {
	return Array.isArray(given)
		? given.map((each) => read(textsOf(each))).filter((each) => typeof each === "object")
		: [];
}
