import { html, nothing } from "lit";
import type { Town } from "../../data/model/town.ts";

/** Who is behind the dates, with the ways to reach them. */
export function contactOf(town: Town | undefined) {
	if (!town) return html`<p>Die zuständige Stelle steht hier, sobald Sie eine Gemeinde gewählt haben.</p>`;
	const { name, email, phone, url } = town.contact;
	return html`<p>${town.publisher}<br />${name}<br />E-Mail: <a href="mailto:${email}">${email}</a>
		${phone ? html`<br />Telefon: <a href="tel:${phone.replace(/[^\d+]/g, "")}">${phone}</a>` : nothing}
		${url ? html`<br /><a href=${url} rel="noreferrer">${url}</a>` : nothing}</p>
		${town.invented ? html`<p><strong>${town.name} ist erfunden. Diese Angaben sind ein Beispiel.</strong></p>` : nothing}`;
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
