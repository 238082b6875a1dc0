import type { RoundDate } from "../../model/collection.ts";
import type { Problem } from "../../model/problem.ts";
import type { ServiceId } from "../../model/service.ts";
import type { Extra } from "../draft.ts";
import { type RoundKey, roundNamed } from "../round-key.ts";

/** Collections that `changes.csv` adds: each in the rounds that it names. */
export class Extras {
	readonly #all: readonly Extra[];
	/** Rounds that each concerns, and those in which it was a date more. */
	readonly #rounds = new Map<Extra, Set<RoundKey>>();
	readonly #added = new Set<Extra>();
	readonly #words: (service: ServiceId) => string;

	/** `words` is what people call a service. */
	constructor(all: readonly Extra[], words: (service: ServiceId) => string) {
		this.#all = all;
		this.#words = words;
	}

	/** The dates with those added, by planned day. A day on which there is one already stays one. */
	addTo(dates: readonly RoundDate[], service: ServiceId, key: RoundKey): readonly RoundDate[] {
		const own = this.#all.filter((extra) => extra.service === service && isOf(extra, key));
		const added = own.flatMap((extra) => {
			this.#rounds.set(extra, (this.#rounds.get(extra) ?? new Set()).add(key));
			if (dates.some(({ day, planned }) => day === extra.day || planned === extra.day)) return [];
			this.#added.add(extra);
			return [dateOf(extra)];
		});
		if (added.length === 0) return dates;
		const unique = [...new Map(added.map((date) => [date.planned, date])).values()];
		return [...dates, ...unique].sort((one, other) => (one.planned < other.planned ? -1 : 1));
	}

	problems(): Problem[] {
		return this.#all.flatMap((extra) => {
			const rounds = this.#rounds.get(extra)?.size ?? 0;
			const words = this.#words(extra.service);
			if (rounds === 0) return [ofNobody(extra, words)];
			if (!this.#added.has(extra)) return [alreadyThere(extra, words)];
			return rounds > 1 ? [everywhere(extra, words, rounds)] : [];
		});
	}
}

/** Without a round it is one of all of the service. */
function isOf({ round }: Extra, key: RoundKey): boolean {
	return round === undefined || roundNamed(round) === key;
}

function dateOf({ day, reason, source }: Extra): RoundDate {
	return { planned: day, day, reason, note: reason, source, edition: 0 };
}

function ofNobody({ day, round, source }: Extra, service: string): Problem {
	return {
		level: "problem",
		code: "extra_of_nobody",
		where: source,
		what: `Der zusätzliche ${day} ist für ${round === undefined ? "" : `Tour «${round}» von `}${service}, und die gibt es nicht.`,
		remedy: "Den Namen der Tour wie in den Dateien der Gemeinde schreiben; leer heißt alle Touren der Leistung.",
	};
}

function alreadyThere({ day, source }: Extra, service: string): Problem {
	return {
		level: "warning",
		code: "extra_without_effect",
		where: source,
		what: `Am ${day} wird ${service} ohnehin abgeholt; die zusätzliche Leerung ändert nichts.`,
		remedy: "Den Tag prüfen; stimmt er, kann die Zeile weg.",
	};
}

function everywhere({ day, source }: Extra, service: string, rounds: number): Problem {
	return {
		level: "warning",
		code: "extra_everywhere",
		where: source,
		what: `Der zusätzliche ${day} gilt für alle ${rounds} Touren von ${service}.`,
		remedy: "Betrifft er nur eine Tour, sie in der Spalte «round» eintragen.",
	};
}
