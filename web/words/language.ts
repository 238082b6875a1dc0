import { configureLocalization } from "@lit/localize";

/** The language of the source; `lit-localize.json` names them too. */
const sourceLocale = "de";
const targetLocales = ["en"] as const;

export type Language = typeof sourceLocale | (typeof targetLocales)[number];

/** In its own words, as people look for it. */
export const LANGUAGE_NAMES: Record<Language, string> = { de: "Deutsch", en: "English" };

export const LANGUAGES: readonly Language[] = [sourceLocale, ...targetLocales];

const { getLocale, setLocale } = configureLocalization({
	sourceLocale,
	targetLocales,
	loadLocale: async (locale) => {
		switch (locale as (typeof targetLocales)[number]) {
			case "en":
				return import("../locales/generated/en.ts");
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
}

export function parseLanguage(text: string | undefined): Language | undefined {
	return LANGUAGES.find((language) => language === text);
}

/** The first of the browser's languages that the page has; else German, which stands on the bins. */
export function preferredLanguage(wanted: readonly string[]): Language {
	for (const each of wanted) {
		const known = parseLanguage(each.split("-")[0]);
		if (known) return known;
	}
	return sourceLocale;
}
