import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import type { Service, ServiceId } from "../../data/model/service.ts";
import type { PlaceId } from "../../data/model/street.ts";
import type { Town } from "../../data/model/town.ts";
import { buttons, field, shared } from "../style/shared.ts";
import { WordedElement } from "../words/worded-element.ts";
import {
	type Calendar,
	calendarsFor,
	type FeedWish,
	feedAddress,
	isAndroid,
	subscribeAddress,
} from "./feed-address.ts";
import { smartHome } from "./smart-home.ts";
import { subscribeStyle } from "./subscribe-style.ts";

const ALARMS = ["17:00", "18:00", "19:00", "20:00"];

/** Subscribe in a calendar: the wishes go into the address, and the address is all there is. */
export class SubscribeCalendar extends WordedElement {
	static override properties = {
		town: { attribute: false },
		places: { attribute: false },
		offered: { attribute: false },
		services: { attribute: false },
		alarm: { state: true },
		groupedByDay: { state: true },
		copied: { state: true },
		qr: { state: true },
	};
	declare town: Town;
	/** One, or all of a household in this town. */
	declare places: readonly PlaceId[];
	/** Every service of the places; a feed of all of them needs no list in its address. */
	declare offered: readonly Service[];
	declare services: readonly ServiceId[];
	declare alarm: string;
	declare groupedByDay: boolean;
	declare copied: boolean;
	declare qr: boolean;

	static override styles = [shared, buttons, field, subscribeStyle];

	constructor() {
		super();
		// Taken over once, the dates are of use with their alarm only.
		this.alarm = isAndroid(navigator.userAgent) ? "19:00" : "";
		this.groupedByDay = false;
		this.copied = false;
		this.qr = false;
	}

