import { type SVGTemplateResult, svg } from "lit";
import type { Fraction } from "../../data/model/fraction.ts";
import type { Form } from "../../data/model/service.ts";

/**
 * One family: 64 high, light from the left, the same line weight. The classes are
 * coloured by the element: `lid` in the service's colour, `body` neutral, `shade`
 * and `shine` for light, `edge` for the outline.
 */
export interface Drawing {
	readonly width: number;
	readonly parts: SVGTemplateResult;
	/** Where the mark stands, its size, and whether it stands on the lid's colour. */
	readonly mark:
		| { readonly x: number; readonly y: number; readonly scale: number; readonly onLid: boolean }
		| undefined;
}

export function drawingOf(form: Form, fraction: Fraction): Drawing {
	return form === "pile" && fraction === "bulky" ? FURNITURE : DRAWINGS[form];
}

const bin = svg`
	<circle class="tyre" cx="13" cy="58.5" r="4.5" /><circle class="tyre" cx="35" cy="58.5" r="4.5" />
	<circle class="hub" cx="13" cy="58.5" r="1.5" /><circle class="hub" cx="35" cy="58.5" r="1.5" />
	<path class="body" d="M7.5 21h33l-3 35.2a3 3 0 0 1-3 2.8h-21a3 3 0 0 1-3-2.8z" />
	<path class="shine" d="M11.5 24H16l1.3 32.5h-3.5z" /><path class="shade" d="M34.5 24h3.2l-2.7 32.5h-2.2z" />
	<path class="lid" d="M7 16.5 9.2 7A4 4 0 0 1 13.1 4h21.8a4 4 0 0 1 3.9 3L41 16.5z" />
	<path class="glint" d="M14 7.8h9" />
	<rect class="lid" x="3.5" y="15" width="41" height="6.5" rx="2.6" />`;

const container = svg`
	<circle class="tyre" cx="16" cy="59" r="4" /><circle class="tyre" cx="72" cy="59" r="4" />
	<circle class="tyre" cx="28" cy="59" r="3" /><circle class="tyre" cx="60" cy="59" r="3" />
	<path class="body" d="M8 27h72l-4 24.6a4 4 0 0 1-4 3.4H16a4 4 0 0 1-4-3.4z" />
	<path class="shine" d="M13 30h8l2 22h-6z" /><path class="shade" d="M70 30h5l-3 22h-4z" />
	<path class="ridge" d="M31 31l1 20M57 31l-1 20" />
	<path class="lid" d="M7 22C9 11 20 8 44 8s35 3 37 14z" /><path class="glint" d="M20 14c5-2.5 12-3.2 20-3.2" />
	<rect class="lid" x="3.5" y="21.5" width="81" height="6" rx="2.6" />
	<path class="body" d="M1 33h7.5v5H1zM79.5 33H87v5h-7.5z" />`;

const sack = svg`
	<path class="lid" d="M19 17.5C10 22 4.5 33 5 45c.3 8 3 14.5 7 16.3 4 1.7 20 1.7 24 0 4-1.8 6.7-8.3 7-16.3.5-12-5-23-14-27.5z" />
	<path class="glint" d="M12.5 32c-2 4.5-2.6 9.5-2 15" /><path class="fold" d="M24 20c-.5 3-2 6-4.5 8.5M28.5 20.5c1 2.5 2.5 4.5 5 6.5" />
	<path class="lid" d="M17 6c2 2.5 3.5 2 5 .5 1.5 1.5 2.5 1.5 4 0 1.5 1.5 3 2 5-.5-.5 4.5-1.5 7.5-3 9.5h-8c-1.5-2-2.5-5-3-9.5z" />
	<rect class="lid" x="18" y="14.5" width="12" height="4" rx="2" />`;

