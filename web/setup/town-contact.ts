import { msg, str } from "@lit/localize";
import { css, html, nothing } from "lit";
import type { Town } from "../../data/model/town.ts";
import { shared } from "../style/shared.ts";
import { WordedElement } from "../words/worded-element.ts";

/** Who publishes the dates, and how they are told of a street that is missing. */
export class TownContact extends WordedElement {
	static override properties = { town: { attribute: false } };
	declare town: Town | undefined;

	static override styles = [
		shared,
		css`
			address { font-style: normal; margin-block-start: 0.5rem; }
			a { display: inline-block; padding-block: 0.625rem; overflow-wrap: anywhere; }
		`,
	];

	protected override render() {
		return this.town ? contactOf(this.town) : nothing;
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

customElements.define("town-contact", TownContact);
