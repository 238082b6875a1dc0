import { msg } from "@lit/localize";
import { css, html } from "lit";
import { type Day, daysBetween } from "../../data/model/day.ts";
import { buttons, shared } from "../style/shared.ts";
import { dayWords, distanceWords } from "../words/day-words.ts";
import { WordedElement } from "../words/worded-element.ts";
import type { DayOfAll } from "./all-homes.ts";

const AT_FIRST = 14;
const MORE = 28;

/** One line an address, one block a day: what a caretaker takes along on the round. */
export class CombinedAgenda extends WordedElement {
	static override properties = { days: { attribute: false }, today: { attribute: false }, shown: { state: true } };
	declare days: readonly DayOfAll[];
	declare today: Day;
	declare shown: number;

	static override styles = [
		shared,
		buttons,
		css`
			:host { display: grid; gap: 1rem; }
			.day { display: grid; grid-template-columns: 5.25rem 1fr; gap: 0.75rem; padding-block: 0.75rem; border-block-end: 1px solid var(--line); }
			.weekday { display: block; font-weight: 600; }
			.homes { display: grid; gap: 0.5rem; }
			.name { font-weight: 600; overflow-wrap: anywhere; }
			.button { justify-self: start; }
			@media screen { .unshown { display: none; } }
			@media print { .far, .button { display: none; } .day { break-inside: avoid; padding-block: 0.25rem; } .homes { gap: 0; } .homes p { display: inline; } }
			@media (max-width: 22.5rem) { .day { grid-template-columns: 4rem 1fr; } }
		`,
	];

	constructor() {
		super();
		this.shown = AT_FIRST;
	}

	protected override render() {
		return html`<h2>${msg("Alle Adressen zusammen")}</h2>
			<ul>${this.days.filter(({ day }, at) => at < this.shown || this.#isOnPaper(day)).map((each, at) => this.#day(each, at))}</ul>
			${this.days.length > this.shown ? html`<button class="button" type="button" @click=${this.#more}>${msg("Mehr Tage zeigen")}</button>` : ""}`;
	}

	/** The next four weeks are what is printed, whatever is shown. */
	#isOnPaper(day: Day): boolean {
		return daysBetween(this.today, day) < MORE;
	}

	#day({ day, homes }: DayOfAll, at: number) {
		const near = daysBetween(this.today, day) <= 1;
		return html`<li class="day ${at < this.shown ? "" : "unshown"} ${this.#isOnPaper(day) ? "" : "far"}">
			<p><span class="weekday">${near ? distanceWords(this.today, day) : dayWords(day, "weekdayShort")}</span> ${dayWords(day, "dateShort")}</p>
			<ul class="homes" lang="de">${homes.map(
				({ home, pickup }) => html`<li><p class="name">${home.name}</p>
				<p>${pickup.collections.map(({ service }) => service.label).join(" + ")}${pickup.cancelled.map(({ service }) => html` <s>${service.label}</s>`)}</p></li>`,
			)}</ul>
		</li>`;
	}

	#more() {
		this.shown += MORE;
	}
}

customElements.define("combined-agenda", CombinedAgenda);
