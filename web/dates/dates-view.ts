import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import type { Collection } from "../../data/model/collection.ts";
import { type Dataset, servicesOf } from "../../data/model/dataset.ts";
import type { Service } from "../../data/model/service.ts";
import type { WallClock } from "../../data/model/zone.ts";
import { WishEvent } from "../household/events.ts";
import { withIds } from "../household/homes.ts";
import { outlookerOf, type Standing } from "../household/standing.ts";
import type { BookedEvent } from "../requests/booked.ts";
import { buttons, card, shared } from "../style/shared.ts";
import { dayWords, distanceWords, withCommas } from "../words/day-words.ts";
import { instantWords } from "../words/time-words.ts";
import { WordedElement } from "../words/worded-element.ts";
import "./agenda-list.ts";
import { datesStyle } from "./dates-style.ts";
import "./headline-card.ts";
import { wrongDateAddress } from "../changes/wrong-date.ts";
import { nextPickup, type Outlook, outlookOf } from "../household/outlook.ts";

/** The first view of a settled household. */
export class DatesView extends WordedElement {
	static override properties = {
		standing: { attribute: false },
		schedule: { attribute: false },
		now: { attribute: false },
		told: { attribute: false },
		wide: { state: true },
		huge: { state: true },
		booked: { state: true },
	};
	declare standing: Standing & { kind: "found" };
	declare schedule: Dataset;
	declare now: WallClock;
	/** What it is by the server's clock, where the device's is a day wrong. */
	declare told: WallClock | undefined;
	/** Room for the month beside the dates. */
	declare wide: boolean;
	/** Room for two months. */
	declare huge: boolean;
	/** As the hint has found it: days that this household has booked. */
	declare booked: readonly Collection[] | undefined;

	readonly #desk = matchMedia("(min-width: 64rem)");
	readonly #wall = matchMedia("(min-width: 100rem)");

	static override styles = [shared, buttons, card, datesStyle];

	override connectedCallback(): void {
		super.connectedCallback();
		for (const room of [this.#desk, this.#wall]) room.addEventListener("change", this.#measure);
		this.#measure();
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		for (const room of [this.#desk, this.#wall]) room.removeEventListener("change", this.#measure);
	}

	protected override firstUpdated(): void {
		// After the answer: nobody waits for these.
		import("../notices/town-notices.ts");
		if (this.schedule.requests) import("../requests/request-hint.ts");
		import("../remind/remind-card.ts");
		import("../remind/out-button.ts");
		import("../calendar/subscribe-calendar.ts");
	}

	readonly #measure = (): void => {
		this.wide = this.#desk.matches;
		this.huge = this.#wall.matches;
		if (this.wide) import("../month/month-sheet.ts");
	};

	protected override render() {
		const { place, services } = this.standing;
		const { town } = this.schedule;
		const outlook = this.#outlook();
		return html`
			<header>${this.#address()}${this.#ways()}</header>
			<main>
				<div class="first" tabindex="-1">
					<town-notices .town=${town.id} .place=${place} .today=${this.now.day}></town-notices>
					${services.length === 0 ? nothing : html`<headline-card .outlook=${outlook} .town=${town} .now=${this.now} .about=${{ town: town.id, id: this.standing.household.id, place: place.id }}></headline-card>`}
					<request-hint .schedule=${this.schedule} .who=${outlookerOf(this.standing)} .now=${this.now} @booked=${this.#book}></request-hint>
					${this.#short()}
					${this.#fresh()}
					${this.#doubts()}
				</div>
				<agenda-list .outlook=${outlook} .wide=${this.wide}></agenda-list>
				<div class="card remind"><remind-card .standing=${this.standing} .schedule=${this.schedule} .today=${this.now.day}></remind-card></div>
				<div class="rest">
					<div class="month">${this.wide ? this.#month(0) : nothing}${this.huge ? this.#month(1) : nothing}</div>
					${services.length === 0 ? nothing : this.#calendar()}
					${this.#about()}
				</div>
			</main>`;
	}

	readonly #book = ({ booked }: BookedEvent): void => {
		this.booked = booked;
	};

	#month(ahead: number) {
		return html`<month-sheet ahead=${ahead} .schedule=${this.schedule} .who=${outlookerOf(this.standing)} .now=${this.now}></month-sheet>`;
	}

	/** How far the dates can be relied on, right below them. */
	#doubts() {
		const { town } = this.schedule;
		return html`
			${this.told ? html`<p class="doubt" role="status"><strong>${msg(str`Die Uhr dieses Geräts geht falsch: Heute ist ${dayWords(this.told.day, "full")}. Bitte stellen Sie sie, sonst stimmen „heute“ und „morgen“ hier nicht.`)}</strong></p>` : nothing}
			${town.confirmed ? nothing : html`<p class="doubt" role="note"><strong>${msg("Probe: Diese Termine sind noch nicht bestätigt. Verlassen Sie sich nicht darauf.")}</strong></p>`}
			${town.invented ? html`<p class="doubt invented" role="note">${msg(str`${town.name} ist erfunden, zum Ausprobieren. Diese Termine gelten nirgends.`)}</p>` : nothing}`;
	}

