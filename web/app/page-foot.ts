import { msg } from "@lit/localize";
import { css, html, nothing } from "lit";
import { buttons, shared } from "../style/shared.ts";
import { currentLanguage, isReviewed } from "../words/page-language.ts";
import { WordedElement } from "../words/worded-element.ts";

/** What the law asks for, within reach of every view. */
export class PageFoot extends WordedElement {
	static override styles = [
		shared,
		buttons,
		css`
			footer { inline-size: min(100% - var(--gutter), 76rem); margin-inline: auto; padding-block: 1rem; border-block-start: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: center; justify-content: space-between; }
			@media (min-width: 100rem) { footer { inline-size: min(100% - 4rem, 104rem); } }
			ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
			a { display: inline-flex; align-items: center; min-block-size: 2.75rem; font-size: var(--size-s); }
			.unreviewed { flex-basis: 100%; max-inline-size: none; }
			@media print { :host { display: none; } }
		`,
	];

	protected override render() {
		return html`<footer>
			${isReviewed(currentLanguage()) ? nothing : html`<p class="small soft unreviewed">${msg("Diese Übersetzung hat noch niemand geprüft, der die Sprache von Haus aus spricht. Es gilt der deutsche Text.")}</p>`}
			<nav aria-label=${msg("Über diese Seite")}><ul>
				<li><a href="#datenschutz">${msg("Datenschutz")}</a></li>
				<li><a href="#impressum">${msg("Impressum")}</a></li>
				<li><a href="#barrierefreiheit">${msg("Barrierefreiheit")}</a></li>
				<li><a href="#einfach" lang="de">Einfache Sprache</a></li>
				<li><a href="#daten">${msg("Meine Daten")}</a></li>
			</ul></nav>
		</footer>`;
	}
}

customElements.define("page-foot", PageFoot);
