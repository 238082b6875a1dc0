import type { Round } from "../../model/collection.ts";
import type { Dataset } from "../../model/dataset.ts";
import { type Day, earlier, isWithin, later, makeDay, type Period, yearOf } from "../../model/day.ts";
import type { ServiceId } from "../../model/service.ts";
import type { Source } from "../../model/source.ts";
import type { Assignment, Part, Place, Street } from "../../model/street.ts";
import type { Draft, DraftAssignment, StreetName } from "../draft.ts";
import type { TownFile } from "../recipe/recipe.ts";
import { type RoundKey, roundNamed, WHOLE_TOWN } from "../round-key.ts";
import { foldStreet, streetKey } from "../street-identity.ts";
import { type Doubt, type KeptRound, KeptRounds } from "./kept-rounds.ts";
import { type PartPiece, piecesOf } from "./part-pieces.ts";
import type { Schedule } from "./schedule.ts";
import { SourceStand } from "./source-stand.ts";
import { keyOfRound, Spoken } from "./spoken.ts";

/**
 * What the last dataset holds and no file of this import speaks of stays: the other year, the other half of the
 * year, the other district, the services of the other haulier. No file empties anybody's calendar. Asked for each
 * part of a street and each service: which rows speak of it now, and of which days do the files speak there?
 */
export interface Carried {
	/** As if rows of the files had said so. */
	readonly assignments: readonly DraftAssignment[];
	/** By the key of the round in `assignments`. */
	readonly rounds: ReadonlyMap<RoundKey, KeptRound>;
	/** The coverage of the town, widened by what stays. */
	readonly coverage: Period;
	/** What stays so near to what is new that it may be the same, moved. */
	readonly doubts: readonly Doubt[];
}

/** The year before the one in which the coverage begins stays whole: people look back at most a year. */
function lookBack({ from }: Period): Day {
	return makeDay(yearOf(from) - 1, 1, 1) ?? from;
}

export function carryOver(previous: Dataset | undefined, draft: Draft, file: TownFile, schedule: Schedule): Carried {
	if (!previous) return { assignments: [], rounds: new Map(), coverage: file.coverage, doubts: [] };
	const carrier = new Carrier(previous, draft, file, schedule);
	const nameNow = namesNow(previous, draft, file.recipe.renamed);
	const assignments = previous.streets.flatMap((street) => {
		const name = nameNow(street);
		return street.places.flatMap((place) => carrier.assignmentsOf(name, place));
	});
	const rounds = carrier.kept.all();
	const coverage = widened(previous.coverage, file.coverage, [...rounds.values()]);
	return { assignments, rounds, coverage, doubts: carrier.kept.doubts };
}

/** One row of a place of the last dataset, for one of its rounds. */
interface OldRow {
	readonly street: StreetName;
	readonly place: Place;
	readonly part: Part;
	readonly round: Round;
	readonly source: Source;
}

/** A piece of it, and what stays there. */
interface KeptPiece extends PartPiece {
	readonly kept: KeptRound | undefined;
	/** The days on which it goes on in its round, whose dates files of this import hold. */
	readonly followed: Period | undefined;
}

class Carrier {
	readonly #services: ReadonlySet<ServiceId>;
	readonly #spoken: Spoken;
	readonly kept: KeptRounds;
	readonly #stand: SourceStand;
	readonly #schedule: Schedule;

