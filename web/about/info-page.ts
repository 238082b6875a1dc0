import { msg } from "@lit/localize";
import { css, html, nothing } from "lit";
import type { Town } from "../../data/model/town.ts";
import { framed, frameStyle, titled } from "../frame/side-frame.ts";
import type { SideView } from "../frame/side-views.ts";
import { buttons, shared } from "../style/shared.ts";
import { currentLanguage } from "../words/page-language.ts";
import { WordedElement } from "../words/worded-element.ts";
import { accessibilityText } from "./accessibility-text.ts";
import { imprintText } from "./imprint-text.ts";
import type { InfoText } from "./info-text.ts";
import { plainText } from "./plain-text.ts";
import { privacyText } from "./privacy-text.ts";

const TEXTS: Partial<Record<SideView, InfoText>> = {
	datenschutz: privacyText,
	impressum: imprintText,
	barrierefreiheit: accessibilityText,
	einfach: plainText,
};

/** What the law and good manners ask for. In German: these texts bind in this wording. */
export class InfoPage extends WordedElement {
	static override properties = { page: { attribute: false }, town: { attribute: false } };
	declare page: SideView;
	declare town: Town | undefined;

	static override styles = [
		shared,
		buttons,
		frameStyle,
		css`
			section { display: grid; gap: 0.75rem; }
			main ul { display: grid; gap: 0.375rem; padding-inline-start: 1.25rem; list-style: disc; }
			main ol { display: grid; gap: 0.375rem; padding-inline-start: 1.5rem; list-style: decimal; }
			h2 { font-size: var(--size-l); margin-block-start: 0.5rem; }
			p > a, li > a { overflow-wrap: anywhere; }
			.simple { display: grid; gap: 2rem; font-size: var(--size-l); line-height: 1.7; }
			.simple h2 { font-size: var(--size-xl); margin: 0; }
			main .bins { display: flex; flex-wrap: wrap; gap: 1rem 1.5rem; padding: 0; list-style: none; }
			.bins li { display: grid; justify-items: center; gap: 0.25rem; font-size: var(--size-m); }
			.bins town-bin { --bin-size: 3.5rem; }
		`,
	];

	protected override render() {
		const text = TEXTS[this.page];
		if (!text) return nothing;
		const foreign =
			currentLanguage() === "de"
				? nothing
				: html`<p class="soft" lang=${currentLanguage()}>${msg("Diese Seite gibt es nur auf Deutsch.")}</p>`;
		return framed(text.title, html`${foreign}${text.body(this.town)}`, "de");
	}

	protected override updated(): void {
		titled(TEXTS[this.page]?.title ?? "");
	}
}

customElements.define("info-page", InfoPage);
