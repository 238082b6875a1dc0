import { msg } from "@lit/localize";
import { css, html, nothing, type TemplateResult } from "lit";
import type { Cancellation, Collection } from "../../data/model/collection.ts";
import { disruptionsOf, type Outlook } from "../household/outlook.ts";
import { shared } from "../style/shared.ts";
import { cancelledWords, movedWords, nextInstead, takeIn } from "../words/change-words.ts";
import { WordedElement } from "../words/worded-element.ts";

const THIS_WEEK = 7;

/** A strike or a shift of the next days in plain words, above everything else. */
export class ChangeNotice extends WordedElement {
	static override properties = { outlook: { attribute: false } };
	declare outlook: Outlook;

	static override styles = [
		shared,
		css`
			:host { display: contents; }
			div { display: grid; gap: 0.75rem; padding: 0.75rem 1rem; border-radius: calc(var(--corner) - 4px); background: var(--notice); border-inline-start: 4px solid var(--moved); }
			h2 { font-size: var(--size-m); }
			ul { display: grid; gap: 0.5rem; }
			@media (forced-colors: active) { div { border: 2px solid CanvasText; } }
		`,
	];

	protected override render() {
		const { moved, cancelled } = disruptionsOf(this.outlook, THIS_WEEK);
		if (moved.length + cancelled.length === 0) return nothing;
		return html`<div role="note">
			<h2>${msg("Diese Woche ist etwas anders")}</h2>
			<ul>${cancelled.map((each) => this.#cancelled(each))}${moved.map((each) => this.#moved(each))}</ul>
		</div>`;
	}

	#moved(collection: Collection) {
		const { reason, planned, day } = collection;
		return this.#item(movedWords(collection), reason, takeIn(this.outlook.today, planned, day));
	}

	#cancelled(cancellation: Cancellation) {
		const { reason, planned, service } = cancellation;
		const next = this.outlook.nextOf.find((each) => each.service.id === service.id)?.collection;
		const todo = takeIn(this.outlook.today, planned, undefined) ?? msg("Bitte nicht rausstellen.");
		return this.#item(`${cancelledWords(this.outlook.today, cancellation)} ${nextInstead(next)}`, reason, todo);
	}

	#item(what: string, reason: string | undefined, todo: string | undefined): TemplateResult {
		return html`<li>
			<p><strong>${what}</strong></p>
			${reason && html`<p lang="de">${reason}</p>`}
			${todo && html`<p>${todo}</p>`}
		</li>`;
	}
}

customElements.define("change-notice", ChangeNotice);
