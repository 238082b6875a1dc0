import { msg } from "@lit/localize";
import { css, html } from "lit";
import type { Service, ServiceId } from "../../data/model/service.ts";
import type { Town } from "../../data/model/town.ts";
import { isBroad } from "../bin/town-bin.ts";
import { AnswerEvent, WishEvent } from "../household/events.ts";
import { buttons, field, shared } from "../style/shared.ts";
import { inOwnWords } from "../words/fraction-words.ts";
import { WordedElement } from "../words/worded-element.ts";
import { questionStyle } from "./question-style.ts";
import "./town-contact.ts";

/** "Welche Tonnen haben Sie?": a card each, the usual ones ticked. */
export class ServicesQuestion extends WordedElement {
	static override properties = {
		offered: { attribute: false },
		ticked: { attribute: false },
		town: { attribute: false },
		last: { type: Boolean },
		refused: { state: true },
	};
	declare offered: readonly Service[];
	declare ticked: ReadonlySet<ServiceId>;
	declare town: Town | undefined;
	/** No question follows. */
	declare last: boolean;
	declare refused: boolean;

	static override styles = [
		shared,
		buttons,
		field,
		questionStyle,
		css`
			form { display: grid; gap: 1rem; }
			ul { display: grid; gap: 0.5rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); }
			li { display: grid; }
			label {
				display: grid; grid-template-columns: 3.5rem 1fr auto; gap: 0.75rem; align-items: center; min-block-size: 5rem;
				padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: var(--corner); background: var(--surface); cursor: pointer;
				transition: background-color 0.15s, border-color 0.15s;
			}
			label:hover { border-color: var(--accent); }
			label:has(:checked) { border-color: var(--accent); background: var(--accent-wash); box-shadow: inset 0 0 0 1px var(--accent); }
			.picture { display: grid; place-items: center; }
			town-bin { --bin-size: 3.25rem; }
			.wide { --bin-size: 2.5rem; }
			strong { display: block; font-weight: 600; line-height: 1.3; overflow-wrap: anywhere; hyphens: auto; }
			.wrong:empty { display: none; }
			.actions { position: sticky; inset-block-end: 0; padding-block: 0.75rem max(0.75rem, env(safe-area-inset-bottom)); background: var(--ground); }
		`,
	];

	constructor() {
		super();
		this.refused = false;
	}

	protected override render() {
		return this.offered.length === 0 ? this.#nothing() : this.#bins();
	}

	/** Some towns list streets without rounds: there is nothing to tick. */
	#nothing() {
		return html`
			<h1 tabindex="-1">${msg("Für diese Adresse sind keine Abfuhren eingetragen")}</h1>
			<town-contact .town=${this.town}></town-contact>
			<div class="actions"><button class="button primary" type="button" @click=${this.#back}>${msg("Andere Adresse wählen")}</button></div>`;
	}

	#bins() {
		const isUsual = this.offered.every(({ id, usual }) => usual === this.ticked.has(id));
		return html`
			<h1 tabindex="-1">${msg("Welche Tonnen haben Sie?")}</h1>
			<p class="lead">${isUsual ? msg("Was üblich ist, ist schon angekreuzt. Sie können es später ändern.") : msg("Sie können es später ändern.")}</p>
			<form @submit=${this.#submit} @change=${this.#keep}>
				<ul>${this.offered.map((service) => this.#card(service))}</ul>
				<p class="wrong" role="alert">${this.refused ? msg("Bitte kreuzen Sie mindestens eine Tonne an.") : ""}</p>
				<div class="actions"><button class="button primary" type="submit">${this.last ? msg("Termine zeigen") : msg("Weiter")}</button></div>
			</form>`;
	}

	#card(service: Service) {
		const { id, label, detail } = service;
		return html`<li><label>
			<span class="picture"><town-bin class=${isBroad(service) ? "wide" : ""} .service=${service}></town-bin></span>
			<span><strong><span lang="de">${label}</span>${inOwnWords(service)}</strong>${detail && html`<span class="soft small" lang="de">${detail}</span>`}</span>
			<input type="checkbox" name="service" value=${id} ?checked=${this.ticked.has(id)} />
		</label></li>`;
	}

	#given(): ServiceId[] {
		const ticked = [...this.renderRoot.querySelectorAll<HTMLInputElement>("input:checked")].map(({ value }) => value);
		return this.offered.map(({ id }) => id).filter((id) => ticked.includes(id));
	}

	#keep() {
		const ticked = this.#given();
		if (ticked.length > 0) this.refused = false;
		this.dispatchEvent(new WishEvent({ kind: "draft", draft: { ticked } }));
	}

	#back() {
		this.dispatchEvent(new WishEvent({ kind: "back" }));
	}

	#submit(event: SubmitEvent) {
		event.preventDefault();
		const services = this.#given();
		this.refused = services.length === 0;
		if (!this.refused) return this.dispatchEvent(new AnswerEvent({ kind: "services", services }));
		return this.renderRoot.querySelector("input")?.focus();
	}
}

customElements.define("services-question", ServicesQuestion);
