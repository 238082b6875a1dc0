import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import type { Place, Street } from "../../data/model/street.ts";
import { AnswerEvent } from "../household/events.ts";
import { buttons, shared } from "../style/shared.ts";
import { partWords } from "../words/part-words.ts";
import { WordedElement } from "../words/worded-element.ts";
import { questionStyle } from "./question-style.ts";

/** Which part of the street, where no number decides it: a choice in the town's words. */
export class PartQuestion extends WordedElement {
	static override properties = {
		street: { attribute: false },
		choices: { attribute: false },
		unknownNumber: { attribute: false },
	};
	declare street: Street;
	declare choices: readonly Place[];
	/** The number that no part of the street has. */
	declare unknownNumber: string | undefined;

	static override styles = [shared, buttons, questionStyle];

	protected override render() {
		return html`
			<h1 tabindex="-1">${msg("Welcher Teil der Straße?")}</h1>
			<p class="lead">${this.#why()}</p>
			<ul class="choices">
				${this.choices.map(
					(place) => html`<li><button class="choice" type="button" @click=${() => this.#choose(place)}>
					<span lang=${place.part.kind === "words" ? "de" : nothing}>${partWords(place)}</span></button></li>`,
				)}
			</ul>`;
	}

	#why() {
		const { name } = this.street;
		return this.unknownNumber === undefined
			? msg(str`In der Straße „${name}“ gelten verschiedene Termine. Welche Beschreibung passt?`)
			: msg(
					str`Die Nummer ${this.unknownNumber} steht für „${name}“ nicht im Verzeichnis. Welcher Teil der Straße ist es?`,
				);
	}

	#choose({ id }: Place) {
		this.dispatchEvent(new AnswerEvent({ kind: "part", place: id }));
	}
}

customElements.define("part-question", PartQuestion);
