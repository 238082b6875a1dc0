import { css } from "lit";

/** One column; what belongs together stands in a box, what is to be pressed is as high as a thumb is broad. */
export const requestsStyle = css`
	main { gap: 1.25rem; }
	section, form, fieldset, .block { display: grid; gap: 0.75rem; grid-template-columns: minmax(0, 1fr); }
	h2 { font-size: var(--size-l); }
	legend { padding: 0; font-weight: 600; font-size: var(--size-l); margin-block-end: 0.25rem; }
	.offers, .days, .items { display: grid; gap: 0.5rem; grid-template-columns: minmax(0, 1fr); }
	.choice { display: flex; align-items: center; justify-content: space-between; gap: 0.25rem 1rem; inline-size: 100%; min-block-size: 3.25rem; padding: 0.625rem min(1rem, 4vw); border: 1px solid var(--edge); border-radius: var(--corner); background: var(--surface); color: var(--ink); font: inherit; text-align: start; text-decoration: none; overflow-wrap: anywhere; cursor: pointer; }
	.choice:hover { background: var(--accent-wash); border-color: var(--accent); }
	.choice[aria-pressed="true"] { background: var(--accent-wash); border: 2px solid var(--accent); }
	.choice > :first-child { font-weight: 600; }
	.none { display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between; padding: 0.375rem min(1rem, 4vw); color: var(--ink-soft); }
	.item { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.25rem 0.75rem; align-items: center; padding-block: 0.375rem; border-block-end: 1px solid var(--line); }
	.count { display: inline-flex; align-items: center; gap: 0.25rem; }
	.count output { min-inline-size: 2ch; text-align: center; font-weight: 600; font-variant-numeric: tabular-nums; }
	.count button { inline-size: 2.75rem; block-size: 2.75rem; border: 1px solid var(--edge); border-radius: 50%; background: var(--surface); color: var(--ink); font: inherit; font-size: var(--size-l); cursor: pointer; }
	.count button:disabled { opacity: 0.4; cursor: default; }
	.sum { position: sticky; inset-block-end: var(--bar, 0); padding: 0.625rem min(1rem, 4vw); border: 1px solid var(--line); border-radius: var(--corner); background: var(--surface); font-weight: 600; max-inline-size: none; }
	.field { font-size: var(--size-m); min-block-size: 2.75rem; }
	textarea.field { min-block-size: 5rem; }
	.ask { display: grid; gap: 0.25rem; grid-template-columns: minmax(0, 1fr); }
	.ask label { font-weight: 600; }
	.tick { display: flex; gap: 0.75rem; align-items: center; min-block-size: 2.75rem; }
	.wrong:empty { display: none; }
	.why { padding: 0.75rem 1rem; border-inline-start: 4px solid var(--alarm); background: var(--surface); border-radius: calc(var(--corner) - 4px); max-inline-size: none; }
	.note, .danger { padding: 0.75rem 1rem; background: var(--notice); border-inline-start: 4px solid var(--moved); border-radius: calc(var(--corner) - 4px); max-inline-size: none; }
	.danger { border-color: var(--alarm); display: grid; gap: 0.5rem; justify-items: start; }
	.actions { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; }
	dl { display: grid; gap: 0.25rem 1rem; grid-template-columns: minmax(0, 1fr); }
	dt { font-weight: 600; }
	dd + dt { margin-block-start: 0.5rem; }
	.code { font-size: var(--size-xl); font-weight: 600; letter-spacing: 0.06em; direction: ltr; unicode-bidi: isolate; }
	.photos { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: end; }
	.photos li { display: grid; justify-items: start; }
	details summary { min-block-size: 2.75rem; display: flex; align-items: center; color: var(--accent); cursor: pointer; text-decoration: underline; text-underline-offset: 0.15em; }
	.slip { display: none; }
	@media (max-width: 37.4375rem) { .actions .primary { inline-size: 100%; } }
	@media (min-width: 37.5rem) { dl { grid-template-columns: 12rem minmax(0, 1fr); } dd + dt { margin-block-start: 0; } }
	@media (forced-colors: active) { .choice[aria-pressed="true"] { border-color: Highlight; } .why, .note, .danger { border: 2px solid CanvasText; } }
	@media print {
		main > :not(.slip) { display: none; }
		.slip { display: grid; gap: 6mm; color: #000; background: #fff; font-size: 14pt; color-scheme: light; }
		.slip h2 { font-size: 30pt; } .slip .code { font-size: 30pt; } .slip li { font-size: 16pt; }
	}
`;
