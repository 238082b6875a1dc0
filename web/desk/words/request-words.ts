import { msg } from "@lit/localize";
import type { State } from "../../../data/model/request.ts";

/** How a request stands, as the household reads it, too. */
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

/** Why nothing was taken, to choose from: the household reads it as it stands. */
export function whyNot(): readonly string[] {
	return [
		msg("Nicht bereitgestellt"),
		msg("Falsche Dinge bereitgestellt"),
		msg("Mehr als angemeldet"),
		msg("Straße versperrt"),
		msg("Dafür ist die Gemeinde nicht zuständig"),
	];
}
