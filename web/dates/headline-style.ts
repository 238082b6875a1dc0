import { css } from "lit";

/** The bins stand on one kerb line; their names hang below it. */
export const headlineStyle = css`
	.card { display: grid; gap: 1rem; padding: var(--inside); container-type: inline-size; }
	h1::first-line { color: var(--accent); }
	.kerb {
		--bin-size: min(6rem, 25vw); display: flex; flex-wrap: wrap; gap: 1rem 0.75rem; align-items: start;
		padding-block-start: 0.5rem;
	}
	.kerb li { display: grid; justify-items: center; grid-template-rows: var(--bin-size) auto; inline-size: 6rem; }
	.kerb .broad { inline-size: 8.5rem; }
	.kerb.empty li { inline-size: auto; }
	.kerb town-bin { position: relative; z-index: 1; translate: 0 3px; }
	.name {
		inline-size: 100%; padding-block-start: 0.75rem; text-align: center; font-weight: 600; line-height: 1.3; overflow-wrap: anywhere; hyphens: auto;
		position: relative;
	}
	/* The kerb: each name carries it on to the end of the card, so that every row of bins has its own. */
	.name::before {
		content: ""; position: absolute; inset-block-start: 0; inset-inline: -1.5rem -80rem; block-size: 4px; background: var(--kerb);
	}
	.kerb { overflow-x: clip; }
	.kerb.empty li { grid-template-rows: auto; }
	.kerb.empty { border-block-start: 4px solid var(--kerb); padding-block-start: 0.75rem; }
	.kerb.empty .name { padding-block-start: 0; }
	.kerb.empty .name::before { content: none; }
	.many .name { font-size: var(--size-s); }
	out-button { min-block-size: 2.75rem; }
	/* As high when it calms down: nothing jumps. */
	.put-out { min-block-size: 2lh; font-size: var(--size-l); line-height: 1.4; }
	.put-out .soft { display: block; font-size: var(--size-m); }
	.put-out + .put-out { margin-block-start: -0.5rem; }
	@media (forced-colors: active) { .name::before { background: CanvasText; } }
`;
