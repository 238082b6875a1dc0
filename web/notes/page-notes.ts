import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import { regionOf } from "../../data/model/language.ts";
import { LowerEdge } from "../browser/lower-edge.ts";
import { isApplePhone } from "../browser/platform.ts";
import { deviceStore } from "../device/device-store.ts";
import type { AskedFor, PressOutcome } from "../remind/asked.ts";
import { reminders } from "../remind/reminders.ts";
import { buttons, shared } from "../style/shared.ts";
import { dayWords } from "../words/day-words.ts";
import { currentLanguage } from "../words/page-language.ts";
import { WordedElement } from "../words/worded-element.ts";
import { type InstallQuestion, isHintWelcome } from "./install-hint.ts";
import { notesStyle } from "./notes-style.ts";
import { linkServiceWorker, takeOver } from "./service-worker-link.ts";

/** In milliseconds: how long the server may take to answer; it is asked twice before the page counts as offline. */
const PATIENCE = 5_000;

export interface NotesTools {
	readonly clock: () => number;
	/** Chromium may ask before this element is there. */
	readonly question: InstallQuestion | undefined;
	readonly onNewDates: () => void;
	readonly onShow: (address: string) => void;
}

/** What the device has to say, quietly at the lower edge: offline, a new version, the way to install. */
export class PageNotes extends WordedElement {
	static override properties = {
		offlineSince: { state: true },
		isOffline: { state: true },
		isOutdated: { state: true },
		hint: { state: true },
		carried: { state: true },
		doubtful: { state: true },
		isForgetful: { state: true },
	};
	declare isOffline: boolean;
	/** When the dates were last heard. */
	declare offlineSince: number | undefined;
	declare isOutdated: boolean;
	declare hint: "none" | "ask" | "apple";
	/** What a notification's button has done by opening the page. */
	declare carried: PressOutcome;
	/** A link says that the bins of a day stand outside, and nobody has said so here. */
	declare doubtful: AskedFor["doubtful"];
	/** The browser refuses storage. */
	declare isForgetful: boolean;

	static override styles = [shared, buttons, notesStyle];

	readonly #tools: NotesTools;
	#question: InstallQuestion | undefined;
	#registration: ServiceWorkerRegistration | undefined;
	#next: ReturnType<typeof setTimeout> | undefined;

	constructor(tools: NotesTools) {
		super();
		this.#tools = tools;
		this.#question = tools.question;
		this.isOffline = !navigator.onLine;
		this.isOutdated = false;
		this.isForgetful = false;
		this.hint = "none";
	}

