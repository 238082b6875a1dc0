import { msg, str } from "@lit/localize";
import { css, html, nothing } from "lit";
import { deviceStore } from "../device/device-store.ts";
import type { Wanted } from "../device/reminder-state.ts";
import { wantedIn } from "../device/towns-kept.ts";
import { framed, frameStyle, titled } from "../frame/side-frame.ts";
import { homesOf } from "../household/homes.ts";
import type { Home } from "../household/household.ts";
import type { Memory } from "../household/memory.ts";
import { buttons, card, shared } from "../style/shared.ts";
import type { TownDatasets } from "../town/town-source.ts";
import { withCommas } from "../words/day-words.ts";
import { currentLanguage, nameOf } from "../words/page-language.ts";
import { WordedElement } from "../words/worded-element.ts";
import { everything, forgetEverything, type StoredValues } from "./stored.ts";

/** "Meine Daten": all that is stored, to look at, to take along and to delete. */
export class MyData extends WordedElement {
	static override properties = {
		memory: { attribute: false },
		datasets: { attribute: false },
		homes: { state: true },
		wants: { state: true },
		stored: { state: true },
		asked: { state: true },
		failed: { state: true },
	};
	declare memory: Memory;
	declare datasets: TownDatasets;
	declare homes: readonly { readonly name: string; readonly address: string; readonly labels: string }[];
	declare wants: readonly Wanted[];
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
			.told { display: grid; gap: 0.375rem; padding-inline-start: 1.25rem; list-style: disc; }
			details { inline-size: 100%; }
			summary { min-block-size: 2.75rem; padding-block: 0.625rem; color: var(--accent); cursor: pointer; }
			.danger { border-color: var(--alarm); color: var(--alarm); }
		`,
	];

	constructor() {
		super();
		this.stored = {};
		this.homes = [];
		this.wants = [];
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
			<p>${msg("Adresse, Hausnummer und Tonnen liegen nur auf diesem Gerät. Mit Erinnerungen kennt der Server außerdem die Zustelladresse Ihres Browsers, ein Kennzeichen Ihrer Straße oder ihres Teils, die Tonnen, die Uhrzeiten, eine Pause mit ihrem Datum und die Sprache, sonst nichts.")}</p>
			${this.#requests()}
			<div class="card"><h2>${msg("Was gespeichert ist")}</h2>
				<ul class="told">${this.#sentences().map((each) => html`<li>${each}</li>`)}</ul>
				<details><summary>${msg("Alles im Wortlaut")}</summary><pre dir="ltr" tabindex="0" role="region" aria-label=${msg("Alles im Wortlaut")}>${this.#text()}</pre></details>
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

	/** What of it concerns the household, as people would say it. */
	#sentences(): unknown[] {
		const { homes, wants } = this;
		const addresses = homes.map(
			({ name, address, labels }) =>
				html`${msg("Adresse")}: <span lang="de">${name === address ? address : `${name} (${address})`}</span>: <span lang="de">${labels}</span>`,
		);
		const reminded = wants.flatMap(({ places }) => places);
		const paused = reminded.filter(({ pausedUntil }) => pausedUntil !== undefined).length;
		const told = [
			...addresses,
			html`${msg("Sprache")}: ${nameOf(currentLanguage())}`,
			...(reminded.length > 0 ? [msg(str`Erinnerungen sind eingeschaltet, Adressen: ${reminded.length}`)] : []),
			...(paused > 0 ? [msg(str`Pausen der Erinnerung: ${paused}`)] : []),
		];
		return Object.keys(this.stored).length === 0 ? [msg("Nichts ist gespeichert.")] : told;
	}

	#text(): string {
		return JSON.stringify(this.stored, null, 2);
	}

	async #read() {
		this.stored = await everything();
		this.wants = await wantedIn(deviceStore);
		const household = await this.memory.household();
		if (household.kind === "settled") this.homes = await this.#named(homesOf(household));
	}

	/** The towns know what streets and bins are called. */
	async #named(homes: readonly Home[]): Promise<MyData["homes"]> {
		const named = homes.map(async ({ town, street, number, services, name }) => {
			const dataset = await this.datasets.of(town);
			const labels = dataset?.services.filter(({ id }) => services.includes(id)).map(({ label }) => label);
			const where = dataset?.streets.find(({ id }) => id === street)?.name ?? street;
			const address = [where, number].filter(Boolean).join(" ");
			return { name: name ?? address, address, labels: withCommas(...(labels ?? services)) };
		});
		return Promise.all(named);
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
