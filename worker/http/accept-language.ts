import { parseAccept } from "hono/utils/accept";
import { LANGUAGES, type Language, parseLanguage } from "../../data/model/language.ts";

/** The language of the page that the client likes best, as the page itself would choose it. */
export function languageFor(asked: Headers): Language {
	const liked = parseAccept(asked.get("accept-language") ?? "");
	for (const { type, q } of liked) {
		const known = parseLanguage(type.toLowerCase());
		if (known && q > 0) return known;
	}
	return LANGUAGES[0];
}
