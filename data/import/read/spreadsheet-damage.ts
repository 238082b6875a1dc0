/** What a spreadsheet makes of house numbers when a file passes through it. */

const MONTHS = "jan|feb|mär|mrz|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec";
const DAY = new RegExp(
	`^(?:\\d{4}-\\d\\d-\\d\\d(?:[ t].*)?|\\d{1,2}\\.\\d{1,2}\\.(?:\\d{2,4})?|\\d{1,2}/\\d{1,2}/\\d{2,4}|\\d{1,2}\\.?[- ]*(?:${MONTHS})[a-zä]*\\.?(?:[- ]*\\d{2,4})?|(?:${MONTHS})[a-zä]*\\.?[- ]*\\d{1,4})$`,
	"u",
);
const SERIAL = /^\d{5}(?:[.,]\d+)?$/u;
const DECIMAL = /^\d+[.,]0+$/u;
const POWER = /^\d+(?:[.,]\d+)?e[+-]?\d+$/u;
const FAILED = /^(?:#(?:\p{L}[\p{L}/0]*[!?]?|#+)|nan|null|none|undefined|wahr|falsch|true|false)$/u;

const AS_TEXT =
	"Die Spalte in der Tabelle als Text formatieren, die Nummern neu eintragen und die Datei neu speichern.";

/** Why a cell holds no house numbers any more; `undefined` where it shows no such trace. */
export function spreadsheetDamage(cell: string): { readonly why: string; readonly remedy: string } | undefined {
	const text = cell.trim().toLowerCase();
	if (DAY.test(text)) return damaged("Das ist ein Datum; ein Tabellenprogramm hat wohl «1-3» oder «1/3» dazu gemacht.");
	if (SERIAL.test(text))
		return damaged("Das ist wohl ein Datum als Zahl; ein Tabellenprogramm hat «1-3» dazu gemacht.");
	if (DECIMAL.test(text)) return damaged("Das ist eine Kommazahl und keine Hausnummer.");
	if (POWER.test(text)) return damaged("Ein Tabellenprogramm hat daraus eine Zehnerpotenz gemacht, wohl aus «1E3».");
	return FAILED.test(text) ? damaged("Das ist ein Fehlerwert eines Tabellenprogramms.") : undefined;
}

function damaged(why: string) {
	return { why, remedy: AS_TEXT };
}
