import { msg } from "@lit/localize";
import { regionOf } from "../../data/model/language.ts";
import type { LateWords } from "../device/reminder-state.ts";
import { currentLanguage, directionOf } from "../words/page-language.ts";

/** The words that the page leaves for its service worker, in the language of the page. */
export function lateWords(): LateWords {
	const lang = currentLanguage();
	return {
		lang,
		dir: directionOf(lang),
		region: regionOf(lang),
		today: msg("Heute: {what}"),
		morning: msg("Noch bis {until} Uhr rausstellen"),
		overTitle: msg("Abfuhr am {day}: {what}"),
		over: msg("Diese Erinnerung kam verspätet an."),
		neutralTitle: msg("Neues zu Ihrer Abfuhr"),
		neutral: msg("Bitte sehen Sie in Ihren Terminen nach."),
		tooLate: msg("Für „Später“ bleibt keine Zeit mehr."),
	};
}
