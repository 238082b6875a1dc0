import { OPEN } from "../recipe/open-questions.ts";
import type { DistrictColumn, Guess } from "./guessed.ts";
import { answer, entry, type Question } from "./questions.ts";
import type { ServiceBook } from "./services.ts";

/** A column of districts belongs to the services whose dates name the same districts; where none does, it is asked. */
export function withDistricts(
	guess: Guess,
	all: readonly Guess[],
	book: ServiceBook,
): Pick<Guess, "step" | "questions"> {
	const { step, districtColumns = [], questions } = guess;
	if (!("rounds" in step) || !("as" in step) || step.as !== "streets") return { step, questions };
	const found = servicesByColumn(districtColumns, all, book);
	const rounds = [...found].map(([{ name }, services]) => ({
		services: services.length > 0 ? services : [OPEN],
		column: name,
	}));
	const served = new Set(rounds.flatMap(({ services }) => services));
	const unserved = book.all.map(({ id }) => id).filter((id) => !served.has(id));
	const inDistricts = new Set(all.flatMap(({ districts }) => districts?.services ?? []));
	const stray = unserved.filter((id) => inDistricts.has(id));
	const everywhere = unserved.length === 0 ? [] : stray.length > 0 || served.has(OPEN) ? [OPEN] : unserved;
	return {
		step: { ...step, rounds, everywhere },
		questions: [
			...questions,
			...[...found].filter(([, services]) => services.length === 0).map(([column]) => columnQuestion(column, book)),
			...(everywhere.includes(OPEN) ? [everywhereQuestion(unserved, stray)] : []),
		],
	};
}

const ALIKE = 0.8;

function servicesByColumn(columns: readonly DistrictColumn[], all: readonly Guess[], book: ServiceBook) {
	const found = new Map<DistrictColumn, string[]>(columns.map((column) => [column, []]));
	for (const { districts } of all) {
		for (const service of districts?.services ?? []) {
			const column = onlyColumn(columns, service, districts?.names ?? [], book);
			if (column && !found.get(column)?.includes(service)) found.get(column)?.push(service);
		}
	}
	return found;
}

/** The one column that names these districts; of several the one whose heading names the waste. */
function onlyColumn(
	columns: readonly DistrictColumn[],
	service: string,
	names: readonly string[],
	book: ServiceBook,
): DistrictColumn | undefined {
	const share = ({ values }: DistrictColumn) =>
		names.filter((name) => values.includes(name)).length / Math.max(names.length, 1);
	const fitting = columns.filter((column) => names.length > 0 && share(column) >= ALIKE);
	if (fitting.length === 1) return fitting[0];
	return fitting.find(({ name }) => book.ofFraction(String(name)).includes(service));
}

function columnQuestion({ name, values }: DistrictColumn, book: ServiceBook): Question {
	const now = `"services": ["${OPEN}"], "column": ${JSON.stringify(name)}`;
	return {
		ask: `Zu welchen Leistungen gehören die Bezirke in der Spalte «${name}»?`,
		because: `Dort stehen ${values
			.slice(0, 5)
			.map((value) => `«${value}»`)
			.join(", ")}.`,
		answers: [
			answer(
				"Zu diesen (was nicht passt, streichen)",
				now,
				`${entry(
					"services",
					book.all.map(({ id }) => id),
				)}, "column": ${JSON.stringify(name)}`,
			),
			answer("Die Spalte nennt keine Bezirke: den ganzen Eintrag löschen", `{ ${now} }`, ""),
		],
	};
}

function everywhereQuestion(unserved: readonly string[], stray: readonly string[]): Question {
	const now = `"everywhere": ["${OPEN}"]`;
	const seen =
		stray.length > 0
			? `${stray.join(", ")} hat Bezirke, die keine Spalte des Straßenverzeichnisses nennt.`
			: "Für einige Spalten ist noch offen, wozu sie gehören.";
	return {
		ask: "Welche Leistungen haben alle Straßen, ohne Bezirke?",
		because: seen,
		answers: [
			answer("Diese (was Bezirke hat, streichen)", now, entry("everywhere", unserved)),
			answer("Keine", now, entry("everywhere", [])),
		],
	};
}
