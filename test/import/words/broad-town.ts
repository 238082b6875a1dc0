import { type Imported, importTown } from "../../../data/import/import-town.ts";
import { parseTownFile } from "../../../data/import/recipe/town-file.ts";
import { unpack } from "../../../data/import/unpack.ts";
import type { Dataset } from "../../../data/model/dataset.ts";
import type { Problem } from "../../../data/model/problem.ts";

/** An invented town with a file of each shape and a step of each kind. Ids begin with `id-`: they stand nowhere alone. */
export const TOWN = {
	name: "Breitstadt",
	state: "HE",
	contact: { name: "Abfallberatung", email: "abfall@breitstadt.example" },
	putOut: { earliest: "18:00", latest: "06:00" },
	publisher: "Breitstadt",
	coverage: { from: "2026-01-01", to: "2026-12-31" },
	services: [
		{ id: "id-rest", fraction: "residual", label: "Restmüll" },
		{ id: "id-bio", fraction: "organic", label: "Bio" },
		{ id: "id-papier", fraction: "paper", label: "Papier" },
		{ id: "id-gelb", fraction: "packaging", label: "Gelber Sack" },
		{ id: "id-glas", fraction: "glass", label: "Glas" },
		{ id: "id-gift", fraction: "hazardous", label: "Giftmobil" },
		{ id: "id-baum", fraction: "christmas-tree", label: "Christbaum" },
		{ id: "id-laub", fraction: "garden", label: "Laub" },
	],
	recipe: {
		read: [
			{
				as: "streets",
				file: "strassen.csv",
				street: "Straße",
				postcode: "PLZ",
				locality: "Ort",
				numbers: { wording: "Nummern" },
				rounds: [
					{ services: ["id-rest", "id-bio"], column: "Rest" },
					{ services: ["id-papier"], column: "Papier" },
					{ services: ["id-gelb"], column: "Gelb", none: ["entfällt"] },
				],
				everywhere: ["id-glas", "id-gift", "id-baum", "id-laub"],
			},
			{
				as: "rhythms",
				file: "touren.csv",
				service: { columns: ["Leistung"], map: { Restmüll: "id-rest" } },
				round: "Bezirk",
				first: "Erster",
				weeks: "Wochen",
			},
			{
				as: "rules",
				file: "regeln.csv",
				service: { columns: ["Leistung"], map: { Bio: "id-bio" } },
				round: "Bezirk",
				rule: "Regel",
			},
			{
				as: "date-columns",
				file: "papier.csv",
				columns: [
					{ column: "A", services: ["id-papier"] },
					{ column: "B", services: ["id-papier"] },
				],
			},
			{
				as: "day-tokens",
				file: "gelb.txt",
				separator: " ",
				header: 0,
				date: 1,
				format: "YYYY-MM-DD",
				tokens: [2, 3],
				map: [{ token: "G{round}", services: ["id-gelb"] }],
				ignore: ["X"],
			},
			{
				as: "dates",
				file: "glas.json",
				tree: { rows: "termine/*", columns: { Tag: "datum", Art: "art" } },
				service: { columns: ["Art"], map: { Glas: "id-glas" } },
				date: "Tag",
				format: "YYYY-MM-DD",
			},
			{
				as: "dates",
				file: "gift.xml",
				tree: { rows: "plan/halt", columns: { Tag: "@tag", Ort: "ort", Von: "von", Bis: "bis" } },
				service: "id-gift",
				date: "Tag",
				at: { place: "Ort", from: "Von", until: "Bis" },
			},
			{
				as: "dates",
				file: "baum.txt",
				text: { patterns: [{ keep: "Jahr {jahr:number}" }, { row: "{w:weekday} {d:number}.{m:number}. {was}" }] },
				service: { columns: ["was"], map: { Christbaum: "id-baum" } },
				date: ["d", "m", "jahr"],
				weekday: "w",
			},
			{ as: "calendar", file: "laub.ics", summaries: { Laub: "id-laub", Flohmarkt: null } },
			{ as: "shifts", file: "verschoben.csv", from: "Von", to: "Nach", reason: "Grund" },
		] as Record<string, unknown>[],
		holidays: [{ kind: "later", services: ["id-bio"] }] as Record<string, unknown>[],
		known: [] as unknown[],
		renamed: {} as Record<string, string>,
	},
};

