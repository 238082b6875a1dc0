import type { Round, RoundDate } from "../../model/collection.ts";
import type { Day } from "../../model/day.ts";
import type { Problem } from "../../model/problem.ts";
import type { ServiceId } from "../../model/service.ts";
import type { Draft, DraftDate } from "../draft.ts";
import { CHANGES_FILE } from "../files.ts";
import type { TownFile } from "../recipe/recipe.ts";
import { nameOfRound, roundNamed, WHOLE_TOWN } from "../round-key.ts";
import { groupByRound, RoundMap } from "../round-map.ts";
import { serviceWords } from "../words.ts";
import { Extras } from "./extras.ts";
import type { KeptRound } from "./kept-rounds.ts";
import { OneDate } from "./one-date.ts";
import { Policies } from "./policies.ts";
import type { Schedule } from "./schedule.ts";
import { Shifting } from "./shifting.ts";

interface Scheduled {
	readonly schedule: Schedule;
	readonly problems: readonly Problem[];
	/** Adds what stays of the last dataset; then it is known which shifts and changes move nothing. */
	readonly keep: (rounds: Iterable<KeptRound>) => readonly Problem[];
}

/** Plans, then shifts, then one-off changes: each wins over the one before. */
export function scheduleOf(draft: Draft, file: TownFile): Scheduled {
	const problems: Problem[] = [];
	const shifts = new Shifting(draft.shifts, problems);
	const changes = new Shifting(draft.changes, problems);
	const words = (service: ServiceId) => serviceWords(file.services, service);
	const extras = new Extras(draft.extras, words);
	const once = new OneDate(words);
	const policies = new Policies(file, draft.shifts);
	const schedule = new RoundMap<readonly RoundDate[]>();
	for (const { service, key, value: dates } of groupByRound(draft.dates, ({ service, round: key }) => ({
		service,
		key,
	}))) {
		const [first] = dates;
		if (!first) continue;
		const round = nameOfRound(key);
		const { taken, ruled } = publishedFirst(dates);
		const plans = new Set(taken.flatMap((date) => (date.plan ? [date.planned] : [])));
		const move = (date: RoundDate) => {
			const shifted = shifts.apply(date, service, round);
			return plans.has(date.planned) ? policies.apply(date, shifted, service, round) : shifted;
		};
		const shifted = once.perPlannedDay(taken).map(move);
		if (ruled.length > 0) {
			const byRule = new OneDate(words)
				.perPlannedDay(ruled)
				.map((date) => policies.preview(date, date, service, round));
			problems.push(...ruleDiffers(first, words(service), shifted, byRule));
		}
		const changed = shifted.map((date) => changes.apply(date, service, round));
		schedule.set(service, key, once.perDay(extras.addTo(changed, service, key), service, ruledBeside(taken)));
	}
	problems.push(...policies.problems(file), ...once.problems());
	const keep = (rounds: Iterable<KeptRound>) => {
		for (const { key, round } of rounds) {
			const planned = round.dates.filter(({ source }) => source?.file !== CHANGES_FILE);
			const dates = planned.map((date) => changedLater(date, round, shifts, changes));
			schedule.set(round.service, key, extras.addTo(dates, round.service, roundNamed(round.name ?? WHOLE_TOWN)));
		}
		problems.push(...extras.problems());
		shifts.reportUnused(schedule);
		changes.reportUnused(schedule);
		return problems.splice(0);
	};
	return { schedule, problems: problems.splice(0), keep };
}

/** Where a round has dates that were published, a rule says nothing from the first to the last of them. */
function publishedFirst(dates: readonly DraftDate[]): { taken: readonly DraftDate[]; ruled: readonly DraftDate[] } {
	const published = dates.filter(({ ruled }) => !ruled);
	const days = published.map(({ planned }) => planned).sort();
	const [first, last] = [days[0], days.at(-1)];
	if (!first || !last || published.length === dates.length) return { taken: dates, ruled: [] };
	const isBeaten = ({ ruled, planned }: DraftDate) => ruled === true && first <= planned && planned <= last;
	return { taken: dates.filter((date) => !isBeaten(date)), ruled: dates.filter(isBeaten) };
}

/** Days that a rule plans before and after the published ones. */
function ruledBeside(taken: readonly DraftDate[]): ReadonlySet<Day> {
	const ruled = taken.filter((date) => date.ruled);
	return new Set(ruled.length < taken.length ? ruled.map(({ planned }) => planned) : []);
}

function ruleDiffers(
	{ source }: DraftDate,
	service: string,
	published: readonly RoundDate[],
	byRule: readonly RoundDate[],
): Problem[] {
	const days = new Set(published.map(({ day }) => day));
	const stray = byRule.filter(({ day }) => !days.has(day));
	const [first] = stray;
	if (!first) return [];
	return [
		{
			level: "warning",
			code: "rule_differs",
			where: first.source ?? source ?? { file: "town.json" },
			what: `${service}: die Regel ergibt ${stray.length === 1 ? "einen anderen Tag" : `${stray.length} andere Tage`} als die veröffentlichten Termine, zuerst den ${first.day}. Es gilt das Veröffentlichte.`,
			remedy: "Prüfen, ob sich Regel oder Veröffentlichung irrt.",
		},
	];
}

/** A date that stays has been moved before, or is moved now; a change that was taken back is no longer one. */
function changedLater(date: RoundDate, round: Round, shifts: Shifting, changes: Shifting): RoundDate {
	const { service, name = "" } = round;
	shifts.use(date.planned, service, name);
	if (date.moved?.file === CHANGES_FILE) {
		const still = changes.leadsTo(date, service, name);
		return still ? date : { ...date, day: date.planned, reason: undefined, moved: undefined };
	}
	const moved = date.day === date.planned ? shifts.apply(date, service, name) : date;
	return changes.apply(moved, service, name);
}
