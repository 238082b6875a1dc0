import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues } from "lit";
import type { GrowingIndex, StreetIndex, StreetMatch } from "../../data/model/search.ts";
import type { Service } from "../../data/model/service.ts";
import type { Street } from "../../data/model/street.ts";
import type { Town } from "../../data/model/town.ts";
import "../bin/town-bin.ts";
import { calm } from "../browser/calm.ts";
import { inTurns } from "../browser/turns.ts";
import { AnswerEvent, WishEvent } from "../household/events.ts";
import { buttons, field, shared } from "../style/shared.ts";
import { WordedElement } from "../words/worded-element.ts";
import "./missing-street.ts";
import { questionStyle } from "./question-style.ts";
import { streetStyle } from "./street-style.ts";

const SHOWN = 8;
/** Streets that are indexed between two looks at the clock. */
const SLICE = 5;

/**
 * "Wo wohnen Sie?": a combobox by the ARIA pattern. Field and list are in one
 * root, because references do not cross a shadow root everywhere yet.
 */
export class StreetQuestion extends WordedElement {
	static override properties = {
		streets: { attribute: false },
		town: { attribute: false },
		services: { attribute: false },
		draft: { attribute: false },
		typed: { state: true },
		active: { state: true },
	};
	/** Streets, town and services come with the dataset: the question stands there before it. */
	declare streets: readonly Street[] | undefined;
	declare town: Town | undefined;
	/** What a household in town usually has: it greets. */
	declare services: readonly Service[] | undefined;
	/** What was typed before somebody went back or loaded the page anew. */
	declare draft: string | undefined;
	/** What stands in the field. */
	declare typed: string;
	/** The option that Enter takes; -1 for none. */
	declare active: number;

	#search: Search | undefined;
	#index: StreetIndex | undefined;
	/** False while streets are still to come: until then nothing is unknown. */
	#hasAll = false;
	#match: StreetMatch = { streets: [], guessed: false };

	static override styles = [shared, buttons, field, questionStyle, streetStyle];

	constructor() {
		super();
		this.typed = "";
		this.active = -1;
	}

	protected override willUpdate(changed: PropertyValues): void {
		if (changed.has("draft") && this.draft) this.typed = this.draft;
		if (changed.has("streets")) this.#fill();
		if (!changed.has("typed") || !this.#index) return;
		this.#match = this.#index.match(this.typed, SHOWN);
		const { streets, guessed, isOpen } = this.#match;
		// A guess is never taken by Enter: people have to look at it first.
		this.active = streets.length > 0 && !guessed && !isOpen ? 0 : -1;
	}

	/** Streets come a little later than the question, and so may what searches them. */
	protected override firstUpdated(): void {
		calm().then(loadSearch);
	}

	/** In pieces: a phone must take keys while a city is taken in. */
	async #fill(): Promise<void> {
		const { streets } = this;
		if (!streets) return;
		const search = await loadSearch();
		if (this.streets !== streets) return;
		this.#search = search;
		const index = search.growStreetIndex(streets);
		this.#index = index;
		this.#hasAll = false;
		await inTurns(this.#taking(index));
		if (this.#index !== index) return;
		this.#hasAll = true;
		this.requestUpdate("typed");
	}

	/** What is typed meanwhile finds what is in already. */
	*#taking(index: GrowingIndex): Generator<undefined, void> {
		for (let nth = 1; this.#index === index && index.grow(SLICE); nth++) {
			if (this.typed !== "" && nth % 50 === 0) this.requestUpdate("typed");
			yield;
		}
	}

	protected override render() {
		const { streets } = this.#match;
		return html`
			<ul class="kerb" aria-hidden="true">${this.services?.map((service) => html`<li><town-bin .service=${service}></town-bin></li>`)}</ul>
			<h1><label for="street">${msg("Wo wohnen Sie?")}</label></h1>
			<p class="lead">${msg("Dann sehen Sie, welche Tonne wann rauskommt.")} <span class="free">${msg("Kostenlos, ohne Konto, auch ohne Netz.")}</span></p>
			<input id="street" class="field" type="text" role="combobox" autocomplete="off" autocapitalize="words" spellcheck="false"
				enterkeyhint="next" placeholder=${msg("Straße, zum Beispiel Hauptstraße")}
				aria-autocomplete="list" aria-controls="found" aria-expanded=${streets.length > 0 ? "true" : "false"}
				aria-activedescendant=${this.active >= 0 ? `found-${this.active}` : nothing}
				.value=${this.typed} @focus=${loadSearch} @input=${this.#type} @keydown=${this.#key} />
			<p class=${this.#isUnknown() || this.#isWaiting() ? "" : "unseen"} role="status">${this.#status()}</p>
			<ul id="found" role="listbox" aria-label=${msg("Gefundene Straßen")} ?hidden=${streets.length === 0}>
				${streets.map((street, at) => this.#option(street, at))}
			</ul>
			<missing-street .town=${this.town} ?open=${this.#isUnknown() && streets.length === 0}></missing-street>`;
	}

	#option(street: Street, at: number) {
		const where = whereOf(street, this.streets ?? []);
		return html`<li id="found-${at}" role="option" aria-selected=${at === this.active ? "true" : "false"}
			@click=${() => this.#choose(street)} @pointermove=${() => this.#point(at)}>
			<span lang="de">${street.name}</span>${where && html`<span class="where" lang="de">${where}</span>`}
		</li>`;
	}

