import { msg, str } from "@lit/localize";
import { css, html } from "lit";
import type { Town } from "../../data/model/town.ts";
import { buttons, shared } from "../style/shared.ts";
import { WordedElement } from "../words/worded-element.ts";

/** "Ihre Straße fehlt?" leads to the people who can add it. */
export class MissingStreet extends WordedElement {
	static override properties = { town: { attribute: false }, open: { type: Boolean } };
	declare town: Town | undefined;
	declare open: boolean;

	static override styles = [
		shared,
		buttons,
		css`
			summary { display: inline-block; min-block-size: 2.75rem; padding-block: 0.625rem; color: var(--accent); cursor: pointer; text-decoration: underline; text-underline-offset: 0.15em; list-style: none; }
			summary::-webkit-details-marker { display: none; }
			address { font-style: normal; margin-block-start: 0.5rem; }
			a { display: inline-block; padding-block: 0.625rem; overflow-wrap: anywhere; }
		`,
	];

	protected override render() {
		return html`<details ?open=${this.open}>
			<summary>${msg("Ihre Straße fehlt?")}</summary>
			${this.town && contactOf(this.town)}
		</details>`;
	}
}

function contactOf({ contact: { name, email, phone, url } }: Town) {
	const subject = encodeURIComponent(
		msg("Meine Straße fehlt im Abfuhrkalender", { desc: "subject of an e-mail to the town" }),
	);
	return html`<p>${msg(str`Sagen Sie es der Stelle, die die Termine herausgibt: ${name}.`)}</p>
		<address>
			<a href="mailto:${email}?subject=${subject}">${email}</a>
			${phone && html`<br /><a href="tel:${phone.replace(/[^\d+]/g, "")}">${phone}</a>`}
			${url && html`<br /><a href=${url} rel="noreferrer">${url.replace(/^https?:\/\/(www\.)?/, "")}</a>`}
		</address>`;
}

customElements.define("missing-street", MissingStreet);
