import * as v from "valibot";

/**
 * The valibot schema of a string that one of our parsers must understand: what `parse` answers is
 * the value, and where it answers nothing `message` is the issue. `string` limits what it is given.
 */
export function parsedBy<T>(
	parse: (given: string) => T | undefined,
	message: string,
	string: v.GenericSchema<string, string> = v.string(message),
) {
	return v.pipe(
		string,
		v.rawTransform<string, T>(({ dataset, addIssue, NEVER }) => {
			const value = parse(dataset.value);
			if (value !== undefined) return value;
			addIssue({ message });
			return NEVER;
		}),
	);
}
