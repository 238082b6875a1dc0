import { msg, str } from "@lit/localize";
import { css, html, nothing } from "lit";
import { type Day, parseDay } from "../../../data/model/day.ts";
import { type DeskRequest, deskRequestShape } from "../../../data/model/desk.ts";
import { OPEN_STATES } from "../../../data/model/request.ts";
import { eventWords, stateWords } from "../../requests/state-words.ts";
import { dayWords } from "../../words/day-words.ts";
import { WordedElement } from "../../words/worded-element.ts";
import type { DeskServer } from "../server/desk-server.ts";
import { momentWords } from "../words/moment-words.ts";
import { whyNot } from "../words/request-words.ts";
import { troubleWords } from "../words/trouble-words.ts";
import { deskStyle } from "./desk-style.ts";

const ANSWERS = ["confirmed", "working", "done", "failed", "declined"] as const;
type AnswerState = (typeof ANSWERS)[number];

/** One request: what was asked for, and what the town hall says to it. */
export class RequestCard extends WordedElement {
	static override properties = {
		server: { attribute: false },
		request: { attribute: false },
		state: { state: true },
		trouble: { state: true },
		said: { state: true },
	};
	declare server: DeskServer;
	declare request: DeskRequest;
	declare state: AnswerState;
	declare trouble: string | undefined;
	declare said: string | undefined;

	constructor() {
		super();
		this.state = "confirmed";
	}

	static override styles = [
		deskStyle,
		css`
			dl { display: grid; grid-template-columns: minmax(7rem, auto) minmax(0, 1fr); gap: 0.25rem 1rem; margin: 0; }
			dt { color: var(--ink-soft); } dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
			h3 { margin: 0; }
			img { max-inline-size: 100%; max-block-size: 24rem; border-radius: 0.5rem; }
			@media (max-width: 30rem) { dl { grid-template-columns: minmax(0, 1fr); } dd { margin-block-end: 0.5rem; } }
		`,
	];

	protected override render() {
		const { request } = this;
		const title = [request.offer.label, request.shown.address ?? request.shown.where].filter(Boolean).join(": ");
		return html`<article class="card"><h3 lang="de">${title}</h3>
			<p>${stateWords(request.state)} · ${msg(str`Kennung ${request.code.split(".").at(-1) ?? ""}`)} · ${msg(str`eingegangen ${momentWords(request.timeline[0]?.at ?? "")}`)}</p>
			${this.#content()}${this.#photos()}${this.#history()}
			${this.trouble ? html`<p class="wrong" role="alert">${this.trouble}</p>` : nothing}
			<p role="status">${this.said ?? nothing}</p>
			${OPEN_STATES.includes(request.state) ? this.#form() : nothing}</article>`;
	}

