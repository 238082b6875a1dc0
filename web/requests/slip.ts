import { html, nothing } from "lit";
import type { Dataset } from "../../data/model/dataset.ts";
import type { Day } from "../../data/model/day.ts";
import { findOffer } from "../../data/model/offer.ts";
import { OPEN_STATES } from "../../data/model/request.ts";
import type { ToldRequest } from "../../data/model/request-answers.ts";
import { germanDay } from "../words/day-words.ts";
import { addressWords } from "./content-list.ts";
import { itemWords, type Pile } from "./item-counts.ts";

/**
 * The slip for the pile, so that nobody adds to it: what was asked for and the code that opens nothing. In German, for
 * the crew and the neighbours; no name, and never the link.
 */
export function slipOf({ code, content, offer: { id, label, kind }, state }: ToldRequest, dataset: Dataset) {
	if (kind !== "bulky" || !OPEN_STATES.includes(state)) return nothing;
	const offer = findOffer(dataset, id);
	const labels = offer?.kind === "bulky" ? offer.items : [];
	const pile = (Array.isArray(content.items) ? content.items : []) as Pile;
	const { day } = content;
	return html`<section class="slip" lang="de"><h2>${label}</h2>
		<p>${dataset.town.publisher}</p>
		<p class="code">${code.slice(code.lastIndexOf(".") + 1)}</p>
		<p><strong>${typeof day === "string" ? germanDay(day as Day) : "Den Tag nennt die Gemeinde."}</strong></p>
		<p>${addressWords(content, dataset)}</p>
		<ul>${pile.map((each) => html`<li>${itemWords(labels, each)}</li>`)}</ul>
		<p>${offer?.kind === "bulky" ? putOutOf(offer.putOut) : nothing}</p>
		<p>Angemeldet ist nur, was hier steht. Bitte nichts dazustellen: es bleibt liegen.</p></section>`;
}

function putOutOf(putOut: { earliest?: string | undefined; latest?: string | undefined } | undefined) {
	if (!putOut) return nothing;
	const words = [
		putOut.earliest && `ab ${putOut.earliest} Uhr am Vorabend`,
		putOut.latest && `bis ${putOut.latest} Uhr`,
	];
	return `Hinausstellen: ${words.filter(Boolean).join(", ")}.`;
}
