import type { Dataset } from "../../model/dataset.ts";
import { type Day, daysBetween, weekdayOf } from "../../model/day.ts";
import type { Problem } from "../../model/problem.ts";
import type { Shift } from "../../model/shift.ts";
import type { Street } from "../../model/street.ts";
import type { Draft } from "../draft.ts";
import type { TownFile } from "../recipe/recipe.ts";
import type { Carried } from "./carry.ts";
import { edges } from "./edges.ts";
import { publicHolidays } from "./holidays.ts";
import { lintEditions } from "./lint-editions.ts";
import { oddRounds } from "./odd-rounds.ts";
import { roundName, type Schedule } from "./rounds.ts";
import { streetCoverage } from "./street-coverage.ts";

export interface Linted {
	readonly dataset: Dataset;
	readonly draft: Draft;
	readonly schedule: Schedule;
	readonly file: TownFile;
	readonly gone: readonly Street[];
	readonly carried: Carried;
}

/** What can be read and still cannot be right, and what is lawful and odd. */
export function lint(linted: Linted): Problem[] {
	return [
		...datesOfNobody(linted),
		...strangeShifts(linted),
		...sameLabels(linted),
		...sundays(linted),
		...goneStreets(linted),
		...lintEditions(linted),
		...edges(linted),
		...oddRounds(linted),
		...streetCoverage(linted.dataset),
	];
}

const WIDEST_SHIFT = 7;

function datesOfNobody({ draft, schedule, carried }: Linted): Problem[] {
	const rows = [...draft.assignments, ...carried.assignments];
	const used = new Set(rows.map(({ service, round }) => roundName(service, round.key)));
	return [...schedule].flatMap(([name, dates]) => {
		const [service = "", round = ""] = name.split("\t");
		if (used.has(name)) return [];
		return [
			{
				level: "warning" as const,
				code: "round_without_places",
				where: dates[0]?.source ?? { file: "town.json" },
				what: `Die Tour «${round}» von «${service}» hat ${dates.length} Termine, aber keine Straße.`,
				remedy: "Den Namen der Tour in beiden Dateien gleich schreiben, oder die Termine weglassen.",
			},
		];
	});
}

/** Two services that read alike, or one whose label is the id of another: files and changes may mean either. */
function sameLabels({ file: { services } }: Linted): Problem[] {
	const twice = services.filter(({ label }, at) => services.findIndex((other) => other.label === label) !== at);
	const clash = services.filter(({ id, label }) => services.some((other) => other.id !== id && other.id === label));
	return [...new Set([...twice, ...clash])].map(({ id, label }) => ({
		level: "warning",
		code: "same_label",
		where: { file: "town.json", field: "services" },
		what: `Die Leistung «${label}» (${id}) heißt wie eine andere; im Kalender sind sie nicht zu unterscheiden.`,
		remedy: 'Unter "label" einen Namen geben, den keine andere Leistung als Namen oder Kennung hat.',
	}));
}

/** Published dates win over every rule, but nobody collects on a public holiday by moving there. */
function strangeShifts({ draft, file }: Linted): Problem[] {
	const holidays = publicHolidays(file.state, file.coverage, file.country);
	return [...draft.shifts, ...draft.changes].flatMap((shift) => {
		const { to } = shift;
		if (!to) return [];
		const holiday = holidays.get(to);
		return [...(holiday ? [shiftToHoliday(shift, to, holiday)] : []), ...tooFar(shift, to)];
	});
}

function shiftToHoliday({ source, from }: Shift, to: Day, holiday: string): Problem {
	return {
		level: "problem",
		code: "shift_to_holiday",
		where: source,
		what: `Der Termin vom ${from} wird auf den ${to} verschoben; das ist ein Feiertag (${holiday}).`,
		remedy: "Den Tag berichtigen; wird wirklich am Feiertag abgeholt, mit known bestätigen.",
	};
}

function tooFar({ source, from }: Shift, to: Day): Problem[] {
	const distance = Math.abs(daysBetween(from, to));
	if (distance <= WIDEST_SHIFT) return [];
	return [
		{
			level: "problem",
			code: "shift_too_far",
			where: source,
			what: `Der Termin vom ${from} wird um ${distance} Tage verschoben, auf den ${to}.`,
			remedy: "Den Tag berichtigen; stimmt er, mit known bestätigen.",
		},
	];
}

function sundays({ schedule }: Linted): Problem[] {
	return [...schedule].flatMap(([name, dates]) => {
		const [service = "", round = ""] = name.split("\t");
		const found = dates.filter(({ day }) => day && weekdayOf(day) === 7);
		const first = found[0];
		if (!first?.day) return [];
		return [
			{
				level: "warning" as const,
				code: "sunday",
				where: first.moved ?? first.source ?? { file: "town.json" },
				what: `«${service}»${round.startsWith("=") || round === "" ? "" : ` in Tour «${round}»`} wird an ${found.length} Sonntagen abgeholt, zuerst am ${first.day}.`,
				remedy: "Prüfen, ob das so gemeint ist.",
			},
		];
	});
}

function goneStreets({ gone }: Linted): Problem[] {
	return gone.map((street) => ({
		level: "warning",
		code: "street_gone",
		where: { file: "dataset.json" },
		what: `${street.name} steht im letzten Stand und jetzt nicht mehr; wer sie gewählt hat, muss neu wählen.`,
		remedy: `Heißt sie jetzt anders, im Rezept unter "renamed" eintragen: "${street.name}": "<neuer Name>".`,
		touches: street.places.length,
	}));
}
