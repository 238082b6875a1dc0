import { css } from "lit";

/** What every element of the page has in common: a shadow root does not inherit these. */
export const shared = css`
	*, ::before, ::after { box-sizing: border-box; }
	:host { display: block; }
	:host([hidden]), [hidden] { display: none !important; }
	h1, h2, h3, p, ul, ol, dl, dd, figure, fieldset { margin: 0; padding: 0; border: 0; min-inline-size: 0; }
	ul, ol { list-style: none; }
	h1 { font-size: min(var(--size-2xl), 12vw); line-height: 1.2; font-weight: 600; letter-spacing: -0.01em; text-wrap: balance; }
	h1, h2, h3 { overflow-wrap: anywhere; hyphens: auto; }
	h2 { font-size: var(--size-xl); line-height: 1.3; font-weight: 600; }
	h3 { font-size: var(--size-m); line-height: 1.4; font-weight: 600; }
	a { color: var(--accent); text-underline-offset: 0.15em; }
	p { max-inline-size: 65ch; }
	p, li, dt, dd, label, legend, summary { overflow-wrap: anywhere; }
	/* The town's words: German inside other languages, and never able to turn what stands beside them. */
	[lang="de"] { unicode-bidi: isolate; direction: ltr; text-align: -webkit-match-parent; text-align: match-parent; }
	.soft { color: var(--ink-soft); }
	.small { font-size: var(--size-s); }
	.own { display: block; font-weight: 400; }
	:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
	/* Headings take the focus after a step, for screen readers; nothing can be done with them. */
	h1:focus-visible { outline: none; }
	:focus:not(:focus-visible) { outline: none; }
	.unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;

/** Things to press: one primary look, one quiet look, and links that look like either. */
export const buttons = css`
	.button {
		display: inline-flex; align-items: center; justify-content: center; gap: 0.5rem;
		min-block-size: 2.75rem; padding: 0.5rem var(--inside); border-radius: var(--corner);
		border: 1px solid var(--edge); background: var(--surface); color: var(--ink);
		font: inherit; font-weight: 600; text-decoration: none; text-align: center; overflow-wrap: anywhere; cursor: pointer;
		transition: background-color 0.15s;
	}
	.button:hover { background: var(--accent-wash); }
	.button.primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
	.button.primary:hover { text-decoration: underline; }
	.plain {
		display: inline-flex; align-items: center; gap: 0.375rem; min-block-size: 2.75rem; padding: 0.5rem 0;
		border: 0; background: none; color: var(--accent); font: inherit; cursor: pointer;
		text-decoration: underline; text-underline-offset: 0.15em; text-align: start;
	}
	.plain:hover, a:hover { text-decoration-thickness: 2px; }
	input[type="checkbox"], input[type="radio"] { inline-size: 1.5rem; block-size: 1.5rem; margin: 0; accent-color: var(--accent); flex: none; }
	@media (forced-colors: active) { .button { border: 2px solid ButtonText; } }
	@media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; } }
`;

/** A surface one step above the ground, with a hairline instead of a shadow. */
export const card = css`
	.card { background: var(--surface); border: 1px solid var(--line); border-radius: var(--corner); padding: var(--inside); }
`;

/** The one text field of a question. */
export const field = css`
	.field {
		inline-size: 100%; min-block-size: 3.25rem; padding: 0.5rem 1rem;
		border: 2px solid var(--edge); border-radius: var(--corner);
		background: var(--surface); color: var(--ink); font: inherit; font-size: var(--size-l);
	}
	.field:focus-visible { border-color: var(--accent); outline-offset: 0; border-radius: var(--corner); }
	.field[aria-invalid="true"] { border-color: var(--alarm); }
	.wrong { color: var(--alarm); font-weight: 600; }
`;
