import { msg, str } from "@lit/localize";
import { css, html, nothing } from "lit";
import * as v from "valibot";
import {
	type AuditEntry,
	auditShape,
	type DeskSession,
	type Invited,
	invitedShape,
	type Link,
	linkShape,
	type Person,
	peopleShape,
	type Role,
} from "../../../data/model/desk.ts";
import { WordedElement } from "../../words/worded-element.ts";
import type { DeskServer, Sent } from "../server/desk-server.ts";
import { makePasskey, type SignedIn, signIn, signOut } from "../server/sign-in.ts";
import { momentWords } from "../words/moment-words.ts";
import { auditWords, roleWords } from "../words/people-words.ts";
import { troubleWords } from "../words/trouble-words.ts";
import { deskStyle } from "./desk-style.ts";

/** Signing in and out, the people of the desk, and what they did. */
export class AccessView extends WordedElement {
	static override properties = {
		server: { attribute: false },
		session: { attribute: false },
		invite: { attribute: false },
		invited: { state: true },
		people: { state: true },
		audit: { state: true },
		link: { state: true },
		trouble: { state: true },
		leaving: { state: true },
	};
	declare server: DeskServer;
	declare session: DeskSession | undefined;
	/** The secret of a link that led here. */
	declare invite: string | undefined;
	declare invited: Invited | undefined;
	declare people: readonly Person[];
	declare audit: readonly AuditEntry[];
	declare link: Link | undefined;
	declare trouble: string | undefined;
	/** The person whose access is about to be taken. */
	declare leaving: string | undefined;

	#of: DeskSession | undefined;

	constructor() {
		super();
		this.people = [];
		this.audit = [];
	}

	static override styles = [
		deskStyle,
		css`output { overflow-wrap: anywhere; font-weight: 600; user-select: all; } td { overflow-wrap: anywhere; }`,
	];

	protected override willUpdate() {
		if (this.session === this.#of) return;
		this.#of = this.session;
		if (this.session?.person) void this.#load();
	}

	override async firstUpdated() {
		if (this.invite === undefined) return;
		const read = await this.server.send(invitedShape, "POST", "/invitations/read", { invite: this.invite });
		if (read.kind === "done") this.invited = read.value;
		else
			this.trouble = msg(
				"Dieser Link gilt nicht mehr: Er ist abgelaufen oder schon benutzt. Bitten Sie um einen neuen.",
			);
	}

	protected override render() {
		return html`<div class="stack">
			${this.trouble ? html`<p class="wrong" role="alert">${this.trouble}</p>` : nothing}
			${this.invite !== undefined && this.invited && !this.session?.person ? this.#welcome(this.invited) : nothing}
			${this.session?.person ? this.#signedIn(this.session) : this.invited ? nothing : this.#signIn()}
		</div>`;
	}

	#welcome({ name, role }: Invited) {
		return html`<section class="card"><h2>${msg(str`Willkommen, ${name}`)}</h2>
			<p>${roleWords(role)}. ${msg("Dieses Gerät merkt sich einen Schlüssel für Sie; ein Passwort gibt es nicht.")}</p>
			<button class="button primary" type="button" @click=${() => this.#do(() => makePasskey(this.server, this.invite))}>${msg("Auf diesem Gerät einrichten")}</button></section>`;
	}

