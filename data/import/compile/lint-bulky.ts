import { type Day, daysOf } from "../../model/day.ts";
import { cancelUntil, cutoffOf } from "../../model/offer.ts";
import type { Fee, OfferOf } from "../../model/offer-shape.ts";
import type { Problem } from "../../model/problem.ts";
import { germanDay } from "../read/day-text.ts";
import { listWords } from "../words.ts";
import { euroWords, flaw, type Judged } from "./judged-offer.ts";

type Bulky = Judged<OfferOf<"bulky">>;

/** What the rules for a pile at the kerb cannot mean. */
export function lintBulky(judged: Bulky): Problem[] {
	return [
		...sharedAllowance(judged),
		...bands(judged),
		...payment(judged),
		...early(judged),
		...largeItems(judged),
		...strayGroups(judged),
		...dayRules(judged),
		...strayRounds(judged),
		...closings(judged),
		...lateLead(judged),
	];
}

/** A clerk gives the day, and so decides. */
function isAssigned({ days: { from } }: OfferOf<"bulky">): boolean {
	return from === "assign" || from === "wish";
}

function sharedAllowance(judged: Bulky): Problem[] {
	const { allowance, identify } = judged.offer;
	if (allowance?.per !== "household" || identify !== "none" || isAssigned(judged.offer)) return [];
	return [
		flaw(judged, {
			code: "allowance_of_nobody",
			at: "allowance.per",
			what: "Das Kontingent gilt je Haushalt, aber nichts unterscheidet die Haushalte eines Hauses.",
			remedy: '"identify": "name" ergänzen, oder "per": "place" schreiben, oder die Tage zuteilen ("from": "assign").',
		}),
	];
}

function isBand(fee: Fee): fee is Extract<Fee, { upTo: number }> {
	return "upTo" in fee;
}

function bands(judged: Bulky): Problem[] {
	const own = judged.offer.fees.filter(isBand);
	const last = own.at(-1);
	if (!last) return [];
	const falls = own.find((band, at) => {
		const before = own[at - 1];
		return before && (band.upTo <= before.upTo || band.cents < before.cents);
	});
	if (falls) return [bandFlaw(judged, `Die Stufe bis ${falls.upTo} l zu ${euroWords(falls.cents)} steigt nicht.`)];
	const { litres } = judged.offer.most;
	if (litres === undefined)
		return [bandFlaw(judged, 'Es gibt Stufen nach Menge, aber keine größte Menge ("most.litres").')];
	return last.upTo < litres ? [bandFlaw(judged, `Die Stufen enden bei ${last.upTo} l, erlaubt sind ${litres} l.`)] : [];
}

function bandFlaw(judged: Bulky, what: string): Problem {
	const remedy = 'Die Stufen steigend schreiben, bis zur größten Menge unter "most.litres".';
	return flaw(judged, { code: "bands_do_not_rise", at: "fees", what, remedy });
}

function payment(judged: Bulky): Problem[] {
	const { pay, fees, items } = judged.offer;
	if (pay === "online") return [noPaymentHouse(judged)];
	const dear = [...fees, ...items].find(({ cents = 0 }) => cents > 0);
	if (pay !== "none" || !dear) return [];
	return [
		flaw(judged, {
			code: "fee_without_pay",
			at: "pay",
			what: `Es kostet ${euroWords(dear.cents ?? 0)}, aber nichts sagt, wie bezahlt wird.`,
			remedy: 'Kommt ein Gebührenbescheid, "pay": "notice" ergänzen; sonst die Beträge löschen.',
		}),
	];
}

/** Nothing here speaks to a payment house yet, so no host can have set one. */
function noPaymentHouse(judged: Bulky): Problem {
	return flaw(judged, {
		code: "no_payment_house",
		at: "pay",
		what: "Online bezahlt werden kann hier nicht: der Betreiber hat keinen Bezahldienst eingerichtet.",
		remedy: '"pay": "notice" schreiben (Gebührenbescheid).',
	});
}

/** Who may still change shall also be able to cancel. Days and working days differ from week to week, so each day is asked. */
function early(judged: Bulky): Problem[] {
	const { dataset, offer } = judged;
	// Without a time of its own a change goes as long as a cancellation.
	if (!offer.change) return [];
	const [change, cancel] = [offer.change, cancelUntil(offer)];
	const ends = (day: Day) => cutoffOf(dataset, day, cancel) < cutoffOf(dataset, day, change);
	const bad = daysOf(dataset.coverage).find(ends);
	if (bad === undefined) return [];
	return [
		flaw(judged, {
			code: "cancel_before_change",
			at: offer.cancel ? "cancel" : "change",
			what: `Absagen geht für ${germanDay(bad)} nicht mehr, wenn Ändern noch geht.`,
			remedy: 'Die Frist unter "cancel" gleich lang oder länger machen als die unter "change".',
		}),
	];
}

