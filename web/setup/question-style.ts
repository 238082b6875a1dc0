import { css } from "lit";

/** How every question stands on the page: one column, the question large, air around it. */
export const questionStyle = css`
	:host { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
	h1 { margin-block-start: 0.25rem; }
	h1 + .lead { margin-block-start: -0.5rem; }
	/* A double tap marks no word: else a browser takes the focus away from the field. */
	h1 label { cursor: inherit; -webkit-user-select: none; user-select: none; }
	.lead { font-size: var(--size-l); color: var(--ink-soft); }
	.choices { display: grid; gap: 0.5rem; }
	.choice {
		overflow-wrap: anywhere;
		display: flex; align-items: center; justify-content: space-between; gap: 1rem; inline-size: 100%; min-block-size: 3.5rem;
		padding: 0.75rem min(1rem, 4vw); border: 1px solid var(--edge); border-radius: var(--corner);
		background: var(--surface); color: var(--ink); font: inherit; font-size: var(--size-l); text-align: start; cursor: pointer;
		transition: background-color 0.15s;
	}
	.choice:hover { background: var(--accent-wash); border-color: var(--accent); }
	.choice::after { content: ""; inline-size: 0.625rem; block-size: 0.625rem; flex: none; border-block-start: 2px solid var(--accent); border-inline-end: 2px solid var(--accent); rotate: 45deg; }
	.choice:dir(rtl)::after { rotate: -45deg; }
	.actions { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; }
	@media (max-width: 37.4375rem) { .actions .primary { inline-size: 100%; } }
`;
