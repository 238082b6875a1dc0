import { msg, str } from "@lit/localize";
import { css, html, nothing } from "lit";
import * as v from "valibot";
import { parseDay } from "../../../data/model/day.ts";
import { type Notice, noticeShape, noticesShape } from "../../../data/model/desk.ts";
import { directionOf, LANGUAGES, type Language, nameOf } from "../../../data/model/language.ts";
import { roundKey } from "../../../data/model/notice.ts";
import { shortDay } from "../../words/day-words.ts";
import { currentLanguage } from "../../words/page-language.ts";
import type { Work } from "../draft/work.ts";
import type { RoundOfDay } from "../reader/messages.ts";
import { troubleWords } from "../words/trouble-words.ts";
import { deskStyle } from "./desk-style.ts";
import { SignedInView } from "./signed-in-view.ts";

/** What a town tells its households beside the dates: written, looked at, taken away. */
export class NoticesView extends SignedInView {
	static override properties = {
		...SignedInView.properties,
		work: { attribute: false },
		notices: { state: true },
		rounds: { state: true },
		isForAll: { state: true },
		asked: { state: true },
	};
	/** Knows the rounds of what is published. */
	declare work: Work;
	declare notices: readonly Notice[];
	declare rounds: readonly RoundOfDay[];
	declare isForAll: boolean;
	/** The notice that is about to be taken away. */
	declare asked: string | undefined;

	constructor() {
		super();
		Object.assign(this, { notices: [], rounds: [], isForAll: true });
	}

	static override styles = [
		deskStyle,
		css`.rounds { max-block-size: 20rem; overflow-y: auto; } li p { overflow-wrap: anywhere; white-space: pre-line; }`,
	];

	protected override async load() {
		this.rounds = await this.work.allRounds();
		await this.#look();
	}

