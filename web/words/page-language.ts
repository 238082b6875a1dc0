import { configureLocalization } from "@lit/localize";
import { directionOf, isReviewed, LANGUAGES, type Language, nameOf, parseLanguage } from "../../data/model/language.ts";

export { directionOf, isReviewed, LANGUAGES, type Language, nameOf };

/** `lit-localize.json` names them too. */
const [sourceLocale, ...targetLocales] = LANGUAGES;

export const { getLocale, setLocale } = configureLocalization({
	sourceLocale,
	targetLocales,
	loadLocale: async (locale) => {
		switch (locale as (typeof targetLocales)[number]) {
			case "en":
				return import("../locales/generated/en.ts");
			case "tr":
				return import("../locales/generated/tr.ts");
			case "ar":
				return import("../locales/generated/ar.ts");
			case "uk":
				return import("../locales/generated/uk.ts");
			case "pl":
				return import("../locales/generated/pl.ts");
		}
	},
});

export function currentLanguage(): Language {
	return parseLanguage(getLocale()) ?? sourceLocale;
}

/** A word file that does not come leaves the page in the language it has. */
export async function speak(language: Language): Promise<void> {
	await setLocale(language).catch(() => undefined);
	document.documentElement.lang = currentLanguage();
	document.documentElement.dir = directionOf(currentLanguage());
}

/** The first of the browser's languages that the page has; else German, which stands on the bins. */
export function preferredLanguage(wanted: readonly string[]): Language {
	for (const each of wanted) {
		const known = parseLanguage(each);
		if (known) return known;
	}
	return sourceLocale;
}
