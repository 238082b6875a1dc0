import { msg, str } from "@lit/localize";
import { css, html } from "lit";
import { parseHouseNumber } from "../../data/model/number.ts";
import type { Street } from "../../data/model/street.ts";
import { AnswerEvent } from "../household/events.ts";
import { buttons, field, shared } from "../style/shared.ts";
import { WordedElement } from "../words/worded-element.ts";
import { questionStyle } from "./question-style.ts";

/** The house number, only where it tells two parts of a street apart. */
export class NumberQuestion extends WordedElement {
	static override properties = { street: { attribute: false }, refused: { state: true } };
	declare street: Street;
	declare refused: boolean;

	static override styles = [
		shared,
		buttons,
		field,
		questionStyle,
		css`
			.field { max-inline-size: 12rem; }
			form { display: grid; gap: 1rem; }
			.wrong:empty { display: none; }
		`,
	];

	constructor() {
		super();
		this.refused = false;
	}

	protected override render() {
		return html`
			<h1><label for="number">${msg("Welche Hausnummer?")}</label></h1>
			<p class="lead" id="why">${msg(str`In der Straße „${this.street.name}“ hängen die Termine von der Hausnummer ab. Die Nummer bleibt auf Ihrem Gerät.`)}</p>
			<form novalidate @submit=${this.#submit}>
				<input id="number" class="field" type="text" autocomplete="off" autocapitalize="none" maxlength="12" enterkeyhint="next" required
					aria-invalid=${this.refused ? "true" : "false"} aria-describedby="why wrong" />
				<p id="wrong" class="wrong" role="alert">${this.refused ? msg("Bitte geben Sie eine Hausnummer ein, zum Beispiel 12 oder 12a.") : ""}</p>
				<div class="actions"><button class="button primary" type="submit">${msg("Weiter")}</button></div>
			</form>`;
	}

	#submit(event: SubmitEvent) {
		event.preventDefault();
		const input = this.renderRoot.querySelector("input");
		const number = input?.value.trim() ?? "";
		this.refused = parseHouseNumber(number) === undefined;
		if (this.refused) input?.focus();
		else this.dispatchEvent(new AnswerEvent({ kind: "number", number }));
	}
}

customElements.define("number-question", NumberQuestion);
