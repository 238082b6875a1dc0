import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import { type Cancellation, type Collection, isMoved } from "../../data/model/collection.ts";
import { daysBetween } from "../../data/model/day.ts";
import { isBroad } from "../bin/town-bin.ts";
import { WishEvent } from "../household/events.ts";
import { laterThan, type Month, monthsOf, type Outlook, type Pickup, weeksOf } from "../household/outlook.ts";
import { buttons, shared } from "../style/shared.ts";
import { dayWords, distanceWords } from "../words/day-words.ts";
import { inOwnWords } from "../words/fraction-words.ts";
import { stopWords } from "../words/time-words.ts";
import { WordedElement } from "../words/worded-element.ts";
import { agendaStyle } from "./agenda-style.ts";
import "../changes/why-changed.ts";

/** Weeks with pickups: in the hand, and where there is room. */
const AT_FIRST = 2;
const AT_FIRST_WIDE = 6;
const MORE = 8;

/** All that is ahead, a line a day, up to the last day that is published; and what comes later than is shown. */
export class AgendaList extends WordedElement {
	static override properties = {
		outlook: { attribute: false },
		wide: { attribute: false },
		more: { state: true },
	};
	declare outlook: Outlook;
	declare wide: boolean;
	/** How many weeks are shown beyond the first ones. */
	declare more: number;

	static override styles = [shared, buttons, agendaStyle];

	constructor() {
		super();
		this.more = 0;
	}

	protected override render() {
		const weeks = weeksOf(this.outlook.pickups, this.outlook.today);
		const count = (this.wide ? AT_FIRST_WIDE : AT_FIRST) + this.more;
		const shown = weeks.slice(0, count).flatMap(({ pickups }) => pickups);
		return html`
			<h2>${msg("Nächste Termine")}</h2>
			${monthsOf(shown).map((month) => this.#month(month))}
			${this.#later(laterThan(this.outlook, shown))}
			${weeks.length > count ? html`<button class="button" type="button" @click=${this.#more}>${msg("Mehr Wochen zeigen")}</button>` : this.#edge()}
			<button class="plain" type="button" @click=${this.#change}>${msg("Andere Tonnen wählen")}</button>`;
	}

	#month({ day, pickups }: Month) {
		return html`<section>
			<h3>${dayWords(day, "month")}</h3>
			<ul>${pickups.map((pickup) => this.#day(pickup))}</ul>
		</section>`;
	}

	/** Each bin of the household has its next date here, however far away. */
	#later(pickups: readonly Pickup[]) {
		const unknown = this.outlook.nextOf.filter(({ collection }) => collection === undefined);
		if (pickups.length + unknown.length === 0) return nothing;
		return html`<section class="later">
			<h3>${msg("Später")}</h3>
			<ul>${pickups.map((pickup) => this.#day(pickup))}${unknown.map(
				({ service }) => html`<li class="day"><p class="date soft">–</p><ul class="bins"><li class="bin">
				<town-bin .service=${service}></town-bin><span><span class="name" lang="de">${service.label}</span> <span class="soft small">${msg("noch nicht veröffentlicht")}</span></span></li></ul></li>`,
			)}</ul>
		</section>`;
	}

	#day({ day, collections, cancelled }: Pickup) {
		const near = daysBetween(this.outlook.today, day) <= 1;
		return html`<li class="day" tabindex="-1">
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

	/** Who reads on begins with the first day that is new. */
	async #more() {
		const days = () => this.renderRoot.querySelectorAll<HTMLElement>("section:not(.later) .day");
		const first = days().length;
		this.more += MORE;
		await this.updateComplete;
		days()[first]?.focus({ preventScroll: true });
	}

	#change() {
		this.dispatchEvent(new WishEvent({ kind: "other-services" }));
	}
}

customElements.define("agenda-list", AgendaList);
