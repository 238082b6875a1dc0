import { msg, str } from "@lit/localize";
import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import type { Form } from "./field-parts.ts";
import { jpegOf, shrunk } from "./photo.ts";

/** A photo that is going to be sent, as small as it is shown. */
class PhotoPreview extends LitElement {
	static override properties = { jpeg: { attribute: false } };
	declare jpeg: string;

	static override styles =
		css`canvas { inline-size: 6rem; block-size: 6rem; border-radius: 8px; background: var(--sunken); }`;

	protected override render() {
		return html`<canvas width="192" height="192" aria-hidden="true"></canvas>`;
	}

	protected override async updated(changed: PropertyValues): Promise<void> {
		if (!changed.has("jpeg")) return;
		const picture = await createImageBitmap(jpegOf(this.jpeg)).catch(() => undefined);
		const paper = this.renderRoot.querySelector("canvas")?.getContext("2d");
		if (!picture || !paper) return;
		const scale = 192 / Math.min(picture.width, picture.height);
		paper.drawImage(picture, 0, 0, picture.width * scale, picture.height * scale);
	}
}

customElements.define("photo-preview", PhotoPreview);

/** Shrunk and stripped here, before anybody is sent anything. */
export function photosField(form: Form, most: number) {
	const isFull = form.photos.length >= most;
	return html`<div class="block"><p><strong id="photos-label">${most === 1 ? msg("Foto") : msg(str`Fotos, höchstens ${most}`)}</strong> <span class="soft">${msg("(freiwillig)")}</span></p>
		<p id="photos-hint" class="small soft">${msg("Bitte keine Personen und keine Kennzeichen. Aufnahmeort und Angaben der Kamera werden auf Ihrem Gerät entfernt.")}</p>
		${
			form.photos.length > 0
				? html`<ul class="photos">${form.photos.map(
						(jpeg, at) => html`<li><photo-preview .jpeg=${jpeg}></photo-preview>
							<button class="plain" type="button" @click=${() => form.setPhotos(form.photos.filter((_, nth) => nth !== at))}>${msg(str`Foto ${at + 1} entfernen`)}</button></li>`,
					)}</ul>`
				: nothing
		}
		${isFull ? nothing : html`<input id="photos" type="file" accept="image/*" ?multiple=${most > 1} aria-labelledby="photos-label" aria-describedby="photos-hint photos-wrong" @change=${(event: Event) => take(form, event, most)} />`}
		<p id="photos-wrong" class="wrong" role="alert"></p></div>`;
}

async function take(form: Form, event: Event, most: number): Promise<void> {
	const input = event.target as HTMLInputElement;
	const said = input.parentElement?.querySelector("#photos-wrong");
	const taken = await Promise.all([...(input.files ?? [])].map(shrunk));
	const photos = taken.filter((each) => each !== undefined);
	input.value = "";
	if (said)
		said.textContent =
			photos.length < taken.length
				? msg("Dieses Bild kann Ihr Browser nicht lesen. Bitte nehmen Sie ein JPEG oder PNG.")
				: "";
	form.setPhotos([...form.photos, ...photos].slice(0, most));
}
