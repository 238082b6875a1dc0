import { msg, str } from "@lit/localize";
import { css, html } from "lit";
import { parseHouseNumber } from "../../data/model/number.ts";
import type { Street } from "../../data/model/street.ts";
import { AnswerEvent, WishEvent } from "../household/events.ts";
import { buttons, field, shared } from "../style/shared.ts";
import { WordedElement } from "../words/worded-element.ts";
import { questionStyle } from "./question-style.ts";

/** The house number, only where it tells two parts of a street apart. */
export class NumberQuestion extends WordedElement {
	static override properties = {
		street: { attribute: false },
		known: { attribute: false },
		typed: { attribute: false },
		refused: { state: true },
	};
	declare street: Street;
	/** It only tells two addresses of the household apart. */
	declare known: boolean;
	/** What was typed before somebody went back or loaded the page anew. */
	declare typed: string | undefined;
	/** What was typed and is no number; it is said until it is corrected. */
	declare refused: string | undefined;

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
		this.refused = undefined;
	}

	protected override render() {
		return html`
			<h1><label for="number">${msg("Welche Hausnummer?")}</label></h1>
			<p class="lead" id="why">${this.#why()}</p>
			<form novalidate @submit=${this.#submit}>
				<input id="number" class="field" type="text" autocomplete="off" autocapitalize="none" maxlength="12" enterkeyhint="next" required
					.value=${this.typed ?? ""} @input=${this.#type}
					aria-invalid=${this.refused === undefined ? "false" : "true"} aria-describedby="why wrong" />
				<p id="wrong" class="wrong" role="alert">${this.#wrong()}</p>
				<div class="actions"><button class="button primary" type="submit">${msg("Weiter")}</button></div>
			</form>`;
	}

	#why(): string {
		const { name } = this.street;
		return this.known
			? msg(
					str`In der Straße „${name}“ haben Sie schon eine Adresse. Die Nummer hält beide auseinander und bleibt auf Ihrem Gerät.`,
				)
			: msg(str`In der Straße „${name}“ hängen die Termine von der Hausnummer ab. Die Nummer bleibt auf Ihrem Gerät.`);
	}

	#wrong(): string {
		if (this.refused === undefined) return "";
		const help = msg("Bitte geben Sie eine Hausnummer ein, zum Beispiel 12 oder 12a.");
		return this.refused === "" ? help : `${msg(str`„${this.refused}“ ist keine Hausnummer.`)} ${help}`;
	}

	#type({ target }: Event) {
		const typed = (target as HTMLInputElement).value;
		if (parseHouseNumber(typed.trim())) this.refused = undefined;
		this.dispatchEvent(new WishEvent({ kind: "draft", draft: { typed } }));
	}

	#submit(event: SubmitEvent) {
		event.preventDefault();
		const input = this.renderRoot.querySelector("input");
		const number = input?.value.trim() ?? "";
		this.refused = parseHouseNumber(number) ? undefined : number;
		if (this.refused === undefined) this.dispatchEvent(new AnswerEvent({ kind: "number", number }));
		else input?.focus();
	}
}

customElements.define("number-question", NumberQuestion);
