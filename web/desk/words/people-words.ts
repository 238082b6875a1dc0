import { msg } from "@lit/localize";
import type { Audited, Role } from "../../../data/model/desk.ts";

export function roleWords(role: Role): string {
	switch (role) {
		case "clerk":
			return msg("Sachbearbeitung");
		case "haulier":
			return msg("Entsorger");
		case "host":
			return msg("Betreiber");
	}
}

export function auditWords(what: Audited): string {
	switch (what) {
		case "invited":
			return msg("eingeladen:");
		case "device_link_made":
			return msg("Link für ein zweites Gerät gemacht");
		case "passkey_made":
			return msg("Gerät eingerichtet");
		case "signed_in":
			return msg("angemeldet");
		case "signed_out":
			return msg("abgemeldet");
		case "signed_out_everywhere":
			return msg("auf allen Geräten abgemeldet");
		case "person_removed":
			return msg("Zugang genommen:");
		case "edition_published":
			return msg("veröffentlicht: Ausgabe");
		case "edition_planned":
			return msg("für später vorgesehen: Ausgabe");
		case "edition_withdrawn":
			return msg("zurückgezogen: Ausgabe");
		case "edition_overtaken":
			return msg("nicht von selbst veröffentlicht, weil inzwischen anderes galt: Ausgabe");
		case "edition_published_again":
			return msg("wieder veröffentlicht: Ausgabe");
		case "edition_exported":
			return msg("heruntergeladen: Ausgabe");
		case "draft_begun":
			return msg("Entwurf begonnen");
		case "draft_discarded":
			return msg("Entwurf verworfen");
		case "notice_written":
			return msg("Hinweis geschrieben:");
		case "notice_removed":
			return msg("Hinweis entfernt:");
		default:
			return what;
	}
}
