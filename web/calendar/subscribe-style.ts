import { css } from "lit";

export const subscribeStyle = css`
	:host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; align-content: start; }
	.options { display: grid; grid-template-columns: 1fr auto; gap: 0.5rem 1rem; align-items: center; }
	select { min-block-size: 2.75rem; padding: 0.25rem 0.75rem; border: 1px solid var(--edge); border-radius: var(--corner); background: var(--surface); color: var(--ink); font: inherit; }
	.tick { grid-column: 1 / -1; display: flex; gap: 0.75rem; align-items: center; min-block-size: 2.75rem; cursor: pointer; }
	@media (max-width: 22.5rem) { .options { grid-template-columns: 1fr; } }
	.targets { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 10rem), 1fr)); gap: 0.5rem; }
	.targets .button { inline-size: 100%; block-size: 100%; padding-inline: 0.75rem; line-height: 1.3; }
	.targets .small { display: block; font-weight: 400; }
	.address { display: grid; grid-template-columns: 1fr 1fr; gap: 0.5rem; }
	.address > label, .address > input { grid-column: 1 / -1; }
	.address .field { font-size: var(--size-s); min-block-size: 2.75rem; border-width: 1px; text-overflow: ellipsis; }
	.others[open] { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.75rem; }
	.others > summary { color: var(--accent); text-decoration: underline; text-underline-offset: 0.15em; }
	.others > summary, .smart > summary { min-block-size: 2.75rem; align-content: center; cursor: pointer; }
	.smart pre { margin: 0; padding: 0.75rem; overflow-x: auto; border: 1px solid var(--edge); border-radius: var(--corner); font-size: var(--size-s); }
	#qr { display: grid; gap: 0.5rem; justify-items: start; }
`;
