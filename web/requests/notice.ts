import { html, nothing } from "lit";
import type { Offer } from "../../data/model/offer-shape.ts";
import { keptDays } from "../../data/model/request.ts";
import type { Office, Town } from "../../data/model/town.ts";

type Personal = Exclude<Offer, { kind: "link" }>;

/** What is stored, in the words of the law: by kind. */
const STORED: Readonly<Record<Personal["kind"], string>> = {
	bulky: "Abfuhrbezirk und Hausnummer, Gegenstände, Tag und Stelle",
	bin: "Abfuhrbezirk und Hausnummer, Tonne, Grund und Beginn",
	missed: "Abfuhrbezirk und Hausnummer, Tonne und Tag der Abfuhr",
	dumping: "Fundort und Art des Abfalls",
};

/** Art. 13 DSGVO beside each form, made from the offer. In German: it binds in this wording. */
export function noticeOf(offer: Personal, town: Town) {
	const { privacyOfficer, processors } = town.legal ?? {};
	return html`<details lang="de"><summary>Datenschutz zu diesem Anliegen</summary>
		<dl>
			<dt>Verantwortlich</dt><dd>${town.publisher}, ${town.contact.email}</dd>
			${privacyOfficer ? html`<dt>Datenschutzbeauftragte Person</dt><dd>${officeWords(privacyOfficer)}</dd>` : nothing}
			<dt>Zweck</dt><dd>${offer.label}: Ihr Anliegen bearbeiten und beantworten</dd>
			<dt>Rechtsgrundlage</dt><dd>${offer.basis}</dd>
			<dt>Was gespeichert wird</dt><dd>${storedBy(offer)}; freiwillig: E-Mail oder Telefon, Bemerkung${"photos" in offer && offer.photos > 0 ? ", Fotos" : ""}. Freiwilliges können Sie jederzeit zurücknehmen.</dd>
			<dt>Wer es erhält</dt><dd>Die Abfallstelle der Gemeinde; das Abfuhrunternehmen in ihrem Auftrag, ohne E-Mail und Telefon${processors?.length ? `; ${processors.map(({ name }) => name).join(", ")} als Betreiber des Servers` : ""}.</dd>
			<dt>Wie lange</dt><dd>${keptDays(offer, "done", true)} Tage nach dem Ende, abgesagt oder abgelehnt 14 Tage. Dann wird es von selbst gelöscht; der Tag steht bei Ihrem Anliegen.</dd>
			<dt>Ihre Rechte</dt><dd>Auskunft, Berichtigung, Löschung, Einschränkung (Art. 15 bis 18 DSGVO). Mit dem Link zu Ihrem Anliegen sehen und löschen Sie es selbst. Beschweren können Sie sich bei der Datenschutzaufsicht Ihres Bundeslandes.</dd>
			<dt>Widerspruch</dt><dd><strong>Sie können aus Gründen, die sich aus Ihrer besonderen Situation ergeben, jederzeit widersprechen (Art. 21 Abs. 1 und 4 DSGVO).</strong></dd>
		</dl></details>`;
}

function storedBy(offer: Personal): string {
	const identify = "identify" in offer ? offer.identify : "none";
	const named = identify === "name" ? ", Name" : identify === "account" ? ", Nummer des Gebührenbescheids" : "";
	return STORED[offer.kind] + named;
}

function officeWords({ name, email, phone }: Office): string {
	return [name, email, phone].filter(Boolean).join(", ");
}
