import { msg, str } from "@lit/localize";
import { css, html, nothing } from "lit";
import { withoutGuessMarks } from "../../../data/import/recipe/guess-marks.ts";
import { FEWER, type Households, type PublishedEdition, reachShape } from "../../../data/model/desk.ts";
import type { Problem } from "../../../data/model/problem.ts";
import type { Report, ToldDifference } from "../reader/messages.ts";
import type { DeskServer, Sent, Served } from "../server/desk-server.ts";
import { momentWords } from "../words/moment-words.ts";
import { troubleWords } from "../words/trouble-words.ts";
import { deskStyle } from "./desk-style.ts";
import { DeskView } from "./desk-view.ts";
import "./spot-checks.ts";

/** So many lines are counted; a year that is new has hundreds. */
const MOST_COUNTED = 30;

/** What changes for whom, spot checks, and the publication. */
export class PublishView extends DeskView {
	static override properties = {
		...DeskView.properties,
		server: { attribute: false },
		served: { attribute: false },
		luck: { attribute: false },
		compared: { state: true },
		sending: { state: true },
		answer: { state: true },
		when: { state: true },
		reached: { state: true },
	};
	declare server: DeskServer;
	declare served: Served | undefined;
	declare luck: () => number;
	/** Guesses that somebody has compared with the files, by their words. */
	declare compared: ReadonlySet<string>;
	declare sending: boolean;
	declare answer: Sent<PublishedEdition> | undefined;
	/** Published then, instead of now. */
	declare when: string;
	/** How many households have a reminder where a line of the difference says that something changes. */
	declare reached: readonly Households[];
	/** The difference that they are counted for. */
	#counted: ToldDifference | undefined;

	constructor() {
		super();
		this.compared = new Set();
		this.sending = false;
		this.when = "";
		this.reached = [];
	}

	static override styles = [deskStyle, css`.done { border-color: var(--done); } li { overflow-wrap: anywhere; }`];

	protected override render() {
		const { report } = this.work;
		if (!report) return html`<p>${msg("Zuerst die Dateien wählen.")}</p>`;
		if (report.open.length > 0) return html`<p>${msg(str`Noch sind ${report.open.length} Fragen offen.`)}</p>`;
		if (report.problems.some(({ code }) => code !== "great_loss"))
			return html`<p>${msg(str`Noch sind ${report.problems.length} Fehler zu beheben; sie stehen bei den Befunden.`)}</p>`;
		return html`<div class="stack">${this.#made(report)}${this.#difference(report.difference)}
			<desk-spot-checks .work=${this.work} .luck=${this.luck}></desk-spot-checks>
			${this.#guesses(report.warnings.filter(({ code }) => code === "guess"))}${this.#publish(report)}</div>`;
	}

