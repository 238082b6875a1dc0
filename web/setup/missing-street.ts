import { msg } from "@lit/localize";
import { css, html, nothing } from "lit";
import type { Town } from "../../data/model/town.ts";
import { shared } from "../style/shared.ts";
import { WordedElement } from "../words/worded-element.ts";

/** "Ihre Straße fehlt?" leads to the people who can add it; who they are comes once it is opened. */
export class MissingStreet extends WordedElement {
	static override properties = { town: { attribute: false }, open: { type: Boolean }, wasOpened: { state: true } };
	declare town: Town | undefined;
	declare open: boolean;
	declare wasOpened: boolean;

	static override styles = [
		shared,
		css`
			summary { display: inline-block; min-block-size: 2.75rem; padding-block: 0.625rem; color: var(--accent); cursor: pointer; text-decoration: underline; text-underline-offset: 0.15em; list-style: none; }
			summary::-webkit-details-marker { display: none; }
		`,
	];

	protected override render() {
		return html`<details ?open=${this.open} @toggle=${this.#show}>
			<summary>${msg("Ihre Straße fehlt?")}</summary>
			${this.wasOpened ? html`<town-contact .town=${this.town}></town-contact>` : nothing}
		</details>`;
	}

	#show() {
		import("./town-contact.ts");
		this.wasOpened = true;
	}
}

customElements.define("missing-street", MissingStreet);
