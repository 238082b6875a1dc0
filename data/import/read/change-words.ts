const WEEKDAYS =
	"(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mo|di|mi|do|fr|sa|so)(?!\\p{L})";
/** Words that say of a collection that it is none, or on another day: `entfällt`, `verlegt auf Di`, `keine Abfuhr`. */
const CHANGE = new RegExp(
	[
		"(?<!\\p{L})entf(?:ä|ae|a)ll",
		"(?<!\\p{L})ausfall(?!str)",
		"(?<!\\p{L})ausgefallen",
		"(?<!\\p{L})f(?:ä|ae)llt (?:[\\p{L}.]{1,20} ){0,4}aus(?!\\p{L})",
		"versch(?:ob|ieb|oben)",
		"(?<!\\p{L})(?:vor|rück|zurück)?verleg(?:t|ung)",
		"(?<!\\p{L})(?:vorgezogen|nachgeholt|nachhol|ersatztermin|ersatztag|abgesagt|absage|storn|gestrichen|gecancelt)",
		"(?<!\\p{L})(?:keine?|ohne) (?:[\\p{L}.]{1,20} )?(?:abfuhr|leerung|abholung|sammlung|entsorgung|termin)(?!\\p{L})",
		"(?<!\\p{L})nicht statt(?!\\p{L})",
		"(?<!\\p{L})(?:(?:winter|sommer)(?:pause|abfuhr|rhythmus)|pausiert)",
		"(?<!\\p{L})nur (?:(?:im|in|von|vom|ab|bis) )?(?:(?:den )?(?:winter|sommer)(?!\\p{L})|(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)(?!\\p{L}))",
		"(?<!\\p{L})(?:termin(?:ä|ae)nderung|ge(?:ä|ae)ndert|ausnahmsweise|abweichend|vorl(?:ä|ae)ufig|voraussichtlich|unter vorbehalt|tentative)",
		`(?<!\\p{L})(?:statt|bereits|schon) (?:am )?(?:${WEEKDAYS}|\\d{1,2}\\.)`,
		"(?<!\\p{L})(?:cancel|postponed|rescheduled|annul(?:é|er|ation)|report(?:é|ée|és)(?!\\p{L}))",
	].join("|"),
	"iu",
);

const LONGEST = 2_000;

export function speaksOfChange(text: string): boolean {
	return text.length > 4 && CHANGE.test(text.slice(0, LONGEST));
}
