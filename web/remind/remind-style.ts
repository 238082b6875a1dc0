import { css } from "lit";

export const timesStyle = css`
	:host { display: grid; gap: 0.25rem; grid-template-columns: minmax(0, 1fr); }
	ul { display: grid; gap: 0.5rem; }
	li { display: flex; flex-wrap: wrap; gap: 0 0.5rem; align-items: center; }
	li label { flex: 1 1 8rem; }
	label { line-height: 1.3; }
	select { min-block-size: 2.75rem; padding: 0.25rem 0.75rem; border: 1px solid var(--edge); border-radius: var(--corner); background: var(--surface); color: var(--ink); font: inherit; }
	li .plain { justify-content: center; inline-size: 2.75rem; text-decoration: none; }
	.more { display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
`;

export const remindStyle = css`
	:host { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); align-content: start; scroll-margin-block-start: 1rem; }
	form { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
	legend { padding: 0; font-weight: 600; }
	fieldset { display: grid; gap: 0.25rem; }
	.tick { display: flex; gap: 0.75rem; align-items: center; min-block-size: 2.75rem; cursor: pointer; }
	.row { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; }
	.row .button { flex: 1 1 auto; }
	.facts { display: grid; gap: 0.5rem; }
	.facts div { display: flex; flex-wrap: wrap; gap: 0 0.75rem; }
	.facts dt { flex: 0 0 min(8.5rem, 100%); color: var(--ink-soft); }
	.facts dd { flex: 1 1 9rem; font-weight: 600; overflow-wrap: anywhere; }
	.banner { display: grid; gap: 0.75rem; padding: min(1rem, 4vw); border-radius: calc(var(--corner) - 4px); background: var(--notice); border-inline-start: 4px solid var(--alarm); overflow-wrap: anywhere; }
	.pause { display: grid; gap: 0.375rem; }
	input[type="date"] { min-block-size: 2.75rem; padding: 0.25rem 0.75rem; border: 1px solid var(--edge); border-radius: var(--corner); background: var(--surface); color: var(--ink); font: inherit; justify-self: start; }
	summary { min-block-size: 2.75rem; padding-block: 0.625rem; color: var(--accent); cursor: pointer; }
	/* Said there when there is something to say; until then it takes no room. */
	[role="status"].silent { position: absolute; }
	.done, .undo:not(:empty) { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: center; font-weight: 600; }
	.well { color: var(--done); font-weight: 600; }
	.well::before { content: "✓ "; }
	@media (forced-colors: active) { .banner { border: 2px solid CanvasText; } }
`;
