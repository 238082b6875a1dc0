import type { Problem } from "../../model/problem.ts";
import type { Draft, DraftAssignment } from "../draft.ts";
import { linesInWords } from "../read/lines-in-words.ts";

/** What a street's name says that no street is called: nobody who lives there would look for it. */

/** `14-täglich`, `alle 2 Wochen`, `entfällt`. */
const RHYTHM =
	/(?<!\p{L})(?:\d{1,2}-?t(?:ä|ae)g(?:l|ig)|w(?:ö|oe)chentlich|monatlich|alle \d{1,2} (?:tage|wochen)|entf(?:ä|ae)llt|bis auf weiteres)|\d[- ]?w(?:ö|oe)ch(?:entl|ig)|gerade (?:kw|woche)/iu;

/** What stands for many streets: `alle übrigen Straßen`, `restliches Gemeindegebiet`. */
const REST =
	/^(?:(?:alle|s(?:ä|ae)mtliche)[nrs]? |(?:(?:die|das) )?(?:(?:ü|ue)brige|restliche|sonstige|gesamte)[nrs]?(?: |$)|rest(?: de[rs])? (?:orts|gemeinde|stadt))/iu;

/** `Kirchweg s. Am Ring`, `Kirchweg siehe Am Ring`. */
const REFERENCE = /(?<=[\p{L}.] )\(?(?:siehe|vgl\.|s\. ?(?:[uao]\. ?)?(?=\p{L}))(?!\p{L}\.)/iu;

/** A mark of a footnote, a separator of another file, what a typing error leaves. */
const SIGN = /[|<>{}[\]=_\\^~@#$%?!¦§*:;]|[-–,/&+]$|^[-–,.)&+]/u;

/** The rest of a name that a line end cut: `llerweg`. `an der Bahn`, `zum Hof` and `vanBrachtStege` are names. */
const FRAGMENT =
	/^(?!(?:(?:a[mn]|auf|bei[m]?|de[rns]?|die|das|hinte[rn]|hinterm|im?n?|in|nach|neben|ob|ober|über|unte[rn]|unterm|van|vo[nmr]|vor|zu[mr]?) ?)+(?!\p{Ll}))\p{Ll}/u;

interface Doubt {
	readonly code: string;
	readonly trace: RegExp;
	readonly say: (name: string, found: string, lines: string) => Pick<Problem, "what" | "remedy">;
}

const OR_KNOWN = "heißt eine Straße so, mit known bestätigen.";

const DOUBTS: readonly Doubt[] = [
	{
		code: "rhythm_in_street",
		trace: RHYTHM,
		say: (name, _, lines) => ({
			what: `Die Straße heißt «${name}»: darin steht ein Rhythmus oder eine Änderung, die niemand liest (${lines}).`,
			remedy: `Die Angabe in eine eigene Spalte schreiben oder löschen; ${OR_KNOWN}`,
		}),
	},
	{
		code: "not_a_street",
		trace: REST,
		say: (name, _, lines) => ({
			what: `«${name}» klingt nach vielen Straßen; hier ist es der Name einer einzigen, und wer in einer anderen wohnt, findet sie nicht (${lines}).`,
			remedy: `Die Straßen einzeln in die Liste schreiben; ${OR_KNOWN}`,
		}),
	},
	{
		code: "reference_in_street",
		trace: REFERENCE,
		say: (name, _, lines) => ({
			what: `«${name}» verweist auf eine andere Straße; hier ist alles zusammen der Name (${lines}).`,
			remedy: `Den Verweis löschen und der Straße ihre eigene Angabe geben; ${OR_KNOWN}`,
		}),
	},
	{
		code: "sign_in_street",
		trace: SIGN,
		say: (name, found, lines) => ({
			what: `Im Namen der Straße «${name}» steht «${found}» (${lines}): ein Verweis, ein Trennzeichen oder ein Tippfehler, den niemand liest.`,
			remedy: `Das Zeichen löschen oder lesen, was es sagt; ${OR_KNOWN}`,
		}),
	},
];

const FRAGMENT_OF_NAME: Doubt = {
	code: "fragment_of_street",
	trace: FRAGMENT,
	say: (name, _, lines) => ({
		what: `«${name}» beginnt klein, anders als die anderen Straßen (${lines}): vielleicht ist es der Rest eines Namens, den ein Zeilenende teilt.`,
		remedy: `Die Zeile mit der davor zusammenfügen; ${OR_KNOWN}`,
	}),
};

/** Where many begin so, it is how the town writes. */
const FEW = 0.1;

/** Names of a file that were read since so many assignments were known: of lists, of dates and of calendars. */
export function tellStreetNames(draft: Draft, file: string, known: { readonly assignments: number }): void {
	const lines = new Map<string, Set<number>>();
	for (const { street, source } of draft.assignments.slice(known.assignments)) noteLine(lines, street.name, source);
	const names = [...lines.keys()];
	const cut = names.filter((name) => FRAGMENT.test(name));
	const doubts = cut.length <= Math.max(1, names.length * FEW) ? [...DOUBTS, FRAGMENT_OF_NAME] : DOUBTS;
	for (const doubt of doubts) {
		const found = names.filter((name) => doubt.trace.test(name));
		if (found.length > 0) draft.problems.push(doubtOf(doubt, file, found, lines));
	}
}

function noteLine(lines: Map<string, Set<number>>, name: string, { line }: DraftAssignment["source"]): void {
	const known = lines.get(name);
	if (known) known.add(line);
	else lines.set(name, new Set([line]));
}

function doubtOf(
	{ code, trace, say }: Doubt,
	file: string,
	names: readonly string[],
	lines: ReadonlyMap<string, ReadonlySet<number>>,
): Problem {
	const [name = ""] = names;
	const all = [...new Set(names.flatMap((each) => [...(lines.get(each) ?? [])]))].sort((one, other) => one - other);
	const found = trace.exec(name)?.[0].trim() ?? "";
	return { level: "warning", code, where: { file, line: all[0] }, ...say(name, found, linesInWords(all)), alike: all };
}