	protected override render() {
		const feed = feedAddress(location.origin, this.#wish());
		const calendars = calendarsFor(navigator.userAgent, navigator.maxTouchPoints);
		return html`
			<h2 class="unseen">${msg("Im Kalender abonnieren")}</h2>
			${calendars.length === 0 ? nothing : html`<p class="soft">${msg("Die Termine erscheinen in Ihrem Kalender und ändern sich dort von selbst.")}</p>`}
			${this.#options()}
			${calendars.length === 0 ? this.#onAndroid(feed) : html`<ul class="targets">${calendars.map((each) => this.#target(each, feed))}</ul>`}
			<details class="others"><summary>${msg("Anderer Kalender")}</summary>
				${this.#address(feed)}
				<p class="small soft">${msg("Thunderbird: Neuer Kalender, «Im Netzwerk», und diese Adresse einsetzen; der Benutzername bleibt leer.")}</p>
				${smartHome(feed, this.offered[0]?.label ?? "")}
			</details>
			${calendars.length === 0 ? nothing : html`<p class="soft small">${msg("Manche Kalender laden nur einmal am Tag nach. Google und Outlook lassen die Erinnerung aus einem Abonnement weg.")}</p>`}`;
	}

	/** What works on the phone itself: all dates once, each with its alarm; and the way by a computer for those that change by themselves. */
	#onAndroid(feed: string) {
		return html`
			<p><a class="button primary" href=${feed} download="abfuhr.ics">${msg("Termine einmal übernehmen")}</a></p>
			<p class="soft">${msg("Die Datei öffnen und den Kalender wählen, zum Beispiel Google oder Samsung. Sie enthält alle Termine mit der Erinnerung; was sich später ändert, kommt nicht nach.")}</p>
			<p><button class="button" type="button" @click=${() => this.#send(feed)}>${this.copied ? msg("✓ Kopiert") : msg("Link an den Computer senden")}</button></p>
			<p class="soft">${msg("Im Google Kalender abonnieren geht nur am Computer: den Link dort öffnen, dann steht der Kalender auch auf dem Telefon und ändert sich von selbst.")}</p>`;
	}

	#options() {
		return html`<div class="options">
			<label for="alarm">${msg("Erinnerung am Vorabend")}</label>
			<select id="alarm" @change=${this.#setAlarm}>
				<option value="">${msg("keine", { desc: "no reminder in the calendar" })}</option>
				${ALARMS.map((time) => html`<option value=${time} ?selected=${time === this.alarm}>${msg(str`um ${time} Uhr`)}</option>`)}
			</select>
			<label class="tick"><input type="checkbox" .checked=${this.groupedByDay} @change=${this.#setGrouped} />
				<span>${msg("Ein Eintrag je Tag statt einer je Tonne")}</span></label>
		</div>`;
	}

	#target(calendar: Calendar, feed: string) {
		const address = subscribeAddress(calendar, feed, this.#name());
		const elsewhere = calendar !== "apple";
		return html`<li><a class="button" href=${address} target=${elsewhere ? "_blank" : nothing} rel=${elsewhere ? "noreferrer" : nothing}>${nameOf(calendar)}</a></li>`;
	}

	#name(): string {
		return msg(str`Abfuhr ${this.town.name}`);
	}

	#address(feed: string) {
		return html`
			<div class="address">
				<label for="feed">${msg("Adresse für andere Kalender")}</label>
				<input id="feed" class="field" type="text" readonly dir="ltr" .value=${feed} @focus=${this.#select} />
				<button class="button" type="button" @click=${() => this.#copy(feed)}>${this.copied ? msg("✓ Kopiert") : msg("Kopieren")}</button>
				<button class="button" type="button" aria-expanded=${this.qr ? "true" : "false"} aria-controls="qr" @click=${this.#toggleQr}>${msg("QR-Code")}</button>
			</div>
			<div id="qr" ?hidden=${!this.qr}>${
				this.qr
					? html`<qr-code .text=${feed} .label=${msg("QR-Code mit der Adresse des Kalenders")}></qr-code>
				<p class="soft small">${msg("Mit der Kamera des Telefons öffnen: Es übernimmt die Termine in seinen Kalender.")}</p>`
					: nothing
			}</div>
			<p class="unseen" role="status">${this.copied ? msg("Die Adresse ist kopiert.") : ""}</p>`;
	}

	/** Where the phone cannot send, it copies. */
	async #send(feed: string) {
		const url = subscribeAddress("google", feed, this.#name());
		if ("share" in navigator) return navigator.share({ url, title: this.#name() }).catch(() => undefined);
		return this.#copy(url);
	}

	#wish(): FeedWish {
		const all = this.offered.every(({ id }) => this.services.includes(id));
		return {
			town: this.town.id,
			places: this.places,
			services: all ? undefined : this.services,
			alarm: this.alarm || undefined,
			groupedByDay: this.groupedByDay,
		};
	}

	#setAlarm(event: Event) {
		this.alarm = (event.target as HTMLSelectElement).value;
		this.copied = false;
	}

	#setGrouped(event: Event) {
		this.groupedByDay = (event.target as HTMLInputElement).checked;
		this.copied = false;
	}

	#select(event: Event) {
		(event.target as HTMLInputElement).select();
	}

	async #copy(feed: string) {
		try {
			await navigator.clipboard.writeText(feed);
			this.copied = true;
		} catch {
			// Refused, or no secure page: marked, so that the keyboard can copy it.
			this.renderRoot.querySelector<HTMLInputElement>("#feed")?.focus();
		}
	}

	async #toggleQr() {
		if (!this.qr) await import("./qr-code.ts");
		this.qr = !this.qr;
	}
}

function nameOf(calendar: Calendar): string {
	switch (calendar) {
		case "apple":
			return msg("Apple Kalender");
		case "google":
			return msg("Google Kalender");
		case "outlook":
			return "Outlook.com";
		case "microsoft365":
			return "Microsoft 365";
	}
}

customElements.define("subscribe-calendar", SubscribeCalendar);
