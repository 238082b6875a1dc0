import { msg, str } from "@lit/localize";
import { css, html } from "lit";
import type { Cancellation, Collection } from "../../data/model/collection.ts";
import { shared } from "../style/shared.ts";
import { insteadOf } from "../words/change-words.ts";
import { dayWords } from "../words/day-words.ts";
import { WordedElement } from "../words/worded-element.ts";

/** Why a date is not as planned, and what was. Where it was read stands in the message to the town (`wrong-date.ts`). */
export class WhyChanged extends WordedElement {
	static override properties = { collection: { attribute: false }, cancellation: { attribute: false } };
	declare collection: Collection | undefined;
	declare cancellation: Cancellation | undefined;

	static override styles = [
		shared,
		css`
			details { font-size: var(--size-s); }
			summary { display: inline-flex; align-items: baseline; color: var(--moved); cursor: pointer; min-block-size: 2.75rem; padding-block: 0.625rem; list-style: none; overflow-wrap: anywhere; }
			summary::-webkit-details-marker { display: none; }
			summary::after { content: ""; flex: none; inline-size: 0.4375rem; block-size: 0.4375rem; margin-inline-start: 0.5rem; border-block-end: 2px solid; border-inline-end: 2px solid; rotate: 45deg; translate: 0 -0.1875rem; }
			details[open] summary::after { rotate: 225deg; translate: 0 0.0625rem; }
			summary:dir(rtl)::after { rotate: -45deg; }
			.told { display: grid; gap: 0.25rem; padding: 0.5rem 0.75rem; margin-block-end: 0.5rem; border-inline-start: 3px solid var(--line); color: var(--ink-soft); }
		`,
	];

	protected override render() {
		const about = this.collection ?? this.cancellation;
		if (!about) return undefined;
		return html`<details>
			<summary>${this.collection ? html`↷ ${insteadOf(this.collection)}` : (about.reason ?? msg("Warum?"))}</summary>
			<div class="told">
				<p>${msg(str`Geplant war ${dayWords(about.planned, "full")}.`)}</p>
				<p>${msg("So hat es die Gemeinde bekannt gegeben.")}</p>
			</div>
		</details>`;
	}
}

customElements.define("why-changed", WhyChanged);
