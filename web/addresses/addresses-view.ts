import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues } from "lit";
import { type Dataset, findPlace, servicesOf } from "../../data/model/dataset.ts";
import type { TownId } from "../../data/model/town.ts";
import type { WallClock } from "../../data/model/zone.ts";
import { framed, frameStyle, titled } from "../frame/side-frame.ts";
import { WishEvent } from "../household/events.ts";
import { homesOf, renamed, shownAt, withHome, without } from "../household/homes.ts";
import type { Home, Household, Settled } from "../household/household.ts";
import { nextPickup } from "../household/outlook.ts";
import { buttons, field, shared } from "../style/shared.ts";
import type { TownDatasets } from "../town/town-source.ts";
import { distanceWords, shortDay, withCommas } from "../words/day-words.ts";
import { WordedElement } from "../words/worded-element.ts";
import { addressesStyle } from "./addresses-style.ts";
import { daysOfAll, type KnownHome, knownHomes } from "./all-homes.ts";
import "../calendar/subscribe-calendar.ts";
import "../remind/remind-all.ts";
import "./combined-agenda.ts";

/** From so many on they are searched. */
const MANY = 8;
/** The server puts no more into one calendar. */
const MOST_IN_FEED = 40;

/** All addresses of a household: switch, name, remove, add; and what they have ahead together. */
export class AddressesView extends WordedElement {
	static override properties = {
		household: { attribute: false },
		now: { attribute: false },
		datasets: { attribute: false },
		towns: { state: true },
		removed: { state: true },
		sought: { state: true },
	};
	declare household: Settled;
	declare now: WallClock;
	declare datasets: TownDatasets;
	declare towns: ReadonlyMap<TownId, Dataset>;
	/** What was removed last, as long as it can be taken back. */
	declare removed: { readonly home: Home; readonly at: number; readonly name: string } | undefined;

	/** What stands in the search, where there are many. */
	declare sought: string;

	static override styles = [shared, buttons, field, frameStyle, addressesStyle];

	constructor() {
		super();
		this.towns = new Map();
		this.sought = "";
	}

	protected override willUpdate(changed: PropertyValues): void {
		if (changed.has("household")) this.#fetch();
	}

