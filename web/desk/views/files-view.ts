import { msg, str } from "@lit/localize";
import { css, html, nothing } from "lit";
import type { StepPreview } from "../../../data/import/preview.ts";
import { columnChoices, columnFieldsOf, columnOf } from "../draft/columns.ts";
import type { SentFile } from "../reader/messages.ts";
import { at, isObject, type Json, listAt, textAt, withAt } from "../town/value.ts";
import { columnWords, kindWords } from "../words/desk-words.ts";
import { deskStyle } from "./desk-style.ts";
import { DeskView } from "./desk-view.ts";

/** All files together; a city's workbook has a few. */
const LARGEST = 20 * 1024 * 1024;

const TAKEN = ".csv,.txt,.tsv,.xlsx,.ods,.ics,.json,.xml,.html,.htm,.zip,.gz,.tgz,.tar";

/** The files as they came, and how each was read: first rows, and what each column is. */
export class FilesView extends DeskView {
	static override properties = {
		...DeskView.properties,
		isServed: { attribute: false },
		over: { state: true },
		refused: { state: true },
	};
	/** Something is published already. */
	declare isServed: boolean;
	declare over: boolean;
	declare refused: string | undefined;

	static override styles = [
		deskStyle,
		css`
			.drop { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.75rem; justify-items: start; padding: var(--inside); border: 2px dashed var(--edge); border-radius: var(--corner); background: var(--surface); }
			.drop.over { border-color: var(--accent); background: var(--accent-wash); }
			.file { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: center; justify-content: space-between; }
			.file span { overflow-wrap: anywhere; }
			input[type="file"] { font: inherit; inline-size: 100%; min-inline-size: 0; min-block-size: 2.75rem; }
		`,
	];

