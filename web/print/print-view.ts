import { msg } from "@lit/localize";
import { css, html } from "lit";
import type { Dataset } from "../../data/model/dataset.ts";
import { yearOf } from "../../data/model/day.ts";
import type { WallClock } from "../../data/model/zone.ts";
import { framed, frameStyle, titled } from "../frame/side-frame.ts";
import type { Outlooker } from "../household/outlook.ts";
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
	}

	override connectedCallback(): void {
		super.connectedCallback();
		this.toggleAttribute("wide", true);
	}

	protected override render() {
		return framed(
			msg("Das Jahr auf Papier"),
			html`${this.#tools()}
			<p class="soft hint">${msg("Beidseitig drucken: vorn Januar bis Juni, hinten Juli bis Dezember. Die Buchstaben sind auch in Schwarz-Weiß zu lesen.")}</p>
			<div class="papers" role="region" tabindex="0" aria-label=${msg("Vorschau")}>${this.#sheets()}</div>`,
		);
	}

	protected override updated(): void {
		titled(msg("Das Jahr auf Papier"));
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
		</div>`;
	}

	#year(): number {
		const years = yearsOf(this.schedule);
		const thisYear = yearOf(this.now.day);
		// In December people hang up the next one.
		const wanted = this.year ?? (this.now.day >= `${thisYear}-11-15` ? thisYear + 1 : thisYear);
		return years.includes(wanted) ? wanted : (years.at(-1) ?? wanted);
	}

	#sheets() {
		const pages = this.large ? 4 : 2;
		const months = 12 / pages;
		return Array.from(
			{ length: pages },
			(_, page) => html`<year-sheet ?large=${this.large} .schedule=${this.schedule} .who=${this.who}
			.address=${this.address} .live=${this.live} .year=${this.#year()} .page=${page + 1} .pages=${pages}
			.months=${Array.from({ length: months }, (_, at) => page * months + at + 1)}></year-sheet>`,
		);
	}
}

function yearsOf({ coverage }: Dataset): number[] {
	const [from, to] = [yearOf(coverage.from), yearOf(coverage.to)];
	return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

customElements.define("print-view", PrintView);
