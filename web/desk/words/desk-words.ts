import { msg } from "@lit/localize";
import type { Form } from "../../../data/model/service.ts";

/** Names of the recipe as a clerk knows them. */

export function kindWords(kind: string): string {
	switch (kind) {
		case "streets":
			return msg("Ein Straßenverzeichnis");
		case "dates":
			return msg("Eine Liste von Terminen");
		case "date-columns":
			return msg("Eine Tabelle mit einer Spalte von Terminen je Leistung oder Tour");
		case "day-tokens":
			return msg("Eine Tafel von Tagen mit Kürzeln");
		case "rhythms":
			return msg("Eine Liste von Rhythmen");
		case "rules":
			return msg("Eine Liste von Regeln");
		case "shifts":
			return msg("Eine Liste von Verschiebungen");
		case "calendar":
			return msg("Ein Kalender");
		default:
			return msg("Noch nicht erkannt; bei den Fragen steht, was zu tun ist");
	}
}

export function columnWords(key: string): string {
	switch (key) {
		case "date":
			return msg("Tag");
		case "round":
			return msg("Bezirk oder Tour");
		case "street":
			return msg("Straße");
		case "postcode":
			return msg("Postleitzahl");
		case "locality":
			return msg("Ortsteil");
		case "note":
			return msg("Bemerkung");
		case "words":
			return msg("Abschnitt in Worten");
		case "first":
			return msg("Erster Tag");
		case "weeks":
			return msg("Wochen");
		case "rule":
			return msg("Regel");
		case "reason":
			return msg("Grund");
		default:
			return fieldWords(key);
	}
}

/** What is filled in. */
export function fieldWords(key: string): string {
	switch (key) {
		case "name":
			return msg("Name");
		case "email":
			return msg("E-Mail");
		case "publisher":
			return msg("Herausgeber");
		case "street":
			return msg("Straße oder Ort");
		case "districts":
			return msg("So heißen die Bezirke");
		case "label":
			return msg("Name für die Bürger");
		case "round":
			return msg("Name der Tour");
		case "earliest":
			return msg("Am Vortag ab");
		case "latest":
			return msg("Am Abfuhrtag bis");
		case "from":
			return msg("Von", { desc: "first day" });
		case "to":
			return msg("Bis", { desc: "last day" });
		case "state":
			return msg("Kürzel");
		case "services":
		case "everywhere":
		case "stops":
			return msg("Leistungen");
		default:
			return key;
	}
}

export function formWords(form: Form): string {
	switch (form) {
		case "bin":
			return msg("Tonne");
		case "container":
			return msg("Großbehälter");
		case "sack":
			return msg("Sack");
		case "bundle":
			return msg("Bündel");
		case "van":
			return msg("Fahrzeug, zu dem man hingeht");
		case "tree":
			return msg("Baum");
		case "pile":
			return msg("Haufen");
	}
}
