import { msg } from "@lit/localize";
import { html, nothing, type PropertyDeclarations } from "lit";
import type { Dataset } from "../../data/model/dataset.ts";
import type { Offer } from "../../data/model/offer-shape.ts";
import type { FieldFlaw } from "../../data/model/parsed.ts";
import { parseFile } from "../../data/model/request.ts";
import { type Refusal, refusalOf } from "../../data/model/request-rules.ts";
import type { Instant } from "../../data/model/zone.ts";
import { viewExchanged } from "../browser/press-guard.ts";
import { deviceStore } from "../device/device-store.ts";
import type { Fields, OwnRequest, Refused } from "../device/own-request.ts";
import { frameStyle, titled } from "../frame/side-frame.ts";
import type { Standing } from "../household/standing.ts";
import { buttons, field, shared } from "../style/shared.ts";
import { WordedElement } from "../words/worded-element.ts";
import { askNote, askNumber, askText, type Form, wrongAt } from "./field-parts.ts";
import { noticeOf } from "./notice.ts";
import { forgetRequest, hashOf, keepDraft, keepRequest, newKey, ownRequests, readDraft } from "./own-requests.ts";
import { photosField } from "./photo-field.ts";
import { refusalWords } from "./request-words.ts";
import { requestsStyle } from "./requests-style.ts";
import { sendWaiting } from "./send.ts";
import { fileAt } from "./town-hall.ts";

/** Of the right shape; to judge a form by, before anything is made of luck. */
const NO_KEY = { secret: "A".repeat(22), code: "00000000" } as const;

/**
 * What all forms have in common. They are judged on the device by the rules by which the server judges, so that
 * what is wrong stands at its field at once and without a connection; what is begun is kept as a draft.
 */
export abstract class RequestForm<Kind extends Exclude<Offer, { kind: "link" }>> extends WordedElement implements Form {
	static override properties: PropertyDeclarations = {
		offer: { attribute: false },
		schedule: { attribute: false },
		standing: { attribute: false },
		clock: { attribute: false },
		fields: { state: true },
		photos: { state: true },
		flaws: { state: true },
		why: { state: true },
		isSending: { state: true },
	};
	declare offer: Kind;
	declare schedule: Dataset;
	/** Absent where nobody lives here: dumping needs no address. */
	declare standing: (Standing & { kind: "found" }) | undefined;
	declare clock: () => Instant;
	declare fields: Fields;
	/** JPEGs, base64. */
	declare photos: readonly string[];
	declare flaws: readonly FieldFlaw[];
	/** Why it was not taken, where no field says it. */
	declare why: Refused | undefined;
	declare isSending: boolean;

	static override styles = [shared, buttons, field, frameStyle, requestsStyle];

	constructor() {
		super();
		this.fields = {};
		this.photos = [];
		this.flaws = [];
	}

	override connectedCallback(): void {
		super.connectedCallback();
		this.#begin();
	}

