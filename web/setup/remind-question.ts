import { msg } from "@lit/localize";
import { css, html } from "lit";
import { isApplePhone, isInstalled } from "../browser/platform.ts";
import { AnswerEvent } from "../household/events.ts";
import { buttons, shared } from "../style/shared.ts";
import { WordedElement } from "../words/worded-element.ts";
import { questionStyle } from "./question-style.ts";

/**
 * "Sollen wir Sie erinnern?": yes leads to the reminder card, where the browser is asked
 * after one more tap; no is a full answer, and nothing asks again.
 */
export class RemindQuestion extends WordedElement {
	static override styles = [
		shared,
		buttons,
		questionStyle,
		css`
			.example { display: grid; grid-template-columns: auto 1fr; gap: 0.25rem 0.875rem; align-items: center; padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: var(--corner); background: var(--surface); max-inline-size: 26rem; }
			.example img { grid-row: span 2; border-radius: 8px; }
			.actions { margin-block-start: 0.5rem; }
			@media (max-width: 37.4375rem) { .actions .button { inline-size: 100%; } }
		`,
	];

	protected override render() {
		const isByInstalling = isApplePhone() && !isInstalled();
		return html`
			<h1 tabindex="-1">${msg("Sollen wir Sie erinnern?")}</h1>
			<p class="lead">${msg("Am Abend vor der Abfuhr sagt dieses Gerät Ihnen, was rausgehört: eine Nachricht, nicht eine je Tonne.")}</p>
			<div class="example" role="img" aria-label=${msg("So sieht eine Erinnerung aus: Morgen: Bioabfall und Papier. Bis 6 Uhr rausstellen.")}>
				<img src="/icon.svg" width="40" height="40" alt="" />
				<strong>${msg("Morgen: Bioabfall + Papier")}</strong>
				<span class="soft">${msg("Bis 6 Uhr rausstellen")}</span>
			</div>
			${isByInstalling ? html`<p>${msg("Auf dem iPhone und iPad geht das nur in der installierten App. Wir zeigen Ihnen, wie Sie sie einrichten.")}</p>` : html`<p>${msg("Die Uhrzeit wählen Sie gleich selbst. Ihr Browser fragt noch einmal um Erlaubnis, wenn Sie einschalten; ausschalten geht jederzeit.")}</p>`}
			<div class="actions">
				<button class="button primary" type="button" @click=${() => this.#answer(true)}>${isByInstalling ? msg("Ja, zeigen Sie es mir") : msg("Ja, Zeit wählen")}</button>
				<button class="button" type="button" @click=${() => this.#answer(false)}>${msg("Nein, danke")}</button>
			</div>`;
	}

	#answer(isWanted: boolean) {
		this.dispatchEvent(new AnswerEvent({ kind: "remind", isWanted }));
	}
}

customElements.define("remind-question", RemindQuestion);
