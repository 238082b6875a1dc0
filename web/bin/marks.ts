import { type SVGTemplateResult, svg } from "lit";
import type { Fraction } from "../../data/model/fraction.ts";

/**
 * What is inside, drawn in a box of 16 x 16 with strokes only, so that one colour
 * serves on a dark body and on a pale sack.
 */
export function markOf(fraction: Fraction): SVGTemplateResult {
	return MARKS[fraction];
}

const MARKS: Record<Fraction, SVGTemplateResult> = {
	residual: svg`<path d="M6.2 5.4C3.4 6.8 2 9.5 2.4 12.4c.2 1.5 1 2.6 2.6 2.6h6c1.6 0 2.4-1.1 2.6-2.6.4-2.9-1-5.6-3.8-7" /><path d="M5.6 1.2 6.2 5.4h3.6l.6-4.2L8 2.6z" />`,
	organic: svg`<path d="M3 3.2c3.2 1.6 6.8 1.6 10 0-2.4 3.4-2.4 7.2 0 10.6-3.2 1.6-6.8 1.6-10 0 2.4-3.4 2.4-7.2 0-10.6z" /><path d="M8 3.8C8 2.2 8.8 1 10.4.6M8 7.4v2.2" />`,
	paper: svg`<path d="M1.5 3h10v9.5a1.5 1.5 0 0 0 1.5 1.5H3a1.5 1.5 0 0 1-1.5-1.5z" /><path d="M11.5 6h3v6.5a1.5 1.5 0 0 1-3 0M4 6h5M4 8.6h5M4 11.2h3" />`,
	packaging: svg`<path d="M3 15V7.6L4 5V1.6h3V5l1 2.6V15z" /><path d="M3.2 10h4.6M10 6.4h4.5V15H10zM10 9h4.5" />`,
	glass: svg`<path d="M5.2 15V8.2L6.6 5V1h2.8v4l1.4 3.2V15z" /><path d="M5.2 11h5.6" />`,
	garden: svg`<path d="M8 15.2V4" /><path d="M8 9C4.8 9 3 7.4 2.6 4.6 6 4.6 8 6 8 9zM8 12.4c3.2 0 5-1.6 5.4-4.4-3.4 0-5.4 1.4-5.4 4.4zM8 4.6c1.4-.8 2-2 1.6-3.8C7.8 1.2 7.2 2.6 8 4.6z" />`,
	bulky: svg`<path d="M3 8V4.6A1.6 1.6 0 0 1 4.6 3h6.8A1.6 1.6 0 0 1 13 4.6V8" /><path d="M1 8.2a1.4 1.4 0 0 1 2.8 0v1.4h8.4V8.2a1.4 1.4 0 0 1 2.8 0V13H1zM3 13v1.6M13 13v1.6" />`,
	hazardous: svg`<path d="M8 1.6 15 14H1z" /><path d="M8 6v3.8M8 11.9v.2" />`,
	"christmas-tree": svg`<path d="M8 1 4.6 5.6h1.8L3.4 9.4h2.2L2 13h12l-3.6-3.6h2.2L9.6 5.6h1.8z" /><path d="M8 13v2.4" />`,
	electronics: svg`<path d="M5.4 1.2v4M10.6 1.2v4M3.6 5.2h8.8v2.6a4.4 4.4 0 0 1-8.8 0zM8 12.2v3" />`,
	metal: svg`<path d="M3.4 3.6h9.2v9.6H3.4z" /><path d="M3.4 3.6c0-2.6 9.2-2.6 9.2 0M3.4 13.2c0 2.4 9.2 2.4 9.2 0M3.4 8.4h9.2" />`,
	textile: svg`<path d="M5.6 2 1.4 4.4l1.6 3 1.6-.8V14h6.8V6.6l1.6.8 1.6-3L10.4 2c-.6 2-4.2 2-4.8 0z" />`,
	other: svg`<path d="M3 8h.1M8 8h.1M13 8h.1" />`,
};
