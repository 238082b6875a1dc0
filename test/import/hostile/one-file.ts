import { type Imported, importTown } from "../../../data/import/import-town.ts";
import { parseTownFile } from "../../../data/import/recipe/town-file.ts";
import { unpack } from "../../../data/import/unpack.ts";

const YEAR = { from: "2026-01-01", to: "2026-12-31" };

export function townOfOneStep(step: object, recipe: object) {
	return townOfSteps([step], recipe, YEAR);
}

function townOfSteps(read: object[], recipe: object, coverage: object) {
	return {
		name: "Teststadt",
		state: "HE",
		contact: { name: "Amt", email: "amt@teststadt.example" },
		putOut: { earliest: "18:00", latest: "06:00" },
		publisher: "Teststadt",
		coverage,
		services: [{ id: "rest", fraction: "residual", label: "Restmüll" }],
		recipe: { read, ...recipe },
	};
}

/** A town whose recipe is one step on one file. */
export function importOne(
	step: object,
	file: string,
	content: Uint8Array | string,
	recipe: object = {},
	coverage: object = YEAR,
): Promise<Imported> {
	return importFiles([{ ...step, file }], new Map([[file, content]]), recipe, coverage);
}

interface OnFile extends Readonly<Record<string, unknown>> {
	readonly file: string;
}

/** Two steps, each on a file of its own. */
export function importBoth(
	one: OnFile,
	content: string,
	other: OnFile,
	also: string,
	recipe: object = {},
): Promise<Imported> {
	const contents = new Map([
		[one.file, content],
		[other.file, also],
	]);
	return importFiles([one, other], contents, recipe, YEAR);
}

/** Steps that name their files themselves. */
export async function importFiles(
	read: object[],
	contents: ReadonlyMap<string, Uint8Array | string>,
	recipe: object,
	coverage: object = YEAR,
): Promise<Imported> {
	const parsed = parseTownFile(JSON.stringify(townOfSteps(read, recipe, coverage)), "teststadt");
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	const { id, file: town } = parsed.value;
	const bytes = (content: Uint8Array | string) =>
		typeof content === "string" ? new TextEncoder().encode(content) : content;
	const files = await unpack(town, new Map([...contents].map(([name, content]) => [name, bytes(content)])));
	return importTown({ id, file: town, files, previous: undefined, now: "2026-01-01T00:00:00Z", acceptLoss: false });
}

export function codesOf({ problems }: Imported): string[] {
	return [...new Set(problems.map(({ code }) => code))];
}