	protected override render() {
		if (!this.session) return html`<p>${msg("Dafür müssen Sie angemeldet sein.")}</p>`;
		return html`<div class="stack">
			${this.told()}
			${this.session.role === "clerk" ? this.#form() : nothing}
			<section class="card"><h2>${msg("Was jetzt gesagt wird, und was dazu kommt")}</h2>${this.notices.length === 0 ? html`<p>${msg("Es gibt keinen Hinweis.")}</p>` : html`<ul class="plain-list">${this.notices.map((each) => this.#notice(each))}</ul>`}</section>
		</div>`;
	}

	#form() {
		return html`<form class="card" @submit=${this.#write}><h2>${msg("Einen Hinweis schreiben")}</h2>
			<p class="soft">${msg("Er steht bei den Haushalten über den Terminen, auch ohne Netz, und endet von selbst.")}</p>
			${words("de", true)}
			<details><summary>${msg("In weiteren Sprachen")}</summary><p class="soft small">${msg("Wo nichts steht, sehen Haushalte den deutschen Text.")}</p>${LANGUAGES.filter((each) => each !== "de").map((each) => words(each, false))}</details>
			<div class="row"><label class="of">${msg("Erster Tag")}<input type="date" name="from" required /></label><label class="of">${msg("Letzter Tag")}<input type="date" name="to" required /></label></div>
			<fieldset><legend>${msg("Wen betrifft es?")}</legend>
				<label class="tick"><input type="radio" name="whom" .checked=${this.isForAll} @change=${() => (this.isForAll = true)} /> <span>${msg("Alle in der Gemeinde")}</span></label>
				<label class="tick"><input type="radio" name="whom" .checked=${!this.isForAll} ?disabled=${this.rounds.length === 0} @change=${() => (this.isForAll = false)} /> <span>${msg("Nur bestimmte Touren")}</span></label>
				${this.isForAll ? nothing : this.#rounds()}</fieldset>
			<button class="button primary" type="submit">${msg("Veröffentlichen")}</button></form>`;
	}

	#rounds() {
		return html`<div class="rounds" role="group" aria-label=${msg("Touren")} tabindex="0">${this.rounds.map(
			({ service, label, round }) =>
				html`<label class="tick"><input type="checkbox" name="round" value=${roundKey({ service, name: round })} /> <span lang="de">${label}${round === "" ? nothing : html`, ${round}`}</span></label>`,
		)}</div>`;
	}

	#notice(notice: Notice) {
		const { id, from, to, by, rounds } = notice;
		const title = notice.title.de ?? Object.values(notice.title)[0] ?? "";
		const text = notice.text.de ?? Object.values(notice.text)[0] ?? "";
		const isAsked = this.asked === id;
		return html`<li><p lang="de"><strong>${title}</strong></p><p lang="de">${text}</p>
			<p class="soft small">${msg(str`${dayOf(from)} bis ${dayOf(to)}`)} · ${rounds ? msg(str`für ${rounds.length} Touren`) : msg("für alle")}${by ? html` · ${by}` : nothing}</p>
			${this.session?.role !== "clerk" ? nothing : isAsked ? html`<div class="bar"><span>${msg("Haushalte sehen ihn dann nicht mehr.")}</span><button class="button" type="button" @click=${() => this.#remove(id)}>${msg("Entfernen")}</button><button class="button" type="button" @click=${() => (this.asked = undefined)}>${msg("Doch nicht")}</button></div>` : html`<button class="plain" type="button" aria-label=${msg(str`${title} entfernen`)} @click=${() => (this.asked = id)}>${msg("Entfernen")}</button>`}</li>`;
	}

	async #write(event: Event) {
		event.preventDefault();
		const form = event.target as HTMLFormElement;
		const given = new FormData(form);
		const [title, text] = [byLanguage(given, "title"), byLanguage(given, "text")];
		const rounds = this.isForAll ? {} : { rounds: given.getAll("round").map(String) };
		const [from, to] = [String(given.get("from")), String(given.get("to"))];
		if (from > to) return this.#refuse(msg("Der letzte Tag liegt vor dem ersten."));
		const half = LANGUAGES.find((each) => (title[each] === undefined) !== (text[each] === undefined));
		if (half)
			return this.#refuse(msg(str`${nameOf(half)}: Bitte Überschrift und Text schreiben, oder beides leer lassen.`));
		if (rounds.rounds?.length === 0) return this.#refuse(msg("Bitte mindestens eine Tour ankreuzen, oder «Alle»."));
		const sent = await this.server.send(noticeShape, "POST", "/notices", { title, text, from, to, ...rounds });
		if (sent.kind !== "done") return this.#refuse(troubleWords(sent));
		this.trouble = undefined;
		this.said = msg("Der Hinweis ist veröffentlicht.");
		form.reset();
		this.isForAll = true;
		await this.#look();
	}

	#refuse(trouble: string) {
		this.trouble = trouble;
		this.said = undefined;
	}

	async #remove(id: string) {
		const done = await this.server.send(v.null(), "DELETE", `/notices/${encodeURIComponent(id)}`);
		this.asked = undefined;
		this.trouble = done.kind === "done" ? undefined : troubleWords(done);
		this.said = done.kind === "done" ? msg("Der Hinweis ist entfernt.") : undefined;
		await this.#look();
	}

	async #look() {
		const sent = await this.server.send(noticesShape, "GET", "/notices");
		if (sent.kind === "done") this.notices = sent.value;
	}
}

function words(language: Language, isNeeded: boolean) {
	const [direction, own] = [directionOf(language), currentLanguage()];
	return html`<fieldset lang=${language} dir=${direction}><legend>${nameOf(language)}</legend>
		<label class="of"><span lang=${own} dir="ltr">${msg("Überschrift")}</span><input name=${`title ${language}`} maxlength="120" ?required=${isNeeded} /></label>
		<label class="of"><span lang=${own} dir="ltr">${msg("Text")}</span><textarea name=${`text ${language}`} rows="3" maxlength="2000" ?required=${isNeeded}></textarea></label></fieldset>`;
}

function byLanguage(given: FormData, field: "title" | "text"): Partial<Record<Language, string>> {
	const all = LANGUAGES.map((language) => [language, String(given.get(`${field} ${language}`) ?? "").trim()] as const);
	return Object.fromEntries(all.filter(([, text]) => text !== ""));
}

function dayOf(text: string): string {
	const day = parseDay(text);
	return day ? shortDay(day) : text;
}

customElements.define("desk-notices", NoticesView);
