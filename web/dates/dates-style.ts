import { css } from "lit";

/** One column in the hand, two on a tablet, three on a desk: never a stretched phone. */
export const datesStyle = css`
	header, main { inline-size: min(100% - 2rem, 76rem); margin-inline: auto; }
	header { display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding-block: 0.75rem; }
	.switch { display: grid; min-block-size: 2.75rem; padding: 0.25rem 0.5rem; margin-inline-start: -0.5rem; border: 0; border-radius: var(--corner); background: none; color: var(--ink); font: inherit; text-align: start; cursor: pointer; }
	.switch strong { font-size: var(--size-l); line-height: 1.3; overflow-wrap: anywhere; }
	.switch strong::after { content: ""; display: inline-block; inline-size: 0.5rem; block-size: 0.5rem; margin-inline-start: 0.625rem; border-block-end: 2px solid var(--accent); border-inline-end: 2px solid var(--accent); rotate: 45deg; translate: 0 -0.2rem; }
	.switch strong:dir(rtl)::after { rotate: -45deg; }
	.switch:hover strong { text-decoration: underline; text-underline-offset: 0.15em; }
	main { display: grid; gap: 2rem; padding-block: 0 2rem; align-items: start; grid-template-columns: minmax(0, 1fr); }
	.first, .rest { display: grid; gap: 2rem; min-inline-size: 0; }
	.invented { grid-column: 1 / -1; max-inline-size: none; margin-block-end: -1rem; color: var(--ink-soft); font-size: var(--size-s); }
	.ways { display: grid; grid-template-columns: repeat(4, auto); gap: 0.5rem; }
	.ways .button { padding-inline: 0.5rem; }
	@media (max-width: 23.4375rem) { .ways { grid-template-columns: 1fr 1fr; } }
	a.switch { text-decoration: none; }
	.remind { min-block-size: 19rem; }
	.month:empty { display: none; }
	.about { display: grid; gap: 0.5rem; color: var(--ink-soft); }
	@media (min-width: 37.5rem) { main { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } .rest { grid-column: 1 / -1; } }
	@media (min-width: 64rem) { .ways { grid-template-columns: repeat(3, 1fr); } main { grid-template-columns: minmax(0, 24rem) minmax(0, 1fr) minmax(0, 24rem); gap: 2.5rem; } .rest { grid-column: auto; } .month { min-block-size: 34rem; } }
`;
