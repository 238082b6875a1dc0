import { msg, str } from "@lit/localize";
import { css, html, nothing } from "lit";
import { CHANGES_FILE } from "../../../data/import/files.ts";
import {
	editionShape,
	editionsShape,
	type PublishedEdition,
	type StrikePreview,
	strikeShape,
} from "../../../data/model/desk.ts";
import { WordedElement } from "../../words/worded-element.ts";
import { type ChangeLine, withLines } from "../draft/changes-lines.ts";
import type { Work } from "../draft/work.ts";
import type { RoundOfDay, SentFile } from "../reader/messages.ts";
import type { DeskServer, Sent, Served } from "../server/desk-server.ts";
import { troubleWords } from "../words/trouble-words.ts";
import { deskStyle } from "./desk-style.ts";

/** In one minute, by phone: what does not go today, when it goes instead, and why. */
export class StrikeView extends WordedElement {
	static override properties = {
		server: { attribute: false },
		served: { attribute: false },
		work: { attribute: false },
		day: { state: true },
		to: { state: true },
		reason: { state: true },
		rounds: { state: true },
		ticked: { state: true },
		preview: { state: true },
		words: { state: true },
		trouble: { state: true },
		busy: { state: true },
		done: { state: true },
	};
	declare server: DeskServer;
	declare served: Served | undefined;
	/** A work of its own, on what is published: a year that is being brought in stays as it is. */
	declare work: Work;
	declare day: string;
	declare to: string;
	declare reason: string;
	declare rounds: readonly RoundOfDay[];
	declare ticked: ReadonlySet<number>;
	declare preview: StrikePreview | undefined;
	/** What changes, as it will be published. */
	declare words: readonly string[] | undefined;
	declare trouble: string | undefined;
	declare busy: boolean;
	declare done: PublishedEdition | undefined;
	/** The dataset that was served when it was published. */
	#base = "";

	constructor() {
		super();
		Object.assign(this, { day: "", to: "", reason: "", rounds: [], ticked: new Set(), busy: false });
	}

	static override styles = [
		deskStyle,
		css`.goal { position: sticky; inset-block-end: 0; background: var(--ground); padding-block: 0.75rem; } .button { inline-size: 100%; }`,
	];

	protected override render() {
		if (!this.served) return html`<p>${msg("Von dieser Gemeinde ist noch nichts veröffentlicht.")}</p>`;
		if (this.done) return this.#told(this.done);
		return html`<form class="stack" @submit=${this.#submit}>
			<label class="of">${msg("An welchem Tag fällt etwas aus?")}<input type="date" required .value=${this.day} @change=${(event: Event) => this.#setDay((event.target as HTMLInputElement).value)} /></label>
			${this.day === "" ? nothing : this.#planned()}
			<label class="of">${msg("Neuer Tag (leer: fällt ersatzlos aus)")}<input type="date" .value=${this.to} @change=${(event: Event) => this.#change("to", event)} /></label>
			<label class="of">${msg("Warum?")}<input list="reasons" required maxlength="200" .value=${this.reason} @change=${(event: Event) => this.#change("reason", event)} /></label>
			<datalist id="reasons">${[msg("Streik"), msg("Eis und Schnee"), msg("Straße gesperrt"), msg("Fahrzeug defekt")].map((each) => html`<option value=${each}></option>`)}</datalist>
			${this.trouble ? html`<p class="wrong" role="alert">${this.trouble}</p>` : nothing}
			${this.words ? this.#preview(this.words) : nothing}
			<div class="goal"><button class="button primary" type="submit" ?disabled=${this.busy || this.ticked.size === 0}>${this.words ? msg("Jetzt veröffentlichen") : msg("Prüfen")}</button></div>
			<p role="status">${this.busy ? msg("Einen Moment …") : nothing}</p>
		</form>`;
	}

