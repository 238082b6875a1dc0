import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import type { Dataset } from "../../data/model/dataset.ts";
import { type Day, parseDay } from "../../data/model/day.ts";
import { type Minutes, parseTime } from "../../data/model/time.ts";
import { type Instant, wallClock } from "../../data/model/zone.ts";
import type { WantedPlace } from "../device/reminder-state.ts";
import type { Slot } from "../household/slot.ts";
import { buttons, shared } from "../style/shared.ts";
import { dayInSentence, dayWords, withCommas } from "../words/day-words.ts";
import { timeWords } from "../words/time-words.ts";
import { remindStyle } from "./remind-style.ts";
import { RemindedElement } from "./reminded-element.ts";
import { reminders } from "./reminders.ts";

/** How the reminders are: when, next, last; and a test to be sure. */
export class RemindFacts extends RemindedElement {
	static override properties = {
		wanted: { attribute: false },
		schedule: { attribute: false },
		today: { attribute: false },
		test: { state: true },
	};
	declare wanted: WantedPlace;
	declare schedule: Dataset;
	declare today: Day;
	/** What became of it: "none", "waiting", or as `reminders.test` says. */
	declare test: string;

	static override styles = [shared, buttons, remindStyle];

	constructor() {
		super();
		this.test = "none";
	}

	protected override render() {
		const health = reminders.healthIn(this.schedule.town.id);
		const told = health && "told" in health ? health.told : undefined;
		const next = health && reminders.nextAt(this, Date.now());
		return html`
			${health?.kind === "on" && health.waiting ? html`<p class="soft" role="status">${msg("Noch nicht beim Server: Sobald eine Verbindung da ist, wird es gesendet.")}</p>` : nothing}
			<dl class="facts">
				<div><dt>${msg("Erinnert")}</dt><dd>${withCommas(...this.wanted.remind.map(slotWords))}</dd></div>
				${this.#pause()}
				${health ? html`<div><dt>${msg("Nächste")}</dt><dd>${next === undefined ? msg("noch keine bekannt") : this.#instant(next)}</dd></div>` : nothing}
				<div><dt>${msg("Zuletzt angekommen")}</dt><dd>${told?.lastDelivered ? this.#instant(Date.parse(told.lastDelivered)) : msg("noch keine")}</dd></div>
			</dl>
			<div class="row"><button class="button" type="button" ?disabled=${this.test === "waiting"} @click=${this.#test}>${msg("Probe senden")}</button></div>
			<p role="status" class=${this.test === "delivered" ? "well" : this.test === "none" ? "silent" : "soft"}>${this.#outcome()}</p>`;
	}

	#pause() {
		const day = parseDay(this.wanted.pausedUntil ?? "");
		if (!day || day <= this.today) return nothing;
		return html`<div><dt>${msg("Pause")}</dt><dd>${msg(str`bis zum ${dayWords(day, "date")}`)}</dd></div>`;
	}

	/** "morgen, 19 Uhr", on the town's clock. */
	#instant(at: Instant): string {
		const { day, time } = wallClock(this.schedule.town.zone, at);
		return withCommas(dayInSentence(this.today, day), timeWords(time));
	}

	#outcome(): string {
		if (this.test === "none") return "";
		return this.test === "waiting" ? msg("Einen Moment …") : testWords(this.test);
	}

	async #test() {
		this.test = "waiting";
		this.test = await reminders.test(this.schedule.town.id);
		await reminders.refresh();
	}
}

/** What became of a test, and what to do where it did not arrive. */
function testWords(outcome: string): string {
	switch (outcome) {
		case "delivered":
			return msg("Die Probe ist unterwegs. Sie sollte gleich erscheinen.");
		case "unsaved":
		// The server alone does not know it: the push service has nothing to do with that.
		case "unknown":
			return msg(
				"Dieses Gerät ist beim Server noch nicht angemeldet. Sobald eine Verbindung da ist, geschieht das von selbst; die Probe bitte danach.",
			);
		case "too_often":
		case "too_many_requests":
			return msg("Bitte warten Sie zwanzig Sekunden bis zur nächsten Probe.");
		case "offline":
			return msg(
				"Der Server ist gerade nicht erreichbar. Bitte prüfen Sie die Verbindung und versuchen Sie es noch einmal.",
			);
		case "unreachable":
		case "silent":
		case "out_of_order":
			return msg(
				"Der Zustelldienst dieses Browsers ist vom Server aus gerade nicht erreichbar. Erinnerungen werden nachgeholt, sobald es wieder geht; die Probe bitte später noch einmal.",
			);
		case "throttled":
		case "resting":
			return msg(
				"Der Zustelldienst dieses Browsers nimmt gerade nicht mehr Nachrichten an. Bitte in einer Viertelstunde noch einmal.",
			);
		case "unauthorised":
		case "refused":
			return msg(
				"Der Zustelldienst nimmt unsere Nachrichten für dieses Gerät nicht an. Bitte schalten Sie die Erinnerung aus und wieder ein.",
			);
		case "gone":
			return msg(
				"Der Zustelldienst kennt dieses Gerät nicht mehr. Die Seite meldet es jetzt neu an; bitte danach noch einmal.",
			);
		default:
			return msg("Die Probe ging nicht durch. Bitte später noch einmal.");
	}
}

function slotWords({ when, time }: Slot): string {
	const words = timeWords(parseTime(time) as Minutes);
	return when === "eve" ? msg(str`am Abend davor um ${words}`) : msg(str`am Morgen um ${words}`);
}

customElements.define("remind-facts", RemindFacts);
