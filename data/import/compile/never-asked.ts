import type { Offer } from "../../model/offer-shape.ts";
import type { Problem } from "../../model/problem.ts";
import { doubt, type Judged } from "./judged-offer.ts";

/**
 * What no request may ask for. No field of an offer can declare it, so it could only be asked for in a text that
 * sends people to the note; that is told, and not refused: a text may as well say that it is not needed.
 */
const NEVER: readonly (readonly [words: RegExp, name: string])[] = [
	[/geburts(?:datum|tag|jahr)|\bgeboren\b/iu, "nach dem Geburtsdatum"],
	[/\bgeschlecht\b|\banrede\b|akademische[rn]? titel/iu, "nach Geschlecht, Anrede oder Titel"],
	[/ausweis|reisepass|steuer-?id/iu, "nach einem Ausweis"],
	[/\biban\b|kontonummer|bankverbindung|kontodaten|kreditkarte/iu, "nach der Bankverbindung"],
	[/kundennummer|kassenzeichen/iu, "nach der Kundennummer"],
	[/mietvertrag|mietnachweis|nachweis der miete|meldebescheinigung/iu, "nach einem Nachweis der Wohnung"],
	[/einwillig|einverständnis/iu, "nach einer Einwilligung"],
	[
		/e-?mail[^.]{0,40}(?:pflicht|erforderlich|zwingend|muss)|(?:pflicht|zwingend|muss)[^.]{0,40}e-?mail/iu,
		"nach E-Mail als Pflicht",
	],
];

export function askedInText(judged: Judged): Problem[] {
	const { offer } = judged;
	const found = textsOf(offer).flatMap(([at, text]) => {
		const asked = NEVER.filter(([words, name]) => words.test(text) && !isAllowed(offer, name)).map(([, name]) => name);
		return asked.length > 0 ? [{ at, asked }] : [];
	});
	return found.map(({ at, asked }) =>
		doubt(judged, {
			code: "asks_too_much",
			at,
			what: `Der Text klingt, als werde ${asked.join(" und ")} gefragt; das darf ein Antrag nicht.`,
			remedy: "Den Satz streichen oder anders fassen; die Rechtsgrundlage ist die Satzung, nicht eine Einwilligung.",
		}),
	);
}

/** An owner who orders a bin is found by the number of the fee notice. */
function isAllowed(offer: Offer, name: string): boolean {
	return name === "nach der Kundennummer" && "identify" in offer && offer.identify === "account";
}

function textsOf({ texts, ...offer }: Offer): [string, string][] {
	const own = Object.entries({
		"texts.opening": texts.opening,
		"texts.confirmation": texts.confirmation,
		label: offer.label,
	});
	const reasons = offer.kind === "bin" ? offer.reasons.map(({ text }, at) => [`reasons.${at}.text`, text]) : [];
	return [...own, ...reasons].filter((each): each is [string, string] => typeof each[1] === "string");
}
