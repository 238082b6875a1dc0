import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import type { Dataset } from "../../data/model/dataset.ts";
import type { OfferOf } from "../../data/model/offer-shape.ts";
import type { FieldFlaw } from "../../data/model/parsed.ts";
import type { ToldRequest } from "../../data/model/request-answers.ts";
import type { DayChoice } from "../../data/model/request-days.ts";
import type { Fields, OwnRequest, Refused } from "../device/own-request.ts";
import { buttons, field, shared } from "../style/shared.ts";
import { dayWords } from "../words/day-words.ts";
import { WordedElement } from "../words/worded-element.ts";
import { askNote, askText, type Form } from "./field-parts.ts";
import { itemCounts, type Pile } from "./item-counts.ts";
import { refusalWords } from "./request-words.ts";
import { requestsStyle } from "./requests-style.ts";
import { changeAt, daysAt, type Heard } from "./town-hall.ts";

export type Changing = "day" | "items" | "wishes";

const WISHES = ["spot", "contact", "note"] as const;

/** What may be changed afterwards; `changed` tells what the town hall has now, or nothing where all was left. */
export class ChangeRequest extends WordedElement implements Form {
	static override properties = {
		what: { attribute: false },
		key: { attribute: false },
		told: { attribute: false },
		offer: { attribute: false },
		schedule: { attribute: false },
		fields: { state: true },
		flaws: { state: true },
		why: { state: true },
		choices: { state: true },
		isUnreachable: { state: true },
	};
	declare what: Changing;
	declare key: Pick<OwnRequest, "town" | "code" | "secret">;
	declare told: ToldRequest;
	/** As the town has it today; absent where it has it no more. */
	declare offer: OfferOf<"bulky"> | undefined;
	declare schedule: Dataset;
	declare fields: Fields;
	declare flaws: readonly FieldFlaw[];
	declare why: Refused | undefined;
	declare choices: readonly DayChoice[] | undefined;
	declare isUnreachable: boolean;
	readonly photos = [];

	static override styles = [shared, buttons, field, requestsStyle];

	constructor() {
		super();
		this.flaws = [];
	}

	override connectedCallback(): void {
		super.connectedCallback();
		this.fields = this.told.content;
		if (this.what === "day") this.#readDays();
	}

	async #readDays(): Promise<void> {
		const { place } = this.told.content;
		const answer = await daysAt(this.key.town, this.told.offer.id, typeof place === "string" ? place : "");
		this.choices = answer.kind === "ok" ? answer.value : undefined;
		this.isUnreachable = answer.kind !== "ok";
	}

	set(name: string, value: unknown): void {
		const { [name]: _, ...others } = this.fields;
		this.fields = value === undefined ? others : { ...others, [name]: value };
		this.flaws = [];
		this.why = undefined;
	}

	setPhotos(): void {}

	protected override render() {
		return html`<div class="block">${this.#form()}
			${this.why ? html`<p class="why" role="alert">${refusalWords(this.why, this.offer, this.schedule.town.zone)}</p>` : nothing}
			${this.isUnreachable ? html`<p class="why" role="alert">${msg("Der Server ist gerade nicht erreichbar. Es bleibt, wie es ist.")}</p>` : nothing}
			<div class="actions">${this.what === "day" ? nothing : html`<button class="button primary" type="button" @click=${this.#save}>${msg("Ändern")}</button>`}
			<button class="button" type="button" @click=${() => this.#done(undefined)}>${msg("So lassen")}</button></div></div>`;
	}

	#form() {
		switch (this.what) {
			case "day":
				return html`<h3 tabindex="-1">${msg("Welcher Tag?")}</h3>${this.choices || this.isUnreachable ? nothing : html`<p role="status">${msg("Freie Tage werden geladen …")}</p>`}
					<ul class="days">${this.choices?.filter(({ free, closed, late }) => free !== 0 && closed === undefined && !late).map((each) => this.#day(each))}</ul>`;
			case "items":
				return this.offer && itemCounts(this.offer, this.fields.items as Pile, (pile) => this.set("items", pile));
			case "wishes":
				return html`${this.told.offer.kind === "bulky" ? askText(this, "spot", msg("Wo liegt es?"), { isWish: true, most: 120 }) : nothing}${askNote(this)}`;
		}
	}

	#day({ day, free }: DayChoice) {
		const isSame = this.told.content.day === day;
		return html`<li><button class="choice" type="button" aria-pressed=${isSame ? "true" : "false"} @click=${() => this.#send({ day })}><span>${dayWords(day, "full")}</span>
			<span class="soft">${free === null ? nothing : msg(str`noch ${free} frei`)}</span></button></li>`;
	}

	readonly #save = (): Promise<void> => {
		const { fields } = this;
		if (this.what === "items") return this.#send({ items: fields.items });
		// What was taken out is to be forgotten.
		const wishes = WISHES.filter((name) => fields[name] !== this.told.content[name]);
		return this.#send(Object.fromEntries(wishes.map((name) => [name, fields[name] ?? null])));
	};

	async #send(change: object): Promise<void> {
		this.#tell(await changeAt(this.key, change));
	}

	#tell(answer: Heard<ToldRequest>): void {
		if (answer.kind === "ok") return this.#done(answer.value);
		this.isUnreachable = answer.kind !== "refused";
		if (answer.kind !== "refused") return;
		this.flaws = answer.why.errors ?? [];
		this.why = this.flaws.length > 0 && this.what === "wishes" ? undefined : answer.why;
		if (answer.why.code === "day_full") this.#readDays();
	}

	#done(told: ToldRequest | undefined): void {
		this.dispatchEvent(new CustomEvent("changed", { detail: told }));
	}
}

customElements.define("change-request", ChangeRequest);
