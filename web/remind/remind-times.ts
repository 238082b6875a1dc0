import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import { type Minutes, makeTime, parseTime } from "../../data/model/time.ts";
import type { PutOut } from "../../data/model/town.ts";
import type { Slot } from "../household/slot.ts";
import { buttons, shared } from "../style/shared.ts";
import { timeWords } from "../words/time-words.ts";
import { WordedElement } from "../words/worded-element.ts";
import { EVENING, isLawful } from "./homes-wanted.ts";
import { timesStyle } from "./remind-style.ts";

const MOST = 6;

/** When to remind: evenings, mornings, several. */
export class RemindTimes extends WordedElement {
	static override properties = {
		slots: { attribute: false },
		putOut: { attribute: false },
		removed: { state: true },
	};
	declare slots: readonly Slot[];
	declare putOut: PutOut;
	/** The times before the last one was removed, as long as that can be taken back. */
	declare removed: readonly Slot[] | undefined;

	static override styles = [shared, buttons, timesStyle];

	protected override render() {
		const mornings = timesOf("morning", this.putOut);
		const room = this.slots.length < MOST;
		return html`
			<ul class=${this.slots.length > 1 ? "several" : ""}>${this.slots.map((slot, at) => this.#slot(slot, at))}</ul>
			<p class="more">
				${room ? html`<button class="plain" type="button" @click=${() => this.#add(EVENING)}>${msg("Weitere Zeit am Abend")}</button>` : nothing}
				${room && mornings.length > 0 ? html`<button class="plain" type="button" @click=${() => this.#add({ when: "morning", time: mornings[Math.max(mornings.length - 4, 0)] ?? EVENING.time })}>${msg("Weitere Zeit am Morgen")}</button>` : nothing}
			</p>
			<p class="undo" role="status">${this.removed ? html`${msg("Die Zeit ist entfernt.")} <button class="button" type="button" @click=${this.#restore}>${msg("Rückgängig")}</button>` : nothing}</p>`;
	}

	/** Gone at once, and a press brings it back. */
	async #remove(at: number): Promise<void> {
		const before = this.slots;
		this.#tell(before.filter((_, nth) => nth !== at));
		this.removed = before;
		await this.updateComplete;
		this.renderRoot.querySelector<HTMLElement>(".undo button")?.focus();
	}

	#restore(): void {
		if (this.removed) this.#tell(this.removed);
		this.renderRoot.querySelector<HTMLElement>("select")?.focus();
	}

	#slot({ when, time }: Slot, at: number) {
		const name = when === "eve" ? msg("Am Abend davor") : msg("Am Morgen der Abfuhr");
		const times = timesOf(when, this.putOut);
		return html`<li>
			<label for="time-${at}">${name}</label>
			<select id="time-${at}" @change=${(event: Event) => this.#change(at, { when, time: (event.target as HTMLSelectElement).value })}>
				${times.map((each) => html`<option value=${each} ?selected=${each === time}>${timeWords(parseTime(each) as Minutes)}</option>`)}
			</select>
			${this.slots.length > 1 ? html`<button class="plain" type="button" aria-label=${msg(str`${name}, ${time}: entfernen`)} @click=${() => this.#remove(at)}>✕</button>` : nothing}
		</li>`;
	}

	/** The first time that is still free. */
	#add(slot: Slot): void {
		const taken = new Set(this.slots.filter(({ when }) => when === slot.when).map(({ time }) => time));
		const free = [slot.time, ...timesOf(slot.when, this.putOut)].find((time) => !taken.has(time));
		if (free !== undefined) this.#tell([...this.slots, { when: slot.when, time: free }]);
	}

	#change(at: number, slot: Slot): void {
		this.#tell(this.slots.map((each, nth) => (nth === at ? slot : each)));
	}

	#tell(slots: readonly Slot[]): void {
		this.slots = slots;
		this.removed = undefined;
		this.dispatchEvent(new Event("change"));
	}
}

/** Quarter hours that make sense: evenings from four, mornings in the last two hours before the bins must be out. */
function timesOf(when: Slot["when"], putOut: PutOut): string[] {
	const [from, to] =
		when === "eve" ? [16 * 60, 22 * 60 + 30] : [Math.ceil((putOut.latest - 120) / 15) * 15, putOut.latest - 15];
	const all: string[] = [];
	for (let at = Math.max(from, 0); at <= to; at += 15) all.push(makeTime(at as Minutes));
	return all.filter((time) => isLawful({ when, time }, putOut));
}

customElements.define("remind-times", RemindTimes);
