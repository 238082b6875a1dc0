import { css } from "lit";

/** One column in the hand, two on a tablet, three on a desk, two months beside each other on a large one: never a stretched phone. */
export const datesStyle = css`
	header, main { inline-size: min(100% - var(--gutter), 76rem); margin-inline: auto; }
	header { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 1rem; padding-block: 0.25rem 0.75rem; }
	.switch { display: grid; min-block-size: 2.75rem; padding: 0.25rem 0.5rem; margin-inline-start: -0.5rem; border: 0; border-radius: var(--corner); background: none; color: var(--ink); font: inherit; text-align: start; cursor: pointer; }
	.switch strong { font-size: var(--size-l); line-height: 1.3; overflow-wrap: anywhere; }
	.switch strong::after { content: ""; display: inline-block; inline-size: 0.5rem; block-size: 0.5rem; margin-inline-start: 0.625rem; border-block-end: 2px solid var(--accent); border-inline-end: 2px solid var(--accent); rotate: 45deg; translate: 0 -0.2rem; }
	.switch strong:dir(rtl)::after { rotate: -45deg; }
	.switch:hover strong { text-decoration: underline; text-underline-offset: 0.15em; }
	a.switch { text-decoration: none; }
	.ways { display: none; flex-wrap: wrap; gap: 0 1.5rem; }
	.ways a { display: inline-flex; align-items: center; min-block-size: 2.75rem; }
	main { display: grid; gap: 1.5rem; padding-block: 0 2rem; align-items: start; grid-template-columns: minmax(0, 1fr); }
	.first, .rest { display: grid; gap: 1rem; min-inline-size: 0; }
	.first:focus { outline: none; }
	.rest { gap: 1.5rem; }
	.card[role="status"] { display: grid; gap: 0.75rem; }
	.doubt { max-inline-size: none; color: var(--ink-soft); font-size: var(--size-s); }
	.remind { min-block-size: 19rem; }
	town-notices:not(:defined), request-hint:not(:defined), .month:empty { display: none; }
	.fold { padding: 0; }
	.fold summary { display: flex; flex-wrap: wrap; gap: 0 0.75rem; align-items: center; min-block-size: 3.5rem; padding: 0.75rem var(--inside); cursor: pointer; list-style: none; }
	.fold summary::-webkit-details-marker { display: none; }
	.fold summary::after { content: ""; inline-size: 0.5rem; block-size: 0.5rem; margin-inline-start: auto; border-block-end: 2px solid var(--accent); border-inline-end: 2px solid var(--accent); rotate: 45deg; translate: 0 -0.125rem; }
	.fold[open] summary::after { rotate: 225deg; translate: 0 0.125rem; }
	.fold strong { font-size: var(--size-l); font-weight: 600; }
	.fold subscribe-calendar { min-block-size: 30rem; padding: 0.25rem var(--inside) var(--inside); }
	.about { display: grid; gap: 0.25rem; color: var(--ink-soft); }
	.about a { display: inline-flex; align-items: center; min-block-size: 2.75rem; }
	@media (min-width: 37.5rem) {
		.ways { display: flex; }
		main { gap: 2rem; grid-template: "first agenda" auto "remind agenda" 1fr "rest rest" auto / minmax(0, 1fr) minmax(0, 1fr); }
		.first { grid-area: first; } agenda-list { grid-area: agenda; } .remind { grid-area: remind; } .rest { grid-area: rest; }
	}
	@media (min-width: 64rem) {
		main { column-gap: 2.5rem; grid-template: "first agenda rest" auto "remind agenda rest" 1fr / minmax(0, 24rem) minmax(0, 1fr) minmax(0, 24rem); }
		.month { min-block-size: 34rem; }
	}
	@media (min-width: 100rem) {
		.month { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; }
		header, main { inline-size: min(100% - 4rem, 104rem); }
		main { grid-template-columns: minmax(0, 26rem) minmax(0, 1fr) minmax(0, 50rem); column-gap: 3.5rem; }
	}
`;
