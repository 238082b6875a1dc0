import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import type { Dataset } from "../../data/model/dataset.ts";
import type { Day } from "../../data/model/day.ts";
import { findOffer } from "../../data/model/offer.ts";
import type { OfferOf } from "../../data/model/offer-shape.ts";
import { OPEN_STATES } from "../../data/model/request.ts";
import type { ToldRequest } from "../../data/model/request-answers.ts";
import { viewExchanged } from "../browser/press-guard.ts";
import { deviceStore } from "../device/device-store.ts";
import type { Fields, OwnRequest, Refused } from "../device/own-request.ts";
import { frameStyle, titled } from "../frame/side-frame.ts";
import { buttons, card, field, shared } from "../style/shared.ts";
import { dayWords } from "../words/day-words.ts";
import { WordedElement } from "../words/worded-element.ts";
import { contentOf } from "./content-list.ts";
import { forgetRequest, keepDraft, keepRequest, linkOf, ownRequests } from "./own-requests.ts";
import "./change-request.ts";
import type { Changing } from "./change-request.ts";
import { momentWords, refusalWords, stageWords } from "./request-words.ts";
import { requestsStyle } from "./requests-style.ts";
import { sendWaiting } from "./send.ts";
import { slipOf } from "./slip.ts";
import { eventWords, stateWords } from "./state-words.ts";
import { cancelAt, eraseAt, readAt } from "./town-hall.ts";

type Key = Pick<OwnRequest, "town" | "code" | "secret">;

/** A request by its link: how it stands, and what may still be done about it, on whichever device. */
export class OneRequest extends WordedElement {
	static override properties = {
		key: { attribute: false },
		schedule: { attribute: false },
		own: { state: true },
		told: { state: true },
		lack: { state: true },
		why: { state: true },
		asked: { state: true },
		changing: { state: true },
		copied: { state: true },
	};
	declare key: Key;
	declare schedule: Dataset;
	/** As this device keeps it; absent on another one. */
	declare own: OwnRequest | undefined;
	/** What the town hall said. */
	declare told: ToldRequest | undefined;
	declare lack: "gone" | "unreachable" | undefined;
	declare why: Refused | undefined;
	/** What is asked once more before it is done. */
	declare asked: "cancel" | "erase" | undefined;
	declare changing: Changing | undefined;
	declare copied: boolean;

	static override styles = [shared, buttons, card, field, frameStyle, requestsStyle];

	override connectedCallback(): void {
		super.connectedCallback();
		addEventListener("online", this.#read);
		this.#read();
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		removeEventListener("online", this.#read);
	}

	readonly #read = async (): Promise<void> => {
		await this.#find();
		if (this.#isUnsent()) {
			await sendWaiting(deviceStore);
			await this.#find();
			if (this.#isUnsent()) return;
		}
		const answer = await readAt(this.key);
		if (answer.kind === "ok") await this.#hear(answer.value);
		else this.lack = answer.kind === "unreachable" ? "unreachable" : "gone";
	};

	#isUnsent(): boolean {
		return this.own !== undefined && this.own.stage !== "filed";
	}

	async #find(): Promise<void> {
		const { secret, code } = this.key;
		this.own = (await ownRequests(deviceStore)).find((each) => each.secret === secret && each.code === code);
		this.told = this.own?.told ?? this.told;
	}

