import { FRACTIONS, type Fraction } from "../../model/fraction.ts";
import { FRACTION_WORDS } from "../recipe/fraction-words.ts";
import { OPEN } from "../recipe/open-questions.ts";
import { sharedWords, wordingOfFile } from "./file-name.ts";
import { type Answer, answer, entry, type Paste, type Question } from "./questions.ts";
import { onOneLine } from "./town-text.ts";
import { isSure, likelyFraction, type Pieces, piecesOf, readWording, type Wording } from "./wording.ts";

export interface GuessedService {
	readonly id: string;
	readonly fraction: string;
	readonly label: string;
	readonly usual?: boolean | string;
	readonly guessed: true;
}

/** Where a wording stands. */
export interface Spot {
	/** All wordings of the same file, among which the parts of a list stand by themselves. */
	readonly wordings: readonly string[];
	/** In a heading: the line of the recipe that names what stands below it. */
	readonly naming?: Naming | undefined;
}

/** The line of the recipe that names a service: `"service": "papier"`. */
export type Naming = (...ids: readonly string[]) => string;

/** What a wording turned out to mean. */
export type Meaning =
	| { readonly kind: "service"; readonly id: string }
	/** Each part is a wording of its own in the same file. */
	| ({ readonly kind: "parts" } & Pieces)
	/** Only the town knows: it is asked. */
	| { readonly kind: "open" };

const STEMS: Readonly<Record<Fraction, string>> = {
	residual: "rest",
	organic: "bio",
	paper: "papier",
	packaging: "gelb",
	glass: "glas",
	garden: "garten",
	bulky: "sperr",
	hazardous: "schadstoff",
	"christmas-tree": "baum",
	electronics: "elektro",
	metal: "metall",
	textile: "textil",
	other: "abfuhr",
};

/** The services that wordings name, one each; the same wording in two files is one service. */
export class ServiceBook {
	readonly #byWording = new Map<string, GuessedService>();
	readonly #sharedWords: ReadonlySet<string>;
	/** How the recipe names those that stand in no map, by id. */
	readonly #named = new Map<string, Naming>();
	/** Asked when all files have been seen, so that an answer can name every service. */
	readonly #asked = new Map<string, () => Question>();

	/** `files`: the names of all files, for what a name alone tells. */
	constructor(files: readonly string[] = []) {
		this.#sharedWords = sharedWords(files);
	}

	wordingOfFile(name: string): string {
		return wordingOfFile(name, this.#sharedWords);
	}

	/** What stands between the wordings of one cell, where each of them is a wording of its own. */
	separatorIn(spot: Spot): string | undefined {
		const lists = spot.wordings.flatMap((wording) => piecesOf(wording).find((pieces) => isList(pieces, spot)) ?? []);
		return lists[0]?.separator;
	}

	meaningOf(wording: string, spot: Spot): Meaning {
		const read = readWording(wording);
		const listed = piecesOf(wording).find((pieces) => isList(pieces, spot));
		if (listed) return { kind: "parts", ...listed };
		if (read.noCollection || read.deadline) return this.#ask(wording, () => this.#noCollection(wording, read, spot));
		if (isTwo(wording, read)) return this.#ask(wording, () => this.#two(wording, spot));
		return { kind: "service", id: this.of(wording, spot.naming) };
	}

	/** Its id. `from`: what names it in the recipe, if no entry of a map does. A colour alone is no name of a column's service. */
	of(wording: string, from?: Naming, isColumn = false): string {
		const known = this.#byWording.get(wording);
		if (known) return known.id;
		const read = readWording(wording);
		const fraction = likelyFraction(read);
		const service = {
			id: this.#freeId(STEMS[fraction], wording),
			fraction: isSure(read) ? fraction : OPEN,
			label: isCode(wording) || (isColumn && isColour(read)) ? OPEN : labelOf(wording),
			...this.#usual(wording, fraction, read),
			guessed: true,
		} as const;
		this.#byWording.set(wording, service);
		if (from) this.#named.set(service.id, from);
		const named = { ...service, label: wording };
		const isOpen = service.label === OPEN;
		if (!isSure(read)) this.#asked.set(`${wording} fraction`, () => this.#whichFraction(named, fraction, isOpen));
		if (service.usual === OPEN) this.#asked.set(`${wording} usual`, () => this.#whoHas(named, fraction));
		return service.id;
	}

	/** A second service of a kind: how often it comes tells it apart, or it may be the same by another name. */
	#usual(wording: string, fraction: Fraction, { large }: Wording): { usual?: boolean | string } {
		const others = this.#ofKind(fraction);
		if (!isSure(readWording(wording))) return {};
		if (large || (others.length > 0 && !hasRhythm(wording))) return { usual: OPEN };
		return others.length === 0 ? {} : { usual: false };
	}

