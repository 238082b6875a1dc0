import { css, html, LitElement } from "lit";
import type { Town } from "../../data/model/town.ts";

/** The name at the head of every view, with its bin or with the town's coat of arms. */
export class BrandMark extends LitElement {
	static override properties = { town: { attribute: false } };
	declare town: Town | undefined;

	static override styles = css`
		:host { display: inline-flex; align-items: center; gap: 0.5rem; font-weight: 600; }
		img { display: block; inline-size: auto; block-size: 1.75rem; }
		.bin { border-radius: 6px; }
		@media (max-width: 22.5rem) { :host([compact]) span { display: none; } }
	`;

	protected override render() {
		const arms = this.town?.look?.arms;
		const image = arms
			? html`<img src=${arms} height="28" alt="Wappen: ${this.town?.name ?? ""}" lang="de" />`
			: html`<img class="bin" src="/icon.svg" width="28" height="28" alt="" />`;
		return html`${image}<span>Tonnentag</span>`;
	}
}

customElements.define("brand-mark", BrandMark);
