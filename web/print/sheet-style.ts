import { css } from "lit";

/** 194 x 281 mm: A4 less 8 mm around. Everything in paper's measures, so that it fits whatever the screen. */
export const sheetStyle = css`
	:host { --row: 7.3mm; --text: 8.5pt; inline-size: 194mm; block-size: 280mm; display: grid; grid-template-rows: auto auto 1fr; gap: 2mm; background: #fff; color: #000; font-size: var(--text); line-height: 1.2; overflow: hidden; color-scheme: light; forced-color-adjust: none; print-color-adjust: exact; }
	:host([large]) { --text: 14pt; --row: 6.7mm; }
	.head { display: flex; justify-content: space-between; align-items: baseline; gap: 4mm; }
	h2 { font-size: 15pt; line-height: 1.1; }
	/* No higher than its line: the sheet is full. */
	h2 img { block-size: 1em; inline-size: auto; margin-inline-end: 2mm; vertical-align: -0.15em; }
	.head p { font-size: 11pt; font-weight: 600; text-align: end; max-inline-size: none; }
	table { inline-size: 100%; border-collapse: collapse; table-layout: fixed; }
	th { padding: 0.5mm 1mm; border-block-end: 0.5mm solid #000; font-size: 10pt; text-align: start; }
	:host([large]) th { font-size: 14pt; }
	td { block-size: var(--row); padding: 0 0.6mm; border: 0.15mm solid #777; white-space: nowrap; overflow: hidden; vertical-align: middle; }
	td.none { border-color: #ddd; }
	.shade { background: #dcdcdc; }
	.unknown { background: repeating-linear-gradient(135deg, #fff 0 1mm, #ccc 1mm 1.2mm); }
	.number { display: inline-block; min-inline-size: 4mm; font-weight: 600; text-align: end; }
	.weekday { display: inline-block; min-inline-size: 4.6mm; font-size: 0.85em; color: #333; }
	:host([large]) .number { min-inline-size: 6.5mm; }
	:host([large]) .weekday { min-inline-size: 8mm; }
	.code { display: inline-block; min-inline-size: 1.7em; padding: 0.25mm 0.6mm 0; border: 0.3mm solid #000; border-block-start-width: 0.9mm; border-radius: 0.4mm 0.4mm 1.2mm 1.2mm; background: #fff; font-weight: 600; line-height: 1.15; text-align: center; }
	:host([large]) .code { padding-block-start: 0.1mm; border-block-start-width: 0.7mm; line-height: 0.95; }
	:host([large]) td { line-height: 1; }
	:host([large]) .box { border-width: 0.25mm; outline: 0; }
	.code.sack { border-block-start-width: 0.3mm; border-radius: 45% 45% 1.4mm 1.4mm; }
	.code.container { border-inline-width: 0.9mm; }
	.code.van { border-block-start-width: 0.3mm; border-radius: 0.3mm 2mm 0.3mm 0.3mm; }
	.code.bundle { border-style: double; border-width: 0.7mm; border-radius: 0; }
	.code.pile { border-block-start-width: 0.3mm; border-style: dashed; border-radius: 0; }
	.code.tree { border-block-start-width: 0.3mm; border-radius: 50% 50% 0 0; }
	.box { display: inline-block; padding: 0 0.4mm; border: 0.35mm solid #000; outline: 0.2mm solid #000; outline-offset: 0.3mm; }
	td .box { margin-inline: 0.5mm; }
	.box small { font-size: 0.8em; margin-inline-start: 0.4mm; }
	s { color: #333; text-decoration-thickness: 0.35mm; }
	.many { font-size: 0.78em; letter-spacing: -0.02em; }
	.packed { font-size: 0.66em; letter-spacing: -0.03em; }
	:host([large]) .many { font-size: inherit; letter-spacing: 0; }
	:host([large]) .packed { font-size: 0.82em; }
	.packed .number, .packed .weekday { min-inline-size: 0; }
	.foot { display: grid; grid-template-columns: 1.5fr 1fr 25mm; gap: 4mm; align-items: start; font-size: 7.5pt; }
	:host([large]) .foot { font-size: 10.5pt; line-height: 1.15; }
	:host([large]) .key { gap: 0.7mm 3mm; }
	.key { display: grid; grid-template-columns: 1fr 1fr; gap: 0.9mm 3mm; }
	.key .sign { grid-column: 1 / -1; }
	.key .box { margin-inline: 0.6mm; }
	.key .shade, .key .box { padding: 0 0.8mm; }
	.own { font-size: inherit; color: #333; }
	.rule { display: grid; gap: 1.2mm; }
	.live { display: grid; justify-items: center; gap: 0.5mm; }
	.live qr-code { inline-size: 24mm; }
`;
