import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import type { Collection } from "../../data/model/collection.ts";
import type { OfferOf } from "../../data/model/offer-shape.ts";
import { outlookerOf } from "../household/standing.ts";
import { dayWords } from "../words/day-words.ts";
import { wrongAt } from "./field-parts.ts";
import { recentOf } from "./recent.ts";
import { RequestForm } from "./request-form.ts";
import { momentWords } from "./request-words.ts";

const CHECKS = ["out", "day", "tag", "road"] as const;

/** "Nicht geleert?": only what was collected within the window; the rest says when it opens. */
export class MissedForm extends RequestForm<OfferOf<"missed">> {
	static override properties = { about: { attribute: false } };
	/** The day from whose card somebody comes. */
	declare about: string | undefined;

	/** What was pressed, or the only thing that it can be. */
	protected override atFirst() {
		const { open } = this.#recent();
		const meant = open.filter(({ collection: { day } }) => this.about === undefined || day === this.about);
		const [only] = meant.length === 1 ? meant : [];
		const chosen = only && { service: only.collection.service.id, day: only.collection.day };
		return { ...super.atFirst(), ...chosen };
	}

	protected override form() {
		const { open, soon } = this.#recent();
		const { zone } = this.schedule.town;
		return html`<form novalidate @submit=${this.submit}>
			${soon.map(({ collection: { service, day }, from }) => html`<p class="note"><span lang="de">${service.label}</span>: ${msg(str`Für ${dayWords(day, "full")} können Sie das ab ${momentWords(zone, from)} melden. Bis dahin kommt der Wagen vielleicht noch.`, { desc: "the day of the collection, day and time" })}</p>`)}
			${open.length === 0 && soon.length === 0 ? html`<p class="note">${msg("In den letzten Tagen wurde bei Ihnen nichts abgeholt, das Sie jetzt melden können.")}</p>` : nothing}
			${open.length > 0 ? this.#ask(open.map(({ collection }) => collection)) : nothing}</form>`;
	}

	#recent() {
		if (!this.standing) return { open: [], soon: [] };
		return recentOf(this.schedule, this.offer, outlookerOf(this.standing), this.clock());
	}

	#ask(collections: readonly Collection[]) {
		return html`<fieldset id="service" tabindex="-1" aria-describedby="service-wrong"><legend>${msg("Was wurde nicht geleert?")}</legend>
			${collections.map((each) => this.#collection(each))}${wrongAt(this, "service")}${wrongAt(this, "day")}</fieldset>
			<fieldset id="checks" tabindex="-1" aria-describedby="checks-wrong"><legend>${msg("Bitte prüfen Sie:")}</legend>
				${CHECKS.map((each) => this.#check(each))}${wrongAt(this, "checks")}</fieldset>
			${this.who()}${this.wishes()}${this.sendButton()}`;
	}

	#collection({ service, day }: Collection) {
		const isChosen = this.fields.service === service.id && this.fields.day === day;
		return html`<label class="tick"><input type="radio" name="service" .checked=${isChosen} @change=${() => this.#choose(service.id, day)} />
			<span><strong lang="de">${service.label}</strong> <span class="soft">${dayWords(day, "full")}</span></span></label>`;
	}

	#choose(service: string, day: string): void {
		this.set("service", service);
		this.set("day", day);
	}

	#check(each: (typeof CHECKS)[number]) {
		const known = (this.fields.checks ?? {}) as Record<string, boolean>;
		const tick = (event: Event) => {
			const { [each]: _, ...others } = known;
			const isTicked = (event.target as HTMLInputElement).checked;
			this.set("checks", isTicked ? { ...others, [each]: true } : others);
		};
		return html`<label class="tick"><input type="checkbox" .checked=${known[each] === true} @change=${tick} /><span>${checkWords(each)}</span></label>`;
	}
}

function checkWords(check: (typeof CHECKS)[number]): string {
	switch (check) {
		case "out":
			return msg("Die Tonne stand rechtzeitig draußen.");
		case "day":
			return msg("Der Termin war nicht verschoben: er steht so im Kalender.");
		case "tag":
			return msg("An der Tonne hängt kein Zettel.");
		case "road":
			return msg("Die Straße war frei.");
	}
}

customElements.define("missed-form", MissedForm);
