import { parseLanguage } from "../../../data/model/language.ts";
import { speak } from "../../words/page-language.ts";

/** German, and English for whoever asks for it first; what the files and findings say is German. */
export async function speakAsAsked(wanted: readonly string[]): Promise<void> {
	const first = wanted.map(parseLanguage).find((each) => each === "de" || each === "en");
	if (first !== "en") return speak("de");
	const [page, own] = await Promise.all([
		import("../../locales/generated/en.ts"),
		import("../locales/generated/en.ts"),
	]);
	// The parts that the household's page lends keep their own words.
	Object.assign(page.templates, own.templates);
	return speak("en");
}
