import { css, html, LitElement } from "lit";

/** The name with its bin, at the head of every view. */
export class BrandMark extends LitElement {
	static override styles = css`
		:host { display: inline-flex; align-items: center; gap: 0.5rem; font-weight: 600; }
		img { display: block; border-radius: 6px; }
		@media (max-width: 22.5rem) { :host([compact]) span { display: none; } }
	`;

	protected override render() {
		return html`<img src="/icon.svg" width="28" height="28" alt="" /><span>Tonnentag</span>`;
	}
}

customElements.define("brand-mark", BrandMark);
