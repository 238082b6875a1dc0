import { msg, str } from "@lit/localize";
import { css, html, nothing } from "lit";
import "../calendar/qr-code.ts";
import { framed, frameStyle, titled } from "../page/side-frame.ts";
import { buttons, field, shared } from "../style/shared.ts";
import { WordedElement } from "../words/worded-element.ts";

/** The same set-up on another device of the household: by camera or by link. */
export class ShareView extends WordedElement {
	static override properties = {
		live: { attribute: false },
		address: { attribute: false },
		copied: { state: true },
	};
	declare live: string;
	declare address: string;
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

	protected override render() {
		return framed(
			msg("Einrichtung teilen"),
			html`
			<p>${msg(str`Wer den Code oder den Link öffnet, bekommt dieselben Tonnen für „${this.address}“ angeboten und muss nichts mehr suchen.`)}</p>
			<p class="soft">${msg("Darin stehen nur Gemeinde, Abfuhrbezirk und Tonnen: keine Hausnummer, kein Name.")}</p>
			<div class="way"><qr-code .text=${this.live} .label=${msg("QR-Code mit dieser Einrichtung")}></qr-code></div>
			<div class="way"><label for="link">${msg("Link")}</label>
				<input id="link" class="field" type="text" readonly dir="ltr" .value=${this.live} @focus=${(event: Event) => (event.target as HTMLInputElement).select()} />
				<div class="row"><button class="button" type="button" @click=${this.#copy}>${this.copied ? msg("✓ Kopiert") : msg("Kopieren")}</button>
				${"share" in navigator ? html`<button class="button" type="button" @click=${this.#share}>${msg("Senden")}</button>` : nothing}</div>
				<p class="unseen" role="status">${this.copied ? msg("Der Link ist kopiert.") : ""}</p></div>`,
		);
	}

	protected override updated(): void {
		titled(msg("Einrichtung teilen"));
	}

	async #copy() {
		try {
			await navigator.clipboard.writeText(this.live);
			this.copied = true;
		} catch {
			this.renderRoot.querySelector<HTMLInputElement>("#link")?.focus();
		}
	}

	async #share() {
		// Sent away without a choice: nothing to tell.
		await navigator.share({ url: this.live, title: "Tonnentag" }).catch(() => undefined);
	}
}

customElements.define("share-view", ShareView);