const ICS = `BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1@breitstadt.example
DTSTART;VALUE=DATE:20261012
RRULE:FREQ=WEEKLY;COUNT=6
EXDATE;VALUE=DATE:20261026
SUMMARY:Laub
END:VEVENT
BEGIN:VEVENT
UID:2@breitstadt.example
DTSTART;VALUE=DATE:20261205
SUMMARY:Flohmarkt
END:VEVENT
END:VCALENDAR
`;

export const TEXTS: Readonly<Record<string, string>> = {
	"strassen.csv": `Straße;PLZ;Ort;Nummern;Rest;Papier;Gelb
Ahornweg;11111;Nord;;1;A;1
Birkenweg;11111;Nord;;2;B;2
Hauptstraße;11111;Nord;1 - 15;1;A;1
Hauptstraße;11111;Nord;16 - Ende;2;B;2
Lange Straße;22222;Süd;gerade;1;A;1
Lange Straße;22222;Süd;ungerade;2;B;2
Weg zum See;22222;Süd;;2;B;entfällt
`,
	"touren.csv": `Leistung;Bezirk;Erster;Wochen
Restmüll;1;05.01.2026;2
Restmüll;2;12.01.2026;2
`,
	"regeln.csv": `Leistung;Bezirk;Regel
Bio;1;jeden Dienstag
Bio;2;alle 2 Wochen Mittwoch ab 07.01.2026
`,
	"papier.csv": `A;B
08.01.2026;15.01.2026
05.02.2026;12.02.2026
05.03.2026;12.03.2026
02.04.2026;09.04.2026
30.04.2026;07.05.2026
28.05.2026;03.06.2026
`,
	"gelb.txt": `2026-01-09 G1 X
2026-01-16 G2 X
2026-01-23 G1 X
2026-01-30 G2 X
2026-02-06 G1 X
2026-02-13 G2 X
`,
	"glas.json": `{
	"termine": [
		{ "datum": "2026-01-20", "art": "Glas" },
		{ "datum": "2026-02-17", "art": "Glas" },
		{ "datum": "2026-03-17", "art": "Glas" }
	]
}
`,
	"gift.xml": `<plan>
	<halt tag="14.03.2026"><ort>Marktplatz</ort><von>09:00</von><bis>11:00</bis></halt>
	<halt tag="14.03.2026"><ort>Bahnhof</ort><von>12:00</von><bis>13:00</bis></halt>
	<halt tag="19.09.2026"><ort>Marktplatz</ort><von>09:00</von><bis>11:00</bis></halt>
</plan>
`,
	"baum.txt": `Jahr 2026
Sa 10.1. Christbaum
Sa 17.1. Christbaum
`,
	"laub.ics": ICS,
	"verschoben.csv": `Von;Nach;Grund
05.01.2026;06.01.2026;Schnee
`,
	"changes.csv": `service;round;from;to;reason
Papier;A;2026-03-05;2026-03-06;Streik
`,
};

/** The bytes of the town's files by name, and its `town.json` as a text. */
export interface Sent {
	readonly json: string;
	readonly files: ReadonlyMap<string, Uint8Array>;
}

export function sent(
	texts: Readonly<Record<string, string>> = TEXTS,
	json = JSON.stringify(TOWN, undefined, "\t"),
): Sent {
	const encoder = new TextEncoder();
	return { json, files: new Map(Object.entries(texts).map(([name, text]) => [name, encoder.encode(text)])) };
}

export interface Told {
	readonly findings: readonly Problem[];
	readonly imported: Imported | undefined;
}

/** What `npm run import` says to these files, in memory. */
export async function told({ json, files }: Sent, previous?: Dataset): Promise<Told> {
	const read = parseTownFile(json, "breitstadt");
	if (!read.ok) return { findings: read.problems, imported: undefined };
	const { id, file } = read.value;
	const unpacked = await unpack(file, files);
	const imported = importTown({ id, file, files: unpacked, previous, now: "2026-11-22T00:00:00Z", acceptLoss: false });
	return { findings: [...imported.problems, ...imported.warnings], imported };
}
