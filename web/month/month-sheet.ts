import { msg } from "@lit/localize";
import { html, nothing, type PropertyValues } from "lit";
import type { Dataset } from "../../data/model/dataset.ts";
import { type Day, dayOfMonth, isWithin, weekdayOf } from "../../data/model/day.ts";
import type { Service } from "../../data/model/service.ts";
import type { WallClock } from "../../data/model/zone.ts";
import "../bin/town-bin.ts";
import { wrongDateAddress } from "../changes/wrong-date.ts";
import type { Outlooker } from "../household/outlook.ts";
import { buttons, field, shared } from "../style/shared.ts";
import { dayWords, shortDay } from "../words/day-words.ts";
import { WordedElement } from "../words/worded-element.ts";
import "./day-details.ts";
import { type Collection, isMoved } from "../../data/model/collection.ts";
import type { BookedEvent } from "../requests/booked.ts";
import { dayLabel } from "./day-label.ts";
import { type MarkedDay, type Month, markedDays, monthOfDay, monthsIn, periodOf, rowsOf } from "./marked-days.ts";
import { dayAfterKey, sameDayIn } from "./month-keys.ts";
import { monthStyle } from "./month-style.ts";

/** A month as a grid by the ARIA pattern: one stop for Tab, arrows from day to day. */
export class MonthSheet extends WordedElement {
	static override properties = {
		schedule: { attribute: false },
		who: { attribute: false },
		now: { attribute: false },
		listed: { type: Boolean },
		ahead: { type: Number },
		chosen: { state: true },
		booked: { state: true },
	};
	declare schedule: Dataset;
	declare who: Outlooker;
	declare now: WallClock;
	/** What the month holds stands below it in words, too. */
	declare listed: boolean;
	/** Begins so many months after this one. */
	declare ahead: number;
	/** The day that has the focus, and whose month is shown. */
	declare chosen: Day | undefined;

	/** As the hint below has found it. */
	declare booked: readonly Collection[] | undefined;

	#follow = false;

	static override styles = [shared, buttons, field, monthStyle];

	protected override updated(changed: PropertyValues): void {
		if (!changed.has("chosen") || !this.#follow) return;
		this.#follow = false;
		this.renderRoot.querySelector<HTMLElement>("td[tabindex='0']")?.focus();
	}

	protected override render() {
		const day = this.#day();
		const month = monthOfDay(day);
		const days = markedDays(this.schedule, { ...this.who, booked: this.booked }, periodOf(month));
		const marked = days.find((each) => each.day === day);
		return html`
			${this.#head(month)}
			<table role="grid" aria-labelledby="title" @keydown=${this.#key} @click=${this.#click}>
				<thead><tr>${days.slice(0, 7).map((_, at) => this.#weekday(days, at + 1))}</tr></thead>
				<tbody>${rowsOf(days).map((row) => html`<tr>${row.map((each) => this.#cell(each))}</tr>`)}</tbody>
			</table>
			${
				marked &&
				html`<day-details .marked=${marked} .today=${this.now.day}
				.report=${wrongDateAddress(this.schedule, this.who.place, marked)}></day-details>
				<request-hint .schedule=${this.schedule} .who=${this.who} .now=${this.now} .day=${day} @booked=${this.#book}></request-hint>`
			}
			${this.listed ? this.#list(days) : nothing}`;
	}

	readonly #book = ({ booked }: BookedEvent): void => {
		this.booked = booked;
	};

	#list(days: readonly MarkedDay[]) {
		const held = days.filter(({ collections, cancelled }) => collections.length + cancelled.length > 0);
		return html`<h3>${msg("In diesem Monat")}</h3><ul class="list">${held.map(
			({ day, collections, cancelled }) => html`<li><span class="date">${shortDay(day)}</span>
			<span lang="de">${collections.map(({ service }) => service.label).join(", ")} ${cancelled.map(({ service }) => html`<s>${service.label}</s>`)}</span></li>`,
		)}</ul>`;
	}

	#day(): Day {
		const { coverage } = this.schedule;
		const wanted = this.chosen ?? this.#atFirst();
		if (isWithin(wanted, coverage)) return wanted;
		return wanted < coverage.from ? coverage.from : coverage.to;
	}

	#atFirst(): Day {
		const { day } = this.now;
		return this.ahead > 0 ? periodOf(monthOfDay(sameDayIn(day, this.ahead))).from : day;
	}

	#head(month: Month) {
		const months = monthsIn(this.schedule.coverage);
		const at = months.findIndex((each) => each.year === month.year && each.month === month.month);
		return html`<div class="head">
			<h2 id="title" class="unseen" aria-live="polite">${dayWords(periodOf(month).from, "month")}</h2>
			${this.#step(months[at - 1], msg("Voriger Monat"), "before")}
			<label class="unseen" for="jump">${msg("Monat wählen")}</label>
			<select id="jump" @change=${(event: Event) => this.#show(months[Number((event.target as HTMLSelectElement).value)])}>
				${months.map((each, nth) => html`<option value=${nth} .selected=${nth === at}>${dayWords(periodOf(each).from, "month")}</option>`)}
			</select>
			${this.#step(months[at + 1], msg("Nächster Monat"), "after")}
		</div>`;
	}

	#step(month: Month | undefined, words: string, way: string) {
		return html`<button class="step ${way}" type="button" aria-label=${words} ?disabled=${month === undefined} @click=${() => this.#show(month)}></button>`;
	}

	#weekday(days: readonly MarkedDay[], nth: number) {
		const day = days.find((each) => weekdayOf(each.day) === nth)?.day;
		return (
			day &&
			html`<th scope="col"><span aria-hidden="true">${dayWords(day, "weekdayShort")}</span><span class="unseen">${dayWords(day, "weekday")}</span></th>`
		);
	}

	#cell(marked: MarkedDay | undefined) {
		if (!marked) return html`<td role="gridcell" class="empty"></td>`;
		const { day, collections, cancelled, left, holiday, published } = marked;
		const [isToday, isChosen] = [day === this.now.day, day === this.#day()];
		const names = [
			isToday && "today",
			holiday && "holiday",
			!published && "unknown",
			collections.some(isMoved) && "moved",
		];
		return html`<td role="gridcell" class=${names.filter(Boolean).join(" ")} tabindex=${isChosen ? "0" : "-1"} data-day=${day}
			aria-selected=${isChosen ? "true" : "false"} aria-current=${isToday ? "date" : "false"}>
			<span class="unseen">${dayLabel(marked, isToday)}</span>
			<span aria-hidden="true"><span class="number">${dayOfMonth(day)}</span>
			${collections.map(({ service }) => chip(service, ""))}
			${[...cancelled, ...left].map(({ service }) => chip(service, "gone"))}</span>
		</td>`;
	}

	#key(event: KeyboardEvent) {
		const next = dayAfterKey(this.#day(), event);
		if (!next) return;
		event.preventDefault();
		if (isWithin(next, this.schedule.coverage)) this.#choose(next);
	}

	#click(event: Event) {
		const day = (event.target as Element).closest<HTMLElement>("td[data-day]")?.dataset.day;
		if (day) this.#choose(day as Day);
	}

	#choose(day: Day) {
		this.#follow = true;
		this.chosen = day;
	}

	#show(month: Month | undefined) {
		if (!month) return;
		const period = periodOf(month);
		this.chosen = isWithin(this.now.day, period) ? this.now.day : period.from;
	}
}

function chip(service: Service, state: string) {
	return html`<span class="chip ${state}"><town-bin .service=${service}></town-bin><b>${service.letter}</b></span>`;
}

customElements.define("month-sheet", MonthSheet);
