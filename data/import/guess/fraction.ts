import type { Fraction } from "../../model/fraction.ts";

/** The words by which towns name their waste; the first that fits counts. */
const WORDS: readonly (readonly [RegExp, Fraction, string])[] = [
	[/weihnacht|tannen|christb/u, "christmas-tree", "baum"],
	[/sperr|bulky/u, "bulky", "sperr"],
	[/schadstoff|problem|gift|sonderm|sonderabf|sondera|hazard/u, "hazardous", "schadstoff"],
	[/elektro|e-schrott/u, "electronics", "elektro"],
	[/metall|schrott/u, "metal", "metall"],
	[/textil|kleid/u, "textile", "textil"],
	[/papier|pappe|karton|blau|paper|ppk/u, "paper", "papier"],
	[/gelb|lvp|leichtverp|verpack|wertstoff|sack/u, "packaging", "gelb"],
	[/glas/u, "glass", "glas"],
	[/bio|braun|grüngut|organic/u, "organic", "bio"],
	[/garten|grün|laub|häcksel|strauch|ast/u, "garden", "garten"],
	[/rest|haus|grau|schwarz|kehricht|müll|residual/u, "residual", "rest"],
];

export interface GuessedFraction {
	readonly fraction: Fraction;
	readonly stem: string;
	readonly sure: boolean;
}

/** What kind of waste a wording means. Not sure: nothing fits, or only its colour does. */
export function guessFraction(wording: string): GuessedFraction {
	const text = wording.toLowerCase();
	const found = WORDS.find(([pattern]) => pattern.test(text));
	if (!found) return { fraction: "other", stem: "abfuhr", sure: false };
	const onlyColour = /^(?:\S+ )?(?:grau|schwarz|blau|braun|gelb|grün)e?\S*(?: (?:tonne|sack))?$/u.test(text);
	return { fraction: found[1], stem: found[2], sure: !onlyColour };
}
