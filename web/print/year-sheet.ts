import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import "../calendar/qr-code.ts";
import { type Collection, isMoved } from "../../data/model/collection.ts";
import type { Dataset } from "../../data/model/dataset.ts";
import { dayOfMonth, weekdayOf, yearOf } from "../../data/model/day.ts";
import type { Service } from "../../data/model/service.ts";
import type { Outlooker } from "../household/outlook.ts";
import { type MarkedDay, markedDays, periodOf } from "../month/marked-days.ts";
import { shared } from "../style/shared.ts";
import { dayWords } from "../words/day-words.ts";
import { inOwnWords } from "../words/fraction-words.ts";
import { timeWords } from "../words/time-words.ts";
import { WordedElement } from "../words/worded-element.ts";
import { sheetStyle } from "./sheet-style.ts";

const LONGEST = 31;
const SUNDAY = 7;

/** One page of the year: a column per month, a row per day of the month. Black on white, whatever the screen shows. */
export class YearSheet extends WordedElement {
	static override properties = {
		schedule: { attribute: false },
		who: { attribute: false },
		address: { attribute: false },
		live: { attribute: false },
		year: { attribute: false },
		months: { attribute: false },
		page: { attribute: false },
		pages: { attribute: false },
	};
	declare schedule: Dataset;
	declare who: Outlooker;
	declare address: string;
	declare live: string;
	declare year: number;
	/** January is 1. */
	declare months: readonly number[];
	declare page: number;
	declare pages: number;

	static override styles = [shared, sheetStyle];

	protected override render() {
		const { year } = this;
		const columns = this.months.map((month) => markedDays(this.schedule, this.who, periodOf({ year, month })));
		return html`<div class="head"><h2>${this.schedule.town.look?.arms ? html`<img src=${this.schedule.town.look.arms} alt="" />` : nothing}${msg(str`Abfuhrtermine ${year}`)}</h2><p lang="de">${this.address}</p></div>
			<table>
				<thead><tr>${columns.map(([first]) => first && html`<th scope="col">${monthName(first)}</th>`)}</tr></thead>
				<tbody>${Array.from({ length: LONGEST }, (_, at) => html`<tr>${columns.map((days) => cell(days[at]))}</tr>`)}</tbody>
			</table>
			${this.#foot()}`;
	}

	#foot() {
		const { town, coverage } = this.schedule;
		const { earliest, latest, note } = town.putOut;
		const [from, to] = [timeWords(earliest), timeWords(latest)];
		return html`<div class="foot">
			<ul class="key">${this.who.services.map((service) => html`<li>${code(service)} <span lang="de">${service.label}</span>${inOwnWords(service)}</li>`)}
				<li class="sign"><span class="box">${msg("Rahmen")}</span> ${msg("verschoben, in Klammern der geplante Tag")}</li>
				<li class="sign"><s>X</s> ${msg("fällt aus oder kommt an einem anderen Tag")}</li>
				<li class="sign"><span class="shade">${msg("grau")}</span> ${msg("Sonntag oder Feiertag")}</li></ul>
			<div class="rule">
				<p><strong>${msg(str`Rausstellen: am Vorabend ab ${from}, spätestens um ${to}.`)}</strong> ${note ? html`<span lang="de">${note}</span>` : nothing}</p>
				<p lang="de">${[town.contact.name, town.contact.phone, town.contact.email].filter(Boolean).join(" · ")}</p>
				<p>${msg(str`Quelle: ${town.publisher}`)} · ${msg(str`Termine bis ${dayWords(coverage.to, "dateWithYear")}`)}${town.invented ? html` · ${msg("erfunden, zum Ausprobieren")}` : nothing}${town.confirmed ? nothing : html` · <strong>${msg("Probe, noch nicht bestätigt")}</strong>`} · ${this.page}/${this.pages}</p>
			</div>
			<div class="live"><qr-code .text=${this.live} .label=${msg("QR-Code zu den aktuellen Terminen")}></qr-code><span>${msg("immer aktuell")}</span></div>
		</div>`;
	}
}

function monthName({ day }: MarkedDay): string {
	return dayWords(day, "month").replace(new RegExp(`[\\s\\u00a0]*(?:de )?${yearOf(day)}.*$`, "u"), "");
}

function cell(marked: MarkedDay | undefined) {
	if (!marked) return html`<td class="none"></td>`;
	const { day, collections, cancelled, left, holiday, published } = marked;
	const shaded = holiday || weekdayOf(day) === SUNDAY;
	const kept = collections.filter((each) => !isMoved(each));
	const moved = byPlannedDay(collections.filter(isMoved));
	const marks = collections.length + moved.length + cancelled.length + left.length;
	const room = marks > 4 ? "packed" : marks > 3 ? "many" : "";
	return html`<td class="${shaded ? "shade" : ""} ${published ? "" : "unknown"} ${room}"><span class="number">${dayOfMonth(day)}</span>
		<span class="weekday">${dayWords(day, "weekdayShort")}</span> ${kept.map(({ service }) => html` ${code(service)}`)}${moved.map(together)}${[...cancelled, ...left].map(({ service }) => html` <s>${service.letter}</s>`)}</td>`;
}

function byPlannedDay(collections: readonly Collection[]): Collection[][] {
	const days = [...new Set(collections.map(({ planned }) => planned))];
	return days.map((day) => collections.filter(({ planned }) => planned === day));
}

/** What comes from one planned day stands in one box. */
function together(collections: readonly Collection[]) {
	const [first] = collections;
	if (!first) return nothing;
	const { planned, day } = first;
	const before = planned.slice(0, 7) === day.slice(0, 7) ? `${dayOfMonth(planned)}.` : dayWords(planned, "dateShort");
	return html` <span class="box">${collections.map(({ service }) => code(service))}<small>(${before})</small></span>`;
}

function code({ letter, form }: Service) {
	return html`<b class="code ${form}">${letter}</b>`;
}

customElements.define("year-sheet", YearSheet);
