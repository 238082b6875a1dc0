import type { Fraction } from "../../model/fraction.ts";

/** The words by which towns name their waste, each the beginning or a part of one word of the wording. */
const NOUNS: readonly (readonly [RegExp, Fraction])[] = [
	[/^(?:weihnacht|tannen|christb)/u, "christmas-tree"],
	[/sperr|^bulky?$/u, "bulky"],
	[/schadstoff|^problem|^gift|sonderm|sonderabf|^hazard/u, "hazardous"],
	[/elektro|eschrott|^electro/u, "electronics"],
	[/metall|schrott|^metal$/u, "metal"],
	[/textil|kleid/u, "textile"],
	[/papier|papp|karton|^ppk$|^paper/u, "paper"],
	[/^lvp$|leichtverp|verpack|wertstoff(?!h)|^plastic/u, "packaging"],
	[/glas/u, "glass"],
	[/^bio|^organic/u, "organic"],
	[/garten|^laub|häcksel|strauch|grünschnitt|grünabf|^äste/u, "garden"],
	[/^rest(?:m|a|s|$)|^haus$|hausm|hausabf|kehricht|^residual/u, "residual"],
];

/** By which a bin is often known. Only a hint: the same colour is another waste in the next town. */
const COLOURS: readonly (readonly [RegExp, Fraction | undefined])[] = [
	[/^(?:grau|schwarz|grey|gray|black)/u, "residual"],
	[/^(?:blau|blue)/u, "paper"],
	[/^(?:braun|brown)/u, "organic"],
	[/^(?:gelb|yellow)/u, "packaging"],
	[/^(?:grüngut|küchenabf)/u, "organic"],
	[/^(?:grün(?:e|er|en|es)?$|green|orange|rot(?:e|er|en|es)?$|rosa|pink|weiß|red$)/u, undefined],
];

const YELLOW =
	/(?<!\p{L})g\.\s?(?:sack|säcke|tonne)|gelbe?(?:\/?[nrs])?\s(?:sack|säcke|sammels)|^[^()]*gelbe?(?:\/?[nrs])?\s(?:tonne|container)/u;
const NO_COLLECTION = /hof|öffn|offene|markt|sitzung|geschlossen|feiertag|fest$|tausch|basar|börse/u;
const DEADLINE = /anmeld|annahme|frist|schluss|stichtag|antrag|bestell|abgabe|letzter|redaktion/u;
const LARGE = /\d\s?(?:l|ltr|liter|cbm|m³)(?![\p{L}\d])|großbeh|container|umleerbeh|presse/u;
const CONTAINERS =
	/^(?:tonnen?|sack|säcke|container|behälter|eimer|abfuhr|abholung|leerung|sammlung|müll|abfall|müllabfuhr)$/u;
const UNIT = /^(?:l|ltr|liter|cbm|m)$/u;
const RHYTHM = /w[oö]ch|wö$|täg|tgl|^\d+\s?-?\s?(?:tg|w|x)|^tg$|monat|^jede|turnus|gerade|^alle$|wechsel/u;

/** What the words of a wording say about the waste. */
export interface Wording {
	/** Named by a word for waste, in the order of the wording. */
	readonly named: readonly Fraction[];
	/** By colour alone; `undefined` stands for a colour that says nothing. */
	readonly colours: readonly (Fraction | undefined)[];
	/** The lid is what has the colour: a bin like others, told apart by it. */
	readonly lid: boolean;
	readonly noCollection: boolean;
	readonly deadline: boolean;
	/** A size, or a container that few households have. */
	readonly large: boolean;
	/** Says how often, and nothing else. */
	readonly onlyRhythm: boolean;
	/** How many words say none of these. */
	readonly strange: number;
	/** A word or an abbreviation that says none of these: the "G" of «G.Sack», the "GT" of «Papier / GT». */
	readonly abbreviated: boolean;
}

export function readWording(wording: string): Wording {
	const text = foldWording(wording);
	const words = text.split(/[^\p{L}\d]+/u).filter((word) => word !== "");
	const named = words.flatMap((word) => NOUNS.find(([pattern]) => pattern.test(word) && !isPlace(word))?.[1] ?? []);
	const colours = words.flatMap((word) => COLOURS.filter(([pattern]) => pattern.test(word)).map(([, each]) => each));
	const letters = words.filter((word) => /\p{L}{2}/u.test(word));
	return {
		named: [...new Set([...named, ...(YELLOW.test(text) ? (["packaging"] as const) : [])])],
		colours,
		lid: /deckel/u.test(text),
		noCollection: words.some((word) => NO_COLLECTION.test(word)),
		deadline: words.some((word) => DEADLINE.test(word)),
		large: LARGE.test(text),
		onlyRhythm: words.length > 0 && RHYTHM.test(text) && letters.every((word) => RHYTHM.test(word)),
		strange: letters.filter(isStrange).length,
		abbreviated: words.some((word) => /^\p{L}+$/u.test(word) && !UNIT.test(word) && isUnknown(word)),
	};
}

function isPlace(word: string): boolean {
	return /hof$|höfe$/u.test(word);
}

function isStrange(word: string): boolean {
	return isUnknown(word) && word.length > 3;
}

function isUnknown(word: string): boolean {
	const known = [...NOUNS, ...COLOURS].some(([pattern]) => pattern.test(word));
	return !known && !RHYTHM.test(word) && !CONTAINERS.test(word);
}

/** `Biomuell` and «Biomüll» are one. */
function foldWording(wording: string): string {
	return wording
		.toLowerCase()
		.replaceAll("e-schrott", "eschrott")
		.replace(/\(([nrs])\)/gu, "$1")
		.replace(/muell/gu, "müll")
		.replace(/gruen/gu, "grün")
		.replace(/haecks/gu, "häcks")
		.replace(/behaelt/gu, "behält");
}

/** True where the wording can only mean this one kind of waste. */
export function isSure({ named, colours, lid, noCollection, deadline }: Wording): boolean {
	const [only, ...others] = named;
	const odd = colours.some((colour) => colour !== only);
	return only !== undefined && others.length === 0 && !odd && !lid && !noCollection && !deadline;
}

/** The kind of waste that a wording most likely means, to be proposed. */
export function likelyFraction({ named, colours }: Wording): Fraction {
	return named[0] ?? colours.find((colour) => colour !== undefined) ?? "other";
}

/** What stands between two things in one name, the clearest first. */
const BETWEEN = [", ", " / ", " + ", " & ", " und ", "; ", "/", ",", "+"];

export interface Pieces {
	readonly separator: string;
	readonly parts: readonly string[];
}

/** The ways to cut a wording into pieces that say something each. */
export function piecesOf(wording: string): Pieces[] {
	return BETWEEN.flatMap((separator) => {
		const parts = wording.split(separator).map((part) => part.trim());
		return parts.length > 1 && parts.every((part) => /\p{L}/u.test(part)) ? [{ separator, parts }] : [];
	});
}
