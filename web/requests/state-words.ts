import { msg } from "@lit/localize";
import type { State } from "../../data/model/request.ts";

/** How a request stands: for its household, and for the town hall. */
export function stateWords(state: State): string {
	switch (state) {
		case "unpaid":
			return msg("Wartet auf die Zahlung");
		case "received":
			return msg("Eingegangen");
		case "confirmed":
			return msg("Bestätigt");
		case "working":
			return msg("In Arbeit");
		case "done":
			return msg("Erledigt");
		case "failed":
			return msg("Nicht erledigt");
		case "declined":
			return msg("Abgelehnt");
		case "cancelled":
			return msg("Abgesagt");
		case "expired":
			return msg("Verfallen");
	}
}

/** What became of it, one after the other. */
export function eventWords(what: string): string {
	if (what === "changed") return msg("Geändert");
	return what === "photo" ? msg("Foto hinzugefügt") : stateWords(what as State);
}
