import { msg } from "@lit/localize";
import { html } from "lit";
import { WishEvent } from "../household/events.ts";
import { buttons, shared } from "../style/shared.ts";
import type { TownEntry } from "../town/town-source.ts";
import { WordedElement } from "../words/worded-element.ts";
import { questionStyle } from "./question-style.ts";

/** Which municipality? Asked only where several are served. */
export class TownQuestion extends WordedElement {
	static override properties = { towns: { attribute: false } };
	declare towns: readonly TownEntry[];

	static override styles = [shared, buttons, questionStyle];

	protected override render() {
		return html`
			<h1 tabindex="-1">${msg("In welcher Gemeinde wohnen Sie?")}</h1>
			<ul class="choices">
				${this.towns.map((town) => html`<li><button class="choice" type="button" @click=${() => this.#choose(town)}>${town.name}</button></li>`)}
			</ul>`;
	}

	#choose({ id }: TownEntry) {
		this.dispatchEvent(new WishEvent({ kind: "town", town: id }));
	}
}

customElements.define("town-question", TownQuestion);
