import { msg, str } from "@lit/localize";
import { css, html, nothing, type TemplateResult } from "lit";
import type { Cancellation, Collection } from "../../data/model/collection.ts";
import { disruptionsOf, type Outlook } from "../household/outlook.ts";
import { shared } from "../style/shared.ts";
import { cancelledWords, movedTogether, nextInstead, takeIn } from "../words/change-words.ts";
import { shortDay, withCommas } from "../words/day-words.ts";
import { WordedElement } from "../words/worded-element.ts";

const SOON = 7;

interface Change {
	/** What is different, as short as it can be said. */
	readonly line: string;
	readonly sentence: string;
	readonly reason: string | undefined;
	readonly todo: string | undefined;
}

/** A strike or a shift of the next days: one line below the answer, which opens. */
export class ChangeNotice extends WordedElement {
	static override properties = { outlook: { attribute: false } };
	declare outlook: Outlook;

	static override styles = [
		shared,
		css`
			:host { display: contents; }
			details { border-radius: calc(var(--corner) - 4px); background: var(--notice); border-inline-start: 4px solid var(--moved); }
			summary { display: flex; gap: 0.5rem; align-items: center; justify-content: space-between; min-block-size: 2.75rem; padding: 0.5rem 0.875rem; font-weight: 600; line-height: 1.3; cursor: pointer; list-style: none; overflow-wrap: anywhere; }
			summary::-webkit-details-marker { display: none; }
			summary::after { content: ""; flex: none; inline-size: 0.5rem; block-size: 0.5rem; border-block-end: 2px solid; border-inline-end: 2px solid; rotate: 45deg; translate: 0 -0.125rem; }
			details[open] summary::after { rotate: 225deg; translate: 0 0.125rem; }
			ul { display: grid; gap: 0.75rem; padding: 0.25rem 0.875rem 0.875rem; }
			@media (forced-colors: active) { details { border: 2px solid CanvasText; } }
		`,
	];

	protected override render() {
		const changes = this.#changes();
		const [first] = changes;
		if (!first) return nothing;
		// What may stand outside already cannot wait to be looked for.
		const isUrgent = changes.some(({ todo }) => todo !== undefined);
		return html`<details ?open=${isUrgent}>
			<summary>${changes.length === 1 ? first.line : msg("Mehrere Termine ändern sich")}</summary>
			<ul>${changes.map(item)}</ul>
		</details>`;
	}

	#changes(): Change[] {
		const { moved, cancelled } = disruptionsOf(this.outlook, SOON);
		return [...cancelled.map((each) => this.#cancelled(each)), ...together(moved).map((each) => this.#moved(each))];
	}

	#moved([first, ...others]: Together): Change {
		const { reason, planned, day } = first;
		const labels = labelsOf([first, ...others]);
		return {
			line: msg(str`Verschoben: ${labels} am ${shortDay(day)}`, { desc: "waste, new day" }),
			sentence: movedTogether([first, ...others]),
			reason,
			todo: takeIn(this.outlook.today, planned, day),
		};
	}

	#cancelled(cancellation: Cancellation): Change {
		const { reason, planned, service } = cancellation;
		const next = this.outlook.nextOf.find((each) => each.service.id === service.id)?.collection;
		const sentence = `${cancelledWords(this.outlook.today, cancellation)} ${nextInstead(next)}`;
		return {
			line: msg(str`Fällt aus: ${service.label} am ${shortDay(planned)}`, { desc: "waste, day" }),
			sentence,
			reason,
			todo: takeIn(this.outlook.today, planned, undefined) ?? msg("Bitte nicht rausstellen."),
		};
	}
}

type Together = readonly [Collection, ...Collection[]];

/** What moves from one day to the same other one for the same reason is one change. */
function together(moved: readonly Collection[]): Together[] {
	const groups = new Map<string, Together>();
	for (const each of moved) {
		const key = JSON.stringify([each.planned, each.day, each.reason]);
		const known = groups.get(key);
		groups.set(key, known ? [...known, each] : [each]);
	}
	return [...groups.values()];
}

function labelsOf(collections: readonly Collection[]): string {
	return withCommas(...collections.map(({ service }) => service.label));
}

function item({ sentence, reason, todo }: Change): TemplateResult {
	return html`<li>
		<p><strong>${sentence}</strong></p>
		${reason && html`<p lang="de">${reason}</p>`}
		${todo && html`<p>${todo}</p>`}
	</li>`;
}

customElements.define("change-notice", ChangeNotice);
