import type { RoundDate } from "../../model/collection.ts";
import { type Day, daysBetween, weekdayOf } from "../../model/day.ts";
import type { Problem } from "../../model/problem.ts";
import type { ServiceId } from "../../model/service.ts";
import type { Shift } from "../../model/shift.ts";
import type { Street } from "../../model/street.ts";
import { linesInWords } from "../read/lines-in-words.ts";
import { nameOfRound } from "../round-key.ts";
import { type RoundId, RoundSet } from "../round-map.ts";
import { inTour, listWords, moreOf, serviceWords } from "../words.ts";
import { edges } from "./edges.ts";
import { publicHolidays } from "./holidays.ts";
import { lintEditions } from "./lint-editions.ts";
import { lintRequests } from "./lint-requests.ts";
import type { Linted } from "./linted.ts";
import { longTexts } from "./long-texts.ts";
import { oddRounds } from "./odd-rounds.ts";
import { streetCoverage } from "./street-coverage.ts";

/** What can be read and still cannot be right, and what is lawful and odd. */
export function lint(linted: Linted): Problem[] {
	return [
		...datesOfNobody(linted),
		...strangeShifts(linted),
		...sameLabels(linted),
		...sundays(linted),
		...goneStreets(linted),
		...longTexts(linted.dataset),
		...lintEditions(linted),
		...edges(linted),
		...oddRounds(linted),
		...streetCoverage(linted),
		...lintRequests(linted),
	];
}

const WIDEST_SHIFT = 7;

/** Rounds with dates and without a street: one finding for all of a service, as the names in one file are others than in the other. */
function datesOfNobody({ draft, schedule, carried, file: { services } }: Linted): Problem[] {
	const rows = [...draft.assignments, ...carried.assignments];
	const used = new RoundSet(rows.map(({ service, round: { key } }) => ({ service, key })));
	const left = [...schedule].filter(({ service, key }) => !used.has(service, key)).map(datedOf);
	return [...Map.groupBy(left, ({ service }) => service)].flatMap(([service, own]) => {
		const label = serviceWords(services, service);
		const usual = usualLength(schedule, service);
		const rare = own.filter((each) => isSlip(each, usual));
		const others = own.filter((each) => !isSlip(each, usual));
		return [...(others.length > 0 ? [ofNobody(label, others)] : []), ...rare.map((each) => slippedRound(label, each))];
	});
}

/** How many dates half of a service's rounds have. */
function usualLength(schedule: Linted["schedule"], service: ServiceId): number {
	const own = [...schedule].filter((round) => round.service === service);
	const lengths = own.map(({ value: { length } }) => length);
	return lengths.toSorted((one, other) => one - other)[lengths.length >> 1] ?? 0;
}

/** A name that stands once or twice, where rounds have many dates, is another's, misspelled. */
function isSlip({ round, dates }: Dated, usual: number): boolean {
	return Boolean(round) && dates.length <= MOST_SLIPS && usual >= dates.length * MOST_SLIPS * 2;
}

const MOST_SLIPS = 2;

function slippedRound(service: string, { round, dates }: Dated): Problem {
	const [first] = dates;
	const lines = dates.flatMap(({ source }) => (source?.file === first?.source?.file ? (source?.line ?? []) : []));
	return {
		level: "warning",
		code: "rare_round",
		where: first?.source ?? { file: "town.json" },
		what: `Die Tour «${round}» von ${service} kommt nur hier vor (${linesInWords(lines)}), und keine Straße gehört zu ihr; ihren Termin bekommt niemand.`,
		remedy:
			"Ist der Name verschrieben, ihn in der Datei wie in den anderen Zeilen schreiben; sonst mit known bestätigen.",
	};
}

interface Dated {
	readonly service: ServiceId;
	/** Its name, if it has one. */
	readonly round: string | undefined;
	readonly dates: readonly RoundDate[];
}

function datedOf({ service, key, value: dates }: RoundId & { readonly value: readonly RoundDate[] }): Dated {
	return { service, round: nameOfRound(key), dates };
}

function ofNobody(service: string, own: readonly Dated[]): Problem {
	const named = own.flatMap(({ round }) => round || []);
	const count = own.reduce((sum, { dates }) => sum + dates.length, 0);
	const which = named.length === 0 ? "" : ` in Tour ${listWords(named, MOST_ROUNDS)}`;
	return {
		level: "warning",
		code: "round_without_places",
		where: own[0]?.dates[0]?.source ?? { file: "town.json" },
		what: `${service} hat${which} ${count === 1 ? "einen Termin" : `${count} Termine`}, aber keine Straße.`,
		remedy:
			named.length === 0
				? 'Gilt es in allen Straßen, am Schritt der Straßen unter "everywhere" nennen; sonst die Termine weglassen.'
				: "Den Namen der Tour in beiden Dateien gleich schreiben, oder die Termine weglassen.",
	};
}

/** So many rounds are named, of those that one finding speaks of. */
const MOST_ROUNDS = 12;

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
		remedy: 'Den Tag berichtigen; wird wirklich am Feiertag abgeholt, unter "known" bestätigen.',
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
			remedy: 'Den Tag berichtigen; stimmt er, unter "known" bestätigen.',
		},
	];
}

/** One finding for all rounds of a service. */
function sundays({ schedule, file: { services } }: Linted): Problem[] {
	const found = [...schedule].map(datedOf).flatMap((round) => {
		const own = round.dates.filter(({ day }) => day && weekdayOf(day) === 7);
		return own.length > 0 ? [{ ...round, dates: own }] : [];
	});
	return [...Map.groupBy(found, ({ service }) => service)].flatMap(([service, own]) =>
		onSundays(serviceWords(services, service), own),
	);
}

function onSundays(service: string, own: readonly Dated[]): Problem[] {
	const [round] = own;
	const [first] = round?.dates ?? [];
	if (!round || !first?.day) return [];
	const days = new Set(own.flatMap(({ dates }) => dates.map(({ day }) => day))).size;
	const others = own.length > 1 ? ` und ${moreOf(own.length - 1, "Tour", "Touren")}` : "";
	return [
		{
			level: "warning",
			code: "sunday",
			where: first.moved ?? first.source ?? { file: "town.json" },
			what: `${service}${inTour(round.round)}${others}: abgeholt wird ${days === 1 ? "an einem Sonntag" : `an ${days} Sonntagen`}, zuerst am ${first.day}.`,
			remedy: "Mit dem gedruckten Plan vergleichen; stimmt der Tag nicht, ihn in der Datei berichtigen.",
		},
	];
}

function goneStreets({ gone }: Linted): Problem[] {
	const told = gone.slice(0, MOST_GONE).map(goneStreet);
	const rest = gone.slice(MOST_GONE);
	const [first] = rest;
	if (!first) return told;
	const touches = rest.reduce((sum, { places }) => sum + places.length, 0);
	const what = `Auch nicht mehr dabei: ${listWords(
		rest.map(({ name }) => name),
		MOST_ROUNDS,
	)}.`;
	return [...told, { ...goneStreet(first), what, remedy: ALL_GONE, touches }];
}

const MOST_GONE = 12;
const ALL_GONE = "Prüfen, ob die Liste der Straßen vollständig ist.";

function goneStreet({ name, places }: Street): Problem {
	return {
		level: "warning",
		code: "street_gone",
		where: { file: "dataset.json" },
		what: `${name} steht im letzten Stand und jetzt nicht mehr; wer sie gewählt hat, muss neu wählen.`,
		remedy: `Heißt sie jetzt anders, im Rezept unter "renamed" eintragen: "${name}": "<neuer Name>".`,
		touches: places.length,
	};
}
