import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Dataset } from "../../data/model/dataset.ts";
import type { Day } from "../../data/model/day.ts";
import { wallClock } from "../../data/model/zone.ts";
import { isInstalled } from "../browser/platform.ts";
import type { Standing } from "../household/standing.ts";
import { buttons, shared } from "../style/shared.ts";
import { dayWords, withCommas } from "../words/day-words.ts";
import { currentLanguage } from "../words/page-language.ts";
import { timeWords } from "../words/time-words.ts";
import { followed, isFor, type RemindHome, remindHomes, withoutPlace, withPlace } from "./homes-wanted.ts";
import "./remind-facts.ts";
import "./remind-form.ts";
import type { Wanted, WantedPlace } from "../device/reminder-state.ts";
import type { Why } from "../device/sync.ts";
import type { Missed } from "./missed.ts";
import { remindStyle } from "./remind-style.ts";
import { RemindedElement } from "./reminded-element.ts";
import { reminders } from "./reminders.ts";

/** Reminders at the address that is shown: explained first, asked for after a tap, and always saying how they are. */
export class RemindCard extends RemindedElement {
	static override properties = {
		standing: { attribute: false },
		schedule: { attribute: false },
		today: { attribute: false },
		isEditing: { state: true },
		isBusy: { state: true },
		refused: { state: true },
		missed: { state: true },
		done: { state: true },
	};
	declare standing: Standing & { kind: "found" };
	declare schedule: Dataset;
	declare today: Day;
	declare isEditing: boolean;
	declare isBusy: boolean;
	/** The browser's own question was answered with no. */
	declare refused: boolean;
	/** A reminder that should have come and did not. */
	declare missed: Missed | undefined;
	/** What the last press has done; what was wanted before, where it can be taken back. */
	declare done: { readonly what: "on" | "off" | "saved"; readonly before?: readonly Wanted[] } | undefined;

	static override styles = [shared, buttons, remindStyle];

	/** What was last compared with the household. */
	#homes = "";

	constructor() {
		super();
		this.isEditing = false;
		this.isBusy = false;
		this.refused = false;
	}

	protected override updated(changed: PropertyValues): void {
		if (changed.has("standing") || changed.has("schedule")) this.#follow();
	}

	/** Moved, renamed, other bins: the reminders go along. */
	async #follow(): Promise<void> {
		const homes = remindHomes(this.standing.household, this.schedule);
		const known = JSON.stringify([homes, currentLanguage()]);
		if (known === this.#homes) return;
		this.#homes = known;
		await reminders.refresh();
		this.missed ??= await reminders.takeMissed(this.schedule, Date.now());
		const { wants } = reminders;
		const now = followed(wants, homes, currentLanguage(), this.schedule.town);
		if (JSON.stringify(now) !== JSON.stringify(wants)) await reminders.want(now);
	}

