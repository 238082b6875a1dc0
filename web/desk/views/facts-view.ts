import { msg } from "@lit/localize";
import { html, nothing } from "lit";
import { type Json, listAt, type Path, textAt, withAt } from "../town/value.ts";
import { deskStyle } from "./desk-style.ts";
import { DeskView } from "./desk-view.ts";

interface FactField {
	readonly path: Path;
	readonly words: string;
	readonly type?: "text" | "email" | "tel" | "url" | "time" | "date" | "lines";
}

interface Group {
	readonly words: string;
	readonly fields: readonly FactField[];
}

/** What the town says of itself: name, state, contact, when bins may stand outside, what the law asks for. */
function groups(): readonly Group[] {
	return [
		{
			words: msg("Die Gemeinde"),
			fields: [
				{ path: ["name"], words: msg("Name") },
				{ path: ["state"], words: msg("Land oder Kanton (Kürzel)") },
				{ path: ["publisher"], words: msg("Wer die Termine herausgibt") },
				{ path: ["coverage", "from"], words: msg("Termine ab"), type: "date" },
				{ path: ["coverage", "to"], words: msg("Termine bis"), type: "date" },
			],
		},
		{
			words: msg("Wer Fragen beantwortet"),
			fields: [
				{ path: ["contact", "name"], words: msg("Stelle") },
				{ path: ["contact", "email"], words: msg("E-Mail"), type: "email" },
				{ path: ["contact", "phone"], words: msg("Telefon"), type: "tel" },
				{ path: ["contact", "url"], words: msg("Seite"), type: "url" },
			],
		},
		{
			words: msg("Wann die Tonnen draußen stehen dürfen"),
			fields: [
				{ path: ["putOut", "earliest"], words: msg("Am Vortag ab"), type: "time" },
				{ path: ["putOut", "latest"], words: msg("Am Abfuhrtag bis"), type: "time" },
				{ path: ["putOut", "note"], words: msg("Was die Satzung dazu sagt") },
			],
		},
		{
			words: msg("Impressum"),
			fields: [
				{ path: ["legal", "address"], words: msg("Anschrift, eine Zeile je Angabe"), type: "lines" },
				{ path: ["legal", "represented"], words: msg("Vertreten durch") },
				{ path: ["legal", "vatId"], words: msg("Umsatzsteuer-Nummer") },
				{ path: ["look", "accent"], words: msg("Farbe der Gemeinde (#rrggbb)") },
			],
		},
	];
}

export class FactsView extends DeskView {
	static override styles = [deskStyle];

	protected override render() {
		const { town } = this.work;
		if (town === null) return html`<p>${msg("Zuerst die Dateien wählen.")}</p>`;
		return html`<div class="stack">${groups().map(
			({ words, fields }) =>
				html`<section class="card"><h2>${words}</h2><div class="row">${fields.map((each) => this.#field(each, town))}</div></section>`,
		)}${this.#holidays(town)}</div>`;
	}

	#field({ path, words, type = "text" }: FactField, town: Json) {
		const given = type === "lines" ? listAt(town, path).join("\n") : textAt(town, path);
		const value = given === "?" ? "" : given;
		const isMissing = given === "?";
		const take = (event: Event) => this.#set(path, (event.target as HTMLInputElement).value, type === "lines");
		const input =
			type === "lines"
				? html`<textarea rows="4" .value=${value} @change=${take}></textarea>`
				: html`<input type=${type} .value=${value} aria-invalid=${isMissing ? "true" : "false"} @change=${take} />`;
		return html`<label class="of">${words}${input}${isMissing ? html`<span class="wrong">${msg("noch offen")}</span>` : nothing}</label>`;
	}

	/** What happens where a planned day is a holiday; dates that were published stay as they are. */
	#holidays(town: Json) {
		const [first, ...more] = listAt(town, ["recipe", "holidays"]);
		if (more.length > 0)
			return html`<section class="card"><h2>${msg("Feiertage")}</h2><p>${msg("Es gibt mehrere Regeln; sie stehen im Rezept.")}</p></section>`;
		const kind = textAt(first, ["kind"]);
		const option = (value: string, words: string) =>
			html`<option value=${value} .selected=${value === kind}>${words}</option>`;
		return html`<section class="card"><h2>${msg("Feiertage")}</h2>
			<p class="soft">${msg("Nur für Rhythmen und Regeln: Termine, die eine Datei nennt, bleiben, wie sie sind.")}</p>
			<label class="of">${msg("Fällt ein geplanter Tag auf einen Feiertag")}<select @change=${(event: Event) => this.#policy((event.target as HTMLSelectElement).value)}>
				${option("", msg("steht nichts Besonderes fest"))}${option("later", msg("wird ab dem Feiertag einen Werktag später abgeholt"))}
				${option("good-friday-and-christmas-earlier", msg("in der Karwoche und an Weihnachten früher, sonst später"))}</select></label></section>`;
	}

	#policy(kind: string) {
		const { town } = this.work;
		const [first] = listAt(town, ["recipe", "holidays"]);
		const next = kind === "" ? undefined : [withAt(first ?? {}, ["kind"], kind)];
		this.work.set(withAt(town, ["recipe", "holidays"], next));
	}

	#set(path: Path, given: string, isLines: boolean) {
		const lines = given
			.split("\n")
			.map((line) => line.trim())
			.filter((line) => line !== "");
		const value = isLines ? lines : given.trim();
		this.work.set(withAt(this.work.town, path, value.length === 0 ? undefined : value));
	}
}

customElements.define("desk-facts", FactsView);