	#signIn() {
		return html`<section class="card"><h2>${msg("Anmelden")}</h2>
			<p>${msg("Mit dem Schlüssel dieses Geräts. Beim ersten Mal führt der Link hinein, den Sie bekommen haben.")}</p>
			<button class="button primary" type="button" @click=${() => this.#do(() => signIn(this.server))}>${msg("Anmelden")}</button></section>`;
	}

	#signedIn({ person, role }: DeskSession) {
		return html`<section class="card"><h2>${msg("Angemeldet")}</h2><p>${person?.name}, ${roleWords(role)}</p>
			<div class="bar"><button class="button" type="button" @click=${() => this.#leave(false)}>${msg("Abmelden")}</button>
			<button class="button" type="button" @click=${() => this.#leave(true)}>${msg("Auf allen Geräten abmelden")}</button>
			<button class="button" type="button" @click=${() => this.#linkFor(this.server.send(linkShape, "POST", "/device-links", {}))}>${msg("Ein zweites Gerät anmelden")}</button></div></section>
			${this.link ? html`<section class="card"><h2>${msg("Link")}</h2><p>${msg("Einmal gültig, 24 Stunden lang. Weitergeben, nicht aushängen:")}</p><output>${this.link.link}</output></section>` : nothing}
			${role === "haulier" ? nothing : html`${this.#invitation()}${this.#peopleTable()}${this.#auditTable()}`}`;
	}

	#invitation() {
		return html`<form class="card row" @submit=${this.#invitePerson}><h2>${msg("Jemanden einladen")}</h2>
			<label class="of">${msg("Name")}<input name="name" required maxlength="80" /></label>
			<label class="of">${msg("Aufgabe")}<select name="role">${(["clerk", "haulier"] as const).map((each) => html`<option value=${each}>${roleWords(each)}</option>`)}</select></label>
			<button class="button" type="submit">${msg("Link machen")}</button></form>`;
	}

	#peopleTable() {
		return html`<section class="card"><h2>${msg("Wer Zugang hat")}</h2><ul class="plain-list">${this.people.map(
			(each) => html`<li class="bar"><span><strong>${each.name}</strong>, ${roleWords(each.role)}</span>
			${
				this.leaving === each.id
					? html`<span>${msg("Sofort abgemeldet, alle Geräte. Wirklich?")}</span><button class="button" type="button" @click=${() => this.#remove(each)}>${msg("Zugang nehmen")}</button><button class="button" type="button" @click=${() => (this.leaving = undefined)}>${msg("Doch nicht")}</button>`
					: html`<button class="plain" type="button" aria-label=${msg(str`${each.name} den Zugang nehmen`)} @click=${() => (this.leaving = each.id)}>${msg("Zugang nehmen")}</button>`
			}</li>`,
		)}</ul></section>`;
	}

	#auditTable() {
		return html`<section class="card"><h2>${msg("Was geschehen ist")}</h2><div class="scroll" tabindex="0" role="group" aria-label=${msg("Was geschehen ist")}><table>
			<thead><tr><th scope="col">${msg("Wann")}</th><th scope="col">${msg("Wer")}</th><th scope="col">${msg("Was")}</th></tr></thead>
			<tbody>${this.audit.map(
				({ at, name, role, what, about }) =>
					html`<tr><td>${momentWords(at)}</td><td>${name ?? roleWords(role)}</td><td>${auditWords(what)} ${about ?? ""}</td></tr>`,
			)}</tbody></table></div></section>`;
	}

	async #load() {
		const [people, audit] = await Promise.all([
			this.server.send(peopleShape, "GET", "/people"),
			this.server.send(auditShape, "GET", "/audit"),
		]);
		if (people.kind === "done") this.people = people.value;
		if (audit.kind === "done") this.audit = audit.value;
	}

	async #do(what: () => Promise<SignedIn>) {
		const done = await what();
		this.trouble = done.kind === "done" ? undefined : signInTrouble(done);
		if (done.kind === "done") this.dispatchEvent(new CustomEvent("session", { bubbles: true, composed: true }));
	}

	async #leave(isEverywhere: boolean) {
		await this.#do(() => signOut(this.server, isEverywhere));
	}

	async #linkFor(asked: Promise<Sent<Link>>) {
		const made = await asked;
		if (made.kind === "done") this.link = made.value;
		this.trouble = made.kind === "done" ? undefined : troubleWords(made);
		await this.#load();
	}

	#invitePerson(event: Event) {
		event.preventDefault();
		const form = event.target as HTMLFormElement;
		const given = new FormData(form);
		const role = String(given.get("role")) as Role;
		void this.#linkFor(this.server.send(linkShape, "POST", "/invitations", { name: String(given.get("name")), role }));
		form.reset();
	}

	async #remove({ id }: Person) {
		const done = await this.server.send(v.null(), "DELETE", `/people/${encodeURIComponent(id)}`);
		this.leaving = undefined;
		this.trouble = done.kind === "done" ? undefined : troubleWords(done);
		await this.#load();
	}
}

function signInTrouble(done: Exclude<SignedIn | Sent<unknown>, { kind: "done" }>): string {
	if (done.kind === "given-up")
		return msg(
			"Abgebrochen: Das Gerät hat keinen Schlüssel gegeben. Bitte noch einmal, oder mit einem neuen Link einrichten.",
		);
	return troubleWords(done);
}

customElements.define("desk-access", AccessView);
