import { msg } from "@lit/localize";
import { css, html } from "lit";
import type { Town } from "../../data/model/town.ts";
import { framed, frameStyle, titled } from "../frame/side-frame.ts";
import { WishEvent } from "../household/events.ts";
import { buttons, shared } from "../style/shared.ts";
import { WordedElement } from "../words/worded-element.ts";

/** In the hand: all that is neither dates, month nor reminder. */
export class MoreView extends WordedElement {
	static override properties = { town: { attribute: false }, asks: { attribute: false } };
	declare town: Town;
	/** The town takes requests. */
	declare asks: boolean;

	static override styles = [
		shared,
		buttons,
		frameStyle,
		css`
			ul { display: grid; gap: 0.5rem; }
			.choice { display: flex; align-items: center; justify-content: space-between; gap: 1rem; inline-size: 100%; min-block-size: 3.25rem; padding: 0.625rem 1rem; border: 1px solid var(--line); border-radius: var(--corner); background: var(--surface); color: var(--ink); font: inherit; text-align: start; text-decoration: none; overflow-wrap: anywhere; cursor: pointer; }
			.choice:hover { background: var(--accent-wash); border-color: var(--accent); }
			.choice::after { content: ""; inline-size: 0.5rem; block-size: 0.5rem; flex: none; border-block-start: 2px solid var(--accent); border-inline-end: 2px solid var(--accent); rotate: 45deg; }
			.choice:dir(rtl)::after { rotate: -45deg; }
		`,
	];

	protected override render() {
		const { phone, email, url } = this.town.contact;
		return framed(
			msg("Mehr"),
			html`<ul>
				${this.asks ? entry("#anliegen", msg("Anliegen an die Gemeinde")) : ""}
				${entry("#drucken", msg("Das Jahr auf einem Blatt drucken"))}
				${entry("#adressen", msg("Ihre Adressen"))}
				${entry("#teilen", msg("An Mitbewohner weitergeben"))}
				<li><button class="choice" type="button" @click=${this.#services}>${msg("Andere Tonnen wählen")}</button></li>
				${entry("#daten", msg("Meine Daten"))}
				${entry("#einfach", "Einfache Sprache", "de")}
				${phone ? entry(`tel:${phone.replace(/[^\d+]/gu, "")}`, phone) : ""}
				${entry(`mailto:${email}`, email)}
				${url ? entry(url, this.town.publisher, "de") : ""}
			</ul>`,
		);
	}

	protected override updated(): void {
		titled(msg("Mehr"));
	}

	#services() {
		this.dispatchEvent(new WishEvent({ kind: "other-services" }));
	}
}

function entry(href: string, words: string, lang = document.documentElement.lang) {
	return html`<li><a class="choice" href=${href} lang=${lang}>${words}</a></li>`;
}

customElements.define("more-view", MoreView);
