import { msg } from "@lit/localize";
import { html, nothing } from "lit";
import type { Day } from "../../data/model/day.ts";
import type { Service } from "../../data/model/service.ts";
import type { PutOut } from "../../data/model/town.ts";
import { buttons, shared } from "../style/shared.ts";
import { WordedElement } from "../words/worded-element.ts";
import { lawfulOf } from "./homes-wanted.ts";
import { remindStyle } from "./remind-style.ts";
import "./remind-times.ts";
import type { WantedPlace } from "../device/reminder-state.ts";
import type { Slot } from "../household/slot.ts";

/** Times, bins and a pause; `save` gives them, `leave` leaves all as it was. */
export class RemindForm extends WordedElement {
	static override properties = {
		wanted: { attribute: false },
		proposed: { attribute: false },
		services: { attribute: false },
		putOut: { attribute: false },
		today: { attribute: false },
		isBusy: { attribute: false },
		slots: { state: true },
		refused: { state: true },
	};
	/** Absent while the reminders are off. */
	declare wanted: WantedPlace | undefined;
	/** Times that came with a shared set-up; the usual evening where there are none. */
	declare proposed: readonly Slot[] | undefined;
	declare services: readonly Service[];
	declare putOut: PutOut;
	declare today: Day;
	declare isBusy: boolean;
	declare slots: readonly Slot[] | undefined;
	declare refused: boolean;

	static override styles = [shared, buttons, remindStyle];

	constructor() {
		super();
		this.refused = false;
	}

	protected override render() {
		const slots = this.slots ?? this.#before;
		return html`<form @submit=${this.#save}>
			<fieldset><legend class="unseen">${msg("Wann?")}</legend>
				<remind-times .slots=${slots} .putOut=${this.putOut} @change=${this.#keep}></remind-times></fieldset>
			${this.services.length > 1 ? this.#bins() : nothing}
			${this.wanted ? this.#pause(this.wanted) : nothing}
			<div class="row">
				<button class="button primary" type="submit" ?disabled=${this.isBusy}>${this.wanted ? msg("Speichern") : msg("Erinnerung einschalten")}</button>
				${this.wanted ? html`<button class="button" type="button" @click=${this.#leave}>${msg("Abbrechen")}</button>` : nothing}
			</div>
		</form>`;
	}

	get #before(): readonly Slot[] {
		if (this.wanted) return this.wanted.remind;
		return lawfulOf(this.proposed ?? [], this.putOut);
	}

	#bins() {
		const { only } = this.wanted ?? {};
		return html`<details ?open=${only !== undefined}><summary>${only ? msg("Nur für diese Tonnen") : msg("Für alle Ihre Tonnen")}</summary>
			<fieldset><legend class="unseen">${msg("Für welche Tonnen?")}</legend>
			${this.services.map(({ id, label }) => html`<label class="tick"><input type="checkbox" name="only" value=${id} .checked=${only?.includes(id) ?? true} /><span lang="de">${label}</span></label>`)}
			<p class="alarm" role="alert">${this.refused ? msg("Bitte kreuzen Sie mindestens eine Tonne an.") : ""}</p></fieldset></details>`;
	}

	#pause({ pausedUntil }: WantedPlace) {
		return html`<p class="pause"><label for="pause">${msg("Pause: erst wieder erinnern ab")}</label>
			<input id="pause" type="date" name="pausedUntil" min=${this.today} .value=${pausedUntil ?? ""} /></p>`;
	}

	#keep(event: Event) {
		this.slots = (event.target as HTMLElement & { slots: readonly Slot[] }).slots;
	}

	#leave() {
		this.slots = undefined;
		this.dispatchEvent(new Event("leave"));
	}

	#save(event: SubmitEvent) {
		event.preventDefault();
		const given = new FormData(event.target as HTMLFormElement);
		const ticked = given.getAll("only").map(String);
		this.refused = this.services.length > 1 && ticked.length === 0;
		if (this.refused) return;
		const only = ticked.length === 0 || ticked.length === this.services.length ? undefined : ticked;
		const pausedUntil = String(given.get("pausedUntil") ?? "") || undefined;
		const remind = this.slots ?? this.#before;
		this.slots = undefined;
		this.dispatchEvent(new CustomEvent("save", { detail: { remind, only, pausedUntil } }));
	}
}

customElements.define("remind-form", RemindForm);
