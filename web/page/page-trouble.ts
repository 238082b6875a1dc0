import { msg } from "@lit/localize";
import { css, html } from "lit";
import { WishEvent } from "../household/events.ts";
import { buttons, card, shared } from "../style/shared.ts";
import { WordedElement } from "../words/worded-element.ts";
import type { Trouble } from "./town-source.ts";

/** What happened, what it means, what to do. */
export class PageTrouble extends WordedElement {
	static override properties = { trouble: { attribute: false } };
	declare trouble: Trouble;

	static override styles = [
		shared,
		buttons,
		card,
		css`
			main { inline-size: min(100% - 2rem, 34rem); margin: 4.5rem auto 2rem; }
			.card { display: grid; gap: 1rem; justify-items: start; padding: 1.5rem; }
		`,
	];

	protected override render() {
		const { title, text, action } = wordsFor(this.trouble);
		return html`<main><div class="card" role="alert">
			<h1 tabindex="-1">${title}</h1>
			<p>${text}</p>
			<button class="button primary" type="button" @click=${this.#act}>${action}</button>
		</div></main>`;
	}

	#act() {
		this.dispatchEvent(new WishEvent({ kind: this.trouble === "unknown-town" ? "other-town" : "retry" }));
	}
}

function wordsFor(trouble: Trouble): { title: string; text: string; action: string } {
	const again = msg("Noch einmal versuchen");
	switch (trouble) {
		case "offline":
			return {
				title: msg("Keine Verbindung"),
				text: msg("Die Termine konnten nicht geladen werden. Prüfen Sie, ob Ihr Gerät mit dem Internet verbunden ist."),
				action: again,
			};
		case "refused":
			return {
				title: msg("Die Termine sind gerade nicht erreichbar"),
				text: msg(
					"Der Server antwortet nicht wie erwartet. Meist hilft es, in ein paar Minuten noch einmal zu kommen.",
				),
				action: again,
			};
		case "broken":
			return {
				title: msg("Die Termine sind nicht lesbar"),
				text: msg("Bei der Gemeinde ist etwas durcheinandergeraten. Wir zeigen lieber keine Termine als falsche."),
				action: again,
			};
		case "no-towns":
			return {
				title: msg("Noch keine Gemeinde eingerichtet"),
				text: msg("Auf diesem Server liegen noch keine Termine."),
				action: again,
			};
		case "unknown-town":
			return {
				title: msg("Diese Gemeinde gibt es hier nicht"),
				text: msg("Unter dieser Adresse finden wir keine Termine. Vielleicht ist sie falsch geschrieben."),
				action: msg("Gemeinde wählen"),
			};
	}
}

customElements.define("page-trouble", PageTrouble);
