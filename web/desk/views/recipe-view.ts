import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import { written } from "../draft/ask.ts";
import { parseJson } from "../town/value.ts";
import { deskStyle } from "./desk-style.ts";
import { DeskView } from "./desk-view.ts";

/** The recipe as text, for what no form can say. Forms keep whatever stands here, and this whatever they say. */
export class RecipeView extends DeskView {
	static override properties = { ...DeskView.properties, text: { state: true }, flaw: { state: true } };
	/** What is being written; `undefined`: as it stands. */
	declare text: string | undefined;
	declare flaw: number | undefined;

	static override styles = [deskStyle];

	protected override render() {
		return html`<form class="card stack" @submit=${this.#take}>
			<h2>${msg("Das Rezept")}</h2>
			<p class="soft">${msg("Was Formulare nicht sagen können. Übernommen gilt es überall; die Grammatik steht in data/README.md.")}</p>
			<label class="of">town.json<textarea rows="28" spellcheck="false" autocomplete="off" .value=${this.text ?? this.work.json} aria-invalid=${this.flaw === undefined ? "false" : "true"}
				@input=${(event: Event) => (this.text = (event.target as HTMLTextAreaElement).value)}></textarea></label>
			${this.flaw === undefined ? nothing : html`<p class="wrong" role="alert">${msg(str`Das ist kein gültiges JSON. In Zeile ${this.flaw} oder kurz davor Kommas, Klammern und Anführungszeichen prüfen.`)}</p>`}
			<div class="bar"><button class="button primary" type="submit">${msg("Übernehmen")}</button>
			${this.text === undefined ? nothing : html`<button class="button" type="button" @click=${() => this.#forget()}>${msg("Verwerfen")}</button>`}</div>
		</form>`;
	}

	#take(event: Event) {
		event.preventDefault();
		const parsed = parseJson(this.text ?? this.work.json);
		if ("line" in parsed) this.flaw = parsed.line;
		else {
			this.#forget();
			this.work.change(written(parsed.value));
		}
	}

	#forget() {
		this.text = undefined;
		this.flaw = undefined;
	}
}

customElements.define("desk-recipe", RecipeView);
