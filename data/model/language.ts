/**
 * The languages of page and reminders; the first is that of the towns and of the source. A further one is an entry
 * here and its texts: a test names what is missing. `region` writes days and digits as they stand on the bins'
 * calendars; `isReviewed`: somebody who speaks it from home has looked it through.
 */
export const LANGUAGES = ["de", "en", "tr", "ar", "uk", "pl"] as const;

export type Language = (typeof LANGUAGES)[number];

interface LanguageFacts {
	/** In its own words, as people look for it. */
	readonly name: string;
	readonly region?: string;
	readonly direction?: "rtl";
	readonly isReviewed: boolean;
}

const FACTS: Readonly<Record<Language, LanguageFacts>> = {
	de: { name: "Deutsch", isReviewed: true },
	en: { name: "English", region: "en-GB", isReviewed: true },
	tr: { name: "Türkçe", isReviewed: false },
	ar: { name: "العربية", region: "ar-u-nu-latn-ca-gregory", direction: "rtl", isReviewed: false },
	uk: { name: "Українська", isReviewed: false },
	pl: { name: "Polski", isReviewed: false },
};

/** `de` of `de-AT`; `undefined` for what we have no words in. */
export function parseLanguage(text: string | undefined): Language | undefined {
	return LANGUAGES.find((language) => language === text?.split("-")[0]);
}

export function nameOf(language: Language): string {
	return FACTS[language].name;
}

/** For `Intl`. */
export function regionOf(language: Language): string {
	return FACTS[language].region ?? language;
}

export function directionOf(language: Language): "ltr" | "rtl" {
	return FACTS[language].direction ?? "ltr";
}

export function isReviewed(language: Language): boolean {
	return FACTS[language].isReviewed;
}
