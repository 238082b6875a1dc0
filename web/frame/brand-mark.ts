import { css, html, LitElement } from "lit";
import { worn } from "../style/town-look.ts";

/** The name at the head of every view, with its bin or with the town's coat of arms. */
export class BrandMark extends LitElement {
	static override styles = css`
		:host { display: inline-flex; align-items: center; gap: 0.5rem; font-weight: 600; }
		img { display: block; inline-size: auto; block-size: 1.75rem; }
		.bin { border-radius: 6px; }
		@media (max-width: 22.5rem) { :host([compact]) span { display: none; } }
	`;

	readonly #look = () => this.requestUpdate();

	override connectedCallback(): void {
		super.connectedCallback();
		worn.addEventListener("change", this.#look);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		worn.removeEventListener("change", this.#look);
	}

	protected override render() {
		const { name, look } = worn.town ?? {};
		const image = look?.arms
			? html`<img src=${look.arms} height="28" alt="Wappen: ${name}" lang="de" />`
			: html`<img class="bin" src="/icon.svg" width="28" height="28" alt="" />`;
		return html`${image}<span>Tonnentag</span>`;
	}
}

customElements.define("brand-mark", BrandMark);
