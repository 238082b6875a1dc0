import { msg } from "@lit/localize";
import { css, html, nothing } from "lit";
import { WishEvent } from "../household/events.ts";
import { buttons, card, shared } from "../style/shared.ts";
import type { TownEntry, Trouble } from "../town/town-source.ts";
import { WordedElement } from "../words/worded-element.ts";

/** What happened, what it means, what to do. */
export class PageTrouble extends WordedElement {
	static override properties = { trouble: { attribute: false }, towns: { attribute: false } };
	declare trouble: Trouble;
	/** Where an address that does not exist may lead on to. */
	declare towns: readonly TownEntry[] | undefined;

	static override styles = [
		shared,
		buttons,
		card,
		css`
			main { inline-size: min(100% - var(--gutter), 34rem); margin: 0.75rem auto 2rem; }
			.card { display: grid; gap: 1rem; justify-items: start; padding: 1.5rem; }
			h2 { font-size: var(--size-m); margin-block-start: 0.5rem; }
			ul { display: grid; gap: 0.5rem; inline-size: 100%; }
			li .button { inline-size: 100%; justify-content: start; }
		`,
	];

	/** Nobody has to press when the net is back. */
	readonly #isBack = (): void => {
		if (this.trouble === "offline") this.#retry();
	};

	override connectedCallback(): void {
		super.connectedCallback();
		window.addEventListener("online", this.#isBack);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		window.removeEventListener("online", this.#isBack);
	}

	protected override render() {
		const { title, text } = wordsFor(this.trouble);
		const isStray = this.trouble === "unknown-town" || this.trouble === "unknown-page";
		return html`<main><div class="card" role="alert">
			<h1 tabindex="-1">${title}</h1>
			<p>${text}</p>
			${isStray ? this.#waysOn() : html`<button class="button primary" type="button" @click=${this.#retry}>${msg("Noch einmal versuchen")}</button>`}
		</div></main>`;
	}

	protected override updated(): void {
		document.title = `${wordsFor(this.trouble).title} – Tonnentag`;
	}

	#waysOn() {
		const towns = this.towns ?? [];
		return html`<a class="button primary" href="/">${msg("Zur Startseite")}</a>
			${towns.length > 0 ? html`<h2 id="towns">${msg("Diese Gemeinden gibt es hier:")}</h2>` : nothing}
			<ul aria-labelledby="towns">${towns.map(({ id, name }) => html`<li><a class="button" href="/${id}" lang="de">${name}</a></li>`)}</ul>`;
	}

	#retry() {
		this.dispatchEvent(new WishEvent({ kind: "retry" }));
	}
}

function wordsFor(trouble: Trouble): { title: string; text: string } {
	switch (trouble) {
		case "offline":
			return {
				title: msg("Keine Verbindung"),
				text: msg("Die Termine konnten nicht geladen werden. Prüfen Sie, ob Ihr Gerät mit dem Internet verbunden ist."),
			};
		case "refused":
			return {
				title: msg("Die Termine sind gerade nicht erreichbar"),
				text: msg(
					"Der Server kann sie im Augenblick nicht liefern. Meist hilft es, in ein paar Minuten noch einmal zu kommen.",
				),
			};
		case "broken":
			return {
				title: msg("Die Termine sind nicht lesbar"),
				text: msg(
					"Angekommen ist etwas anderes. Verlangt Ihr WLAN eine Anmeldung, melden Sie sich dort zuerst an. Wir zeigen lieber keine Termine als falsche.",
				),
			};
		case "no-towns":
			return {
				title: msg("Noch keine Gemeinde eingerichtet"),
				text: msg("Auf diesem Server liegen noch keine Termine."),
			};
		case "unknown-town":
			return {
				title: msg("Diese Gemeinde gibt es hier nicht"),
				text: msg("Unter dieser Adresse finden wir keine Termine. Vielleicht ist sie falsch geschrieben."),
			};
		case "unknown-page":
			return {
				title: msg("Diese Seite gibt es nicht"),
				text: msg("Vielleicht ist die Adresse falsch geschrieben, oder der Link ist veraltet."),
			};
	}
}

customElements.define("page-trouble", PageTrouble);
