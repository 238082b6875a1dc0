import { html, nothing, type TemplateResult } from "lit";
import type { Office, Town } from "../../data/model/town.ts";

const NO_TOWN = html`<p>Die zuständige Stelle steht hier, sobald Sie eine Gemeinde gewählt haben.</p>`;

/** Who is behind the dates, with the ways to reach them. */
export function contactOf(town: Town | undefined, order?: "phone first"): TemplateResult {
	if (!town) return NO_TOWN;
	const { name, email, phone, url } = town.contact;
	const ways = order ? html`${waysTo({ phone })}${waysTo({ email, url })}` : waysTo({ email, phone, url });
	return html`<p>${town.publisher}<br />${name}${ways}</p>${inventedNote(town)}`;
}

/** As the imprint needs it: with the postal address, and who represents the publisher. What a town has not said is told to its host (`worker/launch`), not to households. */
export function publisherOf(town: Town | undefined): TemplateResult {
	if (!town) return NO_TOWN;
	const { address, represented, vatId } = town.legal ?? {};
	const { email, phone, url } = town.contact;
	return html`${address ? html`<p>${lines(address)}${waysTo({ email, phone, url })}</p>` : contactOf(town)}
		${represented ? html`<p>Vertreten durch: ${represented}</p>` : nothing}
		${vatId ? html`<p>Umsatzsteuer-Identifikationsnummer: ${vatId}</p>` : nothing}
		${address ? inventedNote(town) : nothing}`;
}

export function officeOf({ name, address, ...ways }: Office): TemplateResult {
	return html`<p>${name}${address ? html`<br />${lines(address)}` : nothing}${waysTo(ways)}</p>`;
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
