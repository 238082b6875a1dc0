import { html, nothing, type TemplateResult } from "lit";
import type { Legal, Office, Town } from "../../data/model/town.ts";

const NO_TOWN = html`<p>Die zuständige Stelle steht hier, sobald Sie eine Gemeinde gewählt haben.</p>`;

/** Who is behind the dates, with the ways to reach them. */
export function contactOf(town: Town | undefined): TemplateResult {
	if (!town) return NO_TOWN;
	const { name, email, phone, url } = town.contact;
	return html`<p>${town.publisher}<br />${name}${waysTo({ email, phone, url })}</p>${inventedNote(town)}`;
}

/** As the imprint needs it: with the postal address, and who represents the publisher. */
export function publisherOf(town: Town | undefined): TemplateResult {
	if (!town) return NO_TOWN;
	const { address, represented, vatId } = town.legal ?? {};
	const { email, phone, url } = town.contact;
	return html`${address ? html`<p>${lines(address)}${waysTo({ email, phone, url })}</p>` : html`${contactOf(town)}${missing("die Postanschrift", "address")}`}
		${represented ? html`<p>Vertreten durch: ${represented}</p>` : missing("wer die Stelle vertritt", "represented")}
		${vatId ? html`<p>Umsatzsteuer-Identifikationsnummer: ${vatId}</p>` : nothing}
		${address ? inventedNote(town) : nothing}`;
}

export function officeOf({ name, address, ...ways }: Office): TemplateResult {
	return html`<p>${name}${address ? html`<br />${lines(address)}` : nothing}${waysTo(ways)}</p>`;
}

/** Said to the host and to everybody else: an empty place would look as if nothing belonged there. */
export function missing(what: string, field: keyof Legal): TemplateResult {
	return html`<p class="missing"><strong>Hier fehlt noch ${what}.</strong> Wer diese Seite betreibt, trägt das in der Datei town.json der Gemeinde unter „legal.${field}“ ein.</p>`;
}

function lines(address: readonly string[]): TemplateResult {
	return html`${address.map((line, at) => (at === 0 ? line : html`<br />${line}`))}`;
}

function waysTo({ email, phone, url }: Pick<Office, "email" | "phone" | "url">): TemplateResult {
	return html`${email ? html`<br />E-Mail: <a href="mailto:${email}">${email}</a>` : nothing}
		${phone ? html`<br />Telefon: <a href="tel:${phone.replace(/[^\d+]/g, "")}">${phone}</a>` : nothing}
		${url ? html`<br /><a href=${url} rel="noreferrer">${url}</a>` : nothing}`;
}

function inventedNote({ name, invented }: Town) {
	return invented ? html`<p><strong>${name} ist erfunden. Diese Angaben sind ein Beispiel.</strong></p>` : nothing;
}

const STATES: Record<string, string> = {
	BW: "Baden-Württemberg",
	BY: "Bayern",
	BE: "Berlin",
	BB: "Brandenburg",
	HB: "Bremen",
	HH: "Hamburg",
	HE: "Hessen",
	MV: "Mecklenburg-Vorpommern",
	NI: "Niedersachsen",
	NW: "Nordrhein-Westfalen",
	RP: "Rheinland-Pfalz",
	SL: "Saarland",
	SN: "Sachsen",
	ST: "Sachsen-Anhalt",
	SH: "Schleswig-Holstein",
	TH: "Thüringen",
};

export function stateOf(town: Town | undefined): string | undefined {
	return town && STATES[town.state];
}
