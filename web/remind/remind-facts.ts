import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import { type Day, parseDay } from "../../data/model/day.ts";
import { type Minutes, parseTime } from "../../data/model/time.ts";
import type { Town } from "../../data/model/town.ts";
import { wallClock } from "../../data/model/zone.ts";
import { buttons, shared } from "../style/shared.ts";
import { dayInSentence, dayWords, withCommas } from "../words/day-words.ts";
import { timeWords } from "../words/time-words.ts";
import { isFor } from "./homes-wanted.ts";
import { remindStyle } from "./remind-style.ts";
import { RemindedElement } from "./reminded-element.ts";
import type { Slot, WantedPlace } from "./reminder-state.ts";
import { reminders } from "./reminders.ts";

/** How the reminders are: when, next, last; and a test to be sure. */
export class RemindFacts extends RemindedElement {
	static override properties = {
		wanted: { attribute: false },
		town: { attribute: false },
		today: { attribute: false },
		test: { state: true },
	};
	declare wanted: WantedPlace;
	declare town: Town;
	declare today: Day;
	declare test: "none" | "sent" | "waiting" | "too-often" | "failed";

	static override styles = [shared, buttons, remindStyle];

	constructor() {
		super();
		this.test = "none";
	}

	protected override render() {
		const health = reminders.healthIn(this.town.id);
		const told = health && "told" in health ? health.told : undefined;
		const next = told?.next.find((each) => isFor(this.wanted, each));
		return html`
			${health?.kind === "on" && health.waiting ? html`<p class="soft" role="status">${msg("Noch nicht beim Server: Sobald eine Verbindung da ist, wird es gesendet.")}</p>` : nothing}
			<dl class="facts">
				<div><dt>${msg("Erinnert")}</dt><dd>${withCommas(...this.wanted.remind.map(slotWords))}</dd></div>
				${this.#pause()}
				${next ? html`<div><dt>${msg("Nächste")}</dt><dd>${this.#instant(next.at)}</dd></div>` : nothing}
				<div><dt>${msg("Zuletzt angekommen")}</dt><dd>${told?.lastDelivered ? this.#instant(told.lastDelivered) : msg("noch keine")}</dd></div>
			</dl>
			<div class="row"><button class="button" type="button" ?disabled=${this.test === "waiting"} @click=${this.#test}>${msg("Probe senden")}</button></div>
			<p role="status" class=${this.test === "sent" ? "well" : this.test === "none" ? "silent" : "soft"}>${this.#outcome()}</p>`;
	}

	#pause() {
		const day = parseDay(this.wanted.pausedUntil ?? "");
		if (!day || day <= this.today) return nothing;
		return html`<div><dt>${msg("Pause")}</dt><dd>${msg(str`bis zum ${dayWords(day, "date")}`)}</dd></div>`;
	}

	/** "morgen, 19 Uhr", on the town's clock. */
	#instant(iso: string): string {
		const { day, time } = wallClock(this.town.zone, Date.parse(iso));
		return withCommas(dayInSentence(this.today, day), timeWords(time));
	}

	#outcome(): string {
		switch (this.test) {
			case "none":
				return "";
			case "waiting":
				return msg("Einen Moment …");
			case "sent":
				return msg("Die Probe ist unterwegs. Sie sollte gleich erscheinen.");
			case "too-often":
				return msg("Bitte warten Sie zwanzig Sekunden bis zur nächsten Probe.");
			case "failed":
				return msg("Die Probe ging nicht durch. Bitte später noch einmal.");
		}
	}

	async #test() {
		this.test = "waiting";
		const outcome = await reminders.test(this.town.id);
		this.test = outcome === "delivered" ? "sent" : outcome === "later" ? "too-often" : "failed";
		await reminders.refresh();
	}
}

function slotWords({ when, time }: Slot): string {
	const words = timeWords(parseTime(time) as Minutes);
	return when === "eve" ? msg(str`am Abend davor um ${words}`) : msg(str`am Morgen um ${words}`);
}

customElements.define("remind-facts", RemindFacts);
