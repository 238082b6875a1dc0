import { OPEN } from "../recipe/open-questions.ts";
import type { GuessedColumn, GuessedTable } from "./columns.ts";
import { answer, entry, type Question } from "./questions.ts";

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

/** Columns that the guessed step does not read although they seem to tell something: is it read right? */
export function leftOver(
	table: GuessedTable,
	used: ReadonlySet<GuessedColumn>,
	file: string,
	beside: readonly string[],
): Question | undefined {
	const columns = table.columns.filter((column) => !used.has(column) && tells(column, table));
	const left = [...columns.map(columnWords), ...beside.map((path) => `die Liste ${path}`)];
	if (left.length === 0) return undefined;
	return {
		ask: `Wird ${file} richtig gelesen?`,
		because: `Nicht gelesen wird ${left.slice(0, MOST_NAMED).join("; ")}${left.length > MOST_NAMED ? " und anderes" : ""}. Was davon über Termine, Straßen oder Leistungen entscheidet, gehört in den Schritt (data/README.md).`,
		answers: [answer("Ja, das andere entscheidet nichts", entry("guessed", OPEN), entry("guessed", true))],
	};
}

function columnWords({ name, values }: GuessedColumn): string {
	const shown = values.slice(0, SHOWN).map((value) => `«${value}»`);
	return `die Spalte «${name}» (${shown.join(", ")}${values.length > SHOWN ? ", …" : ""})`;
}
