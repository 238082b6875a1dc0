import { OPEN } from "../recipe/open-questions.ts";
import type { GuessedColumn, GuessedTable } from "./columns.ts";
import { type Answer, answer, entry, type Question } from "./questions.ts";

/** Kinds of columns that say something about dates; a weekday only repeats what the day says. */
const TELLING: ReadonlySet<GuessedColumn["kind"]> = new Set([
	"day",
	"street",
	"numbers",
	"service",
	"round",
	"stop",
	"time",
	"code",
	"locality",
	"postcode",
	"words",
	"rhythm",
]);

const SHOWN = 5;
const MOST_NAMED = 12;
/** Too few to say that something never comes again. */
const FEW_ROWS = 20;

/** What is different in every row is a number or a remark of it; what comes again in several rows puts them in order. */
function tells({ kind, values }: GuessedColumn, { rows: { length: rows }, columns }: GuessedTable): boolean {
	if (values.length < 2) return false;
	if (kind === "weekday") return !columns.some((column) => column.kind === "day");
	return TELLING.has(kind) || (kind === "other" && (rows < FEW_ROWS || values.length < rows * 0.9));
}

/** What a step is that leaves something over. */
export interface Leaving {
	readonly as: string;
	/** A round, a street or numbers that it reads already. */
	readonly round?: unknown;
	readonly street?: unknown;
	readonly numbers?: unknown;
}

/** Columns that the guessed step does not read although they seem to tell something: is it read right? */
export function leftOver(
	table: GuessedTable,
	used: ReadonlySet<GuessedColumn>,
	step: Leaving & { readonly name: string; readonly beside: readonly string[] },
): Question | undefined {
	const columns = table.columns.filter((column) => !used.has(column) && tells(column, table));
	const left = [...columns.map(columnWords), ...step.beside.map((path) => `die Liste ${path}`)];
	if (left.length === 0) return undefined;
	const isLast = left.length === 1;
	return {
		ask: `Wird ${step.name} richtig gelesen?`,
		because: `Nicht gelesen wird ${left.slice(0, MOST_NAMED).join("; ")}${left.length > MOST_NAMED ? " und anderes" : ""}. Was davon über Termine, Straßen oder Leistungen entscheidet, gehört in den Schritt (data/README.md).`,
		answers: [
			answer("Ja, das andere entscheidet nichts", entry("guessed", OPEN), entry("guessed", true)),
			...columns.slice(0, MOST_ANSWERED).flatMap((column) => rolesOf(column, step).map((role) => asRole(role, isLast))),
		],
	};
}

const MOST_ANSWERED = 8;
const MOST_VALUES = 30;

interface Role {
	readonly when: string;
	readonly line: string;
}

/** The question stays for the columns that are left. */
function asRole({ when, line }: Role, isLast: boolean): Answer {
	const again = isLast ? "" : " (danach für die übrigen Spalten noch einmal antworten)";
	return answer(`Nein: ${when}${again}`, entry("guessed", OPEN), `${line},\n${entry("guessed", isLast ? true : OPEN)}`);
}

/** What a column may be in a step of its kind, with the line that says so. */
function rolesOf({ name, values }: GuessedColumn, step: Leaving): Role[] {
	const shown = `«${name}»`;
	const roles: (Role | false)[] =
		step.as === "streets"
			? [
					step.numbers === undefined && {
						when: `${shown} nennt Hausnummern oder den Abschnitt in Worten`,
						line: entry("numbers", { wording: name, otherwise: "words" }),
					},
				]
			: [
					step.as === "dates" &&
						step.round === undefined &&
						step.street === undefined && {
							when: `${shown} nennt den Bezirk oder die Tour`,
							line: entry("round", name),
						},
					step.as === "dates" && { when: `${shown} ist eine Bemerkung für die Bürger`, line: entry("note", name) },
				];
	const only = values.length <= MOST_VALUES && {
		when: `nur Zeilen mit diesen Werten in ${shown} gelten (was nicht gilt, streichen)`,
		line: entry("only", { [name]: values }),
	};
	return [...roles, only].filter((role) => role !== false);
}

function columnWords({ name, values }: GuessedColumn): string {
	const shown = values.slice(0, SHOWN).map((value) => `«${value}»`);
	return `die Spalte «${name}» (${shown.join(", ")}${values.length > SHOWN ? ", …" : ""})`;
}
