import { msg } from "@lit/localize";
import { css, html, nothing, type PropertyValues } from "lit";
import type { Service } from "../../data/model/service.ts";
import type { Street } from "../../data/model/street.ts";
import type { NamedTown, Town } from "../../data/model/town.ts";
import { calm } from "../browser/calm.ts";
import { WishEvent } from "../household/events.ts";
import type { Choosing } from "../household/household.ts";
import { asksForReminders, type Question, tickedAtFirst } from "../household/question.ts";
import { mayRemind } from "../remind/may-remind.ts";
import { buttons, shared } from "../style/shared.ts";
import type { TownEntry } from "../town/town-source.ts";
import { WordedElement } from "../words/worded-element.ts";
import "./street-question.ts";
import "./town-question.ts";

/** One question at a time. */
export class SetupView extends WordedElement {
	static override properties = {
		towns: { attribute: false },
		choosing: { attribute: false },
		question: { attribute: false },
		named: { attribute: false },
		town: { attribute: false },
		streets: { attribute: false },
		services: { attribute: false },
		lost: { attribute: false },
		isElsewhere: { type: Boolean },
		isAtTowns: { state: true },
	};
	/** All of the host; the rest is given once one is chosen. */
	declare towns: readonly TownEntry[] | undefined;
	declare choosing: Choosing | undefined;
	declare question: Question | undefined;
	/** What is known of the town before its dataset. */
	declare named: NamedTown | undefined;
	/** The town and what is in it, as soon as its dataset is there. */
	declare town: Town | undefined;
	declare streets: readonly Street[] | undefined;
	/** The town's usual services. */
	declare services: readonly Service[] | undefined;
	/** Why the address is asked for once more. */
	declare lost: "street" | "link" | undefined;
	/** For another address than the household's: it can be left at once. */
	declare isElsewhere: boolean;
	/** Another town is to be chosen. */
	declare isAtTowns: boolean;

	static override styles = [
		shared,
		buttons,
		css`
			main { inline-size: min(100% - var(--gutter), 36rem); margin-inline: auto; padding-block: 0.5rem 2rem; }
			main.wide { inline-size: min(100% - var(--gutter), 58rem); }
			header { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 1rem; min-block-size: 2.75rem; margin-block-end: 0.5rem; }
			.note { margin-block-end: 1.5rem; padding: 0.75rem 1rem; background: var(--notice); border-inline-start: 4px solid var(--moved); border-radius: calc(var(--corner) - 4px); }
			.where { text-align: end; overflow-wrap: anywhere; hyphens: auto; }
		`,
	];

	protected override render() {
		const { choosing } = this;
		const backwards =
			this.isAtTowns || this.isElsewhere || choosing?.street !== undefined || choosing?.before !== undefined;
		return html`<main class=${this.question?.kind === "services" ? "wide" : ""}>
			${backwards ? this.#way() : nothing}
			${this.lost ? html`<p class="note" role="status">${lostWords(this.lost)}</p>` : nothing}
			${this.#question()}
			${this.#elsewhere()}
		</main>`;
	}

	/** The questions after the first one are no part of the first view. */
	protected override firstUpdated(): void {
		calm().then(() => import("./later-questions.ts"));
	}

	protected override updated(changed: PropertyValues): void {
		document.title = titleOf(this.question);
		if (changed.has("choosing")) this.isAtTowns = false;
		if (changed.has("question") && this.question?.kind !== "street") import("./later-questions.ts");
	}

	/** Back, and where one stands. */
	#way() {
		const { question, choosing } = this;
		const street = question && "street" in question && !this.isAtTowns ? question.street.name : undefined;
		const where = [street, choosing?.number].filter(Boolean).join(" ");
		return html`<header><button class="plain" type="button" @click=${this.#back}>${msg("Zurück")}</button>
			<span class="where soft" lang="de">${where}</span></header>`;
	}

	/** For who stands in the wrong town, and for an address in another one. */
	#elsewhere() {
		const isAsked = this.question?.kind === "street" && !this.isAtTowns && (this.towns?.length ?? 0) > 1;
		return isAsked
			? html`<p><button class="plain" type="button" @click=${this.#towns}>${msg("Andere Gemeinde wählen")}</button></p>`
			: nothing;
	}

	#towns() {
		this.isAtTowns = true;
	}

	#question() {
		const { question, choosing } = this;
		if (!question || !choosing || this.isAtTowns)
			return html`<town-question .towns=${this.towns ?? []}></town-question>`;
		switch (question.kind) {
			case "street":
				return html`<street-question .draft=${choosing.draft?.typed} .streets=${this.streets} .town=${this.town} .services=${this.services}></street-question>`;
			case "number":
				return html`<number-question .street=${question.street} .known=${question.known} .typed=${choosing.draft?.typed}></number-question>`;
			case "part":
				return html`<part-question .street=${question.street} .choices=${question.choices}
					.unknownNumber=${question.unknown ? choosing.number : undefined}></part-question>`;
			case "services":
				return html`<services-question .town=${this.town} .place=${question.place.id} .offered=${question.offered} .ticked=${tickedAtFirst(choosing, question.offered)} ?last=${this.isElsewhere || !(asksForReminders(choosing) && mayRemind(this.town))}></services-question>`;
			case "remind":
				return html`<remind-question></remind-question>`;
		}
	}

	#back() {
		if (this.isAtTowns) {
			this.isAtTowns = false;
			return;
		}
		this.dispatchEvent(new WishEvent({ kind: "back" }));
	}
}

function lostWords(why: "street" | "link"): string {
	return why === "street"
		? msg("Die Gemeinde hat Ihre Straße neu eingeteilt. Bitte wählen Sie Ihre Adresse noch einmal.")
		: msg("Dieser Link passt nicht mehr. Bitte wählen Sie Ihre Adresse.");
}

/** The title of the document while `question` is asked; without one it is the town that is asked for. */
export function titleOf(question: Question | undefined): string {
	return `${headingOf(question)} – Tonnentag`;
}

function headingOf(question: Question | undefined): string {
	switch (question?.kind) {
		case undefined:
			return msg("In welcher Gemeinde wohnen Sie?");
		case "street":
			return msg("Wo wohnen Sie?");
		case "number":
			return msg("Welche Hausnummer?");
		case "part":
			return msg("Welcher Teil der Straße?");
		case "services":
			return msg("Welche Tonnen haben Sie?");
		case "remind":
			return msg("Sollen wir Sie erinnern?");
	}
}

customElements.define("setup-view", SetupView);
