import type { Dataset, RetiredService } from "../../model/dataset.ts";
import { earlier, isWithin, later, type Period } from "../../model/day.ts";
import type { Problem } from "../../model/problem.ts";
import type { Service, ServiceId } from "../../model/service.ts";
import type { Place } from "../../model/street.ts";
import { listWords } from "../words.ts";

/** What came on so few days in both editions may have done so by chance. */
const FEWEST_DAYS = 3;

/** The services of earlier editions that are none any more, and under which id those that were renamed go on. */
export function retiredServices(next: Omit<Dataset, "retired">, previous: Dataset | undefined): RetiredService[] {
	if (!previous) return [];
	const isLiving = ({ id }: { readonly id: ServiceId }) => next.services.some((each) => each.id === id);
	const lost = previous.services.filter((service) => !isLiving(service));
	const edition = previous.editions.length;
	const fresh = lost.map(({ id, label, fraction }) => {
		const heir = heirOf({ id, fraction }, next, previous);
		return { id, label, edition, ...(heir !== undefined && { heir }) };
	});
	return [
		...previous.retired.services.filter((each) => !isLiving(each) && !lost.some(({ id }) => id === each.id)),
		...fresh,
	];
}

/** The only new service of the fraction that comes wherever and whenever the old one came, as far as both editions reach. */
function heirOf({ id, fraction }: Pick<Service, "id" | "fraction">, next: Omit<Dataset, "retired">, previous: Dataset) {
	const known = new Set(previous.services.map((each) => each.id));
	const period = overlapOf(next.coverage, previous.coverage);
	const days = daysByPlace(previous, id, period);
	const fitting = next.services.filter(
		(each) => each.fraction === fraction && !known.has(each.id) && isSame(days, daysByPlace(next, each.id, period)),
	);
	return fitting.length === 1 ? fitting[0]?.id : undefined;
}

function overlapOf(one: Period, other: Period): Period {
	return { from: later(one.from, other.from), to: earlier(one.to, other.to) };
}

type DaysByPlace = ReadonlyMap<string, string>;

function daysByPlace({ streets }: Pick<Dataset, "streets">, service: ServiceId, period: Period): DaysByPlace {
	const places = streets.flatMap((street) => street.places);
	const entries = places.map((place) => [place.id, daysOf(place, service, period)] as const);
	return new Map(entries.filter(([, days]) => days !== ""));
}

function daysOf({ assignments }: Place, service: ServiceId, period: Period): string {
	const rounds = assignments.flatMap(({ round }) => (round.service === service ? [round] : []));
	const days = rounds.flatMap(({ dates }) => dates.map(({ planned }) => planned));
	return [...new Set(days.filter((day) => isWithin(day, period)))].sort().join(" ");
}

function isSame(before: DaysByPlace, now: DaysByPlace): boolean {
	const isEnough = [...before.values()].some((days) => days.split(" ").length >= FEWEST_DAYS);
	return isEnough && before.size === now.size && [...before].every(([place, days]) => now.get(place) === days);
}

/** Told to the clerk before the households are asked to choose anew. */
export function goneServices({ retired }: Dataset, previous: Dataset | undefined): Problem[] {
	const fresh = retired.services.filter(({ edition }) => edition === previous?.editions.length);
	const gone = fresh.filter(({ heir }) => heir === undefined);
	if (gone.length === 0) return [];
	const names = gone.map(({ id, label }) => (label === id ? id : `${label} (${id})`));
	return [
		{
			level: "warning",
			code: "service_gone",
			where: { file: "town.json", field: "services" },
			what: `Das Rezept nennt nicht mehr, was es im letzten Stand gab: ${listWords(names, MOST_NAMED)}. Wer das hat, wird gebeten, neu zu wählen.`,
			remedy:
				"Heißt es nur anders, die bisherige id behalten und allein das label ändern: dann muss niemand neu wählen.",
		},
	];
}

const MOST_NAMED = 12;
