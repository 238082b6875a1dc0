import { msg, str } from "@lit/localize";
import { css, html, svg } from "lit";
import { parseDay } from "../../../data/model/day.ts";
import { type Figures, figuresShape } from "../../../data/model/desk.ts";
import { shortDay } from "../../words/day-words.ts";
import { troubleWords } from "../words/trouble-words.ts";
import { deskStyle } from "./desk-style.ts";
import { SignedInView } from "./signed-in-view.ts";

type FigureDay = Figures["days"][number];

/** How many are reminded, drawn and as a table; nothing about fewer than five. */
export class FiguresView extends SignedInView {
	static override properties = {
		...SignedInView.properties,
		figures: { state: true },
	};
	declare figures: Figures | undefined;

	static override styles = [
		deskStyle,
		css`
			svg { inline-size: 100%; block-size: 10rem; background: var(--sunken); border-radius: 0.5rem; }
			.delivered { fill: var(--accent); }
			@media (forced-colors: active) { .delivered { fill: CanvasText; } }
		`,
	];

	protected override async load() {
		const sent = await this.server.send(figuresShape, "GET", "/figures");
		if (sent.kind === "done") this.figures = sent.value;
		else this.trouble = troubleWords(sent);
	}

	protected override render() {
		if (!this.session) return html`<p>${msg("Dafür müssen Sie angemeldet sein.")}</p>`;
		if (this.trouble) return html`<p class="wrong" role="alert">${this.trouble}</p>`;
		if (!this.figures) return html`<p role="status">${msg("Einen Moment …")}</p>`;
		const { subscriptions, days } = this.figures;
		return html`<div class="stack"><section class="card"><h2>${msg("Geräte mit Erinnerung")}</h2><p>${countWords(subscriptions)}</p>
			<p class="soft small">${msg("Was weniger als fünf Haushalte betrifft, steht hier nie als Zahl. Gezählt wird je Gemeinde und Tag, nie je Mensch.")}</p></section>
			<section class="card"><h2>${msg("Erinnerungen nach Tagen")}</h2>${days.length === 0 ? html`<p>${msg("Noch wurde niemand erinnert.")}</p>` : html`${drawn(days)}${table(days)}${this.#download()}`}</section></div>`;
	}

	#download() {
		return html`<p><a class="button" href=${this.server.address("/figures?format=csv")} download>${msg("Als Tabelle herunterladen (CSV)")}</a></p>`;
	}
}

function countWords(figure: number | null): string {
	return figure === null ? msg("weniger als fünf") : `${figure}`;
}

/** One bar a day, the highest as high as the drawing. Who does not see it has the table below. */
function drawn(days: readonly FigureDay[]) {
	const most = Math.max(1, ...days.map(({ delivered }) => delivered ?? 0));
	const bars = days.map(({ delivered }, nth) => {
		const height = (100 * (delivered ?? 0)) / most;
		return svg`<rect class="delivered" x=${nth + 0.1} width="0.8" y=${100 - height} height=${height}></rect>`;
	});
	const [first, last] = [days[0], days.at(-1)];
	return html`<svg viewBox=${`0 0 ${days.length} 100`} preserveAspectRatio="none" role="img" aria-label=${msg(str`Zugestellt je Tag, von ${dayOf(first)} bis ${dayOf(last)}, höchstens ${most}`)}>${bars}</svg>
		<p class="soft small bar"><span>${dayOf(first)}</span><span>${msg(str`höchstens ${most} an einem Tag`)}</span><span>${dayOf(last)}</span></p>`;
}

function table(days: readonly FigureDay[]) {
	return html`<details><summary>${msg("Als Tabelle")}</summary><div class="scroll" tabindex="0" role="group" aria-label=${msg("Erinnerungen nach Tagen")}><table>
		<thead><tr><th scope="col">${msg("Tag der Abfuhr")}</th><th scope="col" class="number">${msg("zugestellt")}</th><th scope="col" class="number">${msg("nicht zugestellt")}</th></tr></thead>
		<tbody>${[...days].reverse().map((each) => html`<tr><th scope="row">${dayOf(each)}</th><td class="number">${countWords(each.delivered)}</td><td class="number">${countWords(each.lost)}</td></tr>`)}</tbody></table></div></details>`;
}

function dayOf(each: FigureDay | undefined): string {
	const day = parseDay(each?.day ?? "");
	return day ? shortDay(day) : "";
}

customElements.define("desk-figures", FiguresView);