function largeItems(judged: Bulky): Problem[] {
	const { items, most } = judged.offer;
	return items.flatMap(({ label, litres }, at) =>
		most.litres !== undefined && litres > most.litres
			? [
					flaw(judged, {
						code: "item_too_large",
						at: `items.${at}.litres`,
						what: `«${label}» hat ${litres} l, erlaubt sind zusammen ${most.litres} l: niemand könnte es anmelden.`,
						remedy: "Das Volumen berichtigen, die größte Menge anheben oder das Stück löschen.",
					}),
				]
			: [],
	);
}

function strayGroups(judged: Bulky): Problem[] {
	const { items, groups } = judged.offer;
	return items.flatMap(({ label, group }, at) =>
		group !== undefined && !groups.some(({ id }) => id === group)
			? [
					flaw(judged, {
						code: "unknown_group",
						at: `items.${at}.group`,
						what: `«${label}» gehört zur Gruppe «${group}», die es unter "groups" nicht gibt.`,
						remedy: "Die Gruppe ergänzen oder ihre Kennung gleich schreiben.",
					}),
				]
			: [],
	);
}

function dayRules(judged: Bulky): Problem[] {
	const { service, days } = judged.offer;
	const at = "days";
	if (days.from === "rounds" && service === undefined)
		return [
			flaw(judged, {
				code: "rounds_of_nothing",
				at,
				what: "Die Tage sind die des Kalenders, aber keine Leistung ist genannt.",
				remedy: '"service" ergänzen, zum Beispiel "sperr".',
			}),
		];
	const named = [days.weekdays, days.districts].filter((each) => each !== undefined).length;
	if ((days.from !== "weekdays" && days.from !== "wish") || named === 1) return [];
	return [
		flaw(judged, {
			code: "no_weekdays",
			at,
			what: named === 2 ? "Wochentage stehen zweimal da, für alle und je Bezirk." : "Es fehlen die Wochentage.",
			remedy: 'Entweder "weekdays" für alle oder "districts" je Bezirk schreiben.',
		}),
	];
}

function strayRounds(judged: Bulky): Problem[] {
	const { dataset, offer } = judged;
	const { districts } = offer.days;
	if (!districts || !dataset.services.some(({ id }) => id === districts.service)) return [];
	const named = Object.keys(districts.weekdays);
	const known = new Set(
		dataset.rounds.flatMap(({ service, name }) => (service === districts.service ? [name ?? ""] : [])),
	);
	const stray = named.filter((name) => !known.has(name));
	const left = [...known].filter((name) => !named.includes(name));
	const at = "days.districts";
	if (stray.length > 0) {
		const what = `${listWords(stray, 5)} gibt es bei «${districts.service}» nicht.`;
		const remedy = `Die Bezirke schreiben wie im Plan: ${listWords([...known], 12)}.`;
		return [flaw(judged, { code: "unknown_round", at, what, remedy })];
	}
	const what = `Für ${listWords(left, 12)} ist kein Wochentag genannt: wer dort wohnt, bekäme keinen Tag.`;
	return left.length === 0
		? []
		: [flaw(judged, { code: "round_without_day", at, what, remedy: "Die Bezirke ergänzen." })];
}

function closings(judged: Bulky): Problem[] {
	return judged.offer.days.closed.flatMap(({ from, to, because }, at) =>
		from > to
			? [
					flaw(judged, {
						code: "reversed_period",
						at: `days.closed.${at}`,
						what: `Die Schließung «${because}» endet am ${germanDay(to)}, bevor sie am ${germanDay(from)} beginnt.`,
						remedy: "Die beiden Tage berichtigen.",
					}),
				]
			: [],
	);
}

function lateLead(judged: Bulky): Problem[] {
	const { lead, horizon } = judged.offer.days;
	const long = lead?.days ?? lead?.working ?? 0;
	if (horizon === undefined || long < horizon) return [];
	return [
		flaw(judged, {
			code: "lead_beyond_horizon",
			at: "days.lead",
			what: `Angemeldet werden muss ${long} Tage vorher, gebucht werden kann nur ${horizon} Tage voraus: kein Tag ist frei.`,
			remedy: '"horizon" anheben oder "lead" verkürzen.',
		}),
	];
}
