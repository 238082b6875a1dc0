import { css } from "lit";

/** At the lower edge, above what is read, never over the whole of a small screen. */
export const notesStyle = css`
	:host { position: sticky; inset-block-end: 0; z-index: 2; pointer-events: none; }
	.notes { inline-size: min(100% - 1rem, 36rem); margin-inline: auto; padding-block: 0.5rem max(0.5rem, env(safe-area-inset-bottom)); display: grid; gap: 0.5rem; }
	.note { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: center; justify-content: space-between; padding: 0.5rem 1rem; border: 1px solid var(--edge); border-radius: var(--corner); background: var(--surface); color: var(--ink); pointer-events: var(--pressable, auto); animation: rise 0.2s both; }
	.note p { flex: 1 1 12rem; }
	details { flex-basis: 100%; }
	summary { min-block-size: 2.75rem; padding-block: 0.625rem; color: var(--accent); cursor: pointer; }
	.offline { justify-content: center; justify-self: center; gap: 0.5rem; padding: 0.25rem 0.875rem; border-color: var(--line); border-radius: 999px; background: var(--sunken); color: var(--ink-soft); font-size: var(--size-s); }
	.dot { inline-size: 0.5rem; block-size: 0.5rem; border: 2px solid var(--ink-soft); border-radius: 50%; }
	@keyframes rise { from { opacity: 0; translate: 0 0.5rem; } }
	/* Above the bar of a household's dates. */
	@media (max-width: 37.4375rem) { :host { inset-block-end: var(--bar, 0px); } }
	@media (forced-colors: active) { .note { border: 2px solid CanvasText; } }
	@media print { :host { display: none; } }
`;
