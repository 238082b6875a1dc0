import { css, html, LitElement, type PropertyValues, svg, unsafeCSS } from "lit";
import { FRACTIONS } from "../../data/model/fraction.ts";
import type { Service } from "../../data/model/service.ts";
import { isPale, LIDS } from "./bin-colours.ts";
import { drawingOf } from "./forms.ts";
import { markOf } from "./marks.ts";

const lids = (scheme: "light" | "dark") =>
	unsafeCSS(FRACTIONS.map((each) => `svg.${each} { --lid: ${LIDS[each][scheme]}; }`).join("\n"));

/**
 * A bin as it stands in front of the house: form, lid and body of the service. Always
 * beside the service's name, therefore hidden from assistive technology.
 */
export class TownBin extends LitElement {
	static override properties = { service: { attribute: false } };
	declare service: Service;

	static override styles = css`
		:host { display: inline-block; block-size: var(--bin-size, 4rem); flex: none; line-height: 0; --lid-mark: var(--bin-mark); }
		svg { block-size: 100%; inline-size: auto; display: block; overflow: visible; }
		${lids("light")}
		.lid { fill: var(--own-lid, var(--lid)); stroke: var(--lid-edge, var(--bin-edge)); stroke-width: 1.25; stroke-linejoin: round; }
		.body { fill: var(--own-body, var(--bin-body)); stroke: var(--bin-edge); stroke-width: 1.25; stroke-linejoin: round; }
		.shine { fill: #fff; opacity: 0.1; }
		.shade { fill: #000; opacity: 0.16; }
		.ridge { stroke: #000; opacity: 0.25; stroke-width: 1.5; }
		.glint { stroke: #fff; opacity: 0.4; stroke-width: 2; stroke-linecap: round; fill: none; }
		.fold { stroke: #000; opacity: 0.3; stroke-width: 1.25; stroke-linecap: round; fill: none; }
		.tyre { fill: #202124; stroke: var(--bin-edge); stroke-width: 1; }
		.hub { fill: #8b8f94; }
		.sheet { fill: #f6f3ea; stroke: #5c5f63; stroke-width: 1.25; stroke-linejoin: round; }
		.lace { stroke: var(--own-lid, var(--lid)); stroke-width: 2; fill: none; }
		.pane { fill: #cfe3ee; }
		.lamp { fill: #ffe9a8; }
		.trunk { fill: #6b4a2b; stroke: var(--bin-edge); stroke-width: 1; }
		.twig { stroke: #7a5a3a; stroke-width: 3; stroke-linecap: round; fill: none; }
		.leaf { fill: var(--own-lid, var(--lid)); stroke: var(--bin-edge); stroke-width: 1; }
		.band { fill: var(--own-lid, var(--lid)); stroke: var(--bin-edge); stroke-width: 1.25; }
		.mark { fill: none; stroke: var(--bin-mark); stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
		.mark.on-lid { stroke: var(--lid-mark); }
		svg.pale { --lid-mark: #1b1a14; --lid-edge: #5c4a00; }
		.letter { display: none; font: 600 14px/1 var(--kern-typography-font-family-fira-sans); text-anchor: middle; fill: CanvasText; }
		@media (prefers-color-scheme: dark) {
			${lids("dark")}
			svg:not(.pale) { --lid-mark: #14161a; }
			svg.pale { --lid-edge: #fff3c0; }
			.tyre { fill: #2b2e33; }
			.twig { stroke: #b08d66; }
			.trunk { fill: #a07a52; }
		}
		@media (forced-colors: active) {
			svg { forced-color-adjust: none; }
			.lid, .body, .sheet, .tyre, .leaf, .band, .pane, .trunk { fill: Canvas; stroke: CanvasText; stroke-width: 1.5; }
			.shine, .shade, .glint, .fold, .ridge, .hub, .lamp, .mark { display: none; }
			.lace, .twig { stroke: CanvasText; }
			.letter { display: block; paint-order: stroke; stroke: Canvas; stroke-width: 4px; }
		}
	`;

	protected override willUpdate(changed: PropertyValues<this>): void {
		if (!changed.has("service")) return;
		// Through the object model: style attributes are refused by the content security policy.
		const { lid, body } = this.service;
		if (lid) this.style.setProperty("--own-lid", lid);
		else this.style.removeProperty("--own-lid");
		if (body) this.style.setProperty("--own-body", body);
		else this.style.removeProperty("--own-body");
	}

	protected override render() {
		const { form, fraction, letter, lid } = this.service;
		const { width, parts, mark } = drawingOf(form, fraction);
		const pale = isPale(lid ?? LIDS[fraction].light) ? "pale" : "";
		return html`<svg class="${fraction} ${pale}" viewBox="0 0 ${width} 64" aria-hidden="true" focusable="false">
			${parts}
			${mark && svg`<g class="mark ${mark.onLid ? "on-lid" : ""}" transform="translate(${mark.x} ${mark.y}) scale(${mark.scale})">${markOf(fraction)}</g>`}
			<text class="letter" x="${width / 2}" y="${form === "bin" || form === "container" ? 44 : 48}">${letter}</text>
		</svg>`;
	}
}

/** True for what is broader than high: in a column of bins it is drawn lower. */
export function isBroad({ form, fraction }: Service): boolean {
	return drawingOf(form, fraction).width > 64;
}

customElements.define("town-bin", TownBin);

declare global {
	interface HTMLElementTagNameMap {
		"town-bin": TownBin;
	}
}
