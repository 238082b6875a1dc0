import { msg } from "@lit/localize";
import { css, html, nothing } from "lit";
import type { Collection } from "../../data/model/collection.ts";
import { isMoved } from "../../data/model/collection.ts";
import type { Service } from "../../data/model/service.ts";
import { isBroad } from "../bin/town-bin.ts";
import { WishEvent } from "../household/events.ts";
import type { Outlook } from "../household/outlook.ts";
import { buttons, shared } from "../style/shared.ts";
import { insteadOf } from "../words/change-words.ts";
import { distanceWords, shortDay } from "../words/day-words.ts";
import { inOwnWords } from "../words/fraction-words.ts";
import { WordedElement } from "../words/worded-element.ts";

/** The next date of each of the household's services. */
export class NextDates extends WordedElement {
	static override properties = { outlook: { attribute: false } };
	declare outlook: Outlook;

	static override styles = [
		shared,
		buttons,
		css`
			:host { display: grid; gap: 0.5rem; }
			li { display: grid; grid-template-columns: 2.75rem 1fr auto; gap: 0.25rem 0.75rem; align-items: center; padding-block: 0.625rem; border-block-end: 1px solid var(--line); }
			.picture { display: grid; place-items: center; }
			town-bin { --bin-size: 2.25rem; }
			.wide { --bin-size: 1.75rem; }
			.name { font-weight: 600; line-height: 1.3; overflow-wrap: anywhere; hyphens: auto; }
			.when { text-align: end; line-height: 1.3; font-variant-numeric: tabular-nums; }
			.day { display: block; font-weight: 600; white-space: nowrap; }
			.moved { grid-column: 2 / -1; color: var(--moved); }
		`,
	];

	protected override render() {
		return html`
			<h2>${msg("Nächste Termine")}</h2>
			<ul>${this.outlook.nextOf.map(({ service, collection }) => this.#row(service, collection))}</ul>
			<button class="plain" type="button" @click=${this.#change}>${msg("Andere Tonnen wählen")}</button>`;
	}

	#row(service: Service, collection: Collection | undefined) {
		return html`<li>
			<span class="picture"><town-bin class=${isBroad(service) ? "wide" : ""} .service=${service}></town-bin></span>
			<span><span class="name" lang="de">${service.label}</span>${inOwnWords(service)}</span>
			<span class="when">${this.#when(collection)}</span>
			${collection && isMoved(collection) ? html`<span class="moved small">↷ ${insteadOf(collection)}</span>` : nothing}
		</li>`;
	}

	#when(collection: Collection | undefined) {
		if (!collection) return html`<span class="soft small">${msg("noch nicht veröffentlicht")}</span>`;
		return html`<span class="day">${shortDay(collection.day)}</span>
			<span class="soft small">${distanceWords(this.outlook.today, collection.day)}</span>`;
	}

	#change() {
		this.dispatchEvent(new WishEvent({ kind: "other-services" }));
	}
}

customElements.define("next-dates", NextDates);
