import { msg } from "@lit/localize";

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