	/** Never added by itself, and never passed over in silence. */
	#fresh() {
		const { fresh } = this.standing;
		if (fresh.length === 0) return nothing;
		return html`<div class="card fresh" role="status">
			<h2>${msg("Neu bei Ihnen")}</h2>
			<p lang="de">${withCommas(...fresh.map(({ label }) => label))}</p>
			<p><button class="button primary" type="button" @click=${() => this.#answerFresh(fresh)}>${msg("Haben wir auch")}</button>
				<button class="button" type="button" @click=${() => this.#answerFresh([])}>${msg("Haben wir nicht")}</button></p></div>`;
	}

	async #answerFresh(taken: readonly Service[]) {
		const { household, fresh } = this.standing;
		const services = [...household.services, ...taken.map(({ id }) => id)];
		const offered = [...(household.offered ?? []), ...fresh.map(({ id }) => id)];
		this.dispatchEvent(new WishEvent({ kind: "become", household: { ...household, services, offered } }));
		await this.updateComplete;
		this.renderRoot.querySelector<HTMLElement>(".first")?.focus();
	}

	/** Said, and asked anew: what is chosen then is what there is. */
	#short() {
		const { isShort, missing } = this.standing;
		if (!isShort) return nothing;
		const { name } = this.schedule.town;
		const what = withCommas(...missing);
		return html`<div class="card" role="status">
			<h2 tabindex="-1">${msg("Ihre Tonnen haben sich geändert")}</h2>
			<p>${what ? msg(str`${what}: gibt es bei Ihnen nicht mehr, oder es heißt jetzt anders.`) : msg(str`Nicht alles, was Sie gewählt haben, wird noch abgeholt: ${name} hat eine Tonne aufgegeben oder anders benannt.`)}</p>
			<p><button class="button primary" type="button" @click=${() => this.dispatchEvent(new WishEvent({ kind: "other-services" }))}>${msg("Tonnen neu wählen")}</button></p></div>`;
	}

	#outlook(): Outlook {
		return outlookOf(this.schedule, { ...outlookerOf(this.standing), booked: this.booked }, this.now);
	}

	protected override updated(): void {
		const { household } = this.standing;
		const named = withIds(household);
		if (named !== household) this.dispatchEvent(new WishEvent({ kind: "become", household: named }));
		document.title = `${this.#title()} – Tonnentag`;
	}

	/** The answer stands in the tab and in the history too. */
	#title(): string {
		const pickup = nextPickup(this.#outlook());
		if (this.standing.services.length === 0) return msg("Ihre Tonnen haben sich geändert");
		if (!pickup) return msg("Noch keine neuen Termine");
		const labels = pickup.collections.map(({ service }) => service.label);
		return `${distanceWords(this.now.day, pickup.day)}: ${labels.join(" + ")}`;
	}

	/** Folded in the hand: once subscribed nobody looks at it again. */
	#calendar() {
		const { place, services } = this.standing;
		return html`<details class="card fold" ?open=${this.wide}>
			<summary><strong>${msg("Im Kalender abonnieren")}</strong></summary>
			<subscribe-calendar .town=${this.schedule.town} .places=${[place.id]} .offered=${servicesOf(this.schedule, place)}
			.services=${services.map(({ id }) => id)}></subscribe-calendar></details>`;
	}

	/** What else there is of these dates; in the hand the bar at the lower edge leads there. */
	#ways() {
		return html`<nav class="ways" aria-label=${msg("Mehr von diesen Terminen")}>
			${this.wide ? nothing : html`<a href="#monat">${msg("Monat")}</a>`}
			${this.schedule.requests ? html`<a href="#anliegen">${msg("Anliegen")}</a>` : nothing}
			<a href="#drucken">${msg("Drucken")}</a>
			<a href="#adressen">${msg("Adressen")}</a>
			<a href="#teilen">${msg("Teilen")}</a>
		</nav>`;
	}

	#address() {
		const { street, household } = this.standing;
		const address = [street.name, household.number].filter(Boolean).join(" ");
		const others = household.others?.length ?? 0;
		if (others > 0)
			return html`<a class="switch" href="#adressen"><strong><span lang="de">${household.name ?? address}</span></strong>
				<span class="soft small">${household.name ? html`<span lang="de">${address}</span> · ` : nothing}${msg(str`${others + 1} Adressen`)}</span></a>`;
		return html`<button class="switch" type="button" @click=${this.#change}>
			<strong><span lang="de">${address}</span></strong>
			<span class="soft small"><span lang="de">${street.locality ?? this.schedule.town.name}</span> · ${msg("Adresse ändern")}</span>
		</button>`;
	}

	#about() {
		const { town, coverage, editions } = this.schedule;
		const latest = editions.at(-1);
		const { phone } = town.contact;
		return html`<section class="about small">
			<h2 class="unseen">${msg("Über diese Termine")}</h2>
			${town.putOut.note ? html`<p lang="de">${town.putOut.note}</p>` : nothing}
			<p>${latest ? html`${msg(str`Stand: ${instantWords(latest, town.zone)}`)} · ` : nothing}${msg(str`Termine bis ${dayWords(coverage.to, "dateWithYear")}`)}
				· ${msg(str`Quelle: ${town.publisher}`)}</p>
			<p>${msg("Fragen zur Abfuhr:")} <span lang="de">${town.contact.name}</span>${phone && html`<br /><a href="tel:${phone.replace(/[^\d+]/gu, "")}" dir="ltr">${phone}</a>`}<br /><a href="mailto:${town.contact.email}">${town.contact.email}</a></p>
			<p><a class="report" href=${wrongDateAddress(this.schedule, this.standing.place, nextPickup(this.#outlook()))}>${msg("Stimmt ein Termin nicht? Schreiben Sie es der Gemeinde.")}</a></p>
		</section>`;
	}

	#change() {
		this.dispatchEvent(new WishEvent({ kind: "other-address" }));
	}
}

customElements.define("dates-view", DatesView);
