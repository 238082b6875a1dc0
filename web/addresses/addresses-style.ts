import { css } from "lit";

export const addressesStyle = css`
	.homes { display: grid; gap: 0.5rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); }
	.homes > li { display: grid; gap: 0.25rem; align-content: start; padding: 0.75rem min(1.25rem, 4vw) 0.25rem; border: 1px solid var(--line); border-radius: var(--corner); background: var(--surface); min-inline-size: 0; }
	.homes h2 { font-size: var(--size-l); overflow-wrap: anywhere; }
	.search { display: grid; gap: 0.25rem; max-inline-size: 24rem; }
	.row { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: center; }
	.shown { min-block-size: 2.75rem; align-content: center; color: var(--done); font-weight: 600; }
	.shown::before { content: "✓ "; }
	summary { display: inline-block; min-block-size: 2.75rem; padding-block: 0.625rem; color: var(--accent); cursor: pointer; text-decoration: underline; text-underline-offset: 0.15em; list-style: none; }
	summary::-webkit-details-marker { display: none; }
	.row details[open] { flex-basis: 100%; order: 1; }
	.homes.many { grid-template-columns: minmax(0, 1fr); gap: 0; border-block-start: 1px solid var(--line); }
	.homes.many > li { padding: 0; border: 0; border-block-end: 1px solid var(--line); border-radius: 0; background: none; }
	.line > summary { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: center; justify-content: space-between; color: var(--ink); text-decoration: none; }
	.calendar[open] > summary { margin-block-end: 0.5rem; }
	@media print { .undo, .print, .search, .homes, .row, remind-all, .calendar, h1 { display: none; } }
	form { display: grid; gap: 0.5rem; justify-items: start; padding-block-end: 0.5rem; }
`;