	async #fetch(): Promise<void> {
		const wanted = [...new Set(homesOf(this.household).map(({ town }) => town))];
		const fetched = await Promise.all(wanted.map((town) => this.datasets.of(town)));
		this.towns = new Map(fetched.flatMap((dataset) => (dataset ? [[dataset.town.id, dataset] as const] : [])));
	}

	protected override render() {
		const homes = knownHomes(homesOf(this.household), this.towns, this.now);
		return framed(
			msg("Ihre Adressen"),
			html`
			<div class="undo" role="status">${this.#undo()}</div>
			${homes.length > 1 ? this.#together(homes) : nothing}
			${homes.length >= MANY ? this.#search(homes) : nothing}
			<ul class="homes ${homes.length >= MANY ? "many" : ""}">${this.#found(homes).map((home) => this.#home(home, homes.length))}</ul>
			<div class="row"><button class="button primary" type="button" @click=${this.#another}>${msg("Adresse hinzufügen")}</button>
				<a class="button" href="#teilen">${msg("An Mitbewohner weitergeben")}</a></div>`,
		);
	}

	protected override updated(): void {
		titled(msg("Ihre Adressen"));
	}

	#undo() {
		if (!this.removed) return nothing;
		return html`<p>${msg(str`„${this.removed.name}“ ist entfernt.`)} <button class="button" type="button" @click=${this.#restore}>${msg("Rückgängig")}</button></p>`;
	}

	#search(homes: readonly KnownHome[]) {
		return html`<p class="search"><label for="search">${msg("Adresse suchen")}</label>
			<input id="search" class="field" type="search" autocomplete="off" .value=${this.sought} @input=${this.#seek} />
			<span class="small soft" role="status">${this.sought.trim() ? msg(str`${this.#found(homes).length} Adressen gefunden`) : ""}</span></p>`;
	}

	#seek(event: Event) {
		this.sought = (event.target as HTMLInputElement).value;
	}

	#found(homes: readonly KnownHome[]): readonly KnownHome[] {
		const sought = this.sought.trim().toLocaleLowerCase("de");
		return homes.filter(({ name, address }) => `${name} ${address}`.toLocaleLowerCase("de").includes(sought));
	}

	/** What a caretaker does for all houses at once. */
	#together(homes: readonly KnownHome[]) {
		return html`<combined-agenda .days=${daysOfAll(homes)} .today=${this.now.day}></combined-agenda>
			<p class="print"><button class="button" type="button" @click=${() => window.print()}>${msg("Vier Wochen drucken")}</button></p>
			<remind-all .household=${this.household} .towns=${this.towns}></remind-all>
			${[...this.towns.values()].map((dataset) => this.#calendar(dataset))}`;
	}

	/** All addresses of a town in one calendar, with whatever any of them has. */
	#calendar(dataset: Dataset) {
		const { town } = dataset;
		const homes = homesOf(this.household).filter((home) => home.town === town.id);
		if (homes.length < 2) return nothing;
		const offered = homes.flatMap(({ place }) => {
			const found = findPlace(dataset, place);
			return found ? servicesOf(dataset, found.place) : [];
		});
		return html`<details class="calendar"><summary>${msg("Alle Adressen in einem Kalender")}${this.towns.size > 1 ? html` · <span lang="de">${town.name}</span>` : nothing}</summary>
			<subscribe-calendar .town=${town} .places=${[...new Set(homes.map(({ place }) => place))].slice(0, MOST_IN_FEED)} .offered=${offered}
				.services=${[...new Set(homes.flatMap(({ services }) => services))]}></subscribe-calendar></details>`;
	}

	/** Where there are many, a line each, and what can be done with it opens. */
	#home(home: KnownHome, count: number) {
		const { name, address } = home;
		const isOther = address !== "" && address !== name;
		if (count >= MANY)
			return html`<li><details class="line"><summary><strong lang="de">${name}</strong> <span>${this.#next(home)}</span></summary>
				${isOther ? html`<p class="soft" lang="de">${address}</p>` : nothing}${this.#actions(home, true)}</details></li>`;
		return html`<li>
			<h2 lang="de">${name}</h2>
			${isOther ? html`<p class="soft" lang="de">${address}</p>` : nothing}
			<p>${this.#next(home)}</p>
			${this.#actions(home, count > 1)}
		</li>`;
	}

	#actions(home: KnownHome, several: boolean) {
		const { at, name, address } = home;
		return html`<div class="row">
				${at === 0 ? html`<p class="shown">${msg("wird angezeigt")}</p>` : html`<button class="button" type="button" @click=${() => this.#become(shownAt(this.household, at), true)}>${msg("Anzeigen")}<span class="unseen">: ${name}</span></button>`}
				<details><summary>${msg("Umbenennen")}<span class="unseen">: ${name}</span></summary>
					<form @submit=${(event: SubmitEvent) => this.#rename(event, at)}>
						<label for="name-${at}">${msg("Eigener Name, zum Beispiel „Eltern“")}</label>
						<input id="name-${at}" class="field" name="name" maxlength="60" autocomplete="off" .value=${address === name ? "" : name} />
						<button class="button" type="submit">${msg("Speichern")}</button>
					</form></details>
				<button class="plain" type="button" @click=${() => this.#change(at)}>${msg("Adresse ändern")}<span class="unseen">: ${name}</span></button>
				${several ? html`<button class="plain" type="button" @click=${() => this.#drop(home)}>${msg("Entfernen")}<span class="unseen">: ${name}</span></button>` : nothing}
			</div>`;
	}

	#next({ pickups, lost }: KnownHome) {
		if (lost) return msg("Die Gemeinde hat die Straße neu eingeteilt. Bitte wählen Sie die Adresse noch einmal.");
		const pickup = nextPickup({ pickups, today: this.now.day, nextOf: [], lastDay: this.now.day });
		if (!pickup) return msg("Noch keine neuen Termine");
		const labels = pickup.collections.map(({ service }) => service.label).join(" + ");
		const when = withCommas(distanceWords(this.now.day, pickup.day), shortDay(pickup.day));
		return html`<strong>${when}</strong>: <span lang="de">${labels}</span>`;
	}

	#rename(event: SubmitEvent, at: number) {
		event.preventDefault();
		const form = event.target as HTMLFormElement;
		this.#become(renamed(this.household, at, String(new FormData(form).get("name") ?? "")));
		form.closest("details")?.removeAttribute("open");
	}

	/** Gone at once, and a press brings it back. */
	async #drop({ at, name }: KnownHome) {
		const home = homesOf(this.household)[at];
		this.removed = home && { home, at, name };
		this.#become(without(this.household, at));
		await this.updateComplete;
		this.renderRoot.querySelector<HTMLElement>(".undo button")?.focus();
	}

	#restore() {
		if (!this.removed) return;
		this.#become(withHome(this.household, this.removed.at, this.removed.home));
		this.removed = undefined;
	}

	#become(household: Household, isStep = false) {
		this.#wish({ kind: "become", household, isStep });
	}

	/** It is shown from then on; the others stand beside it as they did. */
	#change(at: number) {
		if (at > 0) this.#become(shownAt(this.household, at));
		this.#wish({ kind: "other-address" });
	}

	#another() {
		this.#wish({ kind: "another-address" });
	}

	#wish(wish: WishEvent["wish"]) {
		this.dispatchEvent(new WishEvent(wish));
	}
}

customElements.define("addresses-view", AddressesView);