	#planned() {
		if (this.rounds.length === 0) return html`<p>${msg("An diesem Tag ist nichts geplant.")}</p>`;
		return html`<fieldset><legend>${msg("Was davon?")}</legend>${this.rounds.map(
			({ label, round }, nth) =>
				html`<label class="tick"><input type="checkbox" .checked=${this.ticked.has(nth)} @change=${() => this.#tick(nth)} /> <span lang="de">${label}${round === "" ? nothing : html`, ${round}`}</span></label>`,
		)}</fieldset>`;
	}

	#preview(words: readonly string[]) {
		const told = Object.entries(this.preview?.words ?? {});
		return html`<section class="card"><h2>${msg("So wird es")}</h2><ul lang="de">${words.map((each) => html`<li>${each}</li>`)}</ul>
			${this.preview ? html`<p>${msg(str`Haushalte mit Erinnerung, die es erfahren: ${this.preview.households === "fewer than five" ? msg("weniger als fünf") : this.preview.households}`)}</p>` : nothing}
			${told.map(([language, { title, body }]) => html`<p lang=${language}><strong>${title}</strong><br />${body}</p>`)}</section>`;
	}

	#told({ number }: PublishedEdition) {
		return html`<section class="card"><p role="status"><strong>${msg(str`Veröffentlicht: Ausgabe ${number}, in spätestens zehn Sekunden für alle.`)}</strong></p>
			<button class="button" type="button" @click=${() => this.#undo()}>${msg("Zurücknehmen: wieder wie vorher")}</button>
			${this.trouble ? html`<p class="wrong" role="alert">${this.trouble}</p>` : nothing}</section>`;
	}

	async #setDay(day: string) {
		this.day = day;
		this.#forget();
		this.rounds = day === "" ? [] : await this.work.roundsOn(day);
		this.ticked = new Set(this.rounds.keys());
	}

	#change(field: "to" | "reason", event: Event) {
		this[field] = (event.target as HTMLInputElement).value.trim();
		this.#forget();
	}

	#tick(nth: number) {
		const next = new Set(this.ticked);
		if (!next.delete(nth)) next.add(nth);
		this.ticked = next;
		this.#forget();
	}

	/** What was looked at is not what would be published any more. */
	#forget() {
		this.words = undefined;
		this.preview = undefined;
		this.trouble = undefined;
	}

	async #submit(event: Event) {
		event.preventDefault();
		this.busy = true;
		this.trouble = undefined;
		try {
			if (this.words) await this.#publish();
			else await this.#check();
		} finally {
			this.busy = false;
		}
	}

	/** All rounds of a service that day are one line without a round. */
	#lines(): ChangeLine[] {
		const { day: from, to, reason } = this;
		const chosen = this.rounds.filter((_, nth) => this.ticked.has(nth));
		const services = Map.groupBy(chosen, ({ service }) => service);
		return [...services].flatMap(([service, mine]) => {
			const isAll = mine.length === this.rounds.filter((each) => each.service === service).length;
			const rounds = isAll ? [""] : mine.map(({ round }) => round);
			return rounds.map((round) => ({ service, round, from, to, reason }));
		});
	}

	async #check() {
		const edition = await this.server.edition();
		if (!edition) {
			this.trouble = msg("Die Dateien dieser Gemeinde liegen nicht hier, oder Sie sind nicht angemeldet.");
			return;
		}
		const changes = edition.files.find(({ path }) => path === CHANGES_FILE);
		const text = withLines(changes ? new TextDecoder().decode(changes.bytes) : "", this.#lines());
		const added: SentFile = { path: CHANGES_FILE, bytes: new TextEncoder().encode(text) as Uint8Array<ArrayBuffer> };
		const files = [...edition.files.filter(({ path }) => path !== CHANGES_FILE), added];
		await this.work.resume(edition.kept, files);
		const { report } = this.work;
		const [problem] = report?.problems ?? [];
		this.trouble = problem ? `${problem.what} ${problem.remedy}` : this.work.failed;
		if (!this.trouble) this.words = report?.difference?.words ?? [];
		const services = [...new Set(this.#lines().map(({ service }) => service))];
		const asked = { services, day: this.day, ...(this.to !== "" && { to: this.to }), reason: this.reason };
		const preview = await this.server.send(strikeShape, "POST", "/strike", asked);
		if (preview.kind === "done") this.preview = preview.value;
	}

	async #publish() {
		const { work, served } = this;
		const dataset = await work.dataset();
		const files = [...work.files.values()].filter(({ path }) => path !== "town.json");
		this.#base = served?.hash ?? "";
		const edition = { base: this.#base, acceptLoss: false, dataset, json: work.json, files };
		const sent: Sent<PublishedEdition> = await this.server.publish(edition);
		if (sent.kind === "done") {
			this.done = sent.value;
			this.dispatchEvent(new CustomEvent("published", { bubbles: true, composed: true }));
		} else this.trouble = troubleWords(sent);
	}

	async #undo() {
		const editions = await this.server.send(editionsShape, "GET", "/editions");
		// What was served when it was made; a number before it may wait for its day, or was never served.
		const before = editions.kind === "done" ? editions.value.find(({ hash }) => hash === this.#base) : undefined;
		const again = before && (await this.server.send(editionShape, "POST", `/editions/${before.number}/publish`));
		if (again?.kind === "done") this.#renew();
		else this.trouble = msg("Eine frühere Ausgabe ist nicht aufgehoben.");
	}

	#renew() {
		this.done = undefined;
		this.day = "";
		this.#forget();
		this.dispatchEvent(new CustomEvent("published", { bubbles: true, composed: true }));
	}
}

customElements.define("desk-strike", StrikeView);