	#ofKind(fraction: Fraction): GuessedService[] {
		const alike = [...this.#byWording].filter(([wording]) => likelyFraction(readWording(wording)) === fraction);
		return alike.map(([, service]) => service);
	}

	get all(): GuessedService[] {
		return [...this.#byWording.values()];
	}

	get questions(): Question[] {
		return [...this.#asked.values()].map((make) => make());
	}

	/** The services of the kind of waste that a heading names; none where it names none. */
	ofFraction(wording: string): string[] {
		const read = readWording(wording);
		if (read.named.length + read.colours.length === 0) return [];
		return this.#ofKind(likelyFraction(read)).map(({ id }) => id);
	}

	#ask(wording: string, make: () => Question): Meaning {
		this.#asked.set(wording, make);
		return { kind: "open" };
	}

	#whichFraction({ label, id }: GuessedService, likely: Fraction, isUnnamed: boolean): Question {
		const now = entry("fraction", OPEN);
		const answers = [likely, ...FRACTIONS.filter((each) => each !== likely)].map((fraction) =>
			answer(FRACTION_WORDS[fraction], now, entry("fraction", fraction), entry("id", id)),
		);
		return {
			ask: `Was ist «${labelOf(label)}»?`,
			because: "Der Name allein sagt es nicht sicher.",
			answers: [...answers.map((each) => (isUnnamed ? named(each, id) : each)), this.#none(label, id)],
		};
	}

	/** Not a collection after all: the service goes, and its wording with it. */
	#none(label: string, id: string): Answer {
		const nobody = this.#named.get(id)?.() ?? "";
		return {
			when: "Keine Abfuhr",
			pastes: [
				nobody.endsWith("[]")
					? { instead: this.#lineOf(label, id), lines: nobody }
					: this.#named.has(id)
						? { instead: `{ ${this.#lineOf(label, id)}, … }`, lines: "" }
						: { instead: entry(label, id), lines: entry(label, null) },
				{ instead: `{ "id": "${id}", … }`, lines: "" },
			],
		};
	}

	/** Where the recipe says that `id` is meant, with another id in its place. */
	#lineOf(label: string, id: string, shown = id): string {
		return this.#named.get(id)?.(shown) ?? entry(label, shown);
	}

	#whoHas({ label, id }: GuessedService, fraction: Fraction): Question {
		const now = entry("usual", OPEN);
		const same = this.#ofKind(fraction).filter((each) => each.id !== id && each.label !== OPEN);
		const merged = same.map((other) => ({
			when: `Dasselbe wie «${labelOf(other.label)}», nur anders geschrieben`,
			pastes: [
				{ instead: this.#lineOf(label, id), lines: this.#lineOf(label, id, other.id) },
				{ instead: `{ "id": "${id}", … }`, lines: "" },
			],
		}));
		return {
			ask: `Haben die meisten Haushalte «${labelOf(label)}»?`,
			because: same.length > 0 ? `Daneben gibt es ${same.map((each) => `«${each.label}»`).join(", ")}.` : undefined,
			answers: [
				answer("Ja, die meisten", now, entry("usual", true), entry("id", id)),
				answer("Nein, nur wer es bestellt oder einen großen Behälter hat", now, entry("usual", false), entry("id", id)),
				...merged,
			],
		};
	}

