import { css } from "lit";

export const appStyle = css`
	:host { display: grid; grid-template-rows: auto 1fr; grid-template-columns: minmax(0, 1fr); min-block-size: calc(100vh - var(--bar, 0px)); min-block-size: calc(100dvh - var(--bar, 0px)); }
	/* As high as the headline will be, so that nothing jumps; shown only to those who wait. */
	.waiting { inline-size: min(100% - var(--gutter), 34rem); block-size: 20rem; margin: 3.75rem auto; border-radius: var(--corner); background: var(--sunken); animation: appear 0.2s 0.3s both; }
	/* After a step the view comes in; what the page begins with stands there at once. */
	@media (prefers-reduced-motion: no-preference) {
		:host([stepped]) :not(page-head, page-foot, page-bar, .waiting) { animation: come 0.18s both; }
	}
	@keyframes come { from { opacity: 0; translate: 0 0.5rem; } }
	@keyframes appear { from { opacity: 0; } }
	@media (prefers-reduced-motion: reduce) { .waiting { animation-duration: 0s; } }
`;
