import { msg, str } from "@lit/localize";
import { css, html, nothing } from "lit";
import { type Dataset, servicesOf } from "../../../data/model/dataset.ts";
import { parseDataset } from "../../../data/model/dataset-file.ts";
import { yearOf } from "../../../data/model/day.ts";
import type { Place } from "../../../data/model/street.ts";
import type { WallClock } from "../../../data/model/zone.ts";
import "../../month/month-sheet.ts";
import "../../print/year-sheet.ts";
import { partWords } from "../../words/part-words.ts";
import { deskStyle } from "./desk-style.ts";
import { DeskView } from "./desk-view.ts";

const BY_LOT = 3;
const NOON = 12 * 60;

interface Shown {
	readonly name: string;
	readonly dataset: Dataset;
	readonly place: Place;
}

/** Three streets by lot, and any other: as a month and as the sheet, to be held beside the town's own plan. */
export class SpotChecks extends DeskView {
	static override properties = {
		...DeskView.properties,
		luck: { attribute: false },
		shown: { state: true },
		wanted: { state: true },
		chosen: { state: true },
	};
	declare luck: () => number;
	declare shown: Shown | undefined;
	declare wanted: string;
	declare chosen: readonly string[];

	#of: readonly string[] = [];

	static override styles = [
		deskStyle,
		css`
			.sheet { background: #fff; color: #000; color-scheme: light; padding: 1rem; border: 1px solid var(--line); overflow-x: auto; }
			.month { max-inline-size: 30rem; }
			li.check { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; justify-content: space-between; border-block-end: 1px solid var(--line); }
		`,
	];

	protected override willUpdate() {
		const streets = this.work.report?.made?.streets ?? [];
		if (this.#of.join("\n") === streets.join("\n")) return;
		this.#of = streets;
		this.chosen = this.#lots(streets);
		this.shown = undefined;
	}

	#lots(streets: readonly string[]): string[] {
		const left = [...streets];
		return Array.from(
			{ length: Math.min(BY_LOT, left.length) },
			() => left.splice(Math.floor(this.luck() * left.length), 1)[0] ?? "",
		);
	}

	protected override render() {
		const streets = this.work.report?.made?.streets ?? [];
		return html`<section class="card"><h2>${msg("Stichproben")}</h2>
			<p>${msg("Den gedruckten Plan danebenlegen und abhaken, was stimmt.")}</p>
			<ul>${this.chosen.map((name) => this.#check(name))}</ul>
			<form class="row" @submit=${this.#add}><label class="of">${msg("Eine andere Straße")}<input list="streets" .value=${this.wanted ?? ""} @input=${(event: Event) => (this.wanted = (event.target as HTMLInputElement).value)} />
				<datalist id="streets">${streets.slice(0, 2000).map((name) => html`<option value=${name}></option>`)}</datalist></label>
				<button class="button" type="submit">${msg("Dazunehmen")}</button></form>
			${this.shown ? this.#street(this.shown) : nothing}
		</section>`;
	}

	#check(name: string) {
		return html`<li class="check"><label class="tick"><input type="checkbox" .checked=${this.work.checked.includes(name)} @change=${(
			event: Event,
		) =>
			this.work.check(
				name,
				(event.target as HTMLInputElement).checked,
			)} /> <span lang="de">${msg(str`${name} stimmt`)}</span></label>
			<button class="button" type="button" @click=${() => this.#show(name)}>${msg("Ansehen")}</button></li>`;
	}

	#add(event: Event) {
		event.preventDefault();
		const found = this.#of.find((name) => name.toLowerCase().startsWith((this.wanted ?? "").toLowerCase()));
		if (!found || !this.wanted) return;
		this.chosen = [...new Set([...this.chosen, found])];
		this.wanted = "";
		void this.#show(found);
	}

	async #show(name: string) {
		const parsed = parseDataset(await this.work.street(this.#of.indexOf(name)));
		const place = parsed.ok ? parsed.value.streets[0]?.places[0] : undefined;
		if (parsed.ok && place) this.shown = { name, dataset: parsed.value, place };
	}

	#street({ name, dataset, place }: Shown) {
		const who = { place, services: servicesOf(dataset, place) };
		const now = { day: dataset.coverage.from, time: NOON } as WallClock;
		const year = yearOf(dataset.coverage.to);
		const places = dataset.streets[0]?.places ?? [];
		return html`<h3 lang="de">${name}</h3>
			${
				places.length < 2
					? nothing
					: html`<label class="of">${msg("Abschnitt")}<select @change=${(event: Event) => this.#choosePlace(Number((event.target as HTMLSelectElement).value))}>
				${places.map((each, nth) => html`<option value=${nth} .selected=${each === place}>${partWords(each)}</option>`)}</select></label>`
			}
			<div class="month"><month-sheet .schedule=${dataset} .who=${who} .now=${now} listed></month-sheet></div>
			<details><summary>${msg("Als gedrucktes Blatt")}</summary><div class="sheet">${[
				[1, 2, 3, 4, 5, 6],
				[7, 8, 9, 10, 11, 12],
			].map(
				(months, nth) =>
					html`<year-sheet .schedule=${dataset} .who=${who} .address=${name} .live=${location.origin} .year=${year} .months=${months} .page=${nth + 1} .pages=${2}></year-sheet>`,
			)}</div></details>`;
	}

	#choosePlace(nth: number) {
		const place = this.shown?.dataset.streets[0]?.places[nth];
		if (this.shown && place) this.shown = { ...this.shown, place };
	}
}

customElements.define("desk-spot-checks", SpotChecks);