	#noCollection(wording: string, read: Wording, spot: Spot): Question {
		const id = this.#proposed(wording);
		return {
			ask: `Wird bei «${labelOf(wording)}» etwas abgeholt?`,
			because: read.deadline ? "Das klingt nach einer Frist oder einer Annahme." : "Das klingt nach keiner Abfuhr.",
			answers: [
				{ when: "Nein", pastes: [meant(wording, spot)] },
				{ when: "Ja", pastes: [meant(wording, spot, id), ...this.#missing([wording])] },
			],
		};
	}

	#two(wording: string, spot: Spot): Question {
		const several = this.#severalAnswer(wording, spot);
		return {
			ask: `Was wird bei «${labelOf(wording)}» abgeholt?`,
			because: "Der Name scheint mehr als eine Sache zu nennen.",
			answers: [
				...(several ? [several] : []),
				{
					when: "Eine Leistung, die so heißt",
					pastes: [meant(wording, spot, this.#proposed(wording)), ...this.#missing([wording])],
				},
				{ when: "Keine Abfuhr", pastes: [meant(wording, spot)] },
			],
		};
	}

	#severalAnswer(wording: string, spot: Spot): Answer | undefined {
		const { parts } = bestCut(wording);
		const ids = parts.map((part) => this.#proposed(part));
		const when = `Mehrere Leistungen am selben Tag: ${parts.join(", ")}`;
		if (parts.length < 2) return undefined;
		return { when, pastes: [meant(wording, spot, ...ids), ...this.#missing(parts)] };
	}

	/** The service that has this wording, else the only one of its kind, else an id for a new one. */
	#proposed(wording: string): string {
		const known = this.#byWording.get(wording);
		if (known) return known.id;
		const fraction = likelyFraction(readWording(wording));
		const [only, ...others] = readWording(wording).named.length > 1 ? [] : this.#ofKind(fraction);
		return only && others.length === 0 ? only.id : this.#freeId(STEMS[fraction], wording);
	}

	/** Lines for services that an answer needs and that are not there yet. */
	#missing(wordings: readonly string[]) {
		const ids = new Set(this.all.map(({ id }) => id));
		const lines = wordings
			.map((label) => ({
				id: this.#proposed(label),
				fraction: likelyFraction(readWording(label)),
				label: labelOf(label),
			}))
			.filter(({ id }) => !ids.has(id))
			.map(onOneLine);
		return lines.length === 0 ? [] : [{ lines: lines.join(",\n") }];
	}

	#freeId(stem: string, wording: string): string {
		const weeks = weeksIn(wording);
		const wanted = weeks ? `${stem}-${weeks}w` : stem;
		const taken = new Set(this.all.map(({ id }) => id));
		if (!taken.has(wanted)) return wanted;
		for (let count = 2; ; count++) if (!taken.has(`${wanted}-${count}`)) return `${wanted}-${count}`;
	}
}

/** What an open wording means: these services, or nothing at all. */
function meant(wording: string, { naming }: Spot, ...ids: readonly string[]): Paste {
	const value = ids.length > 1 ? ids : (ids[0] ?? null);
	if (!naming) return { instead: entry(wording, OPEN), lines: entry(wording, value) };
	return ids.length === 0
		? { instead: `{ ${naming(OPEN)}, … }`, lines: "" }
		: { instead: naming(OPEN), lines: naming(...ids) };
}

/** Cells of several columns, "Restmüll|14-täglich", as one name. */
function labelOf(wording: string): string {
	return wording
		.split("|")
		.filter((cell) => cell !== "")
		.join(", ");
}

/** «GREY», «grey (eco)»: the colour of a bin, and of no name. */
function isColour({ named, colours }: Wording): boolean {
	return named.length === 0 && colours.length > 0;
}

/** «0», «GB»: no name that people could read. */
function isCode(wording: string): boolean {
	return !/\p{L}{3}/u.test(wording);
}

/** With a code the name that people read is open, too. */
function named({ when, pastes }: Answer, id: string): Answer {
	const label = { instead: entry("label", OPEN), lines: entry("label", when), beside: [entry("id", id)] };
	return { when, pastes: [...pastes, label] };
}

function weeksIn(wording: string): string | undefined {
	const text = wording.toLowerCase();
	if (/vierzehn|(?<!\d)14[- ]?t/u.test(text)) return "2";
	return /(?<!\d)0?(\d)\s?-?\s?w/u.exec(text)?.[1] ?? (/(?<!-)\bwöchentl|(?:^|\s)wö\b/u.test(text) ? "1" : undefined);
}

function hasRhythm(wording: string): boolean {
	return weeksIn(wording) !== undefined;
}

/** Every piece is known from other wordings; or some piece is, and each surely is a waste of its own. */
function isList({ separator, parts }: Pieces, { wordings }: Spot): boolean {
	if (parts.every((part) => wordings.includes(part))) return true;
	const read = parts.map(readWording);
	if (separator.trim() === separator || !read.every(isSure)) return false;
	const others = wordings
		.map((each) => each.split(separator))
		.filter((pieces) => pieces.join(separator) !== parts.join(separator));
	const isKnown = (part: string) => others.some((pieces) => pieces.includes(part));
	const kinds = new Set(read.map(({ named }) => named[0]));
	return parts.every(isKnown) || (parts.some((part) => wordings.includes(part)) && kinds.size === parts.length);
}

/** Two kinds of waste, or a kind beside something that says neither what nor how often. */
function isTwo(wording: string, { named }: Wording): boolean {
	if (named.length > 1) return true;
	return (
		named.length === 1 && piecesOf(wording).some(({ separator, parts }) => separator.length > 1 && parts.some(isElse))
	);
}

/** Another thing than the piece beside it: a colour, or a word that is no waste. */
function isElse(part: string): boolean {
	const { named, colours, onlyRhythm, abbreviated } = readWording(part);
	return named.length === 0 && !onlyRhythm && (colours.length > 0 || abbreviated);
}

function bestCut(wording: string): Pieces {
	const cuts = piecesOf(wording);
	const best = cuts.find(({ parts }) => parts.every((part) => readWording(part).named.length === 1)) ?? cuts[0];
	return best ?? { separator: "", parts: [wording] };
}
