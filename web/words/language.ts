import { configureLocalization } from "@lit/localize";

/** The language of the source; `lit-localize.json` names them too. */
const sourceLocale = "de";
const targetLocales = ["en", "tr", "ar", "uk", "pl"] as const;

export type Language = typeof sourceLocale | (typeof targetLocales)[number];

/** In its own words, as people look for it. */
export const LANGUAGE_NAMES: Record<Language, string> = {
	de: "Deutsch",
	en: "English",
	tr: "Türkçe",
	ar: "العربية",
	uk: "Українська",
	pl: "Polski",
};

/** Languages that nobody who speaks them from home has looked through yet; the page says so in them. */
const UNREVIEWED: readonly Language[] = ["tr", "ar", "uk", "pl"];

export function isReviewed(language: Language): boolean {
	return !UNREVIEWED.includes(language);
}

export function directionOf(language: Language): "ltr" | "rtl" {
	return language === "ar" ? "rtl" : "ltr";
}

export const LANGUAGES: readonly Language[] = [sourceLocale, ...targetLocales];

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
