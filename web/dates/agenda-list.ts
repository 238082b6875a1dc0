import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import { type Cancellation, type Collection, isMoved } from "../../data/model/collection.ts";
import { daysBetween } from "../../data/model/day.ts";
import { isBroad } from "../bin/town-bin.ts";
import { type Outlook, type Pickup, type Week, weeksOf } from "../household/outlook.ts";
import { buttons, shared } from "../style/shared.ts";
import { dayWords, distanceWords, periodWords } from "../words/day-words.ts";
import { inOwnWords } from "../words/fraction-words.ts";
import { stopWords } from "../words/time-words.ts";
import { WordedElement } from "../words/worded-element.ts";
import { agendaStyle } from "./agenda-style.ts";
import "../changes/why-changed.ts";

const AT_FIRST = 6;
const MORE = 12;

/** The coming weeks, day by day, up to the last day that is published. */
export class AgendaList extends WordedElement {
	static override properties = { outlook: { attribute: false }, shown: { state: true } };
	declare outlook: Outlook;
	/** How many weeks with pickups are shown. */
	declare shown: number;

	static override styles = [shared, buttons, agendaStyle];

	constructor() {
		super();
		this.shown = AT_FIRST;
	}

	protected override render() {
		const weeks = weeksOf(this.outlook.pickups, this.outlook.today);
		const more = weeks.length > this.shown;
		return html`
			<h2>${msg("Die kommenden Wochen")}</h2>
			${weeks.slice(0, this.shown).map((week) => this.#week(week))}
			${more ? html`<button class="button" type="button" @click=${this.#more}>${msg("Mehr Wochen zeigen")}</button>` : this.#edge()}`;
	}

	#week(week: Week) {
		return html`<section>
			<h3 tabindex="-1">${weekWords(week)}</h3>
			<ul>${week.pickups.map((pickup) => this.#day(pickup))}</ul>
		</section>`;
	}

	#day({ day, collections, cancelled }: Pickup) {
		const near = daysBetween(this.outlook.today, day) <= 1;
		return html`<li class="day">
			<p class="date"><span class="weekday">${near ? distanceWords(this.outlook.today, day) : dayWords(day, "weekdayShort")}</span> <span>${dayWords(day, "dateShort")}</span></p>
			<ul class="bins">${collections.map((each) => this.#collection(each))}${cancelled.map((each) => this.#cancellation(each))}</ul>
		</li>`;
	}

	#collection(collection: Collection) {
		const { service, at, note } = collection;
		return html`<li class="bin">
			<town-bin class=${isBroad(service) ? "wide" : ""} .service=${service}></town-bin>
			<div>
				<span class="name" lang="de">${service.label}</span>${inOwnWords(service)}
				${at?.map((stop) => html`<p class="small">${stopWords(stop)}</p>`)}
				${note ? html`<p class="small soft" lang="de">${note}</p>` : nothing}
				${isMoved(collection) ? html`<why-changed .collection=${collection}></why-changed>` : nothing}
			</div>
		</li>`;
	}

	#cancellation(cancellation: Cancellation) {
		return html`<li class="bin gone">
			<town-bin class=${isBroad(cancellation.service) ? "wide" : ""} .service=${cancellation.service}></town-bin>
			<div><s lang="de">${cancellation.service.label}</s> <span class="out">${msg("fällt aus")}</span>
				<why-changed .cancellation=${cancellation}></why-changed></div>
		</li>`;
	}

	#edge() {
		const last = dayWords(this.outlook.lastDay, "dateWithYear");
		return html`<p class="soft">${msg(str`Termine nach dem ${last} sind noch nicht veröffentlicht.`)}</p>`;
	}

	/** Who reads on begins with the first week that is new. */
	async #more() {
		const first = this.shown;
		this.shown += MORE;
		await this.updateComplete;
		this.renderRoot.querySelectorAll<HTMLElement>("h3")[first]?.focus({ preventScroll: true });
	}
}

function weekWords({ weeksAhead, period }: Week) {
	const days = periodWords(period);
	if (weeksAhead <= 0) return html`${msg("Diese Woche")}`;
	if (weeksAhead === 1) return html`${msg("Nächste Woche")} <span class="soft">${days}</span>`;
	return html`${days}`;
}

customElements.define("agenda-list", AgendaList);
