import { join } from "node:path";
import { filesOf, SHARED } from "../import/new-town/shared-files.ts";
import type { Choices } from "./clerk.ts";

/** Real towns at the desk: the files that a clerk has, and what the clerk knows. */
export interface DeskTown {
	readonly id: string;
	/** Among the tests of every day; the others come with `npm run faults -- desk`. */
	readonly daily?: boolean;
	readonly folder: string;
	readonly recipe?: string;
	readonly files?: readonly string[];
	readonly choices: Choices;
	/** By words of a finding: why its rows are left out. */
	readonly leftOut?: Readonly<Record<string, string>>;
}

const facts = (state: string): Choices => ({
	"Wie heißt die Gemeinde": {},
	"In welchem Land": { answer: state },
	"Wer beantwortet Fragen": { write: { Name: "Abfallberatung", "E-Mail": "abfall@gemeinde.example" } },
	"Wer gibt die Termine heraus": { write: { Herausgeber: "Die Gemeinde" } },
});

const abroad = (answer: string, code: string): Choices => ({
	...facts(""),
	"In welchem Land": { answer, write: { Kürzel: code } },
});

export const DESK_TOWNS: readonly DeskTown[] = [
	{
		id: "geilenkirchen",
		daily: true,
		folder: "geilenkirchen-2026",
		choices: { ...facts("Nordrhein-Westfalen"), "Wofür stehen": { answer: "Für Bezirke, aus denen" } },
	},
	{
		id: "koeln",
		daily: true,
		folder: "ics-awbkoeln-2025",
		files: ["awb-abfuhrtermine.ics"],
		choices: {
			...facts("Nordrhein-Westfalen"),
			"Für wen gilt": { answer: "Für die ganze Gemeinde", write: { "Straße oder Ort": "Köln" } },
		},
	},
	{ id: "mymuell", daily: true, folder: "ics-mymuell-2020", choices: facts("Sachsen") },
	{
		id: "putzbrunn",
		daily: true,
		folder: "ics-awido-putzbrunn-2017-2018",
		choices: {
			...facts("Bayern"),
			"Für wen gilt": { answer: "Für die ganze Gemeinde", write: { "Straße oder Ort": "Tannenstraße" } },
			"Kommt schadstoff zum Haus": { answer: "Es hält an Orten" },
			"Was wird bei «Sperrmüll": { answer: "Eine Leistung" },
		},
	},
	{
		id: "zuerich",
		folder: "zurich-openerz-2014-2023",
		files: ["kehricht", "bioabfall", "papier", "karton", "sonderabfall"].map((name) => `zurich_${name}.csv`),
		choices: {
			...abroad("Schweiz (das Kürzel des Kantons)", "ZH"),
			"Wie heißen die Bezirke": { write: { "So heißen die Bezirke": "PLZ " } },
			"Haben die meisten": { answer: "Ja, die meisten" },
		},
	},
	{
		id: "aarau",
		folder: "aarau-2025-2026",
		choices: {
			...abroad("Schweiz (das Kürzel des Kantons)", "AG"),
			"Wie heißen die Bezirke": { write: { "So heißen die Bezirke": "Region " } },
			"Was ist «Grüngut»": { answer: "Bioabfall" },
			"Haben die meisten": { answer: "Ja, die meisten" },
			"Wird bei «": { answer: "Nein" },
		},
	},
	{
		id: "bisamberg",
		folder: "bisamberg-2011-2013",
		choices: {
			...abroad("Österreich (1 bis 9: das Bundesland)", "3"),
			"Wie heißen die Bezirke": { write: { "So heißen die Bezirke": "Zone " } },
			"Wird Abfallkalender": { answer: "Ja" },
		},
	},
	{
		id: "kleve",
		folder: "kleve-2023",
		files: ["abfuhrbezirke2.txt", "abfuhrtermine4.txt"],
		choices: {
			...facts("Nordrhein-Westfalen"),
			"Meint «1-81»": { answer: "Nein, alle Nummern" },
			"Was bedeutet «": { answer: "Nichts, was abgeholt wird" },
			"Was ist «GREY»": { answer: "Restmüll" },
			"Was ist «GREEN»": { answer: "Altpapier" },
			"Was ist «BROWN»": { answer: "Bioabfall" },
			"Was ist «PINK»": { answer: "etwas anderes", write: { "Name für die Bürger": "Rosa Abfuhr" } },
			"Was ist «YELLOW»": { answer: "Verpackungen (Gelber Sack, Gelbe Tonne)" },
			"Was ist «E1": { answer: "etwas anderes", write: { "Name für die Bürger": "Abfuhr nach Sonderbezirk" } },
		},
	},
	{
		id: "markt-schwaben",
		folder: "markt-schwaben-2024-2026",
		recipe: "markt-schwaben-xlsx-2026",
		files: ["Muellabfuhrkalender_2026.macrofree.xlsx"],
		choices: {
			...facts("Bayern"),
			"Was enthält": { answer: "Nichts, was gebraucht wird" },
			"Meint «1-15»": { answer: "Nein, alle Nummern" },
			"Zu welchen Leistungen gehören die Bezirke in der Spalte «Rest»": {
				answer: "Zu rest, wo der Bezirk zum Beispiel «Mi (1/u)»",
			},
			"Zu welchen Leistungen gehören die Bezirke in der Spalte «4»": {
				answer: "Zu rest, wo der Bezirk zum Beispiel «Do (2/u)»",
			},
			"Zu welchen Leistungen gehören die Bezirke in der Spalte «Bio»": {
				answer: "Zu bio, wo der Bezirk zum Beispiel «Do (1/u)»",
			},
			"Zu welchen Leistungen": { answer: "Die Spalte nennt keine Bezirke" },
			"Welche Leistungen haben alle": { answer: "Diese", tick: ["Garten"] },
			"Wird Muellabfuhrkalender": { answer: "Ja, das andere" },
			"Für welche Leistungen gelten": { answer: "Für diese", tick: ["Restmüll", "Biomüll"] },
		},
		leftOut: { "": "Steht so in der Vorlage der Gemeinde" },
	},
	{
		id: "bonn",
		folder: "bonn-2015",
		files: ["bonn-abfuhrtermine-2015.derived.csv"],
		choices: {
			...facts("Nordrhein-Westfalen"),
			"Wird bonn": { answer: "Ja, das andere" },
			"Haben die meisten Haushalte «Restmüll - 240 l, 02-": { answer: "Ja, die meisten" },
			"Haben die meisten": { answer: "Nein, nur wer" },
			"Was wird bei «Papier / Gelb": { answer: "Eine Leistung" },
			"Was ist «Gelbe Großbehälter»": { answer: "Verpackungen (Gelber Sack, Gelbe Tonne)" },
		},
		leftOut: { "": "Zeilen ohne Straße und ohne Termine" },
	},
];

export function pathsOf({ folder, files }: DeskTown): string[] {
	return (files ?? filesOf(folder)).map((name) => join(SHARED, folder, name));
}
