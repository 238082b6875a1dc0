import { msg, str } from "@lit/localize";
import { css, html, nothing } from "lit";
import { type Collection, isMoved } from "../../data/model/collection.ts";
import type { Day } from "../../data/model/day.ts";
import { isBroad } from "../bin/town-bin.ts";
import "../changes/why-changed.ts";
import type { Service } from "../../data/model/service.ts";
import { shared } from "../style/shared.ts";
import { dayWords } from "../words/day-words.ts";
import { inOwnWords } from "../words/fraction-words.ts";
import { stopWords } from "../words/time-words.ts";
import { WordedElement } from "../words/worded-element.ts";
import type { MarkedDay } from "./marked-days.ts";

/** What the chosen day of the month holds, in words. */
export class DayDetails extends WordedElement {
	static override properties = {
		marked: { attribute: false },
		today: { attribute: false },
		report: { attribute: false },
	};
	declare marked: MarkedDay;
	declare today: Day;
	/** Where a message about this day goes. */
	declare report: string;

	static override styles = [
		shared,
		css`
			:host { display: grid; gap: 0.5rem; min-block-size: 6rem; padding: 0.875rem 1rem; border: 1px solid var(--line); border-radius: var(--corner); background: var(--surface); align-content: start; }
			ul { display: grid; gap: 0.5rem; }
			li { display: grid; grid-template-columns: 2.25rem 1fr; gap: 0.75rem; align-items: center; }
			town-bin { --bin-size: 2rem; justify-self: center; }
			.wide { --bin-size: 1.5rem; }
			strong { font-weight: 600; }
			.out { color: var(--alarm); font-weight: 600; }
		`,
	];

	protected override render() {
		const { day, collections, cancelled, left, holiday, published } = this.marked;
		const nothingHere = collections.length + cancelled.length + left.length === 0;
		return html`<h3>${dayWords(day, "full")}${holiday ? html` <span class="soft small">${msg("Feiertag")}: <span lang="de">${holiday}</span></span>` : nothing}</h3>
			${nothingHere ? html`<p class="soft">${published ? msg("keine Abfuhr") : msg("noch nicht veröffentlicht")}</p>` : nothing}
			<ul>
				${collections.map((each) => item(each.service, this.#collected(each)))}
				${cancelled.map((each) => item(each.service, html`<span class="out">${msg("fällt aus")}</span><why-changed .cancellation=${each}></why-changed>`))}
				${left.map((each) => item(each.service, html`<p class="small">${msg(str`Abfuhr am ${dayWords(each.day, "full")}`)}</p>`))}
			</ul>
			${published ? html`<p class="small"><a href=${this.report}>${msg("Stimmt das nicht?")}<span class="unseen"> ${dayWords(day, "full")}</span></a></p>` : nothing}`;
	}

	#collected(collection: Collection) {
		return html`${collection.at?.map((stop) => html`<p class="small">${stopWords(stop)}</p>`)}
			${isMoved(collection) ? html`<why-changed .collection=${collection}></why-changed>` : nothing}`;
	}
}

function item(service: Service, more: unknown) {
	return html`<li><town-bin class=${isBroad(service) ? "wide" : ""} .service=${service}></town-bin>
		<div><strong lang="de">${service.label}</strong>${inOwnWords(service)} ${more}</div></li>`;
}

customElements.define("day-details", DayDetails);
