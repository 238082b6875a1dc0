import { msg } from "@lit/localize";
import { html, nothing } from "lit";
import type { OfferOf } from "../../data/model/offer-shape.ts";
import { startDays } from "../../data/model/request-days.ts";
import { dayWords } from "../words/day-words.ts";
import { askOne, askText, isWrong, textIn, wrongAt } from "./field-parts.ts";
import { RequestForm } from "./request-form.ts";
import { euros } from "./request-words.ts";

/** Of these the town hall needs to know which bin it is. */
const OLD_BIN: readonly unknown[] = ["damaged", "lost", "return"];
const STARTS = 12;

/** "Tonne bestellen oder tauschen". */
export class BinForm extends RequestForm<OfferOf<"bin">> {
	protected override form() {
		const { sizes, reasons } = this.offer;
		return html`<form novalidate @submit=${this.submit}>
			${askOne(
				this,
				"size",
				msg("Welche Tonne?"),
				sizes.map(({ id, label, cents }) => ({
					id,
					words: html`<span lang="de">${label}</span>`,
					more: cents === undefined ? undefined : euros(cents),
				})),
			)}
			${askOne(
				this,
				"reason",
				msg("Warum?"),
				reasons.map(({ reason, text, cents }) => ({
					id: reason,
					words: text === undefined ? reasonWords(reason) : html`<span lang="de">${text}</span>`,
					more: cents ? euros(cents) : undefined,
				})),
			)}
			${OLD_BIN.includes(this.fields.reason) ? askText(this, "label", msg("Nummer auf der alten Tonne"), { isWish: true, most: 30, hint: msg("Sie steht auf dem Aufkleber.") }) : nothing}
			${this.#start()}
			${askOne(this, "role", msg("Wer bestellt?"), [
				{ id: "owner", words: msg("Mir gehört das Haus") },
				{ id: "manager", words: msg("Ich verwalte das Haus") },
			])}
			${this.who()}${this.wishes()}
			${this.offer.pay === "notice" ? html`<p class="small soft">${msg("Darüber bekommen Sie einen Gebührenbescheid. Hier wird nichts bezahlt.")}</p>` : nothing}
			${this.sendButton()}</form>`;
	}

	#start() {
		const days = startDays(this.schedule, this.offer, this.clock()).slice(0, STARTS);
		if (days.length === 0) return nothing;
		return html`<div class="ask"><label for="from">${msg("Ab wann?")} <span class="soft">${msg("(freiwillig)")}</span></label>
			<select id="from" class="field" aria-invalid=${isWrong(this, "from")} aria-describedby="from-wrong" @change=${(event: Event) => this.set("from", textIn(event))}>
				<option value="">${msg("So bald es geht")}</option>
				${days.map((day) => html`<option value=${day} .selected=${this.fields.from === day}>${dayWords(day, "dateWithYear")}</option>`)}
			</select>${wrongAt(this, "from")}</div>`;
	}
}

type Reason = OfferOf<"bin">["reasons"][number]["reason"];

export function reasonWords(reason: Reason): string {
	switch (reason) {
		case "new":
			return msg("Neu");
		case "larger":
			return msg("Größer");
		case "smaller":
			return msg("Kleiner");
		case "damaged":
			return msg("Beschädigt");
		case "lost":
			return msg("Verschwunden");
		case "stolen":
			return msg("Gestohlen");
		case "return":
			return msg("Zurückgeben");
	}
}

customElements.define("bin-form", BinForm);
