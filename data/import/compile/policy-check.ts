import type { RoundDate } from "../../model/collection.ts";
import { type Day, isWithin, parseDay } from "../../model/day.ts";
import type { Problem } from "../../model/problem.ts";
import type { ServiceId } from "../../model/service.ts";
import type { Source } from "../../model/source.ts";
import { germanDay } from "../read/day-text.ts";
import type { HolidayPolicy, TownFile } from "../recipe/recipe.ts";
import { serviceWords } from "../words.ts";
import { doubtfulDays, namedDays, publicHolidays } from "./holidays.ts";

/**
 * What a policy leaves undone: planned collections on days that some municipalities have free, words of
 * it that change nothing, and rhythms that nothing moves although a public holiday lies on them.
 */
export class PolicyCheck {
	readonly #file: TownFile;
	readonly #public: ReadonlyMap<Day, string>;
	readonly #met = new Map<HolidayPolicy, Set<Day>>();
	readonly #unmoved = new Map<ServiceId, RoundDate[]>();

	constructor(file: TownFile) {
		this.#file = file;
		this.#public = publicHolidays(file.state, file.coverage, file.country);
	}

	/** A planned date as it will be; `policy` is the one that speaks of it. */
	take(policy: HolidayPolicy | undefined, { day, ...date }: RoundDate, service: ServiceId): void {
		if (policy && day) this.#met.set(policy, (this.#met.get(policy) ?? new Set()).add(day));
		else if (day && this.#public.has(day)) {
			this.#unmoved.set(service, [...(this.#unmoved.get(service) ?? []), { day, ...date }]);
		}
	}

	problemsOf(policy: HolidayPolicy, source: Source): Problem[] {
		const met = this.#met.get(policy);
		const where = { ...source, field: "recipe.holidays" };
		if (!met) return [withoutDates(where)];
		return [...this.#doubtful(policy, met, where), ...this.#idle(policy, where)];
	}

	/** Answered by \`also\` or \`not\`, a day is no question any more. */
	#doubtful({ also, not }: HolidayPolicy, met: ReadonlySet<Day>, where: Problem["where"]): Problem[] {
		const answered = (day: Day, name: string) =>
			[...also, ...not].some((word) => word === name || word.slice(0, 10) === day);
		const open = [...doubtfulDays(this.#file, this.#file.coverage)]
			.filter(([day, { name }]) => met.has(day) && !answered(day, name))
			.toSorted(([one], [other]) => (one < other ? -1 : 1));
		return open.length === 0 ? [] : [maybeFree(open, where)];
	}

	/** Words that name no day on which they could change anything. */
	#idle({ also, not, period = this.#file.coverage }: HolidayPolicy, where: Problem["where"]): Problem[] {
		const within = (days: readonly Day[]) => days.filter((day) => isWithin(day, period));
		const named = namedDays(this.#file, this.#file.coverage);
		const daysOf = (word: string) => within(named.get(word) ?? dayIn(word));
		const known = (word: string) => named.has(word) || dayIn(word).length > 0;
		const doubtful = doubtfulDays(this.#file, this.#file.coverage);
		const idleAlso = also.filter((word) => known(word) && daysOf(word).every((day) => this.#public.has(day)));
		const idleNot = not.filter(
			(word) => known(word) && daysOf(word).every((day) => !this.#public.has(day) && !doubtful.has(day)),
		);
		return [...idleAlso.map((word) => idle("also", word, where)), ...idleNot.map((word) => idle("not", word, where))];
	}

	/** Rhythms and rules that fall on public holidays, where neither policy nor list says what happens then. */
	onHolidays(): Problem[] {
		return [...this.#unmoved].flatMap(([service, dates]) => {
			const days = [...new Set(dates.map(({ planned }) => planned))].sort();
			const [first] = days;
			const [date] = dates;
			if (!first || !date) return [];
			return [onHoliday(serviceWords(this.#file.services, service), days, this.#public.get(first) ?? "", date)];
		});
	}
}

function dayIn(word: string): Day[] {
	const day = parseDay(word.slice(0, 10));
	return day ? [day] : [];
}

function withoutDates(where: Problem["where"]): Problem {
	return {
		level: "warning",
		code: "policy_without_dates",
		where,
		what: "Diese Feiertagsregel gilt für keinen einzigen geplanten Termin.",
		remedy:
			'Leistungen, Touren und Zeitraum der Regel prüfen; sie verschiebt nur Rhythmen, Regeln und Schritte mit "plan": true.',
	};
}

function maybeFree(open: readonly (readonly [Day, { name: string; why: string }])[], where: Problem["where"]): Problem {
	const listed = open.map(([day, { name, why }]) => `${germanDay(day)} (${name}: ${why})`).join(", ");
	const names = [...new Set(open.map(([, { name }]) => `"${name}"`))].join(", ");
	return {
		level: "warning",
		code: "maybe_holiday",
		where,
		what: `Geplante Abfuhren liegen auf Tagen, an denen vielleicht nicht gearbeitet wird: ${listed}. Sie bleiben stehen.`,
		remedy: `Wird nicht abgeholt, in dieser Regel unter "also" eintragen: ${names}; wird abgeholt, unter "not".`,
	};
}

function idle(field: "also" | "not", word: string, where: Problem["where"]): Problem {
	const why =
		field === "also" ? "ist ohnehin ein Feiertag oder liegt außerhalb des Plans" : "ist dort gar kein Feiertag";
	return {
		level: "warning",
		code: "idle_holiday",
		where,
		what: `«${word}» unter "${field}" ändert nichts: der Tag ${why}.`,
		remedy: "Namen oder Tag prüfen, oder den Eintrag löschen.",
	};
}

function onHoliday(service: string, days: readonly Day[], name: string, { source }: RoundDate): Problem {
	const [first, ...more] = days;
	const others = more.length > 0 ? ` und ${more.length}-mal später` : "";
	return {
		level: "warning",
		code: "collection_on_holiday",
		where: source ?? { file: "town.json" },
		what: `${service} fällt nach Plan auf Feiertage, zuerst am ${first} (${name})${others}, und nichts sagt, was dann geschieht.`,
		remedy:
			'Unter "holidays" im Rezept eine Regel angeben, oder die veröffentlichten Verschiebungen mit einem Schritt "shifts" lesen.',
	};
}