	protected override render() {
		const { files } = this.work;
		return html`<div class="stack">
			<div class="drop ${this.over ? "over" : ""}" @dragover=${this.#drag} @dragleave=${() => (this.over = false)} @drop=${this.#drop}>
				<label for="files"><strong>${msg("Dateien der Gemeinde oder des Entsorgers")}</strong></label>
				<p class="soft">${msg("Hierher ziehen oder auswählen: CSV, TXT, XLSX, ODS, ICS, JSON, XML, HTML, ZIP, tar.gz, zusammen bis 20 MB. Sie werden auf diesem Gerät gelesen und erst beim Veröffentlichen gesendet.")}</p>
				<input id="files" type="file" multiple accept=${TAKEN} @change=${this.#choose} />
				${this.refused ? html`<p class="wrong" role="alert">${this.refused}</p>` : nothing}
			</div>
			${files.size === 0 && this.isServed ? this.#goOn() : nothing}
			${files.size > 0 ? html`<section class="card"><h2>${msg("Erhalten")}</h2><ul class="plain-list">${[...files.values()].map((file) => this.#file(file))}</ul></section>` : nothing}
			${listAt(this.work.town, ["recipe", "read"]).map((step, nth) => this.#step(step, nth))}
		</div>`;
	}

	/** Next year's dates come beside those that are published, and what was answered once is not asked again. */
	#goOn() {
		return html`<section class="card"><h2>${msg("Das nächste Jahr")}</h2>
			<p>${msg("Es sind schon Termine veröffentlicht. Zuerst ihre Dateien und Antworten holen, dann die neuen dazu legen: So bleibt alles, was einmal beantwortet ist.")}</p>
			<button class="button primary" type="button" @click=${() => this.dispatchEvent(new CustomEvent("go-on", { bubbles: true, composed: true }))}>${msg("Mit dem veröffentlichten Stand weiterarbeiten")}</button></section>`;
	}

	#file({ path, bytes }: SentFile) {
		const name = path.replace(/^source\//u, "");
		const rows = this.work.report?.rows.find(({ file }) => file === path);
		return html`<li class="file"><span lang="de">${name}</span>
			<span class="soft small">${Math.ceil(bytes.length / 1024)} kB${rows ? html` · ${msg(str`${rows.read} von ${rows.held} Zeilen gelesen`)}${rows.leftOut > 0 ? html`, ${msg(str`${rows.leftOut} ausgelassen`)}` : nothing}` : nothing}</span>
			<button class="plain" type="button" aria-label=${msg(str`${name} entfernen`)} @click=${() => this.work.drop(path)}>${msg("Entfernen")}</button></li>`;
	}

	#step(step: Json, nth: number) {
		const preview = this.work.report?.previews.find(({ at: place }) => place === nth);
		const kind = textAt(step, ["as"]);
		const sheet = textAt(step, ["sheet"]);
		const names = listAt(step, ["file"]).join(", ").replaceAll("source/", "");
		return html`<section class="card" aria-labelledby=${`step-${nth}`}>
			<h2 id=${`step-${nth}`} lang="de">${names}${sheet === "" ? nothing : html` · ${sheet}`}</h2>
			<p>${kindWords(kind)} ${at(step, ["guessed"]) === true ? html`<span class="guess">${msg("vermutet")}</span>` : nothing}</p>
			${preview ? this.#columns(step, nth, preview) : nothing}
			${preview && preview.rows.length > 0 ? firstRows(preview, usedColumns(step)) : nothing}
		</section>`;
	}

	#columns(step: Json, nth: number, preview: StepPreview) {
		const fields = columnFieldsOf(step).filter(({ chosen }) => chosen !== undefined);
		if (fields.length === 0) return nothing;
		const width = Math.max(0, ...preview.rows.map(({ cells }) => cells.length));
		const choices = columnChoices(preview.header, width);
		return html`<div class="row">${fields.map(
			({ key, chosen }) => html`<label class="of">${columnWords(key)}
				<select @change=${(event: Event) => this.#setColumn(nth, key, (event.target as HTMLSelectElement).value)}>
					<option value="" .selected=${chosen === ""}>${msg("keine")}</option>
					${choices.map(({ value, words }) => html`<option value=${value} .selected=${value === chosen} lang="de">${words}</option>`)}
				</select></label>`,
		)}</div>`;
	}

	#setColumn(nth: number, key: string, chosen: string) {
		this.work.set(withAt(this.work.town, ["recipe", "read", nth, key], columnOf(chosen)));
	}

	#drag(event: DragEvent) {
		event.preventDefault();
		this.over = true;
	}

	#drop(event: DragEvent) {
		event.preventDefault();
		this.over = false;
		void this.#take([...(event.dataTransfer?.files ?? [])]);
	}

	#choose(event: Event) {
		const input = event.target as HTMLInputElement;
		void this.#take([...(input.files ?? [])]).then(() => {
			// The same file can be chosen again after it was mended.
			input.value = "";
		});
	}

	async #take(files: readonly File[]) {
		const held = [...this.work.files.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
		const size = files.reduce((sum, file) => sum + file.size, held);
		this.refused =
			size > LARGEST
				? msg("Zusammen sind die Dateien größer als 20 MB. Bitte nur die Dateien dieser Gemeinde nehmen.")
				: undefined;
		if (this.refused !== undefined || files.length === 0) return;
		const sent = files.map(async (file) => ({
			path: pathOf(file.name),
			bytes: new Uint8Array(await file.arrayBuffer()),
		}));
		await this.work.take(await Promise.all(sent));
	}
}

/** A name as a town's folder may have it: nothing hidden, no way upwards. */
function pathOf(name: string): string {
	return `source/${name.replace(/[\p{C}\\/]/gu, "_").replace(/^\.+/u, "_")}`;
}

function usedColumns(step: Json): ReadonlySet<string> {
	const fields = columnFieldsOf(step).flatMap(({ chosen }) => (chosen ? [chosen] : []));
	const services = listAt(step, ["service", "columns"]).map((each) =>
		typeof each === "number" ? `#${each}` : String(each),
	);
	return new Set([...fields, ...(isObject(at(step, ["service"])) ? services : [])]);
}

function firstRows({ header, rows }: StepPreview, used: ReadonlySet<string>) {
	const width = Math.max(header.length, ...rows.map(({ cells }) => cells.length));
	const choices = columnChoices(header, width);
	const mark = (nth: number) => (used.has(choices[nth]?.value ?? "") ? "used" : "");
	return html`<div class="scroll" tabindex="0" role="group" aria-label=${msg("Die ersten Zeilen")}><table lang="de"><caption>${msg("Die ersten Zeilen, wie sie gelesen wurden; gefärbt ist, was gebraucht wird")}</caption>
		<thead><tr><th class="number" scope="col">${msg("Zeile")}</th>${choices.map(({ words }, nth) => html`<th scope="col" class=${mark(nth)}>${words}</th>`)}</tr></thead>
		<tbody>${rows.map(({ line, cells }) => html`<tr><td class="number">${line}</td>${choices.map((_, nth) => html`<td class=${mark(nth)}>${(cells[nth] ?? "").slice(0, 120)}</td>`)}</tr>`)}</tbody>
	</table></div>`;
}

customElements.define("desk-files", FilesView);
