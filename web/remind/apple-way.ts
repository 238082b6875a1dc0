import { msg } from "@lit/localize";
import { css, html, nothing, svg } from "lit";
import { shared } from "../style/shared.ts";
import { WordedElement } from "../words/worded-element.ts";

/** On the iPhone an app is installed by hand, and only the installed one can remind: three steps, each with its sign as it looks there. */
export class AppleWay extends WordedElement {
	static override properties = { install: { type: Boolean } };
	/** Only how to install: reminders are not spoken of. */
	declare install: boolean;

	static override styles = [
		shared,
		css`
			:host { display: grid; gap: 0.75rem; }
			ol { display: grid; gap: 0.5rem; }
			li { display: grid; grid-template-columns: 3rem 1fr; gap: 0.75rem; align-items: center; }
			svg { inline-size: 3rem; block-size: 3rem; border: 1px solid var(--line); border-radius: 0.625rem; background: var(--sunken); color: var(--accent); }
			path, rect, circle { fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
		`,
	];

	protected override render() {
		return html`${this.install ? nothing : html`<p>${msg("Auf dem iPhone und iPad gehen Erinnerungen nur in der installierten App:")}</p>`}
			<ol>
				<li>${SHARE}<span>${msg("In Safari auf „Teilen“ tippen.")}</span></li>
				<li>${ADD}<span>${msg("„Zum Home-Bildschirm“ wählen, dann „Hinzufügen“.")}</span></li>
				${this.install ? nothing : html`<li>${BELL}<span>${msg("Tonnentag vom Home-Bildschirm öffnen und hier die Erinnerung einschalten.")}</span></li>`}
			</ol>
			<p class="small soft">${msg("Straße und Tonnen gehen mit. Hausnummer, weitere Adressen und die Erinnerung geben Sie in der App noch einmal an, denn sie hat ein Gedächtnis für sich.")}</p>`;
	}
}

const drawn = (parts: unknown) => svg`<svg viewBox="0 0 48 48" aria-hidden="true">${parts}</svg>`;
const SHARE = drawn(svg`<path d="M18 20h-4v18h20V20h-4M24 28V8M18 14l6-6 6 6" />`);
const ADD = drawn(svg`<rect x="11" y="11" width="26" height="26" rx="6" /><path d="M24 18v12M18 24h12" />`);
const BELL = drawn(svg`<path d="M14 33h20c-2-3-3-5-3-11a7 7 0 0 0-14 0c0 6-1 8-3 11zM21 37a3 3 0 0 0 6 0" />`);

customElements.define("apple-way", AppleWay);