	/** With what was begun before, or came back. */
	async #begin(): Promise<void> {
		const draft = await readDraft(deviceStore, this.schedule.town.id, this.offer.id);
		this.fields = { ...this.atFirst(), ...draft?.fields };
		this.photos = draft?.photos ?? [];
		this.why = draft?.why;
		this.flaws = draft?.why?.errors ?? [];
	}

	/** What is known before anybody has said anything. */
	protected atFirst(): Fields {
		const { number } = this.standing?.household ?? {};
		return number === undefined ? {} : { number };
	}

	protected override updated(): void {
		titled(this.offer.label);
	}

	protected override render() {
		const { opening } = this.offer.texts;
		return html`
			<header><a class="plain" href="#anliegen">${msg("Alle Anliegen")}</a></header>
			<main><h1 tabindex="-1" lang="de">${this.offer.label}</h1>
				${opening && this.isAtStart() ? html`<p lang="de">${opening}</p>` : nothing}
				${this.why ? html`<p class="why" role="alert" tabindex="-1" id="why">${refusalWords(this.why, this.offer, this.schedule.town.zone)}</p>` : nothing}
				${this.form()}
				${noticeOf(this.offer, this.schedule.town)}
			</main>`;
	}

	protected abstract form(): unknown;

	/** Where its opening words stand. */
	protected isAtStart(): boolean {
		return true;
	}

	/** The view that has a field; a form of several steps goes there. */
	protected reveal(_field: string): void {}

	set(name: string, value: unknown): void {
		const { [name]: _, ...others } = this.fields;
		this.fields = value === undefined ? others : { ...others, [name]: value };
		this.flaws = this.flaws.filter(({ field: each }) => each !== name && !each.startsWith(`${name}.`));
		this.why = undefined;
		this.#keep();
	}

	setPhotos(photos: readonly string[]): void {
		this.photos = photos;
		this.#keep();
	}

	#keep(): void {
		const { fields, photos, why } = this;
		keepDraft(deviceStore, this.schedule.town.id, this.offer.id, { fields, photos, why });
	}

	/** Who, and how the town hall can ask back. */
	protected who() {
		const { identify } = { identify: "none", ...this.offer } as const;
		return html`${this.standing ? this.#address() : nothing}
			${identify === "name" ? askText(this, "name", msg("Name, wie er an der Klingel steht"), { autocomplete: "name" }) : nothing}
			${identify === "account" ? askText(this, "account", msg("Nummer auf dem Gebührenbescheid")) : nothing}`;
	}

	#address() {
		const { street } = this.standing ?? {};
		return html`<div class="block" id="place" tabindex="-1"><p><strong lang="de">${street?.name}</strong>${street?.locality ? html`, <span lang="de">${street.locality}</span>` : nothing}</p>
			${wrongAt(this, "place")}${askNumber(this)}</div>`;
	}

	/** What nobody has to say. */
	protected wishes() {
		const most = "photos" in this.offer ? this.offer.photos : 0;
		return html`${most > 0 ? photosField(this, most) : nothing}${askNote(this)}`;
	}

	protected sendButton(words = msg("Absenden")) {
		return html`<div class="actions"><button class="button primary" type="submit" aria-disabled=${this.isSending ? "true" : "false"}>${this.isSending ? msg("Wird gesendet …") : words}</button></div>
			<p class="unseen" role="status">${this.isSending ? msg("Wird gesendet …") : ""}</p>`;
	}

	/** As it would be sent. */
	protected sent(): Fields {
		return { ...this.fields, ...(this.standing && this.offer.kind !== "dumping" && { place: this.standing.place.id }) };
	}

	/** What speaks against it, as far as the device can know. */
	judged(): Refused | undefined {
		const parsed = parseFile({ ...this.sent(), ...NO_KEY, town: this.schedule.town.id, offer: this.offer.id });
		if (!parsed.ok) return { code: "malformed", errors: parsed.flaws };
		const { secret: _, code: __, town: ___, offer: ____, ...content } = parsed.value;
		const refusal = refusalOf({ dataset: this.schedule, offer: this.offer, content, now: this.clock() });
		return refusal && refusedBy(refusal);
	}

	protected readonly submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		if (this.isSending) return;
		const refused = this.judged();
		if (refused) return this.tell(refused);
		this.isSending = true;
		await this.#send().finally(() => {
			this.isSending = false;
		});
	};

	async #send(): Promise<void> {
		const { id, kind, label } = this.offer;
		const town = this.schedule.town.id;
		const { photos } = this;
		const key = await newKey();
		const request = {
			...key,
			town,
			offer: { id, kind, label },
			fields: this.sent(),
			photos,
			stage: "waiting",
		} as const;
		await keepRequest(deviceStore, request);
		await keepDraft(deviceStore, town, id, undefined);
		await sendWaiting(deviceStore);
		const now = (await ownRequests(deviceStore)).find(({ secret }) => secret === key.secret);
		const why = now ? now.why : await this.#sendUnkept(request);
		if (why) return this.#back(request, why);
		location.replace(hashOf(request));
	}

	/** A device that keeps nothing: sent now, or not at all. */
	async #sendUnkept(request: OwnRequest): Promise<Refused | undefined> {
		const answer = await fileAt(request);
		if (answer.kind === "refused") return answer.why;
		return answer.kind === "ok" ? undefined : { code: "unreachable" };
	}

	/** A draft again, that says why. */
	async #back(request: OwnRequest, why: Refused): Promise<void> {
		await forgetRequest(deviceStore, request);
		this.tell(why);
		this.#keep();
	}

	/** At the field, or above all where no field is to blame; who reads goes along. */
	async tell(why: Refused): Promise<void> {
		const [first] = why.errors ?? [];
		const name = first?.field.split(".")[0] ?? fieldOf(why);
		this.flaws = why.errors ?? [];
		this.why = first ? undefined : why;
		if (name) this.reveal(name);
		await this.updateComplete;
		viewExchanged();
		this.renderRoot.querySelector<HTMLElement>(first && name ? `#${name}` : "#why")?.focus();
	}
}

/** What a rule speaks of. */
function fieldOf({ code, rules }: Refused): string | undefined {
	const [kind] = rules?.[0]?.rule.split(".") ?? [];
	if (code === "day_full" || code === "too_late" || kind === "days") return "day";
	return kind === undefined ? undefined : "items";
}

export function refusedBy(refusal: Refusal): Refused {
	switch (refusal.code) {
		case "outside_window": {
			const [from, to] = [refusal.from, refusal.to].map((each) => new Date(each).toISOString());
			return { code: refusal.code, from, to };
		}
		case "unknown_place":
			return { code: "unknown_place", errors: [{ field: "place", code: "unknown_place" }] };
		default:
			return refusal;
	}
}
