import { msg, str } from "@lit/localize";
import { css, html, nothing } from "lit";
import { FRACTIONS, type Fraction } from "../../../data/model/fraction.ts";
import { FORMS } from "../../../data/model/service.ts";
import { fractionWords } from "../../words/fraction-words.ts";
import { labelsOf } from "../draft/answer-fields.ts";
import {
	brought,
	isBrought,
	meaning,
	type WordingEntry,
	withNewService,
	withoutIdleServices,
	wordingEntries,
} from "../draft/wordings.ts";
import { at, type Json, listAt, textAt, withAt } from "../town/value.ts";
import { formWords } from "../words/desk-words.ts";
import { deskStyle } from "./desk-style.ts";
import { DeskView } from "./desk-view.ts";

const NONE = "-";
const NEW = "+";
const SEVERAL = "&";

/** Every name of the source, and what it is; below, the services with their kind, rhythm and lid. */
export class WordingsView extends DeskView {
	static override properties = { ...DeskView.properties, several: { state: true } };
	/** Entries that are being given several services. */
	declare several: ReadonlySet<string>;

	constructor() {
		super();
		this.several = new Set();
	}

	static override styles = [
		deskStyle,
		css`
			.entry { display: grid; gap: 0.5rem; padding-block: 0.75rem; border-block-end: 1px solid var(--line); }
			.entry:last-child { border-block-end: 0; }
			@media (min-width: 48rem) { .entry { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }
			.lids { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: end; }
		`,
	];

	protected override render() {
		const { town } = this.work;
		const entries = wordingEntries(town);
		if (entries.length === 0) return html`<p>${msg("Noch keine Datei nennt Leistungen.")}</p>`;
		return html`<div class="stack">
			<section class="card"><h2>${msg("Was in den Dateien steht, und was es ist")}</h2>
				<ul>${entries.map((entry) => this.#entry(entry, town))}</ul></section>
			<section class="card"><h2>${msg("Leistungen, wie die Bürger sie sehen")}</h2>
				<ul class="stack">${listAt(town, ["services"]).map((service, nth) => this.#service(service, nth))}</ul></section>
		</div>`;
	}

