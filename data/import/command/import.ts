import { parseArgs } from "node:util";
import { makeProblemLine, makeVisible, type Problem } from "../../model/problem.ts";
import { dayWords } from "../day-changes.ts";
import type { RowCount } from "../draft.ts";
import { type Imported, importTown } from "../import-town.ts";
import { unpack } from "../unpack.ts";
import { TownFolder } from "./town-folder.ts";
import "./closed-pipe.ts";

const USAGE = "Aufruf: npm run import -- ORDNER [--confirm] [--accept-loss] [--undo] [--json]";

const MOST_FILES = 40;
const MOST_RETIRING = 30;

process.exitCode = await main(process.argv.slice(2));

/** 0: lawful, written. 1: problems, nothing written. 2: usage. */
async function main(given: string[]): Promise<number> {
	const asked = readArguments(given);
	if (!asked) return usage(USAGE);
	const folder = new TownFolder(asked.folder);
	if (!folder.exists) return usage(`${asked.folder}/town.json gibt es nicht.\n${USAGE}`);
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
	else tell(imported, confirmationLines(imported, asked.folder, confirmed));
	return imported.problems.length === 0 ? 0 : 1;
}

function readArguments(given: string[]) {
	try {
		const { values, positionals } = parseArgs({
			args: given,
			allowPositionals: true,
			options: {
				confirm: { type: "boolean", default: false },
				"accept-loss": { type: "boolean", default: false },
				undo: { type: "boolean", default: false },
				json: { type: "boolean", default: false },
			},
		});
		const [folder] = positionals;
		if (folder === undefined || positionals.length !== 1) return undefined;
		return { ...values, folder, acceptLoss: values["accept-loss"] };
	} catch {
		return undefined;
	}
}

function usage(text: string): number {
	process.stderr.write(`${text}\n`);
	return 2;
}

function undo(folder: TownFolder): number {
	if (folder.undo()) {
		process.stdout.write("Der vorige Stand gilt wieder.\n");
		return 0;
	}
	process.stderr.write("Es gibt keinen vorigen Stand.\n");
	return 1;
}

function refuse(problems: readonly Problem[], json: boolean): number {
	if (json) process.stdout.write(`${JSON.stringify({ problems }, undefined, "\t")}\n`);
	else for (const problem of problems) process.stdout.write(`${makeProblemLine(problem)}\n`);
	return 1;
}

function jsonReport({ dataset, problems, warnings, acknowledged, unchanged, difference, kept, rows }: Imported) {
	const { confirmed } = dataset.town;
	return { confirmed, problems, warnings, acknowledged, unchanged, difference, kept, rows: Object.fromEntries(rows) };
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

function tell(imported: Imported, confirmation: readonly string[]): void {
	const { problems, warnings, acknowledged, dataset, unchanged, difference, rows } = imported;
	const lines = [
		...problems.map(makeProblemLine),
		...warnings.map((warning) => `Hinweis: ${makeProblemLine(warning)}`),
		...acknowledged.map(({ problem, because }) => `Bestätigt (${because}): ${makeProblemLine(problem)}`),
		...rowLines(rows),
		...imported.kept.map(keptLine),
		...(difference?.words ?? []),
		...retiringLines(difference),
		summary(imported),
	];
	if (problems.length === 0) {
		const places = dataset.streets.reduce((count, street) => count + street.places.length, 0);
		lines.push(
			[
				counted(dataset.streets.length, "Straße", "Straßen"),
				counted(places, "Ort", "Orte"),
				counted(dataset.rounds.length, "Tour", "Touren"),
				`${dataset.coverage.from} bis ${dataset.coverage.to}`,
			].join(", "),
		);
		lines.push(unchanged ? "Nichts hat sich geändert." : "Geschrieben: dataset.json");
		lines.push(...confirmation);
	}
	process.stdout.write(`${lines.map(makeVisible).join("\n")}\n`);
}

/** Not a finding: it is what is promised. */
function keptLine({ service, days, from, to }: Imported["kept"][number]): string {
	const many = days === 1 ? `der ${dayWords(from)}` : `${days} Tage vom ${dayWords(from)} bis zum ${dayWords(to)}`;
	return `Aus dem letzten Stand bleibt für ${service}: ${many}; keine Datei spricht davon.`;
}

/** Whose calendar ends or moves: the people behind these places are asked, or sent on. */
function retiringLines(difference: Imported["difference"]): string[] {
	const retiring = difference?.retiring ?? [];
	const lines = retiring.slice(0, MOST_RETIRING).map(({ id, place, successors }) => {
		const next =
			successors.length === 0
				? "ohne Nachfolger: wer es abonniert hat, muss neu wählen"
				: `jetzt ${successors.join(" oder ")}`;
		return `Endet: ${place} (${id}), ${next}`;
	});
	return retiring.length > lines.length
		? [...lines, `… und ${retiring.length - lines.length} weitere Orte enden.`]
		: lines;
}

/** A line per file; where a town has a file per street, one for all. */
function rowLines(rows: Imported["rows"]): string[] {
	if (rows.size <= MOST_FILES) return [...rows].map(([file, count]) => `${file}: ${countInWords(count)}`);
	const sum = (count: keyof RowCount) => [...rows.values()].reduce((total, row) => total + (row[count] ?? 0), 0);
	const all = { held: sum("held"), read: sum("read"), leftOut: sum("leftOut") };
	return [`${rows.size} Dateien: ${countInWords(all)}`];
}

function countInWords({ held, read, leftOut = 0 }: RowCount): string {
	const rest = leftOut > 0 ? `, ${leftOut} lässt das Rezept aus` : "";
	return `${read} von ${held} Zeilen gelesen${rest}`;
}

function summary({ problems, warnings, acknowledged }: Imported): string {
	const hints = counted(warnings.length, "Hinweis", "Hinweise");
	return problems.length === 0
		? `Keine Fehler, ${hints}, ${counted(acknowledged.length, "bestätigter Befund", "bestätigte Befunde")}.`
		: `${problems.length} Fehler, ${hints}: nichts geschrieben, der bisherige Stand bleibt.`;
}

function counted(count: number, one: string, many: string): string {
	return `${count} ${count === 1 ? one : many}`;
}
