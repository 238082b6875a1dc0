import { msg, str } from "@lit/localize";

/** No answer, or one that says no. */
export type Trouble =
	| { readonly kind: "offline" }
	| { readonly kind: "refused"; readonly status: number; readonly code: string };

/** Why something did not work, and what to do. */
export function troubleWords(sent: Trouble): string {
	if (sent.kind === "offline") return msg("Keine Verbindung. Nichts ist verloren; bitte noch einmal versuchen.");
	if (sent.status === 401 || sent.status === 403)
		return msg("Dafür müssen Sie angemeldet sein. Ihre Arbeit bleibt hier stehen.");
	if (sent.status === 429) return msg("Zu viele Versuche. Bitte in einigen Minuten noch einmal.");
	return msg(str`Der Server hat abgelehnt (${`${sent.status} ${sent.code}`}).`);
}
