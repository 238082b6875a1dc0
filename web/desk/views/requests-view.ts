import { msg, str } from "@lit/localize";
import { css, html, nothing } from "lit";
import { parseDay } from "../../../data/model/day.ts";
import { answeredShape, type DayRow, type DeskRequest, dayListShape, inboxShape } from "../../../data/model/desk.ts";
import { OPEN_STATES } from "../../../data/model/request.ts";
import { stateWords } from "../../requests/state-words.ts";
import { dayWords } from "../../words/day-words.ts";
import { whyNot } from "../words/request-words.ts";
import { troubleWords } from "../words/trouble-words.ts";
import { deskStyle } from "./desk-style.ts";
import { SignedInView } from "./signed-in-view.ts";
import "./request-card.ts";

/** What households have asked for: the inbox of the town hall, and the crew's list of a day. */
export class RequestsView extends SignedInView {
	static override properties = {
		...SignedInView.properties,
		requests: { state: true },
		next: { state: true },
		isAll: { state: true },
		day: { state: true },
		rows: { state: true },
		to: { state: true },
	};
	declare requests: readonly DeskRequest[] | undefined;
	/** Where the next page begins. */
	declare next: number | undefined;
	declare isAll: boolean;
	declare day: string;
	declare rows: readonly DayRow[] | undefined;
	/** The day that all of the list is moved to. */
	declare to: string;

	constructor() {
		super();
		Object.assign(this, { isAll: false, day: "", to: "" });
	}

	static override styles = [
		deskStyle,
		css`td input { min-inline-size: 10rem; } @media print { form, .bar, section:first-of-type { display: none; } }`,
	];

	protected override async load() {
		if (this.#isClerk()) await this.#inboxFrom();
	}

	#isClerk(): boolean {
		// The host's secret opens what a clerk may, and has no person.
		return this.session?.role === "clerk" || (this.session !== undefined && !this.session.person);
	}

	protected override render() {
		if (!this.session) return html`<p>${msg("Dafür müssen Sie angemeldet sein.")}</p>`;
		return html`<div class="stack">
			${this.told()}
			${this.#isClerk() ? this.#inbox() : nothing}${this.#dayList()}</div>`;
	}

	#inbox() {
		return html`<section class="stack"><div class="bar"><h2>${msg("Anfragen")}</h2>
				<label class="tick"><input type="checkbox" .checked=${this.isAll} @change=${this.#toggle} /> <span>${msg("auch abgeschlossene")}</span></label></div>
			${this.requests?.length === 0 ? html`<p>${msg("Nichts ist offen.")}</p>` : nothing}
			${this.requests?.map((each) => html`<desk-request .server=${this.server} .request=${each}></desk-request>`)}
			${this.next === undefined ? nothing : html`<button class="button" type="button" @click=${() => this.#inboxFrom(this.next)}>${msg("Weitere zeigen")}</button>`}</section>`;
	}

