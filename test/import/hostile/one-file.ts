import { type Imported, importTown } from "../../../data/import/import-town.ts";
import { parseTownFile } from "../../../data/import/recipe/town-file.ts";
import { unpack } from "../../../data/import/unpack.ts";

export function townOfOneStep(step: object, recipe: object) {
	return {
		name: "Teststadt",
		state: "HE",
		contact: { name: "Amt", email: "amt@teststadt.example" },
		putOut: { earliest: "18:00", latest: "06:00" },
		publisher: "Teststadt",
		coverage: { from: "2026-01-01", to: "2026-12-31" },
		services: [{ id: "rest", fraction: "residual", label: "Restmüll" }],
		recipe: { read: [step], ...recipe },
	};
}

/** A town whose recipe is one step on one file. */
export async function importOne(
	step: object,
	file: string,
	content: Uint8Array | string,
	recipe: object = {},
): Promise<Imported> {
	const parsed = parseTownFile(JSON.stringify(townOfOneStep({ ...step, file }, recipe)), "teststadt");
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
	const { id, file: town } = parsed.value;
	const files = await unpack(town, new Map([[file, bytes]]));
	return importTown({ id, file: town, files, previous: undefined, now: "2026-01-01T00:00:00Z", acceptLoss: false });
}

export function codesOf({ problems }: Imported): string[] {
	return [...new Set(problems.map(({ code }) => code))];
}