	async #hear(told: ToldRequest): Promise<void> {
		this.told = told;
		this.lack = undefined;
		if (!this.own) return;
		this.own = { ...this.own, stage: "filed", told };
		await keepRequest(deviceStore, this.own);
	}

	protected override updated(): void {
		titled(this.#label());
	}

	#label(): string {
		return this.told?.offer.label ?? this.own?.offer.label ?? msg("Ihr Anliegen");
	}

	protected override render() {
		return html`<header><a class="plain" href="#anliegen">${msg("Alle Anliegen")}</a></header>
			<main><h1 tabindex="-1" lang="de">${this.#label()}</h1>${this.#content()}</main>`;
	}

	#content() {
		const { own, told } = this;
		if (this.lack === "gone") return this.#gone();
		if (!own && !told)
			return html`<p role="status">${this.lack ? msg("Der Server ist gerade nicht erreichbar. Ihr Anliegen ist deshalb nicht verloren.") : msg("Wird geladen …")}</p>`;
		return html`${this.#standing()}${this.#changes()}${this.#more()}${this.#key()}${this.#ends()}${told ? slipOf(told, this.schedule) : nothing}`;
	}

	#gone() {
		return html`<p class="note" role="status">${msg("Dieses Anliegen gibt es nicht mehr: es wurde gelöscht, oder der Link ist nicht vollständig.")}</p>
			${this.own ? html`<div class="actions"><button class="button" type="button" @click=${this.#forget}>${msg("Auch hier entfernen")}</button></div>` : nothing}`;
	}

	readonly #forget = async (): Promise<void> => {
		if (this.own) await forgetRequest(deviceStore, this.own);
		location.replace("#anliegen");
	};

	/** How it stands. */
	#standing() {
		const { own, told } = this;
		const state = own ? stageWords(own) : told && stateWords(told.state);
		const last = told?.timeline.findLast(({ reason }) => reason !== undefined)?.reason;
		return html`<section class="card"><p role="status"><strong>${state}</strong></p>
			${last ? html`<p lang="de">${last}</p>` : nothing}
			${this.lack === "unreachable" ? html`<p class="soft">${msg("Stand vom letzten Mal: der Server ist gerade nicht erreichbar.")}</p>` : nothing}
			${own?.stage === "refused" ? this.#refused(own) : nothing}
			${told?.state === "confirmed" ? this.#confirmed() : nothing}
			<p>${msg("Kennung")}: <span class="code">${spelt(this.key.code)}</span></p>
			<p class="small soft">${msg("Die Kennung können Sie am Telefon nennen. Öffnen lässt sich damit nichts.")}</p>
			${this.why ? html`<p class="why" role="alert" tabindex="-1">${refusalWords(this.why, this.#offer(), this.schedule.town.zone)}</p>` : nothing}
		</section>`;
	}

	#offer() {
		return findOffer(this.schedule, this.told?.offer.id ?? this.own?.offer.id ?? "");
	}

	#confirmed() {
		const confirmation = this.#offer()?.texts.confirmation;
		return confirmation ? html`<p lang="de">${confirmation}</p>` : nothing;
	}

	#refused(own: OwnRequest) {
		return html`<p class="why">${own.why ? refusalWords(own.why, this.#offer(), this.schedule.town.zone) : nothing}</p>
			<div class="actions"><button class="button primary" type="button" @click=${() => this.#redraft(own)}>${msg("Ändern und noch einmal senden")}</button></div>`;
	}

	async #redraft(own: OwnRequest): Promise<void> {
		const { fields, photos, why, town, offer } = own;
		await keepDraft(deviceStore, town, offer.id, { fields, photos, why });
		await forgetRequest(deviceStore, own);
		location.replace(`#anliegen/${offer.id}`);
	}

	#fields(): Fields {
		return this.told?.content ?? this.own?.fields ?? {};
	}

	#changes() {
		const offer = this.#offer();
		return html`<section><h2>${msg("Ihre Angaben")}</h2>${contentOf(this.#fields(), offer, this.schedule)}
			${this.changing ? this.#change(this.changing) : this.#ways(offer)}</section>`;
	}

	#ways(offer: ReturnType<typeof findOffer>) {
		const { told } = this;
		if (!told) return nothing;
		const isOpen = told.changeUntil !== undefined;
		const way = (what: Changing, words: string) =>
			html`<button class="button" type="button" @click=${() => this.#open(what)}>${words}</button>`;
		const [day, items] = [isOpen && told.content.day !== undefined, isOpen && told.content.items !== undefined];
		return html`<div class="actions">
			${offer?.kind === "bulky" && day ? way("day", msg("Anderer Tag")) : nothing}
			${offer?.kind === "bulky" && items ? way("items", msg("Stücke ändern")) : nothing}
			${way("wishes", msg("Freiwillige Angaben ändern"))}</div>
			${this.#until(told.changeUntil, (moment) => msg(str`Ändern können Sie das bis ${moment}.`, { desc: "day and time" }))}`;
	}

	#until(instant: string | undefined, words: (moment: string) => string) {
		if (instant === undefined || instant.startsWith("9999")) return nothing;
		return html`<p class="small soft">${words(momentWords(this.schedule.town.zone, Date.parse(instant)))}</p>`;
	}

	#change(changing: Changing) {
		return html`<change-request .what=${changing} .key=${this.key} .told=${this.told} .offer=${this.#offer() as OfferOf<"bulky">} .schedule=${this.schedule} @changed=${this.#changed}></change-request>`;
	}

	#open(what: Changing): void {
		this.why = undefined;
		this.changing = what;
	}

	/** Or it was left as it is. */
	readonly #changed = async ({ detail }: CustomEvent<ToldRequest | undefined>): Promise<void> => {
		this.changing = undefined;
		if (detail) await this.#hear(detail);
		await this.updateComplete;
		viewExchanged();
		this.renderRoot.querySelector<HTMLElement>("h1")?.focus();
	};

	/** What has happened. */
	#more() {
		const { told, schedule } = this;
		if (!told) return nothing;
		const by = { household: msg("Sie"), town: schedule.town.publisher, system: "" } as const;
		return html`<section><h2>${msg("Verlauf")}</h2><ol>${told.timeline.map(
			(event) =>
				html`<li>${momentWords(schedule.town.zone, Date.parse(event.at))}: ${eventWords(event.what)}${by[event.by] ? html` <span class="soft">(${by[event.by]})</span>` : nothing}${event.reason ? html`<br /><span lang="de">${event.reason}</span>` : nothing}</li>`,
		)}</ol>
			<p class="small soft">${msg(str`Gelöscht wird es nach dem ${dayWords(told.deleted as Day, "dateWithYear")}.`)}</p></section>`;
	}

	/** The link is the key: whoever has it may do what stands here. */
	#key() {
		const link = linkOf(this.key);
		return html`<section><h2>${msg("Link zu diesem Anliegen")}</h2>
			<p>${msg("Damit sehen, ändern und löschen Sie es, auch auf einem anderen Gerät. Wer ihn hat, kann das auch.")}</p>
			<div class="ask"><label for="link">${msg("Link")}</label><input id="link" class="field" type="text" readonly dir="ltr" .value=${link} @focus=${(event: Event) => (event.target as HTMLInputElement).select()} /></div>
			<div class="actions"><button class="button" type="button" @click=${this.#copy}>${this.copied ? msg("✓ Kopiert") : msg("Kopieren")}</button>
			${this.told?.offer.kind === "bulky" ? html`<button class="button" type="button" @click=${() => print()}>${msg("Zettel drucken")}</button>` : nothing}
			${this.own ? nothing : html`<button class="button" type="button" @click=${this.#keep}>${msg("Auf diesem Gerät behalten")}</button>`}</div>
			<p class="unseen" role="status">${this.copied ? msg("Der Link ist kopiert.") : ""}</p></section>`;
	}

	readonly #copy = async (): Promise<void> => {
		try {
			await navigator.clipboard.writeText(linkOf(this.key));
			this.copied = true;
		} catch {
			this.renderRoot.querySelector<HTMLInputElement>("#link")?.focus();
		}
	};

	readonly #keep = async (): Promise<void> => {
		const { told, key } = this;
		if (!told) return;
		this.own = { ...key, offer: told.offer, fields: told.content, photos: [], stage: "filed", told };
		await keepRequest(deviceStore, this.own);
	};

	#ends() {
		const { told, own, asked } = this;
		const isWaiting = own?.stage === "waiting";
		const mayCancel = isWaiting || (told?.cancelUntil !== undefined && OPEN_STATES.includes(told.state));
		if (asked) return this.#once(asked);
		return html`<section><div class="actions">
			${mayCancel ? html`<button class="button" type="button" @click=${() => this.#ask("cancel")}>${msg("Absagen")}</button>` : nothing}
			${told ? html`<button class="button" type="button" @click=${() => this.#ask("erase")}>${msg("Ganz löschen")}</button>` : nothing}</div>
			${mayCancel ? this.#until(told?.cancelUntil, (moment) => msg(str`Absagen können Sie bis ${moment}.`, { desc: "day and time" })) : nothing}</section>`;
	}

	async #ask(what: "cancel" | "erase" | undefined): Promise<void> {
		this.asked = what;
		await this.updateComplete;
		viewExchanged();
		this.renderRoot.querySelector<HTMLElement>(what ? ".asked" : "h1")?.focus();
	}

	#once(asked: "cancel" | "erase") {
		const words =
			asked === "cancel"
				? msg("Wirklich absagen? Der Platz ist dann wieder frei.")
				: msg("Wirklich löschen? Die Gemeinde hat danach nichts mehr davon, auch nicht den Auftrag.");
		return html`<section class="card"><p role="alert" class="asked" tabindex="-1"><strong>${words}</strong></p>
			<div class="actions"><button class="button primary" type="button" @click=${asked === "cancel" ? this.#cancel : this.#erase}>${asked === "cancel" ? msg("Ja, absagen") : msg("Ja, löschen")}</button>
			<button class="button" type="button" @click=${() => this.#ask(undefined)}>${msg("Behalten")}</button></div></section>`;
	}

	/** Without a connection it is remembered, and done as soon as there is one. */
	readonly #cancel = async (): Promise<void> => {
		if (this.own?.stage === "waiting") {
			await keepRequest(deviceStore, { ...this.own, stage: "leaving" });
			await sendWaiting(deviceStore);
			await this.#find();
			if (!this.own) return location.replace("#anliegen");
			return this.#ask(undefined);
		}
		const answer = await cancelAt(this.key);
		if (answer.kind === "ok") await this.#hear(answer.value);
		else if (answer.kind === "refused") this.why = answer.why;
		else if (answer.kind === "unknown") this.lack = "gone";
		else if (this.own) {
			this.own = { ...this.own, stage: "leaving" };
			await keepRequest(deviceStore, this.own);
		} else this.lack = "unreachable";
		await this.#ask(undefined);
	};

	readonly #erase = async (): Promise<void> => {
		if (await eraseAt(this.key)) return this.#forget();
		this.lack = "unreachable";
		await this.#ask(undefined);
	};
}

/** Four and four, as it is said. */
function spelt(code: string): string {
	return `${code.slice(0, 4)} ${code.slice(4)}`;
}

customElements.define("one-request", OneRequest);
