import { msg } from "@lit/localize";
import { html, nothing } from "lit";
import type { FieldFlaw } from "../../data/model/parsed.ts";
import type { Fields } from "../device/own-request.ts";
import { flawWords } from "./request-words.ts";

/** What a field needs of the form that it stands in. */
export interface Form {
	readonly fields: Fields;
	readonly photos: readonly string[];
	readonly flaws: readonly FieldFlaw[];
	set(name: string, value: unknown): void;
	setPhotos(photos: readonly string[]): void;
}

interface Asking {
	readonly hint?: string | undefined;
	readonly autocomplete?: string;
	readonly most?: number;
	readonly isWish?: boolean;
}

function flawAt({ flaws }: Form, name: string): FieldFlaw | undefined {
	return flaws.find(({ field }) => field === name || field.startsWith(`${name}.`));
}

/** What is wrong with a field stands below it and is read out with it. */
export function wrongAt(form: Form, name: string) {
	const flaw = flawAt(form, name);
	return html`<p id="${name}-wrong" class="wrong" role="alert">${flaw ? flawWords(flaw.field, flaw.code) : ""}</p>`;
}

export function isWrong(form: Form, name: string): "true" | "false" {
	return flawAt(form, name) ? "true" : "false";
}

export function askText(form: Form, name: string, label: string, asking: Asking = {}) {
	const { hint, autocomplete = "off", most, isWish = false } = asking;
	const value = form.fields[name];
	return html`<div class="ask"><label for=${name}>${label}${isWish ? html` <span class="soft">${msg("(freiwillig)")}</span>` : nothing}</label>
		${hint ? html`<p id="${name}-hint" class="small soft">${hint}</p>` : nothing}
		<input id=${name} class="field" type="text" autocomplete=${autocomplete} maxlength=${most ?? nothing} ?required=${!isWish}
			.value=${typeof value === "string" ? value : ""} aria-invalid=${isWrong(form, name)} aria-describedby="${hint ? `${name}-hint ` : ""}${name}-wrong"
			@input=${(event: Event) => form.set(name, textIn(event))} />
		${wrongAt(form, name)}</div>`;
}

/** Known where the household has named it; it leaves the device with the request alone. */
export function askNumber(form: Form) {
	return askText(form, "number", msg("Hausnummer"), { most: 8 });
}

/** One field for either: what holds an @ is an address. */
export function askContact(form: Form) {
	const { mail, phone } = (form.fields.contact ?? {}) as { mail?: string; phone?: string };
	const take = (event: Event) => {
		const given = textIn(event);
		form.set("contact", given === undefined ? undefined : given.includes("@") ? { mail: given } : { phone: given });
	};
	return html`<div class="ask"><label for="contact">${msg("E-Mail oder Telefon")} <span class="soft">${msg("(freiwillig)")}</span></label>
		<p id="contact-hint" class="small soft">${msg("Nur für Rückfragen der Gemeinde.")}</p>
		<input id="contact" class="field" type="text" autocomplete="email" maxlength="254" .value=${mail ?? phone ?? ""}
			aria-invalid=${isWrong(form, "contact")} aria-describedby="contact-hint contact-wrong" @input=${take} />
		${wrongAt(form, "contact")}</div>`;
}

export function askNote(form: Form) {
	const { note } = form.fields;
	return html`${askContact(form)}<div class="ask"><label for="note">${msg("Bemerkung")} <span class="soft">${msg("(freiwillig)")}</span></label>
		<p id="note-hint" class="small soft">${msg("Bitte keine Angaben zu Personen.")}</p>
		<textarea id="note" class="field" maxlength="250" .value=${typeof note === "string" ? note : ""}
			aria-invalid=${isWrong(form, "note")} aria-describedby="note-hint note-wrong" @input=${(event: Event) => form.set("note", textIn(event))}></textarea>
		${wrongAt(form, "note")}</div>`;
}

export interface Option {
	readonly id: string;
	readonly words: unknown;
	readonly more?: unknown;
}

/** One of several; the words of the town are German. */
export function askOne(form: Form, name: string, legend: string, options: readonly Option[]) {
	return html`<fieldset id=${name} tabindex="-1" aria-describedby="${name}-wrong"><legend>${legend}</legend>
		${options.map(
			({
				id,
				words,
				more,
			}) => html`<label class="tick"><input type="radio" name=${name} value=${id} .checked=${form.fields[name] === id}
				@change=${() => form.set(name, id)} /><span>${words}${more ? html` <span class="soft">${more}</span>` : nothing}</span></label>`,
		)}${wrongAt(form, name)}</fieldset>`;
}

/** `undefined` where nothing is written. */
export function textIn(event: Event): string | undefined {
	const { value } = event.target as HTMLInputElement;
	return value.trim() === "" ? undefined : value;
}