	#isUnknown(): boolean {
		return this.#hasAll && this.typed.trim().length > 2 && this.#match.guessed;
	}

	/** Somebody types, and what is typed is not found yet. */
	#isWaiting(): boolean {
		return !this.#hasAll && this.typed.trim() !== "" && this.#match.streets.length === 0;
	}

	#status(): string {
		const { streets, guessed } = this.#match;
		if (this.#isWaiting()) return msg("Die Straßen werden geladen …");
		if (this.typed.trim() === "" || !this.#hasAll) return "";
		if (guessed && streets.length > 0)
			return msg(str`„${this.typed.trim()}“ kennen wir nicht. Meinten Sie eine von diesen?`);
		if (guessed) return this.typed.trim().length > 2 ? msg(str`„${this.typed.trim()}“ kennen wir nicht.`) : "";
		return streets.length === 1 ? msg("1 Treffer") : msg(str`${streets.length} Treffer`);
	}

	#type(event: Event) {
		this.typed = (event.target as HTMLInputElement).value;
		this.dispatchEvent(new WishEvent({ kind: "draft", draft: { typed: this.typed } }));
	}

	#key(event: KeyboardEvent) {
		const { streets } = this.#match;
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (step !== undefined && streets.length > 0) {
			event.preventDefault();
			const from = this.active < 0 && step < 0 ? 0 : this.active;
			this.active = (from + step + streets.length) % streets.length;
			this.updateComplete.then(() =>
				this.renderRoot.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }),
			);
		} else if (event.key === "Escape") this.typed = "";
		else if (event.key === "Enter") {
			const street = streets[this.active];
			if (street) this.#choose(street);
		}
	}

	#point(at: number) {
		this.active = at;
	}

	#choose(street: Street) {
		this.dispatchEvent(
			new AnswerEvent({ kind: "street", street: street.id, number: this.#search?.houseTyped(this.typed, street) }),
		);
	}
}

type Search = typeof import("../../data/model/search.ts");

/** No part of the first view: MiniSearch weighs as much as all the rest of it. */
function loadSearch(): Promise<Search> {
	return import("../../data/model/search.ts");
}

/** What tells a street from others of its name; nothing where the name is enough. */
function whereOf(street: Street, all: readonly Street[]): string | undefined {
	const alone = all.filter(({ name }) => name === street.name).length === 1;
	const where = [street.postcode, street.locality].filter((part) => part !== undefined).join(" ");
	return alone || where === "" ? undefined : where;
}

customElements.define("street-question", StreetQuestion);