const bundle = svg`
	<path class="sheet" d="M6 52.5 30 59l14-6.5v6L30 62.5 6 58.5z" /><path class="sheet" d="M6 44.5 30 51l14-6.5v7L30 58 6 51.5z" />
	<path class="sheet" d="M6 36.5 30 43l14-6.5v7L30 50 6 43.5z" /><path class="sheet" d="M6 28.5 30 35l14-6.5v7L30 42 6 35.5z" />
	<path class="sheet" d="M6 28.5 20 22l24 6.5L30 35z" /><path class="lace" d="M13 25.5 37 32M18 31.7V60M25 25.2l-14 6.5M37 31.8V59" />`;

const van = svg`
	<path class="lid" d="M5 18h50v36H5z" /><path class="glint" d="M9 22h18" />
	<path class="body" d="M55 26h16.5a5 5 0 0 1 4.3 2.4L83 41v13H55z" /><path class="pane" d="M60 30.5h11l5.5 9.5H60z" />
	<path class="shade" d="M5 48h50v6H5z" /><circle class="lamp" cx="80.5" cy="47" r="1.8" />
	<circle class="tyre" cx="20" cy="55" r="7" /><circle class="tyre" cx="67" cy="55" r="7" />
	<circle class="hub" cx="20" cy="55" r="2.6" /><circle class="hub" cx="67" cy="55" r="2.6" />`;

const tree = svg`
	<path class="trunk" d="M21 52h6v10h-6z" />
	<path class="lid" d="M24 33 42 53a1 1 0 0 1-.7 1.6H6.7A1 1 0 0 1 6 53z" />
	<path class="lid" d="M24 19l14 18a1 1 0 0 1-.8 1.6H10.8A1 1 0 0 1 10 37z" />
	<path class="lid" d="M24 4l10 17a1 1 0 0 1-.8 1.5H14.8A1 1 0 0 1 14 21z" />
	<path class="glint" d="M20.5 14.5l-3 5M18 29l-4 5.5M16 45l-5 5.5" />`;

const pile = svg`
	<path class="twig" d="M7 61 34 30M13 61 44 33M20 61l28-25M40 61 14 30M47 61 22 29M52 61 30 28" />
	<path class="leaf" d="M34 30c0-5 2.5-8 7-9 .5 5-2 8-7 9zM44 33c1-4.5 4-7 8.5-7-.5 5-3.5 7.2-8.5 7zM14 30c-4.5-1-7-4-7-8.5 5 .5 7.5 3.5 7 8.5zM24 28c-3-3.5-3.2-7 0-10.5 3.4 3.5 3.4 7 0 10.5z" />
	<path class="band" d="M12 46.5c12 3.5 24 3.5 36 0v6c-12 3.5-24 3.5-36 0z" />`;

const furniture = svg`
	<path class="trunk" d="M60 22h3v33h-3zM55 55h13v4H55z" /><path class="sheet" d="M55 8h13l4.5 14h-22z" />
	<path class="body" d="M9 33a5 5 0 0 1 5-5h24a5 5 0 0 1 5 5v14H9z" /><path class="ridge" d="M26 30v14" />
	<path class="lid" d="M3 42a4.5 4.5 0 0 1 9 0v4h28v-4a4.5 4.5 0 0 1 9 0v13H3z" /><path class="glint" d="M15 49.5h14" />
	<path class="trunk" d="M6 55h4v4.5H6zM42 55h4v4.5h-4z" />`;

const FURNITURE: Drawing = { width: 74, parts: furniture, mark: undefined };

const DRAWINGS: Record<Form, Drawing> = {
	bin: { width: 48, parts: bin, mark: { x: 15, y: 30, scale: 1.125, onLid: false } },
	container: { width: 88, parts: container, mark: { x: 34.5, y: 31, scale: 1.1875, onLid: false } },
	sack: { width: 48, parts: sack, mark: { x: 14.5, y: 32, scale: 1.1875, onLid: true } },
	bundle: { width: 48, parts: bundle, mark: undefined },
	van: { width: 88, parts: van, mark: { x: 20.5, y: 25, scale: 1.1875, onLid: true } },
	tree: { width: 48, parts: tree, mark: undefined },
	pile: { width: 58, parts: pile, mark: undefined },
};
