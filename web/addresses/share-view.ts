import { msg, str } from "@lit/localize";
import { css, html, nothing, type PropertyValues } from "lit";
import type { RemindTime } from "../../data/model/reminder.ts";
import { parseTime } from "../../data/model/time.ts";
import "../calendar/qr-code.ts";
import { deviceStore } from "../device/device-store.ts";
import { wantedIn } from "../device/towns-kept.ts";
import { framed, frameStyle, titled } from "../frame/side-frame.ts";
import type { Slot } from "../household/slot.ts";
import { buttons, field, shared } from "../style/shared.ts";
import { WordedElement } from "../words/worded-element.ts";
import { type SharedSetup, setupAddress } from "./shared-setup.ts";

/** The same set-up on another device of the household: by camera or by link. */
export class ShareView extends WordedElement {
	static override properties = {
		setup: { attribute: false },
		address: { attribute: false },
		times: { state: true },
		copied: { state: true },
	};
	/** Without reminder times: those of this device are put in here. */
	declare setup: SharedSetup;
	declare address: string;
	/** When this device reminds of the place. */
	declare times: readonly RemindTime[];
	declare copied: boolean;

	static override styles = [
		shared,
		buttons,
		field,
		frameStyle,
		css`
			.way { display: grid; gap: 0.75rem; justify-items: start; }
			.row { display: flex; flex-wrap: wrap; gap: 0.5rem; }
			.field { font-size: var(--size-s); min-block-size: 2.75rem; border-width: 1px; text-overflow: ellipsis; }
		`,
	];

	constructor() {
		super();
		this.times = [];
	}

	protected override willUpdate(changed: PropertyValues): void {
		if (changed.has("setup")) this.#readTimes();
	}

	async #readTimes(): Promise<void> {
		const here = (await wantedIn(deviceStore)).find(({ town }) => town === this.setup.town)?.places ?? [];
		this.times = here.find(({ place }) => place === this.setup.place)?.remind.flatMap(timeOf) ?? [];
	}

	get #live(): string {
		return setupAddress(location.origin, { ...this.setup, remind: this.times });
	}

	protected override render() {
		const live = this.#live;
		return framed(
			msg("An Mitbewohner weitergeben"),
			html`
			<p>${msg(str`Wer den Code oder den Link öffnet, bekommt dieselben Tonnen für „${this.address}“ angeboten und muss nichts mehr suchen.`)}</p>
			<p class="soft">${msg("Darin stehen Gemeinde, ein Kennzeichen der Straße oder ihres Teils, die Tonnen und die Zeiten der Erinnerung: keine Hausnummer, kein Name. Erinnert wird auf dem anderen Gerät erst, wenn jemand es dort einschaltet.")}</p>
			<div class="way"><qr-code .text=${live} .label=${msg("QR-Code mit Ihren Tonnen")}></qr-code></div>
			<div class="way"><label for="link">${msg("Link")}</label>
				<input id="link" class="field" type="text" readonly dir="ltr" .value=${live} @focus=${(event: Event) => (event.target as HTMLInputElement).select()} />
				<div class="row"><button class="button" type="button" @click=${this.#copy}>${this.copied ? msg("✓ Kopiert") : msg("Kopieren")}</button>
				${"share" in navigator ? html`<button class="button" type="button" @click=${this.#share}>${msg("Senden")}</button>` : nothing}</div>
				<p class="unseen" role="status">${this.copied ? msg("Der Link ist kopiert.") : ""}</p></div>`,
		);
	}

	protected override updated(): void {
		titled(msg("An Mitbewohner weitergeben"));
	}

	async #copy() {
		try {
			await navigator.clipboard.writeText(this.#live);
			this.copied = true;
		} catch {
			this.renderRoot.querySelector<HTMLInputElement>("#link")?.focus();
		}
	}

	async #share() {
		// Sent away without a choice: nothing to tell.
		await navigator.share({ url: this.#live, title: "Tonnentag" }).catch(() => undefined);
	}
}

function timeOf({ when, time }: Slot): RemindTime[] {
	const minutes = parseTime(time);
	return minutes === undefined ? [] : [{ when, time: minutes }];
}

customElements.define("share-view", ShareView);
