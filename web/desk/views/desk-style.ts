import { css } from "lit";
import { buttons, card, field, shared } from "../../style/shared.ts";

/** What every view of the desk has in common: forms, tables, marks. */
const own = css`
	:host { display: block; }
	h2 { margin-block: 0 0.5rem; }
	h3 { margin-block: 1rem 0.25rem; }
	.stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; }
	.stack > *, .card { min-inline-size: 0; }
	legend h2 { font-size: var(--size-l); margin: 0; }
	.row { display: flex; flex-wrap: wrap; gap: 0.75rem 1rem; align-items: end; }
	.card > * + * { margin-block-start: 0.75rem; }
	label.of { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.25rem; font-weight: 600; font-size: var(--size-s); flex: 1 1 12rem; min-inline-size: 0; }
	label.tick, .tick { display: flex; gap: 0.75rem; align-items: start; min-block-size: 2.75rem; padding-block: 0.5rem; }
	fieldset > legend { font-weight: 600; padding: 0; }
	input:not([type="checkbox"], [type="radio"], [type="file"], [type="color"]), select, textarea {
		inline-size: 100%; min-block-size: 2.75rem; padding: 0.375rem 0.75rem; border: 1px solid var(--edge); border-radius: 0.5rem;
		background: var(--surface); color: var(--ink); font: inherit; font-weight: 400; font-size: var(--size-m);
	}
	input[type="color"] { inline-size: 4rem; block-size: 2.75rem; border: 1px solid var(--edge); border-radius: 0.5rem; background: var(--surface); }
	textarea { font-family: ui-monospace, monospace; font-size: var(--size-s); line-height: 1.4; }
	input[aria-invalid="true"], textarea[aria-invalid="true"] { border: 2px solid var(--alarm); }
	.wrong { color: var(--alarm); font-weight: 600; }
	.guess { display: inline-block; padding: 0 0.5rem; border: 1px dashed var(--moved); border-radius: 1rem; color: var(--moved); font-size: var(--size-s); font-weight: 600; }
	.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 0.5rem; }
	.scroll:focus-visible { outline-offset: -3px; }
	table { border-collapse: collapse; inline-size: 100%; font-size: var(--size-s); }
	caption { text-align: start; padding: 0.5rem 0.75rem; color: var(--ink-soft); }
	th, td { padding: 0.375rem 0.75rem; border-block-end: 1px solid var(--line); text-align: start; vertical-align: top; font-variant-numeric: tabular-nums; }
	thead th { background: var(--sunken); white-space: nowrap; }
	tbody tr:last-child > * { border-block-end: 0; }
	td.number, th.number { color: var(--ink-soft); text-align: end; }
	.used { background: var(--accent-wash); }
	ul.plain-list { display: grid; gap: 0.5rem; }
	.bar { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: center; }
	details > summary { min-block-size: 2.75rem; display: flex; align-items: center; cursor: pointer; color: var(--accent); text-decoration: underline; text-underline-offset: 0.15em; }
	pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font-size: var(--size-s); }
	@media (forced-colors: active) { .guess { border-style: solid; } }
`;

export const deskStyle = [shared, buttons, card, field, own];
