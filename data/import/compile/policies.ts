import type { RoundDate } from "../../model/collection.ts";
import { type Day, isWithin, yearOf } from "../../model/day.ts";
import type { Problem } from "../../model/problem.ts";
import type { ServiceId } from "../../model/service.ts";
import { concerns, type Shift } from "../../model/shift.ts";
import type { Source } from "../../model/source.ts";
import type { HolidayPolicy, TownFile } from "../recipe/recipe.ts";
import { namedDays, namesLike, publicHolidays } from "./holidays.ts";
import { movesOf, type PolicyMove, unknownDays } from "./policy.ts";
import { PolicyCheck } from "./policy-check.ts";

/** What published lists say wins: a policy moves only where no list of that year speaks of the service. */
export class Policies {
	readonly #all: readonly Policy[];
	readonly #shifts: readonly Shift[];
	readonly #differences = new Map<Policy, Difference[]>();
	readonly #check: PolicyCheck;

	constructor(file: TownFile, shifts: readonly Shift[]) {
		this.#all = file.recipe.holidays.map((given, at) => ({
			given,
			moves: movesOf(given, file, file.coverage),
			source: { file: "town.json", line: file.policyLines?.[at] ?? 1 },
		}));
		this.#shifts = shifts;
		this.#check = new PolicyCheck(file);
	}

	/** What `preview` gives, and looks whether it leaves a planned date on a day on which nobody works. */
	apply(planned: RoundDate, published: RoundDate, service: ServiceId, round: string | undefined): RoundDate {
		const policy = this.#policyFor(planned, service, round);
		const result = this.preview(planned, published, service, round);
		if (policy || !this.#hasList(planned.planned, service, round)) this.#check.take(policy?.given, result, service);
		return result;
	}

	/** The day as the policy for this round has it; `published` is what the lists made of it. */
	preview(planned: RoundDate, published: RoundDate, service: ServiceId, round: string | undefined): RoundDate {
		const policy = this.#policyFor(planned, service, round);
		return policy ? this.#moved(policy, planned, published, service, round) : published;
	}

	#policyFor({ planned }: RoundDate, service: ServiceId, round: string | undefined): Policy | undefined {
		return this.#all.find(({ given }) => isFor(given, service, round, planned));
	}

	#moved(
		policy: Policy,
		planned: RoundDate,
		published: RoundDate,
		service: ServiceId,
		round: string | undefined,
	): RoundDate {
		const move = policy.moves.get(planned.planned);
		if (this.#hasList(planned.planned, service, round)) {
			if (move?.to !== published.day && !(move === undefined && published.day === planned.planned)) {
				this.#note(policy, { planned: planned.planned, move, published: published.day, line: published.moved });
			}
			return published;
		}
		if (!move || published.day !== planned.planned) return published;
		return { ...published, day: move.to, reason: move.reason, moved: policy.source };
	}

	problems(file: TownFile): Problem[] {
		const differences = [...this.#differences].map(([policy, found]) => differs(policy, found));
		const unknown = this.#all.flatMap(({ given, source }) =>
			unknownDays(given, file).map((name) => unknownDay(source, name, file)),
		);
		const told = this.#all.flatMap(({ given, source }) => this.#check.problemsOf(given, source));
		return [...unknown, ...differences, ...told, ...this.#check.onHolidays()];
	}

	#note(policy: Policy, difference: Difference): void {
		const known = this.#differences.get(policy) ?? [];
		this.#differences.set(policy, known);
		if (!known.some(({ planned }) => planned === difference.planned)) known.push(difference);
	}

	/** A list speaks of a whole year, also of the days on which it moves nothing. */
	#hasList(day: Day, service: ServiceId, round: string | undefined): boolean {
		return this.#shifts.some((shift) => yearOf(shift.from) === yearOf(day) && concerns(shift, service, round));
	}
}

interface Policy {
	readonly given: HolidayPolicy;
	readonly moves: ReadonlyMap<Day, PolicyMove>;
	readonly source: Source;
}

interface Difference {
	readonly planned: Day;
	readonly move: PolicyMove | undefined;
	readonly published: Day | undefined;
	readonly line: Source | undefined;
}

function isFor(
	{ services, rounds, period }: HolidayPolicy,
	service: ServiceId,
	round: string | undefined,
	day: Day,
): boolean {
	if (services && !services.includes(service)) return false;
	if (rounds && (round === undefined || !rounds.includes(round))) return false;
	return !period || isWithin(day, period);
}

function differs({ source }: Policy, found: readonly Difference[]): Problem {
	const [first] = found.toSorted((one, other) => (one.planned < other.planned ? -1 : 1));
	const byRule = first?.move ? first.move.to : "bliebe";
	const published = first?.published ?? "fällt aus";
	return {
		level: "warning",
		code: "policy_differs",
		where: first?.line ?? source,
		what: `Die Feiertagsregel ergäbe an ${found.length === 1 ? "einem Tag" : `${found.length} Tagen`} anderes als die veröffentlichte Liste, zuerst: ${first?.planned} -> ${byRule}, veröffentlicht: ${published}. Es gilt das Veröffentlichte.`,
		remedy: "Die Liste prüfen; stimmt sie, taugt die Regel für das nächste Jahr nur als Vorschau.",
	};
}

function unknownDay(where: Source, name: string, file: TownFile): Problem {
	const near = namesLike(name, namedDays(file, file.coverage).keys());
	const listed =
		near.length > 0 ? near : [...new Set(publicHolidays(file.state, file.coverage, file.country).values())];
	return {
		level: "problem",
		code: "unknown_holiday",
		where: { ...where, field: "recipe.holidays" },
		what: `«${name}» kennt der Feiertagskalender nicht; ${near.length > 0 ? "ähnlich heißen" : "er kennt unter anderem"}: ${listed.map((each) => `«${each}»`).join(", ")}.`,
		remedy: 'Einen dieser Namen schreiben, oder einen Tag wie "2026-05-15 Brückentag".',
	};
}
