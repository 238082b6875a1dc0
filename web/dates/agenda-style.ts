import { css } from "lit";

/** The date in a column of its own, so that the eye runs down one edge. */
export const agendaStyle = css`
	:host { display: grid; gap: 1.5rem; align-content: start; }
	h3 { color: var(--ink-soft); font-size: var(--size-s); padding-block-end: 0.375rem; border-block-end: 1px solid var(--line); }
	h3 .soft { font-weight: 400; }
	.day { display: grid; grid-template-columns: 5.25rem 1fr; gap: 0.75rem; padding-block: 0.75rem; border-block-end: 1px solid var(--line); }
	.date { line-height: 1.3; font-variant-numeric: tabular-nums; padding-block-start: 0.375rem; }
	.date span { display: block; }
	.weekday { font-weight: 600; }
	.bins { display: grid; gap: 0.625rem; }
	.bin { display: grid; grid-template-columns: 2.75rem 1fr; gap: 0.75rem; align-items: start; }
	.bin > div { padding-block-start: 0.25rem; min-inline-size: 0; }
	town-bin { --bin-size: 2rem; justify-self: center; }
	.bin > .wide { --bin-size: 1.625rem; margin-block-start: 0.25rem; }
	.name { font-weight: 600; overflow-wrap: anywhere; hyphens: auto; }
	.gone town-bin { opacity: 0.45; }
	.out { color: var(--alarm); font-weight: 600; }
	.button { justify-self: start; }
	@media (max-width: 22.5rem) { .day { grid-template-columns: 4rem 1fr; gap: 0.5rem; } .bin { grid-template-columns: 2.25rem 1fr; gap: 0.5rem; } }
`;