	#dayList() {
		return html`<section class="card"><h2>${msg("Tagesliste")}</h2>
			<label class="of">${msg("Was an diesem Tag zu holen ist, Straße für Straße, ohne Namen")}<input type="date" .value=${this.day} @change=${(event: Event) => this.#openDay((event.target as HTMLInputElement).value)} /></label>
			${this.rows ? this.#rows(this.rows) : nothing}</section>`;
	}

	#rows(rows: readonly DayRow[]) {
		if (rows.length === 0) return html`<p>${msg("An diesem Tag ist nichts angemeldet.")}</p>`;
		const day = parseDay(this.day);
		return html`<div class="bar"><a class="button" href=${this.server.address(`/requests/days/${this.day}?csv`)} download>${msg("Als Tabelle herunterladen (CSV)")}</a>
				<button class="button" type="button" @click=${() => print()}>${msg("Drucken")}</button></div>
			<div class="scroll" tabindex="0" role="group" aria-label=${msg("Tagesliste")}><table><caption>${day ? dayWords(day, "full") : ""}: ${rows.length}</caption>
				<thead><tr><th scope="col">${msg("Adresse")}</th><th scope="col">${msg("Was?")}</th><th scope="col">${msg("Wo liegt es?")}</th><th scope="col">${msg("Stand")}</th></tr></thead>
				<tbody>${rows.map((each) => this.#row(each))}</tbody></table></div>
			${this.#isClerk() && rows.some(isOpen) ? this.#moveAll() : nothing}`;
	}

	#row(row: DayRow) {
		const { street, number, locality, items, offer, spot, state } = row;
		const address = `${street} ${number}${locality ? `, ${locality}` : ""}`;
		return html`<tr lang="de"><th scope="row">${address}</th><td>${items || offer}</td><td>${spot}</td>
			<td>${isOpen(row) ? this.#crew(row, address) : stateWords(state)}</td></tr>`;
	}

	/** From the lorry, with one hand. */
	#crew(row: DayRow, address: string) {
		return html`<form class="bar" @submit=${(event: Event) => this.#notDone(event, row)}>
			<button class="button" type="button" aria-label=${msg(str`${address}: erledigt`)} @click=${() => this.#say(row, { state: "done" })}>${msg("Erledigt")}</button>
			<input name="reason" list="why" required maxlength="250" aria-label=${msg(str`${address}: warum nicht?`)} placeholder=${msg("Warum nicht?")} />
			<datalist id="why">${whyNot().map((each) => html`<option value=${each}></option>`)}</datalist>
			<button class="button" type="submit" aria-label=${msg(str`${address}: nicht erledigt`)}>${msg("Nicht erledigt")}</button></form>`;
	}

	#moveAll() {
		return html`<form class="row" @submit=${this.#move}><label class="of">${msg("Der Tag fällt aus: alles Offene verschieben auf")}<input type="date" required .value=${this.to} @change=${(event: Event) => (this.to = (event.target as HTMLInputElement).value)} /></label>
			<button class="button" type="submit">${msg("Alle verschieben")}</button></form>`;
	}

	#toggle(event: Event) {
		this.isAll = (event.target as HTMLInputElement).checked;
		this.requests = undefined;
		void this.#inboxFrom();
	}

	async #inboxFrom(after?: number) {
		const query = new URLSearchParams({
			...(this.isAll && { all: "" }),
			...(after !== undefined && { after: `${after}` }),
		});
		const sent = await this.server.send(inboxShape, "GET", `/requests?${query}`);
		this.trouble = sent.kind === "done" ? undefined : troubleWords(sent);
		if (sent.kind !== "done") return;
		this.requests = [...(after === undefined ? [] : (this.requests ?? [])), ...sent.value.requests];
		this.next = sent.value.next;
	}

	async #openDay(day: string) {
		this.day = day;
		this.rows = undefined;
		if (day === "") return;
		const sent = await this.server.send(dayListShape, "GET", `/requests/days/${day}`);
		this.trouble = sent.kind === "done" ? undefined : troubleWords(sent);
		if (sent.kind === "done") this.rows = sent.value.rows;
	}

	#notDone(event: Event, row: DayRow) {
		event.preventDefault();
		const reason = String(new FormData(event.target as HTMLFormElement).get("reason") ?? "").trim();
		void this.#say(row, { state: "failed", reason });
	}

	async #say(row: DayRow, answer: object) {
		const isDone = await this.#send(row, answer);
		this.said = isDone ? msg("Der Haushalt sieht die Antwort.") : undefined;
		await this.#openDay(this.day);
		await this.load();
	}

	async #send({ code, version }: DayRow, answer: object): Promise<boolean> {
		const sent = await this.server.send(answeredShape, "POST", `/requests/${code}`, { version, ...answer });
		this.trouble = sent.kind === "done" ? undefined : troubleWords(sent);
		return sent.kind === "done";
	}

	/** One after the other: each household hears of its own, and what has no room stays where it is. */
	async #move(event: Event) {
		event.preventDefault();
		const open = (this.rows ?? []).filter(isOpen);
		let moved = 0;
		for (const row of open) {
			const state = row.state === "working" ? "working" : "confirmed";
			if (await this.#send(row, { state, day: this.to })) moved++;
			this.said = msg(str`${moved} von ${open.length} verschoben`);
		}
		if (moved === open.length) this.trouble = undefined;
		const { said } = this;
		await this.#openDay(this.day);
		await this.#inboxFrom();
		this.said = said;
	}
}

function isOpen({ state }: DayRow): boolean {
	return OPEN_STATES.includes(state);
}

customElements.define("desk-requests", RequestsView);
