import { type NumberSet, sideOf } from "../../model/number.ts";
import type { Problem } from "../../model/problem.ts";
import type { ServiceId } from "../../model/service.ts";
import { makeSource } from "../../model/source.ts";
import type { DraftAssignment } from "../draft.ts";
import { linesInWords } from "../read/lines-in-words.ts";
import { partWords } from "./part-words.ts";

interface Rivals {
	readonly row: DraftAssignment;
	readonly rival: DraftAssignment;
}

/** Two rows for one part of a street and one service: the same round twice, which is odd, or two, of which one is wrong. */
export class Rivalries {
	readonly #all = new Map<string, Rivals>();
	readonly #words: (service: ServiceId) => string;

	/** `words` is what people call a service. */
	constructor(words: (service: ServiceId) => string) {
		this.#words = words;
	}

	/** Two lines that say the same of several services say it once. */
	take(row: DraftAssignment, rival: DraftAssignment): void {
		const what = isSame(row, rival) ? "same" : `${row.street.name}${partWords(row)} ${row.service}`;
		const pair = [what, makeSource(row.source), makeSource(rival.source)].join("\t");
		if (!this.#all.has(pair)) this.#all.set(pair, { row, rival });
	}

	/** A list that is twice in the recipe, or that reads ranges otherwise than it means them, is one cause for all of its rows. */
	problems(): Problem[] {
		const all = [...this.#all.values()];
		// Two lines that want two rounds need not be told that they agree on a third.
		const atOdds = new Set(all.filter(({ row, rival }) => !isSame(row, rival)).map(linesOf));
		const told = all.filter((each) => !isSame(each.row, each.rival) || !atOdds.has(linesOf(each)));
		const causes = Map.groupBy(told, causeOf);
		return [...causes.values()].flatMap((all) => (all[0] ? [rivalry(all[0], all, this.#words)] : []));
	}
}

function isSame(row: DraftAssignment, rival: DraftAssignment): boolean {
	return row.round.key === rival.round.key;
}

function linesOf({ row, rival }: Rivals): string {
	return `${makeSource(row.source)}\t${makeSource(rival.source)}`;
}

function causeOf({ row, rival }: Rivals): string {
	const files = `${row.source.file}\t${rival.source.file}`;
	if (isSame(row, rival)) return `same\t${files}`;
	if (isOneSideEach(row, rival)) return `sides\t${files}`;
	return `${row.street.name}\t${linesOf({ row, rival })}`;
}

function rivalry({ row, rival }: Rivals, all: readonly Rivals[], words: (service: ServiceId) => string): Problem {
	const same = isSame(row, rival);
	const where = `${row.street.name}${partWords(row)}`;
	const service = words(row.service);
	const said = same
		? `${where} steht für ${service} schon in ${makeSource(rival.source)}`
		: `${where} hat für ${service} zwei Touren: hier ${nameOf(row)}, in ${makeSource(rival.source)} ${nameOf(rival)}`;
	const lines = [...new Set(all.map((each) => each.row.source.line))];
	return {
		level: same ? "warning" : "problem",
		code: same ? "row_twice" : "two_rounds",
		where: row.source,
		what: `${said}${alsoFor(all, words)}${lines.length > 1 ? `; ebenso ${linesInWords(lines.slice(1).toSorted((one, other) => one - other))}` : ""}.`,
		remedy: same
			? "Was doppelt dasteht, kann weg; gezählt wird es einmal."
			: `${isOneSideEach(row, rival) ? ONE_SIDE : ""}${APART}`,
		...(lines.length > 1 && { alike: lines }),
		touches: lines.length,
	};
}

/** Other services of which the same two lines say the same. */
function alsoFor([first, ...others]: readonly Rivals[], words: (service: ServiceId) => string): string {
	const same = others.filter((each) => first && linesOf(each) === linesOf(first)).map(({ row }) => row.service);
	const more = [...new Set(same)].filter((service) => service !== first?.row.service).map(words);
	return more.length > 0 ? `, so auch für ${more.join(", ")}` : "";
}

function nameOf({ round }: DraftAssignment): string {
	return round.name === undefined || round.name === "" ? "andere Termine" : `«${round.name}»`;
}

const APART = "Die Hausnummern der Zeilen so trennen, dass jede Nummer nur eine Tour hat.";

const ONE_SIDE =
	'Meint ein Bereich wie «1-9» nur die ungeraden und «2-20» nur die geraden Nummern, im Rezept bei "numbers" "equalEnds": "one-side" angeben. Sonst: ';

/** `1-9` and `2-20`, which meet only where each is read as both sides of the street. */
function isOneSideEach(...rows: readonly [DraftAssignment, DraftAssignment]): boolean {
	const [ones, others] = rows.map(({ part }) => (part.kind === "numbers" ? paritiesOf(part.numbers) : []));
	return ones?.some((parity) => others?.includes(1 - parity)) ?? false;
}

/** Of ranges for both sides whose ends are both even or both odd: 0 or 1. */
function paritiesOf({ ranges }: NumberSet): number[] {
	return ranges
		.filter(({ side, from, to }) => side === "both" && to && to.number > from.number && sideOf(to) === sideOf(from))
		.map(({ from }) => from.number % 2);
}
