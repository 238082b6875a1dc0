/** What no eye sees: soft hyphens, zero-width characters and joiners, marks of byte order. */
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/gu;
/** Between two numbers they are all that parts them: `1\u00ad9` is no 19. */
const BETWEEN_DIGITS = /(?<=\d)[\u00ad\u200b-\u200d\u2060\ufeff]+(?=\d)/gu;
/** Blanks that do not break, and hyphens that do not: they look like the plain ones. */
const HARD_BLANKS = /[\u00a0\u2007\u202f]/gu;
const HARD_HYPHENS = /[\u2010\u2011]/gu;
/** Letters joined by a typesetter: ﬁ, ﬂ, ﬀ. */
const LIGATURES = /[\ufb00-\ufb06]/gu;

/** Texts that look alike are alike: composed (NFC), with plain blanks and hyphens, without what no eye sees. */
export function plain(text: string): string {
	if (!/[^\p{ASCII}]/u.test(text)) return text;
	return text
		.replace(BETWEEN_DIGITS, (sign) => (sign.startsWith("\u00ad") ? "-" : " "))
		.replace(INVISIBLE, "")
		.replace(HARD_BLANKS, " ")
		.replace(HARD_HYPHENS, "-")
		.replace(LIGATURES, (joined) => joined.normalize("NFKC"))
		.normalize("NFC");
}

/** CR, LF, CR LF and CR CR LF each end one line, whatever their mixture; byte order marks and the end sign of DOS say nothing. */
export function plainLines(text: string): string {
	const unmarked = text.replaceAll("\ufeff", "");
	const ended = unmarked.endsWith("\u001a") ? unmarked.slice(0, -1) : unmarked;
	// The usual end of a line first, as one: long files have nothing else.
	const usual = ended.replaceAll("\r\n", "\n");
	return composed(usual.includes("\r") ? usual.replace(/\r+\n?/gu, lineEnds) : usual);
}

/** What comes before the first sign that joins another is composed already (UAX 15): most files hold nothing else. */
function composed(text: string): string {
	return /[\u0300-\uffff]/.test(text) ? text.normalize("NFC") : text;
}

function lineEnds(run: string): string {
	return run.endsWith("\n") ? "\n" : "\n".repeat(run.length);
}
