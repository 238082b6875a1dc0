import { regionOf } from "../../../data/model/language.ts";
import { currentLanguage } from "../../words/page-language.ts";

/** A moment on the clock of whoever reads it: an office's device stands in its town. */
export function momentWords(at: string): string {
	const format = { dateStyle: "medium", timeStyle: "short" } as const;
	return new Intl.DateTimeFormat(regionOf(currentLanguage()), format).format(Date.parse(at));
}
