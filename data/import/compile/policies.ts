import type { RoundDate } from "../../model/collection.ts";
import { type Day, isWithin, yearOf } from "../../model/day.ts";
import type { Problem } from "../../model/problem.ts";
import type { ServiceId } from "../../model/service.ts";
import { concerns, type Shift } from "../../model/shift.ts";
import type { Source } from "../../model/source.ts";
import type { HolidayPolicy, TownFile } from "../recipe/recipe.ts";
import { movesOf, type PolicyMove, unknownDays } from "./policy.ts";

/** What published lists say wins: a policy moves only where no list of that year speaks of the service. */
export class Policies {
	readonly #all: readonly Policy[];
	readonly #shifts: readonly Shift[];
	readonly #differences = new Map<Policy, Difference[]>();

	constructor(file: TownFile, shifts: readonly Shift[]) {
		this.#all = file.recipe.holidays.map((given, at) => ({
			given,
			moves: movesOf(given, file, file.coverage),
			source: { file: "town.json", line: file.policyLines?.[at] ?? 1 },
		}));
		this.#shifts = shifts;
	}

	/** The day as the policy for this round has it; `published` is what the lists made of it. */
	apply(planned: RoundDate, published: RoundDate, service: ServiceId, round: string): RoundDate {
		const policy = this.#all.find(({ given }) => isFor(given, service, round, planned.planned));
		if (!policy) return published;
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
			unknownDays(given, file).map((name) => unknownDay(source, name)),
		);
		return [...unknown, ...differences];
	}

	#note(policy: Policy, difference: Difference): void {
		const known = this.#differences.get(policy) ?? [];
		this.#differences.set(policy, known);
		if (!known.some(({ planned }) => planned === difference.planned)) known.push(difference);
	}

	/** A list speaks of a whole year, also of the days on which it moves nothing. */
	#hasList(day: Day, service: ServiceId, round: string): boolean {
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

function isFor({ services, rounds, period }: HolidayPolicy, service: ServiceId, round: string, day: Day): boolean {
	if (services && !services.includes(service)) return false;
	if (rounds && !rounds.includes(round)) return false;
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
		what: `Die Feiertagsregel ergäbe an ${found.length} Tagen anderes als die veröffentlichte Liste, zuerst: ${first?.planned} -> ${byRule}, veröffentlicht: ${published}. Es gilt das Veröffentlichte.`,
		remedy: "Die Liste prüfen; stimmt sie, taugt die Regel für das nächste Jahr nur als Vorschau.",
	};
}

function unknownDay(where: Source, name: string): Problem {
	return {
		level: "problem",
		code: "unknown_holiday",
		where: { ...where, field: "recipe.holidays" },
		what: `«${name}» kennt der Feiertagskalender nicht.`,
		remedy: 'Den Namen wie «Rosenmontag» schreiben, oder einen Tag wie "2026-05-15 Brückentag".',
	};
}