	get #wantedHere(): WantedPlace | undefined {
		const { id } = this.standing.household;
		const home = { id, place: this.standing.place.id };
		return reminders.wantedIn(this.schedule.town.id)?.places.find((place) => isFor(place, home));
	}

	protected override render() {
		return html`<h2 id="reminders" tabindex="-1">${msg("Erinnerung")}</h2>
			${this.missed ? this.#missed(this.missed) : nothing}${this.#content()}
			<p class=${this.done && !this.isBusy ? "done" : "unseen"} role="status">${this.isBusy ? msg("Einen Moment …") : this.#done()}</p>`;
	}

	#content(): TemplateResult {
		const here = this.#wantedHere;
		if (!this.schedule.town.confirmed && !here)
			return html`<p>${msg("Erinnerungen gibt es, sobald die Gemeinde die Termine bestätigt hat.")}</p>`;
		if (reminders.ability === "install-first") return html`${this.#explained()}${this.#appleWay()}`;
		if (reminders.ability === "impossible") return this.#impossible();
		if (!here || this.isEditing) return this.#form(here);
		const health = reminders.healthIn(this.schedule.town.id);
		if (health?.kind === "dead") return this.#dead(health.why, health.told?.lastDelivered);
		return html`<remind-facts .wanted=${here} .schedule=${this.schedule} .today=${this.today}></remind-facts>${this.#actions()}`;
	}

	/** Said once, and taken back by one press. */
	#done() {
		if (!this.done) return nothing;
		const undo = html` <button class="button" type="button" @click=${this.#restore}>${msg("Rückgängig")}</button>`;
		return html`${doneWords(this.done.what)}${this.done.before ? undo : nothing}`;
	}

	#explained() {
		return html`<p>${msg("Am Abend vor der Abfuhr sagt dieses Gerät Ihnen, was rausgehört: eine Nachricht, nicht eine je Tonne.")}</p>`;
	}

	#form(here: WantedPlace | undefined) {
		const { services, household } = this.standing;
		return html`${here ? nothing : this.#explained()}
			${this.refused || Notification.permission === "denied" ? this.#denied() : nothing}
			<remind-form .wanted=${here} .proposed=${household.remind} .services=${services} .putOut=${this.schedule.town.putOut} .today=${this.today}
				.isBusy=${this.isBusy} @save=${(event: CustomEvent) => this.#save(event.detail)} @leave=${() => (this.isEditing = false)}></remind-form>
			${here ? nothing : this.#kept()}`;
	}

	#kept() {
		return html`<details><summary class="small">${msg("Was dafür gespeichert wird")}</summary>
			<p class="small soft">${msg("Die Adresse dieses Browsers beim Zustelldienst seines Herstellers, ein Kennzeichen Ihrer Straße oder ihres Teils, die Tonnen, die Uhrzeiten, eine Pause mit ihrem Datum und die Sprache. Kein Name, keine Hausnummer. Ausschalten löscht alles; nach der folgenden Nacht ist auch in den Dateien des Servers keine Spur mehr davon.")}</p></details>`;
	}

	#denied() {
		return html`<div class="banner" role="alert"><p>${deniedWords()}</p>${calendarLink()}</div>`;
	}

	#impossible() {
		return html`<p>${msg("Dieser Browser kann keine Mitteilungen empfangen. Der Kalender erinnert Sie auch: einmal abonnieren, und Ihre Kalender-App meldet sich am Vorabend.")}</p>${calendarLink()}`;
	}

	#appleWay() {
		import("./apple-way.ts");
		return html`<apple-way></apple-way>${calendarLink()}`;
	}

	#dead(why: Why, last: string | undefined) {
		return html`<div class="banner" role="alert">
			<p><strong>${msg("Auf diesem Gerät kommen keine Erinnerungen an.")}</strong> ${last ? html`${msg(str`Zuletzt: ${this.#day(last)}.`)}` : nothing}</p>
			<p>${whyWords(why)} ${why === "denied" || this.refused ? deniedWords() : nothing}</p>
			<p class="row"><button class="button primary" type="button" ?disabled=${this.isBusy} @click=${this.#again}>${msg("Neu einschalten")}</button>${calendarLink()}</p>
			</div>${this.#actions()}`;
	}

	#missed({ at, isUnsent }: Missed) {
		const { zone } = this.schedule.town;
		const { day, time } = wallClock(zone, at);
		return html`<div class="banner" role="status">
			<p><strong>${msg(str`Die Erinnerung vom ${withCommas(dayWords(day, "date"), timeWords(time))} ist nicht angekommen.`)}</strong></p>
			<p>${isUnsent ? msg("Der Zustelldienst hat sie bis zur Abfuhr nicht angenommen. Senden Sie eine Probe, um zu sehen, ob es wieder geht.") : msg("Sie wurde verschickt, aber dieses Gerät hat sie nicht gezeigt. Falls es eingeschaltet war und Netz hatte: Erlauben Sie diesem Browser Mitteilungen und die Arbeit im Hintergrund, und senden Sie eine Probe.")}</p></div>`;
	}

	#day(iso: string): string {
		const format = new Intl.DateTimeFormat(currentLanguage(), {
			day: "numeric",
			month: "long",
			timeZone: this.schedule.town.zone,
		});
		return format.format(new Date(iso));
	}

	#actions() {
		return html`<div class="row">
			<button class="button" type="button" @click=${this.#edit}>${msg("Ändern")}</button>
			<button class="button" type="button" ?disabled=${this.isBusy} @click=${this.#off}>${msg("Ausschalten")}</button></div>`;
	}

	async #save(place: Pick<WantedPlace, "remind" | "only" | "pausedUntil">) {
		const permitted = await reminders.permit();
		this.refused = !permitted;
		if (!permitted) return;
		const home = remindHomes(this.standing.household, this.schedule).find(
			({ id, place }) => id === this.standing.household.id && place === this.standing.place.id,
		);
		if (!home) return;
		const { town, ...address } = home satisfies RemindHome;
		await this.#busy(() =>
			reminders.want(withPlace(reminders.wants, town, currentLanguage(), { ...address, ...place })),
		);
		const isDead = reminders.healthIn(this.schedule.town.id)?.kind === "dead";
		this.done = isDead ? undefined : { what: this.isEditing ? "saved" : "on" };
		this.isEditing = false;
	}

	async #again() {
		this.refused = !(await reminders.permit());
		await this.#busy(() => reminders.refresh());
	}

	async #off() {
		const before = reminders.wants;
		await this.#busy(() =>
			reminders.want(
				withoutPlace(reminders.wants, this.schedule.town.id, {
					id: this.standing.household.id,
					place: this.standing.place.id,
				}),
			),
		);
		this.done = { what: "off", before };
		await this.updateComplete;
		this.renderRoot.querySelector<HTMLElement>(".done button")?.focus();
	}

	#edit() {
		this.done = undefined;
		this.isEditing = true;
	}

	async #restore() {
		const { before } = this.done ?? {};
		if (before) await this.#busy(() => reminders.want(before));
		this.done = { what: "on" };
	}

	async #busy(work: () => Promise<void>): Promise<void> {
		this.isBusy = true;
		await work().finally(() => {
			this.isBusy = false;
		});
	}
}

