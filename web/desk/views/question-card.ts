import { msg } from "@lit/localize";
import { css, html, nothing, type PropertyValues } from "lit";
import type { Answer, Paste, Question } from "../../../data/import/guess/questions.ts";
import { WordedElement } from "../../words/worded-element.ts";
import { type Field, fieldsOf, filledIn } from "../draft/answer-fields.ts";
import { fieldWords } from "../words/desk-words.ts";
import { deskStyle } from "./desk-style.ts";

/** More answers than these are a list to choose from. */
const MOST_RADIOS = 7;

/** One question with its answers; what an answer leaves to be filled in stands below it. */
export class QuestionCard extends WordedElement {
	static override properties = {
		question: { attribute: false },
		labels: { attribute: false },
		place: { type: Number },
		chosen: { state: true },
		given: { state: true },
		missing: { state: true },
	};
	declare question: Question;
	/** The services by their labels. */
	declare labels: ReadonlyMap<string, string>;
	/** For names of its own in the page. */
	declare place: number;
	declare chosen: number | undefined;
	declare given: ReadonlyMap<string, string | readonly string[]>;
	declare missing: boolean;

	static override styles = [
		deskStyle,
		css`.fields { padding-inline-start: 2.25rem; } .one { padding-inline-start: 0; }
			.part { flex: 1 1 12rem; min-inline-size: 0; }`,
	];

	protected override willUpdate(changed: PropertyValues) {
		const before = changed.get("question") as Question | undefined;
		if (!changed.has("question") || before?.ask === this.question.ask) return;
		this.given = new Map();
		this.missing = false;
		this.chosen = this.question.answers.length === 1 ? 0 : undefined;
	}

	protected override render() {
		const { ask, because, answers } = this.question;
		const answer = this.chosen === undefined ? undefined : answers[this.chosen];
		return html`<form class="card" novalidate @submit=${this.#submit}>
			<fieldset lang="de"><legend><h2>${ask}</h2></legend>
			${because ? html`<p class="soft">${because}</p>` : nothing}
			${answers.length === 1 ? nothing : answers.length > MOST_RADIOS ? this.#list(answers) : answers.map((each, nth) => this.#radio(each, nth))}
			${answer ? this.#fields(answer) : nothing}
			${this.missing ? html`<p class="wrong" role="alert">${answer ? msg("Bitte alle Felder ausfüllen.") : msg("Bitte eine Antwort wählen.")}</p>` : nothing}
			</fieldset>
			<div class="bar"><button class="button primary" type="submit">${msg("Antworten")}</button></div>
		</form>`;
	}

	#radio({ when }: Answer, nth: number) {
		return html`<label class="tick"><input type="radio" name=${`answer-${this.place}`} .checked=${this.chosen === nth} @change=${() => this.#choose(nth)} /> <span>${when}</span></label>`;
	}

	#list(answers: readonly Answer[]) {
		return html`<label class="of">${msg("Antwort")}<select @change=${(event: Event) => this.#choose(Number((event.target as HTMLSelectElement).value))}>
			<option value="-1" .selected=${this.chosen === undefined}>${msg("bitte wählen")}</option>
			${answers.map(({ when }, nth) => html`<option value=${nth} .selected=${this.chosen === nth}>${when}</option>`)}</select></label>`;
	}

	#choose(nth: number) {
		this.chosen = nth < 0 ? undefined : nth;
		this.given = new Map();
		this.missing = false;
	}

	#fields(answer: Answer) {
		const fields = fieldsOf(answer);
		if (fields.length === 0) return nothing;
		const isOne = this.question.answers.length === 1;
		return html`<div class="row fields ${isOne ? "one" : ""}">${fields.map((field) => (field.kind === "list" ? this.#ticks(field) : this.#text(field)))}</div>`;
	}

	#text(field: Field) {
		const { kind, isExample, value, tail, key } = field;
		const given = this.#given(field);
		const isMissing = this.missing && given === "";
		return html`<div class="part"><label class="of">${fieldWords(key)}
			<input type=${kind} .value=${String(given)} placeholder=${isExample ? value : ""} aria-invalid=${isMissing ? "true" : "false"}
				aria-describedby=${tail === "" ? nothing : `tail-${key}`} @input=${(event: Event) => this.#give(field, (event.target as HTMLInputElement).value)} /></label>
			${tail === "" ? nothing : html`<p class="soft small" id=${`tail-${key}`}>${msg("Dahinter steht der Name aus der Datei:")} ${given}…</p>`}</div>`;
	}

	#ticks(field: Field) {
		const given = this.#given(field);
		return html`<fieldset><legend>${fieldWords(field.key)}</legend>${field.options.map(
			(
				each,
			) => html`<label class="tick"><input type="checkbox" .checked=${given.includes(each)} @change=${() => this.#toggle(field, each)} />
			<span>${this.labels.get(each) ?? each}</span></label>`,
		)}</fieldset>`;
	}

	#toggle(field: Field, option: string) {
		const given = [...this.#given(field)];
		const next = given.includes(option)
			? given.filter((each) => each !== option)
			: field.options.filter((each) => each === option || given.includes(each));
		this.#give(field, next);
	}

	#given(field: Field): string | readonly string[] {
		return this.given.get(keyOf(field)) ?? (field.kind === "list" ? field.options : field.isExample ? "" : field.value);
	}

	#give(field: Field, value: string | readonly string[]) {
		this.given = new Map([...this.given, [keyOf(field), value]]);
	}

	#submit(event: Event) {
		event.preventDefault();
		const answer = this.chosen === undefined ? undefined : this.question.answers[this.chosen];
		const filled = new Map(answer ? fieldsOf(answer).map((field) => [field, this.#given(field)] as const) : []);
		const isEmpty = [...filled].some(([{ kind, tail }, value]) => kind !== "list" && tail === "" && value === "");
		this.missing = answer === undefined || isEmpty;
		if (!answer || isEmpty) return;
		const detail: readonly Paste[] = filledIn(answer, filled);
		this.dispatchEvent(new CustomEvent("answer", { detail, bubbles: true, composed: true }));
	}
}

function keyOf({ paste, path }: Field): string {
	return `${paste} ${path.join("/")}`;
}

customElements.define("desk-question", QuestionCard);
