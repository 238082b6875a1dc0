import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import { findStreet } from "../../data/model/dataset.ts";
import type { OfferOf } from "../../data/model/offer-shape.ts";
import { askOne, textIn, wrongAt } from "./field-parts.ts";
import { RequestForm } from "./request-form.ts";

interface Pin {
	readonly lat: number;
	readonly long: number;
}
interface OnStreet {
	readonly street: string;
	readonly near?: string;
}

/** "Wilder Müll": what, where, a photo. Where somebody is in danger it gives the telephone instead. */
export class DumpingForm extends RequestForm<OfferOf<"dumping">> {
	static override properties = {
		isDanger: { state: true },
		isLocating: { state: true },
		isLost: { state: true },
		typed: { state: true },
		near: { state: true },
	};
	declare isDanger: boolean;
	declare isLocating: boolean;
	/** The device would not or could not say where it is. */
	declare isLost: boolean;
	/** The street as it is being written. */
	declare typed: string | undefined;

	/** Written before the street was. */
	declare near: string | undefined;

	/** The address of the household is no part of it. */
	protected override atFirst() {
		return {};
	}

	protected override form() {
		return html`${this.#danger()}${this.isDanger ? nothing : this.#ask()}`;
	}

	#danger() {
		const { text, phone } = this.offer.danger;
		const call = html`<a class="button primary" href="tel:${phone.replace(/[^\d+]/gu, "")}" dir="ltr">${phone}</a>`;
		return html`<div class="danger"><p><strong lang="de">${text}</strong></p>
			<label class="tick"><input type="checkbox" id="danger" .checked=${this.isDanger === true} @change=${(event: Event) => (this.isDanger = (event.target as HTMLInputElement).checked)} /><span>${msg("Es besteht Gefahr")}</span></label>
			${this.isDanger ? html`<p role="alert">${msg("Bitte rufen Sie jetzt an. Eine Meldung hier liest niemand sofort.")}</p>${call}` : nothing}</div>`;
	}

	#ask() {
		const options = this.offer.what.map(({ id, label }) => ({ id, words: html`<span lang="de">${label}</span>` }));
		return html`<form novalidate @submit=${this.submit}>
			${askOne(this, "what", msg("Was liegt dort?"), options)}
			${this.#where()}${this.wishes()}${this.sendButton()}</form>`;
	}

	#where() {
		const point = this.fields.point as Pin | OnStreet | undefined;
		const pin = point && "lat" in point ? point : undefined;
		const near = point && "street" in point ? (point.near ?? "") : (this.near ?? "");
		return html`<fieldset id="point" tabindex="-1" aria-describedby="point-wrong"><legend>${msg("Wo?")}</legend>
			${"geolocation" in navigator ? html`<button class="button" type="button" @click=${this.#locate}>${this.isLocating ? msg("Standort wird gesucht …") : msg("Meinen Standort verwenden")}</button>` : nothing}
			<p role="status">${pin ? msg(str`Standort: ${pin.lat}, ${pin.long}`) : this.isLost ? msg("Der Standort ist nicht zu haben. Bitte schreiben Sie die Straße.") : ""}</p>
			<div class="ask"><label for="street">${msg("oder eine Straße")}</label>
				<input id="street" class="field" type="text" list="streets" autocomplete="off" .value=${this.typed ?? this.#streetName()} @input=${this.#type} aria-describedby="point-wrong" />
				<datalist id="streets">${this.#streets().map((label) => html`<option value=${label}></option>`)}</datalist></div>
			${
				pin
					? nothing
					: html`<div class="ask"><label for="near">${msg("Wo genau?")} <span class="soft">${msg("(freiwillig)")}</span></label>
				<input id="near" class="field" type="text" maxlength="120" autocomplete="off" .value=${near} @input=${this.#near} /></div>`
			}
			${wrongAt(this, "point")}</fieldset>`;
	}

	#streets(): string[] {
		return this.schedule.streets.map(labelOf);
	}

	#streetName(): string {
		const point = this.fields.point as Pin | OnStreet | undefined;
		const id = point && "street" in point ? point.street : undefined;
		const street = id === undefined ? undefined : findStreet(this.schedule, id);
		return street ? labelOf(street) : "";
	}

	readonly #type = (event: Event): void => {
		const given = textIn(event) ?? "";
		this.typed = given;
		const wanted = given.trim().toLocaleLowerCase("de");
		const street = this.schedule.streets.find((each) => labelOf(each).toLocaleLowerCase("de") === wanted);
		const near = this.near ?? (this.fields.point as Partial<OnStreet> | undefined)?.near;
		this.set("point", street && { street: street.id, ...(near !== undefined && { near }) });
	};

	readonly #near = (event: Event): void => {
		const { street } = (this.fields.point ?? {}) as Partial<OnStreet>;
		const near = textIn(event);
		this.near = near;
		if (street !== undefined) this.set("point", { street, ...(near !== undefined && { near }) });
	};

	/** Only after a press, and only once. */
	readonly #locate = (): void => {
		this.isLocating = true;
		this.isLost = false;
		const done = (pin: Pin | undefined) => {
			this.isLocating = false;
			this.isLost = pin === undefined;
			if (!pin) return;
			this.typed = "";
			this.set("point", pin);
		};
		navigator.geolocation.getCurrentPosition(
			({ coords: { latitude, longitude } }) => done({ lat: metre(latitude), long: metre(longitude) }),
			() => done(undefined),
			{ enableHighAccuracy: true, timeout: 20_000 },
		);
	};
}

/** Five decimals are a metre. */
function metre(degrees: number): number {
	return Math.round(degrees * 100_000) / 100_000;
}

function labelOf({ name, locality }: { name: string; locality?: string | undefined }): string {
	return locality === undefined ? name : `${name}, ${locality}`;
}

customElements.define("dumping-form", DumpingForm);
