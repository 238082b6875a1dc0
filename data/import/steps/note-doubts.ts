import { speaksOfChange } from "../read/change-words.ts";
import { cellAt, type Reading, reportAlike } from "./reading.ts";

/** It is said of the day to which something was moved: «verlegt von Montag», «Ersatz für den 1.5.». */
const MOVED_HERE =
	/(?<!\p{L})(?:vo[nm]|statt|anstatt|anstelle|nachgeholt|nachhol\p{L}*|ersatz\p{L}*|vorgezogen)(?!\p{L})/iu;
const NONE = /entf(?:ä|ae|a)ll|ausf|fällt|kein|ohne|nicht statt|absag|abgesagt|storn|gestrichen|cancel/iu;

/** A note is shown beside a date, and the date counts: where it says that there is none, both cannot be right. */
export function tellNotesOfChange(reading: Reading, note: number): void {
	const { rows } = reading.table;
	const isAlike = rows.length > 1 && rows.every((row) => cellAt(row, note) === cellAt(rows[0] ?? row, note));
	if (isAlike) return;
	for (const row of rows) {
		const said = cellAt(row, note);
		if (!speaksOfChange(said) || (MOVED_HERE.test(said) && !NONE.test(said))) continue;
		reportAlike(reading, row, "note of change", (lines) => ({
			level: "warning",
			code: "note_of_change",
			what: `Der Hinweis «${said.slice(0, 60)}» klingt nach keinem oder einem anderen Termin, und der Termin dieser Zeile gilt trotzdem (${lines}).`,
			remedy:
				"Gilt der Termin nicht oder an einem anderen Tag, ihn in der Datei oder mit changes.csv berichtigen; sonst mit known bestätigen.",
		}));
	}
}
