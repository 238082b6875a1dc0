import { msg, str } from "@lit/localize";
import { css, html, nothing } from "lit";
import type { Dataset } from "../../data/model/dataset.ts";
import type { TownId } from "../../data/model/town.ts";
import type { Wanted } from "../device/reminder-state.ts";
import { homesOf } from "../household/homes.ts";
import type { Settled } from "../household/household.ts";
import { buttons, card, shared } from "../style/shared.ts";
import { currentLanguage } from "../words/page-language.ts";
import { EVENING, isFor, lawfulOf, remindHomes, withPlace } from "./homes-wanted.ts";
import { RemindedElement } from "./reminded-element.ts";
import { reminders } from "./reminders.ts";

/** One switch for the reminders of all addresses. */
export class RemindAll extends RemindedElement {
	static override properties = {
		household: { attribute: false },
		towns: { attribute: false },
		isBusy: { state: true },
		refused: { state: true },
		undone: { state: true },
	};
	declare household: Settled;
	/** Those whose dates are known. */
	declare towns: ReadonlyMap<TownId, Dataset>;
	declare isBusy: boolean;
	declare refused: boolean;
	/** What was wanted before all were switched off, as long as it can be taken back. */
	declare undone: readonly Wanted[] | undefined;

	static override styles = [
		shared,
		buttons,
		card,
		css`
			.card { display: grid; gap: 0.5rem; justify-items: start; }
			.row { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
			.wrong { color: var(--alarm); font-weight: 600; }
		`,
	];

	protected override render() {
		const homes = this.#homes;
		if (reminders.ability !== "ready" || homes.length === 0) return nothing;
		const all = homesOf(this.household).length;
		const count = homes.filter((home) => this.#isWanted(home)).length;
		return html`<section class="card"><h2 tabindex="-1">${msg("Erinnerung für alle Adressen")}</h2>
			<p role="status">${count === 0 ? msg("Noch für keine Adresse eingeschaltet.") : msg(str`Eingeschaltet für ${count} von ${all} Adressen.`)}</p>
			${this.refused ? html`<p class="wrong" role="alert">${msg("Ihr Browser lässt von dieser Seite keine Mitteilungen zu.")}</p>` : nothing}
			<div class="row">
				${count < homes.length ? html`<button class="button" type="button" ?disabled=${this.isBusy} @click=${this.#on}>${msg("Für alle einschalten")}</button>` : nothing}
				${count > 0 ? html`<button class="button" type="button" ?disabled=${this.isBusy} @click=${this.#off}>${msg("Für alle ausschalten")}</button>` : nothing}
				${this.undone ? html`<button class="button" type="button" ?disabled=${this.isBusy} @click=${this.#restore}>${msg("Rückgängig")}</button>` : nothing}
			</div>
			${count > 1 ? this.#bundle() : nothing}</section>`;
	}

	#bundle() {
		return html`<label class="row"><input type="checkbox" .checked=${reminders.wants.every(({ bundle }) => bundle)} ?disabled=${this.isBusy}
			@change=${this.#together} /><span>${msg("Eine Nachricht für alle, nicht eine je Adresse")}</span></label>`;
	}

	async #together({ target }: Event) {
		const bundle = (target as HTMLInputElement).checked;
		await this.#want(reminders.wants.map((wanted) => ({ ...wanted, bundle })));
	}

	/** Of all towns, as the reminders need them. */
	get #homes() {
		return [...this.towns.values()]
			.filter(({ town }) => town.confirmed)
			.flatMap((schedule) => remindHomes(this.household, schedule).filter(({ town }) => town === schedule.town.id));
	}

	#isWanted(home: { town: string; id?: string | undefined; place: string }): boolean {
		return reminders.wantedIn(home.town)?.places.some((place) => isFor(place, home)) ?? false;
	}

	async #on() {
		this.refused = !(await reminders.permit());
		if (this.refused) return;
		const [first] = reminders.wants.flatMap(({ places }) => places);
		let { wants } = reminders;
		for (const { town, ...home } of this.#homes.filter((each) => !this.#isWanted(each)))
			wants = withPlace(wants, town, currentLanguage(), { ...home, remind: this.#lawful(town, first?.remind) });
		// Who switches all of them on at once has many: a handful of messages an evening would be too many.
		await this.#want(wants.map((wanted) => ({ bundle: true, ...wanted })));
		this.undone = undefined;
	}

	/** The times that are wanted already, as far as this town allows them. */
	#lawful(town: string, times: Wanted["places"][number]["remind"] = []) {
		const putOut = this.towns.get(town as TownId)?.town.putOut;
		return putOut ? lawfulOf(times, putOut) : [EVENING];
	}

	async #off() {
		const before = reminders.wants;
		await this.#want([]);
		this.undone = before;
	}

	async #restore() {
		if (this.undone) await this.#want(this.undone);
		this.undone = undefined;
	}

	async #want(wants: readonly Wanted[]): Promise<void> {
		this.isBusy = true;
		await reminders.want(wants).finally(() => {
			this.isBusy = false;
		});
	}
}

customElements.define("remind-all", RemindAll);
