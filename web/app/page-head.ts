import { msg } from "@lit/localize";
import { css, html, nothing } from "lit";
import type { NamedTown, Town } from "../../data/model/town.ts";
import { WishEvent } from "../household/events.ts";
import { buttons, shared } from "../style/shared.ts";
import { worn } from "../style/town-look.ts";
import { currentLanguage, LANGUAGES, type Language, nameOf } from "../words/page-language.ts";
import { WordedElement } from "../words/worded-element.ts";

/** Who speaks, and in which language: the town with its arms, and the way back to its own site. */
export class PageHead extends WordedElement {
	static override styles = [
		shared,
		buttons,
		css`
			nav { inline-size: min(100% - var(--gutter), 76rem); margin-inline: auto; position: relative; min-block-size: 3.25rem; display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 1rem; }
			@media (min-width: 100rem) { nav { inline-size: min(100% - 4rem, 104rem); } }
			.town { display: inline-flex; align-items: center; gap: 0.5rem; min-block-size: 2.75rem; min-inline-size: 0; color: var(--ink); font-weight: 600; line-height: 1.2; overflow-wrap: anywhere; text-decoration: none; }
			.town[href]:hover { text-decoration: underline; }
			img { display: block; flex: none; inline-size: auto; block-size: 1.75rem; }
			.bin { border-radius: 6px; }
			details { flex: none; }
			summary { display: flex; align-items: center; gap: 0.5rem; min-block-size: 2.75rem; color: var(--accent); cursor: pointer; list-style: none; }
			summary::-webkit-details-marker { display: none; }
			summary::after { content: ""; flex: none; inline-size: 0.4375rem; block-size: 0.4375rem; border-block-end: 2px solid; border-inline-end: 2px solid; rotate: 45deg; translate: 0 -0.125rem; }
			summary:dir(rtl)::after { rotate: -45deg; }
			ul { position: absolute; inset-inline-end: 0; inset-block-start: 100%; z-index: 3; min-inline-size: min(11rem, 80vw); padding: 0.375rem; border: 1px solid var(--edge); border-radius: var(--corner); background: var(--surface); }
			li .plain { inline-size: 100%; padding-inline: 0.75rem; border-radius: 8px; text-decoration: none; }
			li .plain:hover { background: var(--accent-wash); }
			[aria-current="true"] { color: var(--ink); font-weight: 600; }
			@media print { :host { display: none; } }
		`,
	];

	readonly #look = () => this.requestUpdate();

	/** What is open above the page closes when somebody goes on elsewhere. */
	readonly #away = (event: Event) => {
		const details = this.renderRoot.querySelector("details");
		if (details?.open && !event.composedPath().includes(details)) details.open = false;
	};

	override connectedCallback(): void {
		super.connectedCallback();
		worn.addEventListener("change", this.#look);
		for (const name of ["click", "focusin"]) document.addEventListener(name, this.#away);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		worn.removeEventListener("change", this.#look);
		for (const name of ["click", "focusin"]) document.removeEventListener(name, this.#away);
	}

	protected override render() {
		return html`<nav aria-label=${msg("Gemeinde und Sprache")}>${sender(worn.town)}
			<details @keydown=${this.#key}><summary><span class="unseen">${msg("Sprache")}: </span>${nameOf(currentLanguage())}</summary>
				<ul>${LANGUAGES.map((language) => this.#language(language))}</ul></details></nav>`;
	}

	#language(language: Language) {
		const current = language === currentLanguage() ? "true" : "false";
		return html`<li><button class="plain" type="button" lang=${language} aria-current=${current} @click=${() => this.#speak(language)}>${nameOf(language)}</button></li>`;
	}

	#speak(language: Language) {
		this.#close();
		this.dispatchEvent(new WishEvent({ kind: "language", language }));
	}

	#key({ key }: KeyboardEvent) {
		if (key === "Escape") this.#close();
	}

	#close() {
		const details = this.renderRoot.querySelector("details");
		if (!details?.open) return;
		details.open = false;
		details.querySelector("summary")?.focus();
	}
}

/** Its site is known with its dates only: until then the same name leads nowhere. */
function sender(town: (NamedTown & Partial<Pick<Town, "contact">>) | undefined) {
	const { name, look, contact } = town ?? {};
	const image = look?.arms
		? html`<img src=${look.arms} height="28" alt="Wappen: ${name}" />`
		: html`<img class="bin" src="/icon.svg" width="28" height="28" alt="" />`;
	return html`<a class="town" lang="de" href=${contact?.url ?? nothing} rel=${contact?.url ? "noreferrer" : nothing}>${image}<span>${name ?? "Tonnentag"}</span></a>`;
}

customElements.define("page-head", PageHead);
