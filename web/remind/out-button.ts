import { msg } from "@lit/localize";
import { css, html } from "lit";
import { buttons, shared } from "../style/shared.ts";
import { RemindedElement } from "./reminded-element.ts";
import { reminders } from "./reminders.ts";

/** "Steht draußen": settled on this device, and for its reminders; it can be taken back. */
export class OutButton extends RemindedElement {
	static override properties = {
		about: { attribute: false },
		day: { attribute: false },
	};
	declare about: { readonly town: string; readonly id?: string | undefined; readonly place: string };
	declare day: string;

	static override styles = [
		shared,
		buttons,
		css`
			:host { display: flex; flex-wrap: wrap; gap: 0 1.25rem; align-items: center; min-block-size: 2.75rem; }
			.out { display: inline-flex; align-items: center; gap: 0.625rem; min-block-size: 2.75rem; color: var(--done); font-weight: 600; }
			svg { inline-size: 1.5rem; block-size: 1.5rem; flex: none; animation: settle 0.2s both; }
			@keyframes settle { from { scale: 0.4; opacity: 0; } }
			@media (max-width: 37.4375rem) { .button { inline-size: 100%; } }
		`,
	];

	protected override render() {
		const isOut = reminders.isOut({ ...this.about, day: this.day });
		return html`${isOut ? this.#out() : html`<button class="button primary" type="button" @click=${this.#settle}>${msg("Steht draußen")}</button>`}
			<span class="unseen" role="status">${isOut ? msg("Gemerkt. Es kommt keine Erinnerung mehr dafür.") : ""}</span>`;
	}

	/** What stands around it calms down. */
	protected override updated(): void {
		const { day } = this;
		const isOut = reminders.isOut({ ...this.about, day });
		this.dispatchEvent(new CustomEvent("outside", { detail: { day, isOut }, bubbles: true }));
	}

	#out() {
		return html`<span class="out"><svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="11" fill="currentColor" opacity="0.14" /><path d="m6.5 12.5 3.8 3.8 7.4-8.2" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" /></svg>${msg("Steht draußen")}</span>
			<button class="plain" type="button" @click=${this.#unsettle}>${msg("Doch nicht")}</button>`;
	}

	async #settle() {
		await reminders.settle({ ...this.about, day: this.day });
		await this.updateComplete;
		this.renderRoot.querySelector("button")?.focus();
	}

	async #unsettle() {
		await reminders.unsettle({ ...this.about, day: this.day });
		await this.updateComplete;
		this.renderRoot.querySelector("button")?.focus();
	}
}

customElements.define("out-button", OutButton);
