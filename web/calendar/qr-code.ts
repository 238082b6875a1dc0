import { css, html, LitElement } from "lit";
import { encode } from "uqr";

/** An address to point a phone at. Always black on white: cameras ask for it. */
export class QrCode extends LitElement {
	static override properties = { text: { attribute: false }, label: { attribute: false } };
	declare text: string;
	declare label: string;

	static override styles = css`
		:host { display: block; inline-size: min(100%, 14rem); }
		svg { display: block; inline-size: 100%; block-size: auto; background: #fff; border-radius: 8px; forced-color-adjust: none; }
	`;

	protected override render() {
		const { data, size } = encode(this.text, { border: 3 });
		const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
		return html`<svg role="img" aria-label=${this.label} viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#000" d=${path} /></svg>`;
	}
}

customElements.define("qr-code", QrCode);