	#entry(entry: WordingEntry, town: Json) {
		const { wording, files, services, kind, step } = entry;
		const count = this.work.report?.previews
			.find(({ at: place }) => place === step)
			?.wordings.find((each) => each.wording === wording);
		return html`<li class="entry"><div>
			<strong lang="de">${wording.replaceAll("|", " · ")}</strong> ${this.#isGuessed(services) ? html`<span class="guess">${msg("vermutet")}</span>` : nothing}
			<p class="soft small" lang="de">${kind === "file" ? msg("die ganze Datei") : files}${count ? html` · ${msg(str`${count.count}-mal, zuerst ${count.first}, zuletzt ${count.last}`)}` : nothing}</p>
			</div>${this.#choice(entry, town)}</li>`;
	}

	#isGuessed(services: readonly string[] = []): boolean {
		const named = listAt(this.work.town, ["services"]).filter((each) => services.includes(textAt(each, ["id"])));
		return named.some((each) => at(each, ["guessed"]) === true);
	}

	#choice(entry: WordingEntry, town: Json) {
		const labels = labelsOf(town);
		const key = entry.path.join("/");
		const { services } = entry;
		const isSeveral = this.several.has(key) || (services?.length ?? 0) > 1;
		const now = services === undefined ? "?" : isSeveral ? SEVERAL : (services[0] ?? NONE);
		const option = (value: string, words: string) =>
			html`<option value=${value} .selected=${value === now}>${words}</option>`;
		return html`<div class="stack"><label class="of">${msg(str`«${entry.wording}» ist`)}
			<select @change=${(event: Event) => this.#choose(entry, (event.target as HTMLSelectElement).value)}>
				${services === undefined ? option("?", msg("noch nicht beantwortet")) : nothing}
				${[...labels].map(([id, label]) => option(id, label))}
				${option(NONE, msg("keine Abfuhr"))}${option(SEVERAL, msg("mehrere Leistungen …"))}${option(NEW, msg("eine neue Leistung …"))}
			</select></label>
			${isSeveral ? this.#ticks(entry, labels) : nothing}
			${textAt(town, [...entry.path.slice(0, 3), "as"]) === "calendar" && (services?.length ?? 0) > 0 ? this.#brought(entry, town) : nothing}</div>`;
	}

	#ticks(entry: WordingEntry, labels: ReadonlyMap<string, string>) {
		const { services = [] } = entry;
		return html`<fieldset><legend class="unseen">${msg("Mehrere am selben Tag")}</legend>${[...labels].map(
			([id, label]) =>
				html`<label class="tick"><input type="checkbox" .checked=${services.includes(id)} @change=${() =>
					this.#mean(
						entry,
						services.includes(id) ? services.filter((each) => each !== id) : [...services, id],
					)} /> <span lang="de">${label}</span></label>`,
		)}</fieldset>`;
	}

	#brought(entry: WordingEntry, town: Json) {
		return html`<label class="tick"><input type="checkbox" .checked=${isBrought(town, entry)} @change=${(
			event: Event,
		) => this.work.set(brought(town, entry, (event.target as HTMLInputElement).checked))} />
			<span>${msg("Wir fahren hin: Ein Fahrzeug hält an Orten, zu denen man es bringt")}</span></label>`;
	}

	#choose(entry: WordingEntry, value: string) {
		const key = entry.path.join("/");
		this.several = new Set([...this.several].filter((each) => each !== key));
		if (value === SEVERAL) this.several = new Set([...this.several, key]);
		else if (value === NEW) this.#addNew(entry);
		else if (value !== "?") this.#mean(entry, value === NONE ? [] : [value]);
	}

	#addNew(entry: WordingEntry) {
		const { town, id } = withNewService(this.work.town, entry.wording.replaceAll("|", ", "));
		this.work.set(withoutIdleServices(meaning(town, entry, [id])));
	}

	#mean(entry: WordingEntry, ids: readonly string[]) {
		this.work.answers++;
		this.work.set(withoutIdleServices(meaning(this.work.town, entry, ids)));
	}

	#service(service: Json, nth: number) {
		const label = textAt(service, ["label"]);
		const isGuessed = at(service, ["guessed"]) === true;
		return html`<li class="card"><fieldset><legend><strong lang="de">${label === "?" ? textAt(service, ["id"]) : label}</strong> ${isGuessed ? html`<span class="guess">${msg("vermutet")}</span>` : nothing}</legend>
			<div class="row">
				${this.#text(nth, "label", msg("Name"), label === "?" ? "" : label)}
				<label class="of">${msg("Abfallart")}<select @change=${(event: Event) => this.#set(nth, "fraction", (event.target as HTMLSelectElement).value)}>
					${textAt(service, ["fraction"]) === "?" ? html`<option value="?" selected>${msg("bitte wählen")}</option>` : nothing}
					${FRACTIONS.map((each: Fraction) => html`<option value=${each} .selected=${each === textAt(service, ["fraction"])}>${fractionWords(each)}</option>`)}</select></label>
				${this.#text(nth, "detail", msg("Wie oft, welcher Behälter"), textAt(service, ["detail"]))}
				<label class="of">${msg("Form")}<select @change=${(event: Event) => this.#set(nth, "form", (event.target as HTMLSelectElement).value)}>
					${FORMS.map((each) => html`<option value=${each} .selected=${each === (textAt(service, ["form"]) || "bin")}>${formWords(each)}</option>`)}</select></label>
			</div>
			<div class="lids">
				<label class="tick"><input type="checkbox" .checked=${at(service, ["usual"]) !== false} @change=${(event: Event) => this.#set(nth, "usual", (event.target as HTMLInputElement).checked)} /> <span>${msg("Haben die meisten Haushalte")}</span></label>
				<label class="of">${msg("Farbe des Deckels")}<input type="color" .value=${textAt(service, ["lid"]) || "#888888"} @change=${(event: Event) => this.#set(nth, "lid", (event.target as HTMLInputElement).value)} /></label>
				${isGuessed ? html`<button class="button" type="button" @click=${() => this.#set(nth, "guessed", undefined)}>${msg("Stimmt so")}</button>` : nothing}
			</div></fieldset></li>`;
	}

	#text(nth: number, key: string, words: string, value: string) {
		return html`<label class="of">${words}<input .value=${value} @change=${(event: Event) => this.#set(nth, key, (event.target as HTMLInputElement).value.trim() || undefined)} /></label>`;
	}

	#set(nth: number, key: string, value: Json | undefined) {
		this.work.set(withAt(this.work.town, ["services", nth, key], value));
	}
}

customElements.define("desk-wordings", WordingsView);
