import { msg } from "@lit/localize";
import { css, html, nothing } from "lit";
import { framed, frameStyle, titled } from "../frame/side-frame.ts";
import { buttons, card, shared } from "../style/shared.ts";
import { WordedElement } from "../words/worded-element.ts";
import { everything, forgetEverything, type StoredValues } from "./stored.ts";

/** "Meine Daten": all that is stored, to look at, to take along and to delete. */
export class MyData extends WordedElement {
	static override properties = {
		stored: { state: true },
		asked: { state: true },
		failed: { state: true },
	};
	declare stored: StoredValues;
	/** Deleting was wished; once more, then it is done. */
	declare asked: boolean;
	declare failed: boolean;

	static override styles = [
		shared,
		buttons,
		card,
		frameStyle,
		css`
			pre { inline-size: 100%; max-block-size: 20rem; overflow: auto; margin: 0; padding: 1rem; border-radius: var(--corner); background: var(--sunken); font-size: var(--size-s); white-space: pre-wrap; overflow-wrap: anywhere; }
			.row { display: flex; flex-wrap: wrap; gap: 0.5rem; }
			.card { display: grid; gap: 0.75rem; justify-items: start; }
			.danger { border-color: var(--alarm); color: var(--alarm); }
		`,
	];

	constructor() {
		super();
		this.stored = {};
		this.asked = false;
		this.failed = false;
	}

	override connectedCallback(): void {
		super.connectedCallback();
		this.#read();
	}

	protected override render() {
		return framed(
			msg("Meine Daten"),
			html`
			<p>${msg("Adresse, Hausnummer und Tonnen liegen nur auf diesem Gerät. Mit Erinnerungen kennt der Server außerdem die Zustelladresse Ihres Browsers, den Abfuhrbezirk und die Uhrzeit, sonst nichts.")}</p>
			${this.#requests()}
			<div class="card"><h2>${msg("Was gespeichert ist")}</h2>
				<pre dir="ltr" tabindex="0" role="region" aria-label=${msg("Was gespeichert ist")}>${this.#text()}</pre>
				<button class="button" type="button" @click=${this.#export}>${msg("Als Datei sichern")}</button></div>
			<div class="card"><h2>${msg("Alles löschen")}</h2>
				<p>${msg("Löscht alles auf diesem Gerät und meldet die Erinnerungen beim Server ab.")}</p>
				${this.#deletion()}</div>`,
		);
	}

	protected override updated(): void {
		titled(msg("Meine Daten"));
	}

	/** They lie at the town hall too, and their links are their keys. */
	#requests() {
		if (!this.stored["tonnentag-device/kept"]?.requests) return nothing;
		return html`<p>${msg("Gesendete Anliegen liegen auch bei der Gemeinde, mit Ihrer Hausnummer. Hier wird nur ihr Link gelöscht: sagen Sie sie vorher ab, oder heben Sie den Link auf.")} <a href="#anliegen">${msg("Ihre Anliegen")}</a></p>`;
	}

	#deletion() {
		if (!this.asked)
			return html`<button class="button danger" type="button" @click=${() => this.#ask(true)}>${msg("Alles löschen")}</button>`;
		return html`<p role="alert" class="asked" tabindex="-1"><strong>${msg("Wirklich alles löschen? Das lässt sich nicht zurücknehmen.")}</strong></p>
			<div class="row"><button class="button danger" type="button" @click=${this.#delete}>${msg("Ja, alles löschen")}</button>
			<button class="button" type="button" @click=${() => this.#ask(false)}>${msg("Behalten")}</button></div>
			${this.failed ? html`<p class="danger" role="alert">${msg("Der Server ist gerade nicht erreichbar, deshalb ist noch nichts gelöscht. Bitte versuchen Sie es mit einer Verbindung noch einmal.")}</p>` : nothing}`;
	}

	/** The reader goes along: to the question, or back to what asks it. */
	async #ask(asked: boolean) {
		this.asked = asked;
		await this.updateComplete;
		this.renderRoot.querySelector<HTMLElement>(asked ? ".asked" : ".danger")?.focus();
	}

	#text(): string {
		return JSON.stringify(this.stored, null, 2);
	}

	async #read() {
		this.stored = await everything();
	}

	#export() {
		const link = document.createElement("a");
		link.href = URL.createObjectURL(new Blob([this.#text()], { type: "application/json" }));
		link.download = "tonnentag.json";
		link.click();
		setTimeout(() => URL.revokeObjectURL(link.href), 1000);
	}

	async #delete() {
		this.failed = !(await forgetEverything());
		if (!this.failed) location.replace("/");
	}
}

customElements.define("my-data", MyData);
