import { msg } from "@lit/localize";
import { css, html, type TemplateResult } from "lit";

/** How every view beside the dates stands: the way back, its heading, its content. */
export function framed(title: string, content: unknown, lang?: "de"): TemplateResult {
	return html`
		<header><a class="plain" href="#">${msg("Zurück zu den Terminen")}</a></header>
		<main lang=${lang ?? document.documentElement.lang} dir=${lang ? "ltr" : "auto"}><h1 tabindex="-1">${title}</h1>${content}</main>`;
}

export function titled(title: string): void {
	document.title = `${title} – Tonnentag`;
}

export const frameStyle = css`
	header, main { inline-size: min(100% - var(--gutter), 44rem); margin-inline: auto; }
	:host([wide]) header, :host([wide]) main { inline-size: min(100% - var(--gutter), 62rem); }
	header { display: flex; align-items: center; justify-content: space-between; gap: 1rem; min-block-size: 3rem; }
	main[lang] { text-align: start; }
	main { display: grid; gap: 1.5rem; align-content: start; padding-block: 0.5rem 3rem; grid-template-columns: minmax(0, 1fr); }
	@media print { header { display: none; } main, :host([wide]) main { inline-size: auto; padding: 0; } }
`;
