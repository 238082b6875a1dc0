import { dayWords } from "../../model/day-changes.ts";
import { makeProblemLine, makeVisible, type Problem } from "../../model/problem.ts";
import type { RowCount } from "../draft.ts";
import type { Imported } from "../import-town.ts";

/** What the commands that read a town folder print. */

const MOST_FILES = 40;
const MOST_RETIRING = 30;

/** The exit code of problems. */
export function refuse(problems: readonly Problem[], json: boolean): number {
	if (json) process.stdout.write(`${JSON.stringify({ problems }, undefined, "\t")}\n`);
	else for (const problem of problems) process.stdout.write(`${makeProblemLine(problem)}\n`);
	return 1;
}

export function jsonReport({
	dataset,
	problems,
	warnings,
	acknowledged,
	entries,
	unchanged,
	difference,
	kept,
	rows,
}: Imported) {
	const { confirmed } = dataset.town;
	return {
		confirmed,
		problems,
		warnings,
		acknowledged,
		entries,
		unchanged,
		difference,
		kept,
		rows: Object.fromEntries(rows),
	};
}

/** `done`: what became of it, where nothing speaks against it. */
export function tell(imported: Imported, done: readonly string[]): void {
	const { problems, warnings, acknowledged, dataset, difference, rows } = imported;
	const lines = [
		...problems.map(makeProblemLine),
		...warnings.map((warning) => `Hinweis: ${makeProblemLine(warning)}`),
		...acknowledged.map(({ problem, because }) => `Bestätigt (${because}): ${makeProblemLine(problem)}`),
		...knownLines(imported),
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
		lines.push(...done);
	}
	process.stdout.write(`${lines.map(makeVisible).join("\n")}\n`);
}

/** What may stay as it is, as it is written in the recipe. */
function knownLines({ entries }: Imported): string[] {
	if (entries.length === 0) return [];
	const shown = entries.slice(0, MOST_FILES);
	const more = entries.length > shown.length ? [`  … und ${entries.length - shown.length} weitere.`] : [];
	return [
		'Was davon so bleiben soll, wird mit diesen Zeilen unter "known" in town.json bestätigt, jede mit ihrem Grund statt «…»:',
		...shown.map((each) => `  ${each}`),
		...more,
	];
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

export function counted(count: number, one: string, many: string): string {
	return `${count} ${count === 1 ? one : many}`;
}
