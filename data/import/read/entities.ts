/** Names of U+00A0 to U+00FF in their order (HTML 4, section 24.2). */
const LATIN_1 =
	"nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

const OTHERS =
	"amp & lt < gt > quot \" apos ' ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ bull • hellip … euro € trade ™ lsaquo ‹ rsaquo › dagger † Dagger ‡ permil ‰ minus − OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ ensp \u2002 emsp \u2003 thinsp \u2009 zwnj \u200c zwj \u200d check ✓ rarr → larr ←";

const NAMED: ReadonlyMap<string, string> = new Map([
	...LATIN_1.split(" ").map((name, at): [string, string] => [name, String.fromCharCode(0xa0 + at)]),
	...OTHERS.split(/ (?=[A-Za-z]{2,} )/u).map((each): [string, string] => {
		const at = each.indexOf(" ");
		return [each.slice(0, at), each.slice(at + 1)];
	}),
]);

/** Numbers that mean windows-1252 (HTML, "numeric character reference end state"). */
const FROM_128 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** References to characters by name or number; a name that is unknown stays as it is written. */
export function decodeEntities(text: string): string {
	if (!text.includes("&")) return text;
	return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,7}));/giu, (whole, decimal, hex, name) => {
		if (name !== undefined) return NAMED.get(name) ?? whole;
		return characterOf(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal));
	});
}

function characterOf(code: number): string {
	if (code >= 0x80 && code < 0xa0) return FROM_128[code - 0x80] ?? "";
	return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
}