	constructor(previous: Dataset, draft: Draft, file: TownFile, schedule: Schedule) {
		this.#services = new Set(file.services.map(({ id }) => id));
		this.#spoken = new Spoken(draft, previous);
		this.#stand = new SourceStand(previous, draft);
		this.kept = new KeptRounds(lookBack(file.coverage), schedule, this.#stand, this.#spoken);
		this.#schedule = schedule;
	}

	/** One row for each row that the place was put together from, or for each piece of it where files tell them apart. */
	assignmentsOf(street: StreetName, place: Place): DraftAssignment[] {
		const parts: readonly Part[] =
			place.rows.length > 0 ? place.rows.map((numbers) => ({ kind: "numbers", numbers })) : [place.part];
		return place.assignments.flatMap(({ round, sources }: Assignment) => {
			if (!this.#services.has(round.service)) return [];
			return parts.flatMap((part, at) => {
				const source = sources[at] ?? sources[0];
				return source ? this.#carry({ street, place, part, round, source }) : [];
			});
		});
	}

	#carry(old: OldRow): DraftAssignment[] {
		const rows = this.#spoken.rowsOf(old.street, old.round.service);
		const pieces = piecesOf(old.part, rows).map((piece) => this.#keep(old, piece));
		const [first] = pieces;
		const alike = pieces.every(
			({ kept, followed }) => kept === first?.kept && followed?.from === first?.followed?.from,
		);
		if (first && alike) return this.#rows(old, { ...first, part: old.part, rows });
		return pieces.flatMap((piece) => this.#rows(old, piece));
	}

	#keep({ round, source }: OldRow, piece: PartPiece): KeptPiece {
		const { service } = round;
		const own = this.#spoken.daysOfRound(service, keyOfRound(round));
		const wasHere = this.#spoken.files.has(source.file);
		const followed = piece.rows.length === 0 && !wasHere ? this.#followed(round) : undefined;
		const again = this.#spoken.daysOfFileAgain(source.file, service);
		const days = [
			...piece.rows.flatMap((row) => this.#spoken.daysOfRow(row)),
			...(wasHere ? own : []),
			...(followed ? [followed] : []),
			...(piece.rows.length === 0 ? this.#spoken.daysOfList(service) : []),
			...(piece.rows.length === 0 || keyOfRound(round) === undefined ? again : []),
		];
		return { ...piece, followed, kept: this.kept.without(round, days, piece.rows) };
	}

	#rows({ street, place, round, source }: OldRow, { part, rows, kept, followed }: KeptPiece): DraftAssignment[] {
		const stand = this.#stand.ofAssignment(source, round, rows);
		const row = { street, part, service: round.service, source: stand, carried: place.id };
		const { name } = round;
		return [
			...(kept ? [{ ...row, round: { key: kept.key, name }, period: kept.period }] : []),
			...(followed
				? [{ ...row, round: { key: keyOfRound(round) ?? roundNamed(WHOLE_TOWN), name }, period: followed }]
				: []),
		];
	}

	/**
	 * No list of this import names the place, and some file has its round: it goes on with it. Where lists name
	 * others, only as long as it was published.
	 */
	#followed(round: Round): Period | undefined {
		const { service, dates } = round;
		const key = keyOfRound(round);
		const [first, last] = [dates[0], dates.at(-1)];
		if (key === undefined || !first || !last) return undefined;
		const published = { from: first.planned, to: last.planned };
		const days = (this.#schedule.get(service, key) ?? []).map(({ planned }) => planned);
		const own = this.#spoken.isListed(service) ? days.filter((day) => isWithin(day, published)) : days;
		const [from, to] = [own[0], own.at(-1)];
		return from && to && { from, to };
	}
}

/** What a street is called in this import: its dates of before belong to it, whatever its name. */
function namesNow(previous: Dataset, { assignments }: Draft, renamed: Readonly<Record<string, string>>) {
	const listed = new Map(assignments.map(({ street }) => [streetKey(street), street]));
	const byName = Map.groupBy(listed.values(), ({ name }) => foldStreet(name));
	const oldByName = Map.groupBy(previous.streets, ({ name }) => foldStreet(name));
	const renames = new Map(Object.entries(renamed).map(([from, to]) => [foldStreet(from), to]));
	return ({ name, postcode, locality }: Street): StreetName => {
		const same = { name, postcode, locality };
		const known =
			listed.get(streetKey(same)) ?? listed.get(streetKey({ ...same, name: renames.get(foldStreet(name)) ?? name }));
		const [only, second] = byName.get(foldStreet(name)) ?? [];
		const alone = !second && oldByName.get(foldStreet(name))?.length === 1;
		return known ?? (alone ? only : undefined) ?? same;
	};
}

/** To the old edge where dates stay there: the year before was published whole, to its last day. */
function widened(old: Period, now: Period, kept: readonly KeptRound[]): Period {
	const earliest = lookBack(now);
	const before = kept.some(({ period }) => period.from < now.from);
	const after = kept.some(({ round }) =>
		round.dates.some(({ planned, day }) => planned > now.to || (day ?? planned) > now.to),
	);
	return {
		from: before ? earlier(later(old.from, earliest), now.from) : now.from,
		to: after ? later(old.to, now.to) : now.to,
	};
}
