import { css } from "lit";

/** The list stands in the page, not above it: on a phone nothing may hide behind the keyboard. */
export const streetStyle = css`
	.kerb { --bin-size: min(3.5rem, 13vw); min-block-size: calc(var(--bin-size) + 4px); display: flex; gap: min(0.875rem, 3vw); align-items: end; padding-inline: min(0.5rem, 2vw); border-block-end: 4px solid var(--kerb); }
	.kerb town-bin { display: block; translate: 0 2px; }
	#found { border: 1px solid var(--line); border-radius: var(--corner); background: var(--surface); overflow: hidden; margin-block-start: -0.5rem; }
	#found li {
		display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 1rem;
		min-block-size: 3rem; padding: 0.625rem 1rem; cursor: pointer; font-size: var(--size-l);
		border-inline-start: 4px solid transparent;
	}
	#found li + li { border-block-start: 1px solid var(--line); }
	#found li[aria-selected="true"] { background: var(--accent-wash); border-inline-start-color: var(--accent); }
	.where { color: var(--ink-soft); font-size: var(--size-m); }
	@media (max-width: 30rem) { #found li { flex-direction: column; align-items: stretch; justify-content: center; } }
	@media (forced-colors: active) {
		#found li[aria-selected="true"] { forced-color-adjust: none; background: Highlight; color: HighlightText; }
		li[aria-selected="true"] .where { color: HighlightText; }
	}
`;
