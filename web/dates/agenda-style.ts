import { css } from "lit";

/** The date in a column of its own, so that the eye runs down one edge; a line a day. */
export const agendaStyle = css`
	:host { display: grid; gap: 0.75rem; align-content: start; justify-items: start; }
	section { inline-size: 100%; }
	h3 { color: var(--ink-soft); font-size: var(--size-s); padding-block-end: 0.25rem; border-block-end: 1px solid var(--line); }
	.day { display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; min-block-size: 2.75rem; align-items: center; padding-block: 0.375rem; border-block-end: 1px solid var(--line); }
	.date { flex: 0 0 5.75rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
	.date span { white-space: nowrap; }
	.weekday { display: inline-block; min-inline-size: 1.625rem; font-weight: 600; }
	.bins { flex: 1 1 11rem; display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; }
	.bin { display: grid; grid-template-columns: 1.75rem minmax(0, 1fr); gap: 0.625rem; align-items: center; }
	.bin > div { line-height: 1.3; min-inline-size: 0; }
	town-bin { --bin-size: 1.75rem; justify-self: center; }
	.bin > .wide { --bin-size: 1.25rem; }
	.name { font-weight: 600; overflow-wrap: anywhere; hyphens: auto; }
	.gone town-bin { opacity: 0.45; }
	.out { color: var(--alarm); font-weight: 600; }
`;
