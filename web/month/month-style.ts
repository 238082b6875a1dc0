import { css } from "lit";

export const monthStyle = css`
	:host { display: grid; gap: 0.75rem; align-content: start; min-inline-size: 0; }
	.head { display: grid; grid-template-columns: auto 1fr auto; gap: 0.5rem; align-items: center; }
	.step { display: grid; place-items: center; inline-size: min(2.75rem, 14vw); block-size: min(2.75rem, 14vw); padding: 0; border: 1px solid var(--edge); border-radius: 50%; background: var(--surface); cursor: pointer; }
	.step::before { content: ""; inline-size: 0.5rem; block-size: 0.5rem; border-block-start: 2px solid var(--accent); border-inline-end: 2px solid var(--accent); rotate: 45deg; translate: -0.125rem 0; }
	.step.before::before { rotate: -135deg; translate: 0.125rem 0; }
	.step:dir(rtl)::before { rotate: -45deg; translate: 0.125rem 0; }
	.step.before:dir(rtl)::before { rotate: 135deg; translate: -0.125rem 0; }
	.step:hover { background: var(--accent-wash); }
	.step:disabled { opacity: 0.4; cursor: default; }
	select { inline-size: 100%; min-inline-size: 0; min-block-size: 2.75rem; padding: 0.25rem min(0.75rem, 1vw); border: 1px solid transparent; border-radius: var(--corner); background: none; color: var(--ink); font: inherit; font-size: min(var(--size-xl), 6vw); font-weight: 600; text-align: center; text-align-last: center; cursor: pointer; }
	select:hover { border-color: var(--edge); }
	option { background: var(--surface); font-size: var(--size-m); font-weight: 400; }
	table { inline-size: 100%; table-layout: fixed; border-collapse: separate; border-spacing: 2px; }
	th { padding-block: 0.25rem; color: var(--ink-soft); font-size: min(var(--size-s), 5vw); font-weight: 400; text-align: center; }
	td { position: relative; block-size: 3.75rem; padding: 0.1875rem; border-radius: 8px; border: 1px solid var(--line); background: var(--surface); vertical-align: top; text-align: center; cursor: pointer; font-variant-numeric: tabular-nums; }
	td.empty { border-color: transparent; background: none; cursor: default; }
	td:not(.empty):hover { border-color: var(--accent); }
	td[aria-selected="true"] { background: var(--accent-wash); border-color: var(--accent); }
	td:focus-visible { outline-offset: 0; border-radius: 8px; }
	.number { display: block; font-size: min(var(--size-s), 5vw); line-height: min(1.5rem, 7.5vw); }
	.today .number { inline-size: min(1.5rem, 7.5vw); margin-inline: auto; border-radius: 50%; background: var(--accent); color: var(--on-accent); font-weight: 600; }
	.holiday { background: var(--sunken); background-image: repeating-linear-gradient(135deg, transparent 0 5px, var(--line) 5px 6px); }
	.unknown { border-style: dashed; background: none; color: var(--ink-soft); }
	.moved { border: 2px solid var(--moved); }
	.chip { display: flex; flex-wrap: wrap; align-items: center; justify-content: center; gap: 0.125rem; line-height: 1.125rem; }
	.chip b { font-size: min(0.75rem, 4vw); font-weight: 600; }
	.chip town-bin { --bin-size: min(1rem, 6vw); }
	.gone b { text-decoration: line-through; font-weight: 400; color: var(--ink-soft); }
	.gone town-bin { opacity: 0.4; }
	@media (max-width: 22.5rem) { table { border-spacing: 1px; } .chip town-bin { --bin-size: 0.875rem; } .chip b { font-size: 0.6875rem; } }
	.list li { display: flex; flex-wrap: wrap; gap: 0 0.75rem; padding-block: 0.375rem; border-block-end: 1px solid var(--line); }
	.list .date { flex: 0 0 5.75rem; font-weight: 600; font-variant-numeric: tabular-nums; }
	@media (forced-colors: active) {
		.step::before { border-color: ButtonText; }
		.today .number { outline: 2px solid CanvasText; }
		td[aria-selected="true"] { outline: 2px solid Highlight; }
	}
`;
