import { type ParseArgsConfig, parseArgs } from "node:util";

/** What follows the name of a command: so many names, and flags. `undefined`: it was not understood. */
export function readArguments<Flags extends NonNullable<ParseArgsConfig["options"]>>(
	given: string[],
	names: number,
	options: Flags,
) {
	try {
		const { values, positionals } = parseArgs({ args: given, allowPositionals: true, options });
		return positionals.length === names ? { values, names: positionals } : undefined;
	} catch {
		return undefined;
	}
}

/** Says why, and answers the exit code. */
export function fail(code: number, text: string): number {
	process.stderr.write(`${text}\n`);
	return code;
}