function doneWords(what: "on" | "off" | "saved"): string {
	switch (what) {
		case "on":
			return msg("Erinnerungen sind an.");
		case "off":
			return msg("Erinnerungen sind aus.");
		case "saved":
			return msg("Gespeichert.");
	}
}

/** The way that needs no push. */
function calendarLink() {
	return html`<button class="button" type="button" @click=${showCalendar}>${msg("Kalender abonnieren")}</button>`;
}

function showCalendar({ target }: Event) {
	const root = ((target as Element).getRootNode() as ShadowRoot).host.getRootNode() as ShadowRoot;
	const calendar = root.querySelector("subscribe-calendar");
	calendar?.closest("details")?.setAttribute("open", "");
	calendar?.scrollIntoView({ block: "start" });
	calendar?.shadowRoot?.querySelector("select")?.focus({ preventScroll: true });
}

/** How to allow them: an installed app has no lock beside an address. */
function deniedWords(): string {
	if (isInstalled())
		return msg(
			"Mitteilungen sind für diese App gesperrt. Erlauben Sie sie in den Einstellungen des Geräts unter „Apps“ oder „Mitteilungen“, dann noch einmal einschalten.",
		);
	return msg(
		"Ihr Browser lässt von dieser Seite keine Mitteilungen zu. Erlauben Sie sie in den Einstellungen der Website (Schloss neben der Adresse), dann noch einmal einschalten.",
	);
}

function whyWords(why: Why): string {
	switch (why) {
		case "denied":
			return msg("Der Browser hat die Erlaubnis für Mitteilungen zurückgenommen.");
		case "failed":
			return msg(
				"Der Zustelldienst dieses Browsers ist nicht erreichbar oder abgeschaltet. Prüfen Sie in den Einstellungen des Browsers, ob Mitteilungen und Hintergrunddienste erlaubt sind, oder abonnieren Sie den Kalender.",
			);
		case "refused":
			return msg("Der Zustelldienst nimmt unsere Nachrichten für dieses Gerät nicht an.");
		case "not-saved":
			return msg(
				"Die Änderung konnte nicht gespeichert werden. Bitte laden Sie die Seite neu und versuchen Sie es noch einmal.",
			);
		case "no-server":
			return msg("Auf diesem Server sind Erinnerungen gerade abgeschaltet.");
	}
}

customElements.define("remind-card", RemindCard);
