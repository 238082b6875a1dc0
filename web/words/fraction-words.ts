import { msg } from "@lit/localize";
import { html, nothing } from "lit";
import type { Fraction } from "../../data/model/fraction.ts";
import type { Service } from "../../data/model/service.ts";
import { currentLanguage } from "./page-language.ts";

/** Beside the town's German name, for those who read another language; the name itself stands on the bin. */
export function inOwnWords({ fraction }: Service) {
	if (currentLanguage() === "de") return nothing;
	return html` <span class="own small soft">${fractionWords(fraction)}</span>`;
}

export function fractionWords(fraction: Fraction): string {
	switch (fraction) {
		case "residual":
			return msg("Restmüll");
		case "organic":
			return msg("Bioabfall");
		case "paper":
			return msg("Papier");
		case "packaging":
			return msg("Verpackungen");
		case "glass":
			return msg("Glas");
		case "garden":
			return msg("Gartenabfälle");
		case "bulky":
			return msg("Sperrmüll");
		case "hazardous":
			return msg("Schadstoffe");
		case "christmas-tree":
			return msg("Weihnachtsbäume");
		case "electronics":
			return msg("Elektrogeräte");
		case "metal":
			return msg("Metall");
		case "textile":
			return msg("Textilien");
		case "other":
			return msg("Sonstiges");
	}
}
