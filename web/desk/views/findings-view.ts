import { msg, str } from "@lit/localize";
import { css, html, nothing } from "lit";
import type { Problem } from "../../../data/model/problem.ts";
import { canLeaveOut, forgotten, leftOut } from "../draft/remedies.ts";
import type { Line } from "../reader/messages.ts";
import { listAt, textAt } from "../town/value.ts";
import { deskStyle } from "./desk-style.ts";
import { DeskView } from "./desk-view.ts";

/** Findings by weight, each with its place in the file, and with a way on. */
export class FindingsView extends DeskView {
	static override properties = {
		...DeskView.properties,
		lines: { state: true },
		asked: { state: true },
		empty: { state: true },
	};
	/** By finding: lines of its file around it. */
	declare lines: ReadonlyMap<string, readonly Line[]>;
	/** The finding for which a reason is being written. */
	declare asked: string | undefined;
	declare empty: boolean;

	constructor() {
		super();
		this.lines = new Map();
		this.empty = false;
	}

	static override styles = [
		deskStyle,
		css`
			.finding { border-inline-start: 4px solid var(--alarm); }
			.finding.warning { border-inline-start-color: var(--moved); }
			.here { background: var(--notice); font-weight: 600; }
			pre > span { display: block; }
		`,
	];

	protected override render() {
		const { report, town } = this.work;
		if (!report) return html`<p>${msg("Zuerst die Dateien wählen.")}</p>`;
		if (report.open.length > 0)
			return html`<p>${msg(str`Zuerst die ${report.open.length} offenen Fragen beantworten; danach steht hier, was an den Dateien auffällt.`)}</p>`;
		const warnings = report.warnings.filter(({ code }) => code !== "guess");
		const known = listAt(town, ["recipe", "known"]);
		return html`<div class="stack" lang="de">
			<section class="stack"><h2>${msg("Fehler")}</h2>
				${report.problems.length === 0 ? html`<p role="status">${msg("Keine: Die Dateien lassen sich übernehmen.")}</p>` : html`<p role="status">${msg("Solange einer da ist, wird nichts veröffentlicht.")}</p>`}
				${report.problems.map((each) => this.#finding(each))}</section>
			<section class="stack"><h2>${msg("Hinweise")}</h2>
				${warnings.length === 0 ? html`<p>${msg("Keine.")}</p>` : warnings.map((each) => this.#finding(each))}</section>
			${
				known.length > 0
					? html`<section class="card"><h2>${msg("Bewusst so gelassen")}</h2><ul class="plain-list">${known.map(
							(each, nth) => html`<li class="bar"><span>${textAt(each, ["where"])}: ${textAt(each, ["because"])}</span>
				<button class="plain" type="button" @click=${() => this.work.set(forgotten(town, nth))}>${msg("Doch wieder melden")}</button></li>`,
						)}</ul></section>`
					: nothing
			}
		</div>`;
	}

	#finding(problem: Problem) {
		const { level, where, what, remedy, touches } = problem;
		const key = keyOf(problem);
		const lines = this.lines.get(key);
		return html`<article class="card finding ${level}">
			<h3>${what}</h3><p>${remedy}</p>
			<p class="soft small">${where.file.replace(/^source\//u, "")}${where.line === undefined ? nothing : html`, ${msg(str`Zeile ${where.line}`)}`}${where.field ? html` · ${where.field}` : nothing}${touches ? html` · ${msg(str`betrifft ${touches} Orte`)}` : nothing}</p>
			<div class="bar">
				${where.line === undefined || lines ? nothing : html`<button class="button" type="button" @click=${() => this.#show(problem)}>${msg("Zeile zeigen")}</button>`}
				${canLeaveOut(problem) && this.asked !== key ? html`<button class="button" type="button" @click=${() => this.#ask(key)}>${msg("Auslassen und sagen, warum")}</button>` : nothing}
			</div>
			${lines ? shownLines(lines, where.line) : nothing}
			${this.asked === key ? this.#reason(problem) : nothing}
		</article>`;
	}

	#reason(problem: Problem) {
		return html`<form class="stack" novalidate @submit=${(event: Event) => this.#leaveOut(event, problem)}>
			<label class="of">${msg("Warum? Es steht in jedem Bericht.")}<input name="because" aria-invalid=${this.empty ? "true" : "false"} />
			${this.empty ? html`<span class="wrong" role="alert">${msg("Bitte einen Grund nennen.")}</span>` : nothing}</label>
			${problem.where.line === undefined ? nothing : html`<label class="tick"><input type="checkbox" name="all" checked /> <span>${msg("für alle Befunde dieser Art in dieser Datei")}</span></label>`}
			<div class="bar"><button class="button primary" type="submit">${msg("Auslassen")}</button><button class="button" type="button" @click=${() => this.#ask(undefined)}>${msg("Doch nicht")}</button></div>
		</form>`;
	}

	#ask(key: string | undefined) {
		this.asked = key;
		this.empty = false;
	}

	#leaveOut(event: Event, problem: Problem) {
		event.preventDefault();
		const form = new FormData(event.target as HTMLFormElement);
		const because = String(form.get("because") ?? "").trim();
		this.empty = because === "";
		if (this.empty) return;
		this.#ask(undefined);
		this.work.answers++;
		this.work.set(leftOut(this.work.town, problem, because, form.has("all")));
	}

	async #show(problem: Problem) {
		const { file, line = 1 } = problem.where;
		const lines = await this.work.lines(file, line);
		this.lines = new Map([...this.lines, [keyOf(problem), lines]]);
	}
}

function keyOf({ code, where: { file, line }, what }: Problem): string {
	return `${code} ${file} ${line} ${what}`;
}

function shownLines(lines: readonly Line[], here: number | undefined) {
	if (lines.length === 0)
		return html`<p class="soft">${msg("In dieser Datei lassen sich Zeilen hier nicht zeigen; bitte im Programm öffnen, mit dem sie gemacht ist.")}</p>`;
	return html`<pre>${lines.map(({ number, text }) => html`<span class=${number === here ? "here" : ""}>${String(number).padStart(6)}  ${text}</span>`)}</pre>`;
}

customElements.define("desk-findings", FindingsView);
