import { parseAccept } from "hono/utils/accept";

/** The languages of the page; the first is that of the towns. */
const LANGUAGES = ["de", "en", "tr", "ar", "uk", "pl"] as const;

export type PageLanguage = (typeof LANGUAGES)[number];

/** The language of the page that the client likes best, as the page itself would choose it. */
export function languageFor(asked: Headers): PageLanguage {
	const liked = parseAccept(asked.get("accept-language") ?? "");
	for (const { type, q } of liked) {
		const known = LANGUAGES.find((each) => each === type.toLowerCase().split("-")[0]);
		if (known && q > 0) return known;
	}
	return LANGUAGES[0];
}
