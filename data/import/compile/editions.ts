import type { Round, RoundDate } from "../../model/collection.ts";
import type { Dataset } from "../../model/dataset.ts";
import { requestsOf } from "../../model/offer.ts";
import type { Offer } from "../../model/offer-shape.ts";
import type { Service } from "../../model/service.ts";
import type { Place } from "../../model/street.ts";
import type { Town } from "../../model/town.ts";
import { leavesBehind } from "./visible.ts";

/**
 * Marks what this import changed, so that calendars update exactly those events.
 * A first import marks everything 0; what stays the same keeps its mark.
 */
export class Editions {
	readonly #previous: Dataset | undefined;
	readonly #now: number;
	#changed = false;

	constructor(previous: Dataset | undefined) {
		this.#previous = previous;
		this.#now = previous?.editions.length ?? 0;
	}

	/** The instants of all editions, with this one only if it changed something, or took something away. */
	instants(now: string, next: Dataset): readonly string[] {
		const earlier = this.#previous?.editions ?? [];
		const changed = this.#changed || (this.#previous && leavesBehind(this.#previous, next));
		return earlier.length === 0 || changed ? [...earlier, now] : earlier;
	}

	town(town: Town): Town {
		const before = this.#previous?.town;
		const same = before && before.name === town.name && sameJson(before.putOut, town.putOut);
		return { ...town, edition: this.#mark(before, same) };
	}

	service(service: Service): Service {
		const before = this.#previous?.services.find(({ id }) => id === service.id);
		return { ...service, edition: this.#mark(before, before?.label === service.label) };
	}

	/** Their rules; the days that they give are those of the plan. What is offered no more changes something, too. */
	offers(offers: readonly Offer[]): Offer[] {
		const known = this.#previous ? requestsOf(this.#previous).offers : [];
		this.#changed ||= known.some(({ id }) => !offers.some((offer) => offer.id === id));
		return offers.map((offer) => {
			const before = known.find(({ id }) => id === offer.id);
			const marked = before && { edition: before.edition ?? 0 };
			return { ...offer, edition: this.#mark(marked, before && sameJson(rulesOf(before), rulesOf(offer))) };
		});
	}

	/** `before` is the round that most places of this round had. */
	round(round: Round, before: Round | undefined): Round {
		const old = new Map(before?.dates.map((date) => [date.planned, date]));
		return { ...round, dates: round.dates.map((date) => this.#date(date, old.get(date.planned))) };
	}

	assignment(before: Place | undefined, round: Round, predecessor: Round | undefined): number {
		const old = before?.assignments.find((each) => each.round === predecessor);
		return this.#mark(old, old !== undefined && old.round.service === round.service);
	}

	#date(date: RoundDate, before: RoundDate | undefined): RoundDate {
		return { ...date, edition: this.#mark(before, before && sameJson(shown(before), shown(date))) };
	}

	#mark(before: { readonly edition: number } | undefined, same: boolean | undefined): number {
		if (before && same) return before.edition;
		this.#changed = true;
		return this.#now;
	}
}

function rulesOf({ edition: _, ...offer }: Offer) {
	if (offer.kind !== "bulky") return offer;
	const { offered: __, ...days } = offer.days;
	return { ...offer, days };
}

/** What people see of a date. Lines of files move without anybody's date changing. */
function shown({ planned, day, reason, note, at }: RoundDate) {
	return { planned, day, reason, note, at };
}

function sameJson(one: unknown, other: unknown): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}
