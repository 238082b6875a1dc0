import type { Problem } from "../../model/problem.ts";

/** What a file that is no text is, by its first bytes, and what a clerk can do with it. */
export interface FileKind {
	readonly name: string;
	readonly remedy: string;
}

const TEXT_REMEDY = "Die Datei vom Entsorger als CSV, XLSX oder ICS geben lassen.";
const SHEET = 'Im Rezept "sheet" mit dem Namen des Blattes angeben, oder das Blatt als CSV speichern.';
const MEMBER = 'Im Rezept "file": "archiv > name" angeben (siehe data/README.md), oder die Datei entpackt ablegen.';
const PICTURE = "Aus einem Bild lässt sich nichts lesen. Die Daten als Tabelle oder Kalender geben lassen.";

const BEGINNINGS: readonly (readonly [bytes: string, FileKind])[] = [
	["%PDF-", { name: "ein PDF", remedy: `Aus einem PDF wird nicht gelesen. ${TEXT_REMEDY}` }],
	["SQLite format 3\0", { name: "eine SQLite-Datenbank", remedy: "Die Tabellen der Datenbank als CSV exportieren." }],
	[
		"\u00d0\u00cf\u0011\u00e0",
		{
			name: "eine alte (.xls, .doc) oder mit Kennwort geschützte Office-Datei",
			remedy: "In der Tabellenkalkulation öffnen und ohne Kennwort als .xlsx oder CSV speichern.",
		},
	],
	["\u001f\u008b", { name: "ein gepacktes Archiv (gzip)", remedy: MEMBER }],
	["7z\u00bc\u00af", { name: "ein 7z-Archiv", remedy: "Entpacken und die Dateien einzeln ablegen." }],
	["Rar!\u001a", { name: "ein RAR-Archiv", remedy: "Entpacken und die Dateien einzeln ablegen." }],
	["BZh91AY&SY", { name: "ein gepacktes Archiv (bzip2)", remedy: "Entpacken und die Dateien einzeln ablegen." }],
	["\u00fd7zXZ", { name: "ein gepacktes Archiv (xz)", remedy: "Entpacken und die Dateien einzeln ablegen." }],
	["\u0089PNG", { name: "ein Bild (PNG)", remedy: PICTURE }],
	["\u00ff\u00d8\u00ff", { name: "ein Bild (JPEG)", remedy: PICTURE }],
	["GIF87a", { name: "ein Bild (GIF)", remedy: PICTURE }],
	["GIF89a", { name: "ein Bild (GIF)", remedy: PICTURE }],
	["II*\0", { name: "ein Bild (TIFF)", remedy: PICTURE }],
	["MM\0*", { name: "ein Bild (TIFF)", remedy: PICTURE }],
	["{\\rtf", { name: "ein Textdokument (RTF)", remedy: "Als reinen Text (.txt, UTF-8) speichern." }],
];

/** Names of members tell what a ZIP is. */
const ZIPS: readonly (readonly [member: string, FileKind])[] = [
	["word/", { name: "ein Word-Dokument", remedy: TEXT_REMEDY }],
	["ppt/", { name: "eine Präsentation", remedy: TEXT_REMEDY }],
	["xl/workbook.bin", { name: "eine binäre Arbeitsmappe (.xlsb)", remedy: "Als .xlsx oder CSV speichern." }],
	["xl/", { name: "eine Arbeitsmappe (.xlsx)", remedy: SHEET }],
	["opendocument.spreadsheet", { name: "eine Arbeitsmappe (.ods)", remedy: SHEET }],
	["opendocument.text", { name: "ein Textdokument (.odt)", remedy: TEXT_REMEDY }],
];

/** `undefined` for whatever may be text. */
export function kindOf(bytes: Uint8Array): FileKind | undefined {
	const head = latin1(bytes.subarray(0, 16));
	if (head.startsWith("PK\u0003\u0004")) return zipKind(bytes);
	return BEGINNINGS.find(([beginning]) => head.startsWith(beginning))?.[1];
}

const EDGE = 8_192;

/** A ZIP names its members at its beginning, one by one, and all at its end. */
function zipKind(bytes: Uint8Array): FileKind {
	const names = `${latin1(bytes.subarray(0, EDGE))} ${latin1(bytes.subarray(-EDGE))}`;
	return ZIPS.find(([member]) => names.includes(member))?.[1] ?? { name: "ein ZIP-Archiv", remedy: MEMBER };
}

function latin1(bytes: Uint8Array): string {
	return String.fromCharCode(...bytes);
}

export function notText(file: string, { name, remedy }: FileKind): Problem {
	return { level: "problem", code: "not_text", where: { file }, what: `Die Datei ist ${name}, kein Text.`, remedy };
}