	#content() {
		const { content, shown } = this.request;
		const text = (name: string) => (typeof content[name] === "string" ? (content[name] as string) : undefined);
		return html`<dl>
			${line(msg("Tag"), daysOf(content))}
			${line(msg("Adresse"), shown.address, true)}
			${line(msg("Wo?"), shown.where, true)}
			${line(msg("Was?"), shown.thing, true)}
			${line(msg("Stücke"), shown.items, true)}
			${line(msg("Grund"), shown.reason ?? text("reason"), true)}
			${line(msg("Ab wann?"), text("from"))}
			${line(msg("Nummer auf der alten Tonne"), text("label"))}
			${line(msg("Name"), text("name"))}
			${line(msg("Nummer auf dem Gebührenbescheid"), text("account"))}
			${line(msg("Wo liegt es?"), text("spot"))}
			${line(msg("E-Mail oder Telefon"), contactOf(content.contact))}
			${line(msg("Bemerkung"), text("note"))}
		</dl>`;
	}

	#photos() {
		const code = this.request.code.split(".").at(-1);
		return this.request.photos.map(
			(n) =>
				html`<img loading="lazy" src=${this.server.address(`/requests/${code}/photos/${n}`)} alt=${msg(str`Foto ${n} des Haushalts`)} />`,
		);
	}

	#history() {
		const { timeline } = this.request;
		if (timeline.length < 2) return nothing;
		return html`<details><summary>${msg("Verlauf")}</summary><ul>${timeline.map(
			({ at, what, by, reason }) =>
				html`<li>${momentWords(at)}: ${eventWords(what)} (${by === "household" ? msg("Haushalt") : by === "town" ? msg("Gemeinde") : msg("von selbst")})${reason ? html`: <span lang="de">${reason}</span>` : nothing}</li>`,
		)}</ul></details>`;
	}

	#form() {
		const needsReason = this.state === "failed" || this.state === "declined";
		const isDated = this.request.offer.kind === "bulky";
		return html`<form class="row" @submit=${this.#answer}>
			<label class="of">${msg("Antwort")}<select name="state" @change=${(event: Event) => (this.state = (event.target as HTMLSelectElement).value as AnswerState)}>${ANSWERS.map((each) => html`<option value=${each} .selected=${each === this.state}>${stateWords(each)}</option>`)}</select></label>
			${isDated && (this.state === "confirmed" || this.state === "working") ? html`<label class="of">${msg("Tag (leer: bleibt, wie er ist)")}<input type="date" name="day" /></label>` : nothing}
			<label class="of">${needsReason ? msg("Warum? Der Haushalt liest es so.") : msg("Ein Satz dazu (freiwillig)")}<input name="reason" list="reasons" maxlength="250" ?required=${needsReason} lang="de" /></label>
			<datalist id="reasons">${needsReason ? whyNot().map((each) => html`<option value=${each}></option>`) : nothing}</datalist>
			<button class="button primary" type="submit">${msg("Antworten")}</button></form>`;
	}

	async #answer(event: Event) {
		event.preventDefault();
		const given = new FormData(event.target as HTMLFormElement);
		const [day, reason] = [textOf(given, "day"), textOf(given, "reason")];
		const { version, code } = this.request;
		const said = { version, state: this.state, ...(day && { day }), ...(reason && { reason }) };
		const path = `/requests/${code.split(".").at(-1)}`;
		const sent = await this.server.send(deskRequestShape, "POST", path, said);
		this.trouble = sent.kind === "done" ? undefined : whyRefused(sent);
		this.said = sent.kind === "done" ? msg("Der Haushalt sieht die Antwort.") : undefined;
		const now = sent.kind === "done" ? sent : await this.server.send(deskRequestShape, "GET", path);
		if (now.kind === "done") this.request = now.value;
	}
}

function whyRefused(sent: Parameters<typeof troubleWords>[0]): string {
	if (sent.kind === "refused" && sent.code === "stale")
		return msg("Inzwischen hat jemand anderes geantwortet. So steht es jetzt.");
	if (sent.kind === "refused" && sent.code === "day_full") return msg("An diesem Tag ist kein Platz mehr frei.");
	return troubleWords(sent);
}

function line(term: string, words: string | undefined, isGerman = false) {
	return words ? html`<dt>${term}</dt><dd lang=${isGerman ? "de" : nothing}>${words}</dd>` : nothing;
}

/** The day that was booked, or those that were wished for. */
function daysOf({ day, days }: DeskRequest["content"]): string {
	const all = Array.isArray(days) ? days : [day];
	return all
		.flatMap((each) => (typeof each === "string" ? (parseDay(each) ?? []) : []))
		.map(inFull)
		.join(" · ");
}

function inFull(day: Day): string {
	return dayWords(day, "full");
}

function contactOf(contact: unknown): string | undefined {
	const { mail, phone } = (contact ?? {}) as { mail?: string; phone?: string };
	return mail ?? phone;
}

function textOf(given: FormData, name: string): string {
	return String(given.get(name) ?? "").trim();
}

customElements.define("desk-request", RequestCard);
