import { msg } from "@lit/localize";
import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Dataset } from "../../data/model/dataset.ts";
import { findOffer, requestsOf } from "../../data/model/offer.ts";
import type { Offer, OfferOf } from "../../data/model/offer-shape.ts";
import type { Instant } from "../../data/model/zone.ts";
import { deviceStore } from "../device/device-store.ts";
import type { OwnRequest } from "../device/own-request.ts";
import { framed, frameStyle, titled } from "../frame/side-frame.ts";
import type { Standing } from "../household/standing.ts";
import { buttons, shared } from "../style/shared.ts";
import { WordedElement } from "../words/worded-element.ts";
import "./bin-form.ts";
import "./bulky-form.ts";
import "./dumping-form.ts";
import "./missed-form.ts";
import "./one-request.ts";
import { hashOf, ownRequests } from "./own-requests.ts";
import { stageWords } from "./request-words.ts";
import { requestsStyle } from "./requests-style.ts";
import { sendWaiting } from "./send.ts";

/** What the address names behind `#anliegen/`. */
const LINK = /^([0-9A-Z]{8})\.([\w-]{22,64})$/u;

/** "Anliegen": what the town offers, a form, or one request, as the address says. */
export class RequestsView extends WordedElement {
	static override properties = {
		schedule: { attribute: false },
		standing: { attribute: false },
		clock: { attribute: false },
		own: { state: true },
	};
	declare schedule: Dataset | undefined;
	declare standing: (Standing & { kind: "found" }) | undefined;
	declare clock: () => Instant;
	declare own: readonly OwnRequest[];

	static override styles = [shared, buttons, frameStyle, requestsStyle];

	constructor() {
		super();
		this.own = [];
	}

	readonly #look = (): void => {
		this.requestUpdate();
		window.scrollTo(0, 0);
		this.#read();
	};

	override connectedCallback(): void {
		super.connectedCallback();
		addEventListener("popstate", this.#look);
		this.#read();
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		removeEventListener("popstate", this.#look);
	}

	async #read(): Promise<void> {
		this.own = await ownRequests(deviceStore);
		if (this.own.every(({ stage }) => stage !== "waiting" && stage !== "leaving")) return;
		await sendWaiting(deviceStore);
		this.own = await ownRequests(deviceStore);
	}

	protected override render() {
		const { schedule } = this;
		const [, what = "", more] = location.hash.split("/");
		const [, code, secret] = LINK.exec(what) ?? [];
		if (!schedule) return framed(msg("Anliegen"), html`<p role="status">${msg("Wird geladen …")}</p>`);
		if (code !== undefined && secret !== undefined) return this.#one(schedule, code, secret);
		const offer = findOffer(schedule, what);
		// Another offer is another element: nothing of the one before stays.
		return offer && offer.kind !== "link" ? keyed(what, this.#form(offer, schedule, more)) : this.#list(schedule);
	}

	#one(schedule: Dataset, code: string, secret: string) {
		const town = this.own.find((each) => each.secret === secret)?.town ?? schedule.town.id;
		const key = { town, code, secret };
		return keyed(code, html`<one-request .key=${key} .schedule=${schedule}></one-request>`);
	}

	#form(offer: Exclude<Offer, { kind: "link" }>, schedule: Dataset, more: string | undefined) {
		const { standing, clock } = this;
		if (!standing && offer.kind !== "dumping") return this.#homeless(offer);
		switch (offer.kind) {
			case "bulky":
				return html`<bulky-form .offer=${offer} .schedule=${schedule} .standing=${standing} .clock=${clock} .step=${more}></bulky-form>`;
			case "bin":
				return html`<bin-form .offer=${offer} .schedule=${schedule} .standing=${standing} .clock=${clock}></bin-form>`;
			case "missed":
				return html`<missed-form .offer=${offer} .schedule=${schedule} .standing=${standing} .clock=${clock} .about=${more}></missed-form>`;
			case "dumping":
				return html`<dumping-form .offer=${offer} .schedule=${schedule} .clock=${clock}></dumping-form>`;
		}
	}

	/** Days and rules depend on the place. */
	#homeless({ label }: Offer) {
		return html`<header><a class="plain" href="#anliegen">${msg("Alle Anliegen")}</a></header><main><h1 tabindex="-1" lang="de">${label}</h1>
			<p>${msg("Dafür brauchen wir Ihre Adresse. Wählen Sie sie einmal aus, dann geht es hier weiter.")}</p>
			<div class="actions"><a class="button primary" href="#">${msg("Adresse wählen")}</a></div></main>`;
	}

	#list(schedule: Dataset) {
		const { offers } = requestsOf(schedule);
		const own = this.own.filter(({ town }) => town === schedule.town.id);
		return framed(
			msg("Anliegen"),
			html`<p>${msg("Ohne Konto. Sie bekommen einen Link, mit dem Sie Ihr Anliegen sehen, ändern und absagen.")}</p>
			${own.length > 0 ? html`<section><h2>${msg("Ihre Anliegen")}</h2><ul class="offers own">${own.map(ownLine)}</ul></section>` : nothing}
			<section><h2>${msg("Was brauchen Sie?")}</h2><ul class="offers">${offers.map(offerLine)}</ul>
			${offers.length === 0 ? html`<p>${msg("Ihre Gemeinde nimmt hier nichts an.")}</p>` : nothing}</section>`,
		);
	}

	protected override updated(): void {
		if (this.renderRoot.querySelector("main")) titled(msg("Anliegen"));
	}
}

function ownLine(own: OwnRequest) {
	return html`<li><a class="choice" href=${hashOf(own)}><span lang="de">${own.offer.label}</span><span class="soft">${stageWords(own)}</span></a></li>`;
}

function offerLine(offer: Offer) {
	if (offer.kind === "link") return elsewhere(offer);
	return html`<li><a class="choice" href="#anliegen/${offer.id}"><span lang="de">${offer.label}</span></a></li>`;
}

/** What the town takes elsewhere: there is nothing to fill in here. */
function elsewhere({ label, url, address, phone }: OfferOf<"link">) {
	return html`<li class="none block"><span><strong lang="de">${label}</strong></span>
		${url ? html`<a href=${url} rel="noreferrer" dir="ltr">${url.replace(/^https?:\/\//u, "")}</a>` : nothing}
		${address ? html`<span lang="de">${address.map((line) => html`${line}<br />`)}</span>` : nothing}
		${phone ? html`<a href="tel:${phone.replace(/[^\d+]/gu, "")}" dir="ltr">${phone}</a>` : nothing}</li>`;
}

customElements.define("requests-view", RequestsView);
