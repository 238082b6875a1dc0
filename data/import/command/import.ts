import { type Imported, importTown } from "../import-town.ts";
import { unpack } from "../unpack.ts";
import { fail, readArguments } from "./arguments.ts";
import { counted, jsonReport, refuse, tell } from "./report.ts";
import { TownFolder } from "./town-folder.ts";
import "./closed-pipe.ts";

const USAGE = "Aufruf: npm run import -- ORDNER [--confirm] [--accept-loss] [--undo] [--json]";

process.exitCode = await main(process.argv.slice(2));

/** 0: lawful, written. 1: problems, nothing written. 2: usage. */
async function main(given: string[]): Promise<number> {
	const asked = readAsked(given);
	if (!asked) return fail(2, USAGE);
	const folder = new TownFolder(asked.folder);
	if (!folder.exists) return fail(2, `${asked.folder}/town.json gibt es nicht.\n${USAGE}`);
	if (asked.undo) return undo(folder);
	const town = folder.readTown(asked.confirm);
	if (!town.ok) return refuse(town.problems, asked.json);
	const previous = folder.readDataset();
	if (previous && !previous.ok) return refuse(previous.problems, asked.json);
	const { id, file } = town.value;
	const files = await unpack(file, folder.readFiles(file));
	const now = `${new Date().toISOString().slice(0, 19)}Z`;
	const imported = importTown({ id, file, files, previous: previous?.value, now, acceptLoss: asked.acceptLoss });
	if (imported.problems.length === 0 && !imported.unchanged) folder.writeDataset(imported.dataset);
	const confirmed = asked.confirm && imported.problems.length === 0 ? folder.confirm() : undefined;
	if (asked.json) process.stdout.write(`${JSON.stringify(jsonReport(imported), undefined, "\t")}\n`);
	else tell(imported, [writtenLine(imported), ...confirmationLines(imported, asked.folder, confirmed)]);
	return imported.problems.length === 0 ? 0 : 1;
}

function readAsked(given: string[]) {
	const asked = readArguments(given, 1, {
		confirm: { type: "boolean", default: false },
		"accept-loss": { type: "boolean", default: false },
		undo: { type: "boolean", default: false },
		json: { type: "boolean", default: false },
	});
	const [folder] = asked?.names ?? [];
	return asked && folder !== undefined
		? { ...asked.values, folder, acceptLoss: asked.values["accept-loss"] }
		: undefined;
}

function undo(folder: TownFolder): number {
	if (folder.undo()) {
		process.stdout.write("Der vorige Stand gilt wieder.\n");
		return 0;
	}
	return fail(1, "Es gibt keinen vorigen Stand.");
}

function writtenLine({ unchanged }: Imported): string {
	return unchanged ? "Nichts hat sich geändert." : "Geschrieben: dataset.json";
}

/** `marks`: how many guesses were confirmed just now; `undefined` where that was not asked for. */
function confirmationLines({ dataset, problems }: Imported, folder: string, marks: number | undefined): string[] {
	if (problems.length > 0) return [];
	if (marks === 0) return ["Zu bestätigen war nichts: In town.json ist nichts mehr als vermutet gekennzeichnet."];
	if (marks !== undefined)
		return [
			`Bestätigt: ${counted(marks, "Vermutung", "Vermutungen")}. Die Zeilen "guessed" stehen nicht mehr in town.json.`,
		];
	if (dataset.town.confirmed) return [];
	return [
		`Probe: Die Termine erscheinen mit dem Hinweis «Probe», Erinnerungen gibt es noch nicht. Stimmt alles: npm run import -- ${folder} --confirm`,
	];
}
