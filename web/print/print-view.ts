import { msg } from "@lit/localize";
import { css, html, type PropertyValues } from "lit";
import type { Dataset } from "../../data/model/dataset.ts";
import { yearOf } from "../../data/model/day.ts";
import type { WallClock } from "../../data/model/zone.ts";
import { setupAddress } from "../addresses/shared-setup.ts";
import { focusStart } from "../browser/focus-start.ts";
import { framed, frameStyle, titled } from "../frame/side-frame.ts";
import type { AnswerEvent, WishEvent } from "../household/events.ts";
import type { Choosing } from "../household/household.ts";
import type { Outlooker } from "../household/outlook.ts";
import { answered, questionOf } from "../household/question.ts";
import { addressOf, foundIn, outlookerOf, type Standing } from "../household/standing.ts";
import { buttons, field, shared } from "../style/shared.ts";
import { WordedElement } from "../words/worded-element.ts";
import "./year-sheet.ts";

/** The year for the fridge door: two pages of A4, or four in large print. */
export class PrintView extends WordedElement {
	static override properties = {
		schedule: { attribute: false },
		who: { attribute: false },
		now: { attribute: false },
		address: { attribute: false },
		live: { attribute: false },
		year: { state: true },
		large: { state: true },
		asking: { state: true },
		other: { state: true },
	};
	declare schedule: Dataset;
	declare who: Outlooker;
	declare now: WallClock;
	/** As people call the place: "Hauptstraße 12, Musterstadt". */
	declare address: string;
	/** The address that the QR code leads to. */
	declare live: string;
	declare year: number | undefined;
	declare large: boolean;
	/** On the way to another address, for which a sheet is wanted once. */
	declare asking: Choosing | undefined;
	/** A neighbour's: it is printed, and kept nowhere. */
	declare other: (Standing & { kind: "found" }) | undefined;

	static override styles = [
		shared,
		buttons,
		field,
		frameStyle,
		css`
			.tools { display: flex; flex-wrap: wrap; gap: 0.75rem 1rem; align-items: end; }
			.tools label { display: grid; gap: 0.25rem; font-size: var(--size-s); }
			.tools .tick { display: flex; gap: 0.75rem; align-items: center; min-block-size: 2.75rem; font-size: inherit; cursor: pointer; }
			select { min-block-size: 2.75rem; padding: 0.25rem 0.75rem; border: 1px solid var(--edge); border-radius: var(--corner); background: var(--surface); color: var(--ink); font: inherit; }
			.papers { overflow-x: auto; padding: 1rem; border-radius: var(--corner); background: var(--sunken); display: grid; gap: 1rem; justify-content: safe center; }
			year-sheet { border: 1px solid var(--line); padding: 8mm; box-sizing: content-box; }
			@media print { h1, .tools, .hint { display: none; } .papers { display: block; padding: 0; overflow: visible; background: none; } year-sheet { border: 0; padding: 0; break-after: page; } year-sheet:last-child { break-after: auto; } main, :host { display: block; } }
		`,
	];

	constructor() {
		super();
		this.large = false;
		// What is answered here is no answer of the household.
		this.addEventListener("answer", (event) => this.#answer(event));
		this.addEventListener("wish", (event) => this.#wish(event));
	}

	override connectedCallback(): void {
		super.connectedCallback();
		this.toggleAttribute("wide", true);
	}

	protected override render() {
		if (this.asking) return this.#question(this.asking);
		return framed(
			msg("Das Jahr auf Papier"),
			html`${this.#tools()}
			<p class="soft hint">${msg("Beidseitig drucken: vorn Januar bis Juni, hinten Juli bis Dezember. Die Buchstaben sind auch in Schwarz-Weiß zu lesen.")}</p>
			<div class="papers" role="region" tabindex="0" aria-label=${msg("Vorschau")}>${this.#sheets()}</div>`,
		);
	}

	protected override updated(changed: PropertyValues): void {
		if (!this.asking) titled(msg("Das Jahr auf Papier"));
		if (changed.has("asking") && changed.get("asking") !== this.asking) focusStart(this);
	}

	#question(asking: Choosing) {
		const { town, streets } = this.schedule;
		return html`<setup-view .choosing=${asking} .question=${questionOf(asking, this.schedule)} .named=${town} .town=${town} .streets=${streets} isElsewhere></setup-view>`;
	}

	async #ask() {
		await import("../setup/setup-view.ts");
		this.asking = { kind: "choosing", town: this.schedule.town.id };
	}

	#answer(event: AnswerEvent) {
		if (!this.asking) return;
		event.stopPropagation();
		const after = answered(this.asking, event.answer, this.schedule, false);
		this.other = foundIn(after, this.schedule);
		this.asking = after.kind === "choosing" ? after : undefined;
	}

	#wish(event: WishEvent) {
		if (!this.asking || (event.wish.kind !== "back" && event.wish.kind !== "draft")) return;
		event.stopPropagation();
		if (event.wish.kind === "back") this.asking = undefined;
	}

	#tools() {
		const years = yearsOf(this.schedule);
		return html`<div class="tools">
			<label>${msg("Jahr")}<select @change=${(event: Event) => {
				this.year = Number((event.target as HTMLSelectElement).value);
			}}>
				${years.map((year) => html`<option value=${year} .selected=${year === this.#year()}>${year}</option>`)}
			</select></label>
			<label class="tick"><input type="checkbox" .checked=${this.large} @change=${(event: Event) => {
				this.large = (event.target as HTMLInputElement).checked;
			}} /><span>${msg("Große Schrift, vier Seiten")}</span></label>
			<button class="button primary" type="button" @click=${() => window.print()}>${msg("Drucken")}</button>
			${
				this.other
					? html`<button class="button" type="button" @click=${() => (this.other = undefined)}>${msg("Wieder Ihre Adresse")}</button>`
					: html`<button class="button" type="button" @click=${this.#ask}>${msg("Für eine andere Adresse")}</button>`
			}
		</div>`;
	}

	#year(): number {
		const years = yearsOf(this.schedule);
		const thisYear = yearOf(this.now.day);
		// In December people hang up the next one.
		const wanted = this.year ?? (this.now.day >= `${thisYear}-11-15` ? thisYear + 1 : thisYear);
		return years.includes(wanted) ? wanted : (years.at(-1) ?? wanted);
	}

	#sheetOf(other: Standing & { kind: "found" }) {
		const { place, services } = other;
		const setup = { town: this.schedule.town.id, place: place.id, services: services.map(({ id }) => id), remind: [] };
		return {
			who: outlookerOf(other),
			address: addressOf(other, this.schedule),
			live: setupAddress(location.origin, setup),
		};
	}

	#sheets() {
		const pages = this.large ? 4 : 2;
		const months = 12 / pages;
		const { who, address, live } = this.other ? this.#sheetOf(this.other) : this;
		return Array.from(
			{ length: pages },
			(_, page) => html`<year-sheet ?large=${this.large} .schedule=${this.schedule} .who=${who}
			.address=${address} .live=${live} .year=${this.#year()} .page=${page + 1} .pages=${pages}
			.months=${Array.from({ length: months }, (_, at) => page * months + at + 1)}></year-sheet>`,
		);
	}
}

function yearsOf({ coverage }: Dataset): number[] {
	const [from, to] = [yearOf(coverage.from), yearOf(coverage.to)];
	return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

customElements.define("print-view", PrintView);
