import { css, html, LitElement, type TemplateResult } from "lit";
import type { NamedTown } from "../../data/model/town.ts";
import { appStyle } from "../app/app-style.ts";
import { FIRST_QUESTION } from "../household/question.ts";
import "../app/page-foot.ts";
import "../app/page-head.ts";
import "../setup/setup-view.ts";
import { shared } from "../style/shared.ts";
import { worn } from "../style/town-look.ts";

/** The first view as `app-page` shows it while nothing but the towns' names is known. Only the build renders it. */
class ShellPage extends LitElement {
	static override properties = { view: { attribute: false } };
	declare view: TemplateResult;

	static override styles = [
		shared,
		appStyle,
		// On a slow line the document comes in pieces: the foot, which stands at the bottom, would grow upwards.
		css`.foot:not(:has(+ [hidden])) { visibility: hidden; }`,
	];

	protected override render() {
		return html`<page-head></page-head>${this.view}<page-foot class="foot"></page-foot><i hidden></i>`;
	}
}

customElements.define("shell-page", ShellPage);

/** "Wo wohnen Sie?" */
export function streetShell(town: NamedTown): TemplateResult {
	worn.town = town;
	return shell(html`<setup-view .choosing=${{}} .question=${FIRST_QUESTION} .named=${town}></setup-view>`);
}

/** "In welcher Gemeinde wohnen Sie?" */
export function townShell(town: NamedTown): TemplateResult {
	worn.town = undefined;
	return shell(html`<setup-view .towns=${[town]}></setup-view>`);
}

function shell(view: TemplateResult): TemplateResult {
	return html`<shell-page .view=${view}></shell-page>`;
}
