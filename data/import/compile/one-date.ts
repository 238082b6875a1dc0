import type { RoundDate, Stop } from "../../model/collection.ts";
import type { Day } from "../../model/day.ts";
import type { Problem } from "../../model/problem.ts";
import type { ServiceId } from "../../model/service.ts";
import { makeSource, type Source } from "../../model/source.ts";
import type { DraftDate } from "../draft.ts";

const NONE: ReadonlySet<Day> = new Set();

type ServiceWords = (service: ServiceId) => string;

interface Twice {
	readonly first: DraftDate;
	readonly second: DraftDate;
}

interface StopTwice {
	readonly date: DraftDate;
	readonly place: string;
}

interface Meet {
	readonly service: ServiceId;
	readonly kept: RoundDate;
	readonly other: RoundDate;
}

/** Two lines for one thing are one date and one bin; what each of them says is kept, and told once a cause. */
export class OneDate {
	readonly #twice: Twice[] = [];
	readonly #stopTwice: StopTwice[] = [];
	readonly #meet: Meet[] = [];
	readonly #words: ServiceWords;

	/** `words` is what people call a service. */
	constructor(words: ServiceWords) {
		this.#words = words;
	}

	/** Several stops on one day are one date with several stops; the same day twice is one day. */
	perPlannedDay(dates: readonly DraftDate[]): RoundDate[] {
		const byDay = Map.groupBy(dates, ({ planned }) => planned);
		return [...byDay.values()]
			.flatMap((same) => this.#planned(same))
			.sort((one, other) => (one.planned < other.planned ? -1 : 1));
	}

	#planned(same: readonly DraftDate[]): RoundDate[] {
		const [first, second] = same;
		if (!first) return [];
		const stops = same.map(({ at }) => at).filter((at): at is Stop => at !== undefined);
		if (second && stops.length < same.length) this.#twice.push({ first, second });
		const at = this.#stopsOf(same);
		const { planned, source } = first;
		return [{ planned, day: planned, note: joined(same.map(({ note }) => note)), source, at, edition: 0 }];
	}

	#stopsOf(same: readonly DraftDate[]): Stop[] | undefined {
		const stops = new Map<string, Stop>();
		for (const date of same) {
			if (!date.at) continue;
			const key = JSON.stringify([date.at.place, date.at.from, date.at.until]);
			if (stops.has(key)) this.#stopTwice.push({ date, place: date.at.place });
			stops.set(key, date.at);
		}
		return stops.size > 0 ? [...stops.values()] : undefined;
	}

	/**
	 * Two planned days that end up on one day: the one that is planned there stays, with what was said of the other.
	 * `ruled`: days that only a rule plans, beside published ones; that the rule moves one to where a list has it is well.
	 */
	perDay(dates: readonly RoundDate[], service: ServiceId, ruled: ReadonlySet<Day> = NONE): readonly RoundDate[] {
		const dropped = new Set<RoundDate>();
		const kept = new Map<RoundDate, RoundDate>();
		for (const [day, same] of Map.groupBy(dates, (date) => date.day)) {
			const [first, second] = same;
			if (!day || !first || !second) continue;
			const stays = same.find(({ planned }) => planned === day) ?? first;
			const others = same.filter((date) => date !== stays);
			for (const other of others) {
				dropped.add(other);
				if (!ruled.has(other.planned)) this.#meet.push({ service, kept: stays, other });
			}
			kept.set(stays, merged(stays, others));
		}
		return dropped.size === 0
			? dates
			: dates.filter((date) => !dropped.has(date)).map((date) => kept.get(date) ?? date);
	}

	problems(): Problem[] {
		const twice = Map.groupBy(this.#twice, ({ first, second }) =>
			[second.service, first.source?.file, second.source?.file].join("\t"),
		);
		const stops = Map.groupBy(this.#stopTwice, ({ date }) => date.source?.file);
		const meet = Map.groupBy(this.#meet, ({ service, other }) => [service, other.moved?.file].join("\t"));
		return [
			...[...twice.values()].flatMap((found) => daysTwice(found, this.#words)),
			...[...stops.values()].flatMap(stopsTwice),
			...[...meet.values()].flatMap((found) => daysMeet(found, this.#words)),
		];
	}
}

function merged(stays: RoundDate, others: readonly RoundDate[]): RoundDate {
	const all = [stays, ...others];
	const at = all.flatMap((date) => date.at ?? []);
	const [note, reason] = [joined(all.map((date) => date.note)), joined(all.map((date) => date.reason))];
	const moved = all.find((date) => date.moved)?.moved;
	return { ...stays, note, reason, moved, at: at.length > 0 ? at : undefined };
}

function joined(texts: readonly (string | undefined)[]): string | undefined {
	const said = [...new Set(texts.filter((text) => text !== undefined))];
	return said.length > 0 ? said.join(" · ") : undefined;
}

function daysTwice(found: readonly Twice[], words: ServiceWords): Problem[] {
	const [at] = found;
	if (!at) return [];
	const { first, second } = at;
	const more = found.length > 1 ? ` (ebenso ${found.length - 1}-mal später)` : "";
	return [
		{
			level: "warning",
			code: "day_twice",
			where: whereOf(second.source),
			what: `${second.planned} steht für ${words(second.service)} zweimal da${first.source ? `, zuerst in ${makeSource(first.source)}` : ""}${more}.`,
			remedy: "Eine der Zeilen kann weg; gezählt wird der Tag einmal.",
		},
	];
}

function stopsTwice(found: readonly StopTwice[]): Problem[] {
	const [at] = found;
	if (!at) return [];
	const more = found.length > 1 ? ` (ebenso ${found.length - 1}-mal weiter unten)` : "";
	return [
		{
			level: "warning",
			code: "stop_twice",
			where: whereOf(at.date.source),
			what: `Der Halt «${at.place}» steht am ${at.date.planned} zweimal mit derselben Zeit da${more}.`,
			remedy:
				"Eine der Zeilen kann weg; gezeigt wird der Halt einmal. Ist ein anderer Ort oder Tag gemeint, sie berichtigen.",
		},
	];
}

/** Lawful, and odd. */
function daysMeet(found: readonly Meet[], words: ServiceWords): Problem[] {
	const [at] = found;
	if (!at) return [];
	const { service, kept, other } = at;
	const more = found.length > 1 ? ` (ebenso ${found.length - 1}-mal später)` : "";
	return [
		{
			level: "warning",
			code: "days_meet",
			where: whereOf(other.moved ?? kept.moved ?? other.source),
			what: `${words(service)}: die Termine vom ${other.planned} und vom ${kept.planned} fallen beide auf den ${kept.day}${more}; gezeigt wird einer.`,
			remedy: "Prüfen, ob einer der beiden anders gemeint ist.",
		},
	];
}

function whereOf(source: Source | undefined) {
	return source ?? { file: "town.json" };
}
