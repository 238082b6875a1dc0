import { msg, str } from "@lit/localize";
import { css, html, nothing, type PropertyValues } from "lit";
import type { Dataset } from "../../data/model/dataset.ts";
import type { Day } from "../../data/model/day.ts";
import { requestsOf } from "../../data/model/offer.ts";
import type { OfferOf } from "../../data/model/offer-shape.ts";
import { instantAt, type WallClock } from "../../data/model/zone.ts";
import { deviceStore } from "../device/device-store.ts";
import type { Outlooker } from "../household/outlook.ts";
import { shared } from "../style/shared.ts";
import { dayInSentence, withCommas } from "../words/day-words.ts";
import { WordedElement } from "../words/worded-element.ts";
import { BookedEvent, bookedAt } from "./booked.ts";
import { ownRequests } from "./own-requests.ts";
import { type Recent, recentOf } from "./recent.ts";
import { refreshBooked } from "./refresh.ts";
import { momentWords } from "./request-words.ts";

/** "Nicht geleert?" beside a day: one tap inside the window, else when it opens. */
export class RequestHint extends WordedElement {
	static override properties = {
		schedule: { attribute: false },
		who: { attribute: false },
		now: { attribute: false },
		day: { attribute: false },
	};
	declare schedule: Dataset;
	declare who: Outlooker;
	declare now: WallClock;
	/** Of this day alone. */
	declare day: Day | undefined;

	/** What was told last, as text. */
	#told = "[]";

	static override styles = [
		shared,
		css`
			:host { display: contents; }
			a { display: inline-flex; align-items: center; min-block-size: 2.75rem; }
		`,
	];

	override connectedCallback(): void {
		super.connectedCallback();
		addEventListener("focus", this.#look);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		removeEventListener("focus", this.#look);
	}

	protected override willUpdate(changed: PropertyValues<this>): void {
		if (changed.has("who") || changed.has("schedule")) this.#look();
	}

	/** What this device knows now, and then what the town hall says: it may have moved a day. */
	readonly #look = async (): Promise<void> => {
		await this.#tell();
		if (await refreshBooked(deviceStore)) await this.#tell();
	};

	async #tell(): Promise<void> {
		const booked = bookedAt(this.schedule, this.who.place, await ownRequests(deviceStore));
		const told = JSON.stringify(booked);
		if (told === this.#told) return;
		this.#told = told;
		if (this.isConnected) this.dispatchEvent(new BookedEvent(booked));
	}

	protected override render() {
		const { offers } = requestsOf(this.schedule);
		if (offers.length === 0) return nothing;
		const offer = offers.find((each) => each.kind === "missed");
		return html`${offer?.kind === "missed" ? this.#missed(offer) : nothing}
			${this.day === undefined ? html`<p><a href="#anliegen">${msg("Anliegen an die Gemeinde")}</a></p>` : nothing}`;
	}

	#missed(offer: OfferOf<"missed">) {
		const { zone } = this.schedule.town;
		const { open, soon } = recentOf(this.schedule, offer, this.who, instantAt(zone, this.now.day, this.now.time));
		return html`${days(open.filter(this.#isMeant)).map((each) => this.#open(offer.id, each))}${days(soon.filter(this.#isMeant)).map((each) => this.#soon(each))}`;
	}

	readonly #isMeant = ({ collection }: Recent): boolean => this.day === undefined || collection.day === this.day;

	#open(offer: string, { day, labels }: OneDay) {
		return html`<p class="small"><span lang="de">${labels}</span>, ${dayInSentence(this.now.day, day)}: <a href="#anliegen/${offer}/${day}">${msg("Nicht geleert?")}</a></p>`;
	}

	#soon({ day, labels, from }: OneDay) {
		const moment = momentWords(this.schedule.town.zone, from);
		return html`<p class="small soft"><span lang="de">${labels}</span>, ${dayInSentence(this.now.day, day)}: ${msg(str`Nicht geleert? Das können Sie ab ${moment} melden.`, { desc: "day and time" })}</p>`;
	}
}

interface OneDay {
	readonly day: Day;
	readonly labels: string;
	readonly from: number;
}

/** A line a day. */
function days(recent: readonly Recent[]): OneDay[] {
	return [...new Set(recent.map(({ collection }) => collection.day))].map((day) => {
		const own = recent.filter(({ collection }) => collection.day === day);
		const labels = withCommas(...own.map(({ collection }) => collection.service.label));
		return { day, labels, from: own[0]?.from ?? 0 };
	});
}

customElements.define("request-hint", RequestHint);