	override connectedCallback(): void {
		super.connectedCallback();
		// There as long as the page is.
		new LowerEdge("--notes", this);
		for (const name of ["online", "offline"]) window.addEventListener(name, () => this.#look());
		window.addEventListener("beforeinstallprompt", (event) => {
			this.#question = event as InstallQuestion;
		});
		// The right moment: the questions are answered and the dates are there.
		document.addEventListener("settled", () => {
			navigator.storage?.persist?.().catch(() => undefined);
			this.#offerInstallation();
		});
		this.#look();
		this.#link();
	}

	async #link(): Promise<void> {
		this.#registration = await linkServiceWorker({
			onNewVersion: () => {
				this.isOutdated = true;
			},
			onNewDates: this.#tools.onNewDates,
			onShow: this.#tools.onShow,
		});
	}

	async #look(): Promise<void> {
		const heard = await deviceStore.get("heard");
		this.isOffline = !navigator.onLine || isUnheard(heard);
		this.offlineSince = this.isOffline ? heard : undefined;
		if (navigator.onLine && navigator.serviceWorker?.controller) this.#lookAgain(heard);
	}

	/** The server is asked until it has answered since the page was opened; what it says, the service worker hears. */
	#lookAgain(heard: number | undefined): void {
		clearTimeout(this.#next);
		if (hasAnswered(heard)) return;
		const ask = () => (document.hidden ? undefined : fetch("/api/towns").catch(() => undefined));
		this.#next = setTimeout(() => this.#look().then(ask), PATIENCE + 100);
	}

	async #offerInstallation(): Promise<void> {
		if (!(await isHintWelcome(this.#tools.clock()))) return;
		if (isApplePhone()) this.hint = "apple";
		else if (this.#question) this.hint = "ask";
	}

	protected override render() {
		const notes = [
			this.#carriedOut(),
			this.#doubt(),
			this.#forgetting(),
			this.#offline(),
			this.#version(),
			this.#install(),
		].filter((note) => note !== nothing);
		return html`<div role="status">${notes.length === 0 ? nothing : html`<div class="notes">${notes}</div>`}</div>`;
	}

	#carriedOut() {
		if (!this.carried) return nothing;
		return html`<div class="note"><p>${carriedWords(this.carried)}</p>
			<button class="plain" type="button" @click=${() => (this.carried = undefined)}>${msg("Verstanden")}</button></div>`;
	}

	#doubt() {
		if (!this.doubtful) return nothing;
		const day = dayWords(this.doubtful.day, "full");
		return html`<div class="note"><p>${msg(str`Steht bei Ihnen schon draußen, was am ${day} abgeholt wird?`)}</p>
			<button class="button primary" type="button" @click=${this.#agree}>${msg("Ja, steht draußen")}</button>
			<button class="plain" type="button" @click=${() => (this.doubtful = undefined)}>${msg("Nein")}</button></div>`;
	}

	async #agree() {
		const errand = this.doubtful;
		this.doubtful = undefined;
		if (errand) await reminders.carryOut(errand);
		this.carried = "done";
	}

	#forgetting() {
		if (!this.isForgetful) return nothing;
		return html`<div class="note"><p>${msg("Dieser Browser merkt sich Ihre Adresse nicht. Drucken Sie die Termine, oder heben Sie den Link auf.")}</p>
			<a class="button" href="#drucken">${msg("Drucken")}</a> <a class="button" href="#teilen">${msg("Teilen")}</a>
			<button class="plain" type="button" @click=${() => (this.isForgetful = false)}>${msg("Verstanden")}</button></div>`;
	}

	#offline() {
		if (!this.isOffline) return nothing;
		const since = this.offlineSince;
		return html`<p class="note offline"><span class="dot"></span>${since === undefined ? msg("Offline.") : msg(str`Offline. Stand: ${this.#when(since)}.`)}</p>`;
	}

	#version() {
		if (!this.isOutdated) return nothing;
		return html`<div class="note">
			<p>${msg("Diese Seite gibt es in einer neuen Fassung.")}</p>
			<button class="button primary" type="button" @click=${this.#takeOver}>${msg("Neu laden")}</button>
			<button class="plain" type="button" @click=${() => (this.isOutdated = false)}>${msg("Später")}</button>
		</div>`;
	}

	#install() {
		if (this.hint === "none") return nothing;
		const text =
			this.hint === "ask"
				? msg("Als App auf dem Gerät: ein Tippen zeigt die nächste Tonne, auch ohne Netz.")
				: msg("Als App aufs iPhone: „Teilen“ antippen, dann „Zum Home-Bildschirm“.");
		return html`<div class="note">
			<p>${text}</p>
			${this.hint === "apple" ? html`<details @toggle=${() => import("../remind/apple-way.ts")}><summary>${msg("So geht es")}</summary><apple-way install></apple-way></details>` : nothing}
			${this.hint === "ask" ? html`<button class="button primary" type="button" @click=${this.#installNow}>${msg("Installieren")}</button>` : nothing}
			<button class="plain" type="button" @click=${this.#sendAway}>${msg("Nicht jetzt")}</button>
		</div>`;
	}

	/** "heute, 7:12" would need a zone of the town; the device's own clock is meant here. */
	#when(instant: number): string {
		const isToday = new Date(instant).toDateString() === new Date(this.#tools.clock()).toDateString();
		const parts: Intl.DateTimeFormatOptions = isToday ? {} : { day: "numeric", month: "numeric" };
		const format = new Intl.DateTimeFormat(regionOf(currentLanguage()), {
			...parts,
			hour: "numeric",
			minute: "2-digit",
		});
		const time = format.format(instant);
		return isToday ? msg(str`heute ${time} Uhr`) : msg(str`${time} Uhr`);
	}

	#takeOver() {
		if (this.#registration) takeOver(this.#registration);
	}

	async #installNow() {
		this.hint = "none";
		await this.#question?.prompt();
	}

	/** It goes once that is kept: whoever leaves the page at once is not asked again. */
	async #sendAway() {
		await deviceStore.set("hintGone", this.#tools.clock()).catch(() => undefined);
		this.hint = "none";
	}
}

/**
 * A device can believe that it is online while nothing gets through (a weak signal, a captive
 * portal, a reload in some browsers). What the service worker has heard tells the truth.
 */
function isUnheard(heard: number | undefined): boolean {
	return heard !== undefined && performance.now() > 2 * PATIENCE && !hasAnswered(heard);
}

function hasAnswered(heard: number | undefined): boolean {
	return heard === undefined || heard >= performance.timeOrigin;
}

function carriedWords(carried: Exclude<PressOutcome, undefined>): string {
	switch (carried) {
		case "done":
			return msg("Gemerkt: steht draußen.");
		case "later":
			return msg("In einer Stunde erinnern wir noch einmal, wenn dann noch Zeit ist.");
		case "too-late":
			return msg("Für „Später“ bleibt keine Zeit mehr: In einer Stunde müsste schon alles draußen stehen.");
	}
}

customElements.define("page-notes", PageNotes);
