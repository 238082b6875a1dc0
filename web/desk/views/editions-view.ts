import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import * as v from "valibot";
import { parseDay } from "../../../data/model/day.ts";
import { type DeskEdition, editionShape, editionsShape, type Plan, planShape } from "../../../data/model/desk.ts";
import { dayWords } from "../../words/day-words.ts";
import type { Sent } from "../server/desk-server.ts";
import { momentWords } from "../words/moment-words.ts";
import { troubleWords } from "../words/trouble-words.ts";
import { deskStyle } from "./desk-style.ts";
import { SignedInView } from "./signed-in-view.ts";

/** How far the published dates reach, and the editions that are kept: the way back is one button. */
export class EditionsView extends SignedInView {
	static override properties = {
		...SignedInView.properties,
		plan: { state: true },
		editions: { state: true },
		asked: { state: true },
	};
	declare plan: Plan | undefined;
	declare editions: readonly DeskEdition[];
	/** The edition that is about to be served again, or to be withdrawn. */
	declare asked: number | undefined;

	constructor() {
		super();
		this.editions = [];
	}

	static override styles = [deskStyle];

	protected override render() {
		if (!this.session) return html`<p>${msg("Dafür müssen Sie angemeldet sein.")}</p>`;
		return html`<div class="stack">
			${this.told()}
			${this.plan ? reachCard(this.plan) : html`<p>${msg("Von dieser Gemeinde ist noch nichts veröffentlicht.")}</p>`}
			${this.editions.length > 0 ? html`<section class="card"><h2>${msg("Ausgaben")}</h2><ul class="plain-list">${this.editions.map((each) => this.#edition(each))}</ul></section>` : nothing}
		</div>`;
	}

	#edition(edition: DeskEdition) {
		const { number, at, by } = edition;
		const from = by ? msg(str`von ${by}, ${momentWords(at)}`) : momentWords(at);
		return html`<li class="bar"><span><strong>${msg(str`Ausgabe ${number}`)}</strong> ${stateWords(edition)}<br /><span class="soft small">${from}</span></span>
			${edition.isPublished || this.session?.role !== "clerk" ? nothing : this.#step(edition)}</li>`;
	}

	#step(edition: DeskEdition) {
		const { number, due } = edition;
		const words = due ? msg("Zurückziehen") : msg("Wieder veröffentlichen");
		const name = due ? msg(str`Ausgabe ${number} zurückziehen`) : msg(str`Ausgabe ${number} wieder veröffentlichen`);
		if (this.asked !== number)
			return html`<button class="plain" type="button" aria-label=${name} @click=${() => (this.asked = number)}>${words}</button>`;
		return html`<span>${due ? msg("Sie wird dann nicht veröffentlicht und ist weg.") : msg("Haushalte sehen in spätestens zehn Sekunden wieder diesen Stand.")}</span>
			<button class="button" type="button" @click=${() => this.#do(edition)}>${words}</button>
			<button class="button" type="button" @click=${() => (this.asked = undefined)}>${msg("Doch nicht")}</button>`;
	}

	async #do({ number, due }: DeskEdition) {
		const done: Sent<unknown> = due
			? await this.server.send(v.null(), "DELETE", `/editions/${number}`)
			: await this.server.send(editionShape, "POST", `/editions/${number}/publish`);
		this.asked = undefined;
		this.trouble = done.kind === "done" ? undefined : troubleWords(done);
		if (done.kind === "done") {
			this.said = due
				? msg(str`Ausgabe ${number} ist zurückgezogen.`)
				: msg(str`Ausgabe ${number} ist wieder veröffentlicht.`);
			this.dispatchEvent(new CustomEvent("published", { bubbles: true, composed: true }));
		}
		await this.load();
	}

	protected override async load() {
		const [plan, editions] = await Promise.all([
			this.server.send(planShape, "GET", "/plan"),
			this.server.send(editionsShape, "GET", "/editions"),
		]);
		this.plan = plan.kind === "done" ? plan.value : undefined;
		if (editions.kind === "done") this.editions = editions.value;
	}
}

function stateWords({ isPublished, isOvertaken, due }: DeskEdition): string {
	if (isPublished) return msg("wird jetzt gezeigt");
	if (due && isOvertaken)
		return msg(
			str`war für ${momentWords(due)} vorgesehen; inzwischen wurde anderes veröffentlicht, sie kommt nicht von selbst`,
		);
	if (due) return msg(str`wird am ${momentWords(due)} von selbst veröffentlicht`);
	return msg("aufgehoben");
}

/** Shown from October on in the strongest words that are true. */
function reachCard({ until, days, isDue, services }: Plan) {
	const short = services.filter((each) => each.until < until);
	return html`<section class="card"><h2>${msg("Wie weit die Termine reichen")}</h2>
		<p>${days < 0 ? msg(str`Die Termine endeten am ${dayOf(until)}.`) : msg(str`Bis ${dayOf(until)}: noch ${days} Tage.`)}</p>
		${isDue ? html`<p class="wrong">${msg("Jetzt beim Entsorger nach den Terminen des nächsten Jahres fragen, und sie unter «Dateien» einbringen. Die alten bleiben dabei stehen.")}</p>` : nothing}
		${
			short.length > 0
				? html`<p>${msg("Zuletzt abgeholt wird, wo das früher endet:")}</p>
			<ul>${short.map(({ label, until: last }) => html`<li><span lang="de">${label}</span>: ${dayOf(last)}</li>`)}</ul>`
				: nothing
		}</section>`;
}

function dayOf(text: string): string {
	const day = parseDay(text);
	return day ? dayWords(day, "dateWithYear") : text;
}

customElements.define("desk-editions", EditionsView);
