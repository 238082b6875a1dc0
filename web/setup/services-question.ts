import { msg } from "@lit/localize";
import { css, html, nothing, type PropertyValues } from "lit";
import type { Service, ServiceId } from "../../data/model/service.ts";
import type { PlaceId } from "../../data/model/street.ts";
import type { Town } from "../../data/model/town.ts";
import { isBroad } from "../bin/town-bin.ts";
import { AnswerEvent, WishEvent } from "../household/events.ts";
import { buttons, field, shared } from "../style/shared.ts";
import { inOwnWords } from "../words/fraction-words.ts";
import { WordedElement } from "../words/worded-element.ts";
import { type Kind, kindsOf } from "./kinds.ts";
import { questionStyle } from "./question-style.ts";
import "./town-contact.ts";

/** "Welche Tonnen haben Sie?": a card each, the usual ones ticked. */
export class ServicesQuestion extends WordedElement {
	static override properties = {
		offered: { attribute: false },
		ticked: { attribute: false },
		town: { attribute: false },
		place: { attribute: false },
		last: { type: Boolean },
		refused: { state: true },
		several: { state: true },
		chosen: { state: true },
	};
	declare offered: readonly Service[];
	declare ticked: ReadonlySet<ServiceId>;
	declare town: Town | undefined;
	/** Whose bins. */
	declare place: PlaceId;
	/** No question follows. */
	declare last: boolean;
	declare refused: boolean;
	/** What is ticked now, once somebody has ticked: it outlasts new dates of the town. */
	declare chosen: ReadonlySet<ServiceId> | undefined;
	/** Kinds of which this household has more than one. */
	declare several: ReadonlySet<string>;

	static override styles = [
		shared,
		buttons,
		field,
		questionStyle,
		css`
			form { display: grid; gap: 1rem; }
			.kinds { display: grid; gap: 0.5rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); }
			fieldset { grid-column: 1 / -1; padding-block-end: 0.25rem; }
			legend { display: flex; flex-wrap: wrap; gap: 0 0.75rem; align-items: baseline; padding: 0 0 0.25rem; font-weight: 600; }
			legend .soft { font-weight: 400; }
			label {
				display: grid; grid-template-columns: min(3.5rem, 14vw) minmax(0, 1fr) auto; gap: min(0.75rem, 3vw); align-items: center; min-block-size: 5rem;
				padding: 0.75rem min(1rem, 4vw); border: 1px solid var(--line); border-radius: var(--corner); background: var(--surface); cursor: pointer;
				transition: background-color 0.15s, border-color 0.15s;
			}
			label:hover { border-color: var(--accent); }
			label:has(:checked) { border-color: var(--accent); background: var(--accent-wash); box-shadow: inset 0 0 0 1px var(--accent); }
			.picture { display: grid; place-items: center; }
			town-bin { --bin-size: min(3.25rem, 14vw); }
			.wide { --bin-size: min(2.5rem, 9vw); }
			strong { display: block; font-weight: 600; line-height: 1.3; overflow-wrap: anywhere; hyphens: auto; }
			.wrong:empty { display: none; }
			/* The button stays in reach; what has the focus stops above it. */
			input, fieldset button { scroll-margin-block-end: 6rem; }
			.actions { position: sticky; inset-block-end: 0; padding-block: 0.75rem max(0.75rem, env(safe-area-inset-bottom)); background: var(--ground); }
		`,
	];

	constructor() {
		super();
		this.refused = false;
		this.several = new Set();
	}

	protected override willUpdate(changed: PropertyValues): void {
		if (changed.has("place")) this.chosen = undefined;
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
				<div class="kinds">${kindsOf(this.offered).map((kind) => this.#kind(kind))}</div>
				<p class="wrong" role="alert">${this.refused ? msg("Bitte kreuzen Sie mindestens eine Tonne an.") : ""}</p>
				<div class="actions"><button class="button primary" type="submit">${this.last ? msg("Termine zeigen") : msg("Weiter")}</button></div>
			</form>`;
	}

	/** Of several rhythms and sizes one; who really has more says so. */
	#kind({ name, services }: Kind) {
		const [only] = services;
		if (services.length === 1 && only) return this.#card(only);
		const isFree = this.#isFree({ name, services });
		return html`<fieldset data-one=${isFree ? nothing : name}><legend><span lang="de">${name}</span>${isFree ? nothing : html`<span class="soft small">${msg("eine Tonne davon")}</span>`}</legend>
			<div class="kinds">${services.map((service) => this.#card(service))}</div>
			${isFree ? nothing : html`<button class="plain small" type="button" @click=${() => this.#allow(name)}>${msg("Wir haben mehrere davon")}<span class="unseen">: ${name}</span></button>`}
		</fieldset>`;
	}

	#isFree({ name, services }: Kind): boolean {
		return this.several.has(name) || services.filter(({ id }) => (this.chosen ?? this.ticked).has(id)).length > 1;
	}

	#card(service: Service) {
		const { id, label, detail } = service;
		return html`<label>
			<span class="picture"><town-bin class=${isBroad(service) ? "wide" : ""} .service=${service}></town-bin></span>
			<span><strong><span lang="de">${label}</span>${inOwnWords(service)}</strong>${detail && html`<span class="soft small" lang="de">${detail}</span>`}</span>
			<input type="checkbox" name="service" value=${id} .checked=${(this.chosen ?? this.ticked).has(id)} />
		</label>`;
	}

	/** What was chosen so far stays chosen. */
	async #allow(name: string) {
		const fieldset = [...this.renderRoot.querySelectorAll<HTMLElement>("fieldset")].find(
			({ dataset }) => dataset.one === name,
		);
		this.several = new Set([...this.several, name]);
		await this.updateComplete;
		fieldset?.querySelector("input")?.focus();
	}

	/** A second rhythm of the same bin takes the place of the first. */
	#onlyOne(changed: EventTarget | null) {
		if (!(changed instanceof HTMLInputElement) || !changed.checked) return;
		const all = changed.closest<HTMLElement>("fieldset[data-one]")?.querySelectorAll("input") ?? [];
		for (const other of all) if (other !== changed) other.checked = false;
	}

	#given(): ServiceId[] {
		const ticked = [...this.renderRoot.querySelectorAll<HTMLInputElement>("input:checked")].map(({ value }) => value);
		return this.offered.map(({ id }) => id).filter((id) => ticked.includes(id));
	}

	#keep({ target }: Event) {
		this.#onlyOne(target);
		const ticked = this.#given();
		this.chosen = new Set(ticked);
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
