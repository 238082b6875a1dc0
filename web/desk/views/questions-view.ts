import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Paste } from "../../../data/import/guess/questions.ts";
import { labelsOf } from "../draft/answer-fields.ts";
import { openMarks } from "../town/open-marks.ts";
import { type Path, withAt } from "../town/value.ts";
import { deskStyle } from "./desk-style.ts";
import { DeskView } from "./desk-view.ts";
import "./question-card.ts";

/** What nobody but the town can answer. While one question is open, nothing is published. */
export class QuestionsView extends DeskView {
	static override styles = [deskStyle];

	protected override render() {
		const { work } = this;
		const labels = labelsOf(work.town);
		const open = work.open;
		return html`<div class="stack">
			<p role="status">${open.length === 0 ? msg("Keine Frage offen.") : msg(str`${open.length} Fragen sind offen, ${work.answers} beantwortet.`)}</p>
			${repeat(
				open,
				({ ask }, nth) => `${nth > 0 && open[nth - 1]?.ask === ask ? nth : ""}${ask}`,
				(question, nth) =>
					html`<desk-question .question=${question} .labels=${labels} .place=${nth} @answer=${this.#answer}></desk-question>`,
			)}
			${open.length === 0 ? this.#others() : nothing}
		</div>`;
	}

	/** What is open and was never asked: it came in by the recipe's text. */
	#others() {
		return openMarks(this.work.town).map(
			(path) => html`<form class="card row" @submit=${(event: Event) => this.#fill(event, path)}>
				<label class="of">${this.#asked(path)}<input name="value" required /></label>
				<button class="button primary" type="submit">${msg("Antworten")}</button></form>`,
		);
	}

	#asked(path: Path): string {
		return this.work.report?.open.find(({ where }) => where.field === path.join("."))?.what ?? path.join(" › ");
	}

	#fill(event: Event, path: Path) {
		event.preventDefault();
		const value = new FormData(event.target as HTMLFormElement).get("value");
		if (typeof value === "string") this.work.set(withAt(this.work.town, path, value.trim()));
	}

	#answer({ detail }: CustomEvent<readonly Paste[]>) {
		this.work.answer(detail);
	}
}

customElements.define("desk-questions", QuestionsView);
