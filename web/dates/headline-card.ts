import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import type { Collection } from "../../data/model/collection.ts";
import { type Day, daysBetween } from "../../data/model/day.ts";
import type { PlaceId } from "../../data/model/street.ts";
import type { Town } from "../../data/model/town.ts";
import type { WallClock } from "../../data/model/zone.ts";
import { isBroad } from "../bin/town-bin.ts";
import { card, shared } from "../style/shared.ts";
import { dayInSentence, dayWords, distanceWords, shortDay, withCommas } from "../words/day-words.ts";
import { inOwnWords } from "../words/fraction-words.ts";
import { putOutWords } from "../words/put-out-words.ts";
import { stopWords } from "../words/time-words.ts";
import { WordedElement } from "../words/worded-element.ts";
import "./change-notice.ts";
import { nextPickup, type Outlook, type Pickup, pickupAfter } from "../household/outlook.ts";
import { headlineStyle } from "./headline-style.ts";

/** From so many days on the kerb is shown empty: nothing to do for a while. */
const A_WHILE = 15;

/** The first line of the page: what goes out, and when. */
export class HeadlineCard extends WordedElement {
	static override properties = {
		outlook: { attribute: false },
		town: { attribute: false },
		now: { attribute: false },
		about: { attribute: false },
		outOn: { state: true },
	};
	declare outlook: Outlook;
	declare town: Town;
	declare now: WallClock;
	/** The address, for "Steht draußen". */
	declare about: { readonly town: string; readonly id?: string | undefined; readonly place: PlaceId };
	/** The day whose bins stand outside, as the button below says. */
	declare outOn: Day | undefined;

	static override styles = [shared, card, headlineStyle];

	protected override render() {
		const pickup = nextPickup(this.outlook);
		return html`<section class="card" aria-labelledby="when" @outside=${this.#hear}>
			${pickup ? this.#due(pickup) : this.#ended()}
			<change-notice .outlook=${this.outlook}></change-notice>
		</section>`;
	}

	#due({ day, collections }: Pickup) {
		const { day: today } = this.now;
		const far = daysBetween(today, day) >= A_WHILE;
		const brought = collections.filter(({ at }) => at !== undefined);
		const isToPutOut = brought.length < collections.length;
		return html`
			<h1 id="when" tabindex="-1">${withCommas(distanceWords(today, day), dayWords(day, "weekday"))}<br />${dayWords(day, "date")}</h1>
			${far ? html`<p class="lead">${this.#untilThen(day)}</p>` : nothing}
			<ul class="kerb ${far ? "empty" : ""} ${collections.length > 2 ? "many" : ""}">${collections.map((each) => this.#bin(each, far))}</ul>
			${isToPutOut ? html`<p class="put-out">${this.outOn === day ? this.#calm(day) : putOutWords(this.town.putOut, day, this.now)}</p>` : nothing}
			${isToPutOut && daysBetween(today, day) <= 1 ? html`<out-button .about=${this.about} .day=${day}></out-button>` : nothing}
			${brought.map(({ service, at }) => html`<p class="put-out"><span lang="de">${service.label}</span>: ${at?.map(stopWords).join(" · ")}</p>`)}`;
	}

	/** Nothing is left to do: what happens now, and what comes then. */
	#calm(day: Day) {
		const next = pickupAfter(this.outlook, day);
		const labels = withCommas(...(next?.collections ?? []).map(({ service }) => service.label));
		return html`${msg(str`Wird ${dayInSentence(this.now.day, day)} abgeholt.`, { desc: "today or tomorrow" })}
			${next && html`<span class="soft">${msg(str`Danach: ${shortDay(next.day)}, ${labels}`, { desc: "day, waste" })}</span>`}`;
	}

	#hear({ detail }: CustomEvent<{ day: Day; isOut: boolean }>) {
		this.outOn = detail.isOut ? detail.day : undefined;
	}

	#untilThen(day: Day) {
		const date = dayWords(day, "date");
		return msg(str`Bis zum ${date} wird keine Ihrer Tonnen abgeholt.`);
	}

	#bin({ service }: Collection, far: boolean) {
		return html`<li class=${isBroad(service) ? "broad" : ""}>${far ? nothing : html`<town-bin .service=${service}></town-bin>`}<span class="name"><span lang="de">${service.label}</span>${inOwnWords(service)}</span></li>`;
	}

	#ended() {
		const last = dayWords(this.outlook.lastDay, "dateWithYear");
		return html`
			<h1 id="when" tabindex="-1">${msg("Noch keine neuen Termine")}</h1>
			<ul class="kerb empty"></ul>
			<p>${msg(str`Die Termine nach dem ${last} sind noch nicht veröffentlicht. Sobald ${this.town.publisher} sie herausgibt, stehen sie hier.`)}</p>`;
	}
}

customElements.define("headline-card", HeadlineCard);