	#made({ made }: Report) {
		if (!made) return nothing;
		return html`<section class="card"><h2>${msg("Was veröffentlicht wird")}</h2>
			<p>${msg(str`${made.streets.length} Straßen oder Bezirke mit ${made.places} Orten, ${made.dates} Termine, vom ${made.from} bis zum ${made.to}.`)}</p></section>`;
	}

	#difference(difference: ToldDifference | undefined) {
		if (!difference)
			return html`<section class="card"><h2>${msg("Unterschied")}</h2><p>${msg("Von dieser Gemeinde ist noch nichts veröffentlicht.")}</p></section>`;
		const { kept, moved, added, lost, words, retiring } = difference;
		return html`<section class="card"><h2>${msg("Unterschied zu dem, was jetzt veröffentlicht ist")}</h2>
			<p>${msg(str`${kept} Termine bleiben, ${moved} werden verschoben, ${added} kommen dazu, ${lost} fallen weg.`)}</p>
			<ul>${words.map((each, nth) => html`<li><span lang="de">${each}</span>${this.#reached(nth)}</li>`)}</ul>
			${retiring.length > 0 ? html`<h3>${msg("Diese Orte enden; wer dort eine Erinnerung hat, wird gefragt")}</h3><ul lang="de">${retiring.map((each) => html`<li>${each}</li>`)}</ul>` : nothing}
			${difference.greatLoss ? this.#loss(difference) : nothing}</section>`;
	}

	/** Of the first lines: each is a question to the server. */
	#reached(nth: number) {
		const households = this.reached[nth];
		if (households === undefined) return nothing;
		const count = households === FEWER ? msg("weniger als fünf") : households;
		return html` <span class="soft small">${msg(str`· Haushalte mit Erinnerung dort: ${count}`)}</span>`;
	}

	protected override updated() {
		const difference = this.work.report?.difference;
		if (difference === this.#counted) return;
		this.#counted = difference;
		this.reached = [];
		if (difference) void this.#count(difference);
	}

	async #count(difference: ToldDifference) {
		for (let nth = 0; nth < Math.min(difference.words.length, MOST_COUNTED); nth++) {
			const sent = await this.server.send(reachShape, "POST", "/reach", await this.work.touched(nth));
			// Nobody is signed in, or something else is compared by now.
			if (sent.kind !== "done" || difference !== this.#counted) return;
			this.reached = [...this.reached, sent.value.households];
		}
	}

	#loss({ lost, before }: ToldDifference) {
		return html`<label class="tick"><input type="checkbox" .checked=${this.work.acceptLoss} @change=${(event: Event) => this.work.allowLoss((event.target as HTMLInputElement).checked)} />
			<span class="wrong">${msg(str`${lost} von ${before} Terminen fallen weg. Das ist so gewollt.`)}</span></label>`;
	}

	#guesses(guesses: readonly Problem[]) {
		if (guesses.length === 0) return nothing;
		return html`<section class="card"><h2>${msg("Vermutet")}</h2>
			<p>${msg("Abhaken, was mit den Dateien verglichen ist. Solange etwas fehlt, erscheinen die Termine als «Probe», ohne Erinnerungen.")}</p>
			<label class="tick"><input type="checkbox" .checked=${guesses.every(({ what }) => this.compared.has(what))} @change=${(
				event: Event,
			) =>
				(this.compared = new Set(
					(event.target as HTMLInputElement).checked ? guesses.map(({ what }) => what) : [],
				))} /> <span>${msg("Alles verglichen, alles stimmt")}</span></label>
			<ul lang="de">${guesses.map(
				({ what }) =>
					html`<li><label class="tick"><input type="checkbox" .checked=${this.compared.has(what)} @change=${() => this.#compare(what)} /> <span>${what}</span></label></li>`,
			)}</ul></section>`;
	}

	#compare(what: string) {
		const next = new Set(this.compared);
		if (!next.delete(what)) next.add(what);
		this.compared = next;
	}

	#isTrial({ warnings }: Report): boolean {
		return warnings.some(({ code, what }) => code === "guess" && !this.compared.has(what));
	}

	#publish(report: Report) {
		const isBlocked = report.problems.length > 0;
		const words = this.#isTrial(report) ? msg("Als Probe veröffentlichen") : msg("Veröffentlichen");
		return html`<section class="card"><h2>${msg("Veröffentlichen")}</h2>
			<form class="row" @submit=${(event: Event) => this.#send(event, report)}>
				<label class="of">${msg("Erst zu diesem Zeitpunkt (leer: jetzt)")}<input type="datetime-local" .value=${this.when} @input=${(event: Event) => (this.when = (event.target as HTMLInputElement).value)} /></label>
				<button class="button primary" type="submit" ?disabled=${isBlocked || this.sending || this.work.busy > 0}>${words}</button></form>
			<div role="status">${this.sending ? msg("Wird gesendet …") : nothing}${this.answer ? this.#told(this.answer) : nothing}</div></section>`;
	}

	#told(answer: Sent<PublishedEdition>) {
		if (answer.kind === "done") return html`<p class="card done"><strong>${doneWords(answer.value)}</strong></p>`;
		if (answer.kind === "refused" && answer.code === "stale")
			return html`<p class="wrong">${msg("Inzwischen hat jemand anderes etwas veröffentlicht. Ihre Arbeit ist noch da; bitte den Unterschied zum neuen Stand ansehen und dann veröffentlichen.")}</p>
				<button class="button" type="button" @click=${() => this.#renew()}>${msg("Mit dem neuen Stand vergleichen")}</button>`;
		const detail = answer.kind === "refused" ? answer.detail : "";
		return html`<p class="wrong">${troubleWords(answer)} <span lang="en">${detail}</span></p>`;
	}

	#renew() {
		this.answer = undefined;
		this.dispatchEvent(new CustomEvent("renew", { bubbles: true, composed: true }));
	}

	async #send(event: Event, shown: Report) {
		event.preventDefault();
		this.sending = true;
		this.answer = undefined;
		try {
			this.answer = await this.#sent(!this.#isTrial(shown));
		} finally {
			this.sending = false;
		}
		if (this.answer.kind === "done")
			this.dispatchEvent(new CustomEvent("published", { bubbles: true, composed: true }));
	}

	/** Read once more as it will stand there, and sent with all that it was made of. */
	async #sent(isConfirmed: boolean): Promise<Sent<PublishedEdition>> {
		const { work, served } = this;
		const report = await work.readAs(isConfirmed);
		if (report.problems.length > 0) return { kind: "refused", status: 0, code: "problems", detail: "" };
		const dataset = await work.dataset();
		const json = isConfirmed ? withoutGuessMarks(work.json) : work.json;
		const files = [...work.files.values()].filter(({ path }) => path !== "town.json" && path !== "dataset.json");
		const at = this.when === "" ? undefined : new Date(this.when).toISOString();
		return this.server.publish({ base: served?.hash ?? "", acceptLoss: work.acceptLoss, dataset, json, files }, at);
	}
}

function doneWords({ number, due }: PublishedEdition): string {
	return due
		? msg(str`Vorgesehen: Ausgabe ${number} wird am ${momentWords(due)} von selbst veröffentlicht.`)
		: msg(str`Veröffentlicht: Ausgabe ${number}, in spätestens zehn Sekunden für alle.`);
}

customElements.define("desk-publish", PublishView);
