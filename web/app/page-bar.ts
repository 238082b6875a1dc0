import { msg } from "@lit/localize";
import { css, html, svg } from "lit";
import { LowerEdge } from "../browser/lower-edge.ts";
import type { SideView } from "../frame/side-views.ts";
import { shared } from "../style/shared.ts";
import { WordedElement } from "../words/worded-element.ts";

const PICTURES = {
	dates: svg`<path d="M5 6.5h14M5 12h14M5 17.5h9" />`,
	month: svg`<rect x="4" y="5.5" width="16" height="14.5" rx="2" /><path d="M4 10h16M8.5 3v4M15.5 3v4M9.5 10v10M14.5 10v10M4 15h16" />`,
	remind: svg`<path d="M6 16.500c1.5-1.5 1.5-3 1.5-6a4.5 4.5 0 0 1 9 0c0 3 0 4.5 1.5 6zM10.5 19.500a1.7 1.7 0 0 0 3 0M12 3.500V6" />`,
	more: svg`<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="3.5" />`,
} as const;

/** What there is of a household's dates, within reach of the thumb; where there is room, all of it stands there anyway. */
export class PageBar extends WordedElement {
	static override properties = { side: { attribute: false } };
	/** The view beside the dates that stands there. */
	declare side: SideView | undefined;

	static override styles = [
		shared,
		css`
			:host { position: fixed; inset-inline: 0; inset-block-end: 0; z-index: 1; }
			nav { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); padding-block-end: env(safe-area-inset-bottom); border-block-start: 1px solid var(--line); background: var(--surface); }
			a { display: grid; justify-items: center; align-content: center; min-block-size: 3.5rem; padding: 0.375rem 0.125rem; color: var(--ink-soft); font-size: min(0.8125rem, 4.1vw); line-height: 1.2; text-decoration: none; }
			a[aria-current="page"] { color: var(--accent); font-weight: 600; box-shadow: inset 0 2px 0 var(--accent); }
			a:focus-visible { outline-offset: -3px; }
			span { max-inline-size: 100%; overflow-wrap: anywhere; hyphens: auto; text-align: center; }
			svg { inline-size: min(1.5rem, 8vw); block-size: min(1.5rem, 8vw); fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
			@media (min-width: 37.5rem) { :host { display: none; } }
			@media print { :host { display: none; } }
			@media (max-height: 22rem) { :host { position: static; } }
			@media (forced-colors: active) { a[aria-current="page"] { border-block-start: 3px solid Highlight; } }
		`,
	];

	#edge: LowerEdge | undefined;

	override connectedCallback(): void {
		super.connectedCallback();
		this.#edge = new LowerEdge("--bar", this);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		this.#edge?.leave();
	}

	protected override render() {
		const at = this.side;
		return html`<nav aria-label=${msg("Ihre Termine")}>
			${way("#", PICTURES.dates, msg("Termine"), at === undefined)}
			${way("#monat", PICTURES.month, msg("Monat"), at === "monat")}
			${way("#erinnerung", PICTURES.remind, msg("Erinnerung"), false)}
			${way("#mehr", PICTURES.more, msg("Mehr"), at !== undefined && at !== "monat")}
		</nav>`;
	}
}

function way(href: string, picture: unknown, words: string, isHere: boolean) {
	return html`<a href=${href} aria-current=${isHere ? "page" : "false"}><svg viewBox="0 0 24 24" aria-hidden="true">${picture}</svg><span>${words}</span></a>`;
}

customElements.define("page-bar", PageBar);
