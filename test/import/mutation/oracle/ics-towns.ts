import { Reading, type Texts } from "../engine/reading.ts";
import type { OracleTown } from "../engine/town.ts";
import { calendarFile, type Feed, readFeed, type Saying, type Wording } from "./ics.ts";

type Words = Readonly<Record<string, readonly string[]>>;

/** Of a text that the words hold whole; nothing where they do not. */
function inWords(words: Words, street: string, text: string): Saying[] | undefined {
	const services = Object.hasOwn(words, text) ? words[text] : undefined;
	return services?.map((service) => ({ place: { street }, service }));
}

function all(parts: readonly (Saying[] | undefined)[]): Saying[] | undefined {
	return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

interface Plan {
	readonly folder: string;
	readonly recipe?: string;
	readonly files: readonly string[];
	readonly latin1?: boolean;
	readonly from: string;
	readonly to: string;
	readonly wording: (file: string) => Wording;
}

function town({ folder, recipe = folder, files, latin1, from, to, wording }: Plan): OracleTown {
	const feeds: Feed[] = files.map((file) => ({ file, from, to, wording: wording(file) }));
	return {
		folder,
		recipe,
		files: files.map((name) => calendarFile(name, latin1 && name === "abfuhr.ics" ? "latin1" : "utf-8")),
		read: (texts: Texts) => {
			const reading = new Reading();
			for (const feed of feeds) readFeed(reading, texts, feed);
			return reading;
		},
	};
}

/** The SUMMARY, less what stands around the words. */
function summary(words: Words, street: string, around = /^(.*)$/u, split?: string) {
	return (): Wording =>
		({ text }) => {
			const said = around.exec(text("SUMMARY"))?.[1]?.trim() ?? text("SUMMARY");
			return all((split ? said.split(split) : [said]).map((part) => inWords(words, street, part.trim())));
		};
}

const YELLOW = { Hausmüll: ["rest"], Biomüll: ["bio"], Papier: ["papier"], "Gelber Sack": ["gelb"] };

/** «Straße - Fraktion», as MyMüll writes it. */
function byStreet(): Wording {
	return ({ text }) => {
		const [, street = "", what = ""] = /^(.*?) - (.*)$/u.exec(text("SUMMARY")) ?? [];
		return street === "" ? undefined : inWords(YELLOW, street.trim(), what.trim());
	};
}

function birkenfeld(): Wording {
	const words = { "Bio- / Restmüll": ["bio", "rest"], Papier: ["papier"], Leichtverpackungen: ["lvp"], Glas: ["glas"] };
	return ({ text }) => {
		const [, what = "", area = ""] =
			/^Abfuhrart: (.*)\nGebiet: (\S+)\n(?:Hinweis|Quelle): /u.exec(text("DESCRIPTION")) ?? [];
		return what === "Recyclinghof" ? [] : inWords(words, area, what);
	};
}

function wetzlar(): Wording {
	const words = { Restmülltonne: ["rest"], Biotonne: ["bio"], "Gelber Sack": ["gelb"], Altpapiertonne: ["papier"] };
	return ({ text }) => {
		const [, what = "", street = ""] =
			/^([^,]*), (?:Abfuhrbezirk [^,]+, )?(.*) \(Wetzlar\)$/u.exec(text("DESCRIPTION")) ?? [];
		return street === "" ? undefined : inWords(words, street, what);
	};
}

function badEms(): Wording {
	const words = {
		Restabfall: ["rest"],
		Bioabfall: ["bio"],
		Altpapier: ["papier"],
		"Gelbe Tonne": ["gelb"],
		Problemabfall: ["problem"],
	};
	return ({ text }) => {
		const said = text("SUMMARY");
		const what = inWords(words, text("LOCATION"), said) ?? inWords(words, text("LOCATION"), said.replace(/^\S+ /u, ""));
		return text("LOCATION") === "" ? undefined : what;
	};
}

const GEILENKIRCHEN = {
	"Altpapier (blaue Tonne)": ["papier"],
	"Bioabfall (braune Tonne)": ["bio"],
	Grünschnittabfuhr: ["garten"],
	"Leichtverpackungen (Gelbe Tonne)": ["gelb"],
	"Restabfall (graue Tonne)": ["rest"],
};
const BREMEN = {
	Papier: ["papier"],
	"Gelber Sack": ["gelb"],
	Bioabfall: ["bio"],
	Restmüll: ["rest"],
	Tannenbaumabfuhr: ["baum"],
};
const EXCERPTS = "ics-issue-excerpts-open";

function year(number: number) {
	return { from: `${number}-01-01`, to: `${number}-12-31` };
}

export const CALENDARS: readonly OracleTown[] = [
	town({
		folder: "geilenkirchen-2026",
		files: ["1", "2", "3", "4", "5", "6"].map((round) => `Abfuhrkalender_Bezirk_${round}.ics`),
		...year(2026),
		wording: (file) => summary(GEILENKIRCHEN, `Bezirk ${file.at(-5)}`)(),
	}),
	town({
		folder: "ics-abfall-lro-2024",
		files: ["abfuhrtermine.ics"],
		...year(2024),
		wording: summary(
			{ "Schwarze Tonne": ["rest"], "Blaue Tonne": ["papier"], "Gelbe Tonne": ["gelb"] },
			"Landkreis Rostock",
			/^Leerung (.*)$/u,
		),
	}),
	town({
		folder: "ics-abfallplus-aichwald-2020",
		files: ["test.ics"],
		...year(2020),
		wording: () => (told) =>
			inWords(
				{
					"Restmüll 2-wöchentlich": ["rest-2w"],
					"Restmüll 4-wöchentlich": ["rest-4w"],
					Biotonne: ["bio"],
					Papiertonne: ["papier"],
					"Gelbe/r Sack/Tonne": ["gelb"],
				},
				told.calendar,
				told.text("SUMMARY"),
			),
	}),
	town({
		folder: "ics-awbkoeln-2025",
		files: ["awb-abfuhrtermine.ics"],
		...year(2025),
		wording: summary(
			{
				"Restmüll (grau)": ["rest"],
				"Bio (braun)": ["bio"],
				"Papier (blau)": ["papier"],
				"Wertstoff (gelb)": ["wert"],
				Weihnachtsbaum: ["baum"],
			},
			"Köln",
			/^(.*) AWB Köln$/u,
			", ",
		),
	}),
	town({
		folder: "ics-awido-putzbrunn-2017-2018",
		files: ["Abfuhrkalender-Putzbrunn-2017.ics", "Abfuhrkalender-Putzbrunn-2018.ics"],
		from: "2017-01-01",
		to: "2018-12-31",
		wording: summary(
			{
				"Restmüll wöchentlich": ["rest-1w"],
				"Restmüll vierzehntägig": ["rest-2w"],
				Biotonne: ["bio"],
				"Gelber Sack/Tonne": ["gelb"],
				Giftmobil: ["gift"],
				"Sperrmüll- und Wertstoffsammlung": ["sperr"],
			},
			"Tannenstraße",
			/^(.*) in Putzbrunn$/u,
		),
	}),
	town({
		folder: "ics-birkenfeld-2026",
		files: ["alle.ics"],
		from: "2026-08-01",
		to: "2026-12-31",
		wording: birkenfeld,
	}),
	town({
		folder: "ics-gips-aschaffenburg-2025",
		files: ["aschaffenburg.ics"],
		...year(2025),
		wording: summary(
			{
				Restmüll: ["rest"],
				"Restmüll (grüner Deckel)": ["rest-gruen"],
				Bioabfall: ["bio"],
				Altpapier: ["papier"],
				"Gelbe Wertstofftonne": ["gelb"],
			},
			"Aschaffenburg",
		),
	}),
	town({
		folder: EXCERPTS,
		recipe: "ics-issue-excerpts-google",
		files: ["google-rrule-recurrence-id-2019.ics"],
		...year(2019),
		wording: summary({ Biomüll: ["bio"] }, "Google-Kalender"),
	}),
	town({
		folder: EXCERPTS,
		recipe: "ics-issue-excerpts-mainz",
		files: ["muellmax-mainz-2020.ics"],
		from: "2020-01-01",
		to: "2021-01-03",
		wording: summary({ "EB Restabfall-Behälter": ["rest"] }, "Mainz"),
	}),
	town({
		folder: EXCERPTS,
		recipe: "ics-issue-excerpts-muelheim",
		files: ["regioit-muelheim-2025.ics"],
		...year(2025),
		wording: summary({ Restmüll: ["rest"] }, "Mülheim"),
	}),
	town({
		folder: EXCERPTS,
		recipe: "ics-issue-excerpts-vorarlberg",
		files: ["zerowaste-io-abfallv-2022.ics"],
		...year(2022),
		wording: summary({ Restabfall: ["rest"] }, "Vorarlberg"),
	}),
	town({
		folder: "ics-marudot-2024",
		files: ["abfuhrkalender.ics"],
		...year(2024),
		wording: summary({ Biotonne: ["bio"], Restmülltonne: ["rest"], "Blaue Tonne": ["papier"] }, "Bidingen"),
	}),
	town({ folder: "ics-mymuell-2020", files: ["muellkalender.ics"], ...year(2020), wording: byStreet }),
	town({
		folder: "ics-mymuell-sanddornweg-2025",
		files: ["sanddornweg-2025.ics"],
		from: "2025-11-01",
		to: "2025-12-31",
		wording: byStreet,
	}),
	town({
		folder: "ics-regioit-aachen-2020",
		files: ["muell.ics"],
		...year(2020),
		wording: summary(
			{ Restabfall: ["rest"], "Bio 2wö": ["bio-2w"], "Altpapier 4wö": ["papier-4w"], "Gelber Sack": ["gelb"] },
			"Brabantstraße",
		),
	}),
	town({ folder: "ics-rlk-bad-ems-2022", files: ["better.ics"], ...year(2022), wording: badEms }),
	town({
		folder: "ics-rrule-sivom-2020",
		files: ["recurring.ics"],
		...year(2020),
		wording: summary(
			{
				"Poubelle verte": ["verte"],
				"Poubelle marron (matin)": ["marron"],
				"Poubelle jaune": ["jaune"],
				Encombrants: ["encombrants"],
			},
			"Sivom",
		),
	}),
	town({ folder: "ics-wetzlar-2020", files: ["abfallkalender.ics"], ...year(2020), wording: wetzlar }),
	town({
		folder: "bremen-2020-2023",
		recipe: "bremen-ics-2020",
		files: ["abfuhr.ics", "test_ics_response.txt"],
		latin1: true,
		from: "2020-01-01",
		to: "2022-12-31",
		wording: (file) =>
			file === "abfuhr.ics"
				? summary(BREMEN, "Bremen", /^Müllabfuhr (.*) !!\d\d:\d\d$/u, " / ")()
				: summary({ Bioabfall: ["bio"] }, "Aachener Straße", /^Abfuhr: (.*)$/u)(),
	}),
];
