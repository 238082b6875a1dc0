import { parseDay } from "../../model/day.ts";
import { requestsOf } from "../../model/offer.ts";
import type { Offer, OfferOf } from "../../model/offer-shape.ts";
import type { Problem } from "../../model/problem.ts";
import { flaw, type Judged } from "./judged-offer.ts";
import { lintBulky } from "./lint-bulky.ts";
import type { Linted } from "./linted.ts";
import { offerDoubts } from "./offer-doubts.ts";

/** What the rules of requests cannot mean, and what is lawful and odd in them. */
export function lintRequests({ dataset, file, now }: Linted): Problem[] {
	const today = parseDay(now.slice(0, 10)) ?? dataset.coverage.from;
	const judged = requestsOf(dataset).offers.map((offer, at) => ({ dataset, offer, field: `requests.${at}`, today }));
	const given = file.requests ?? [];
	return judged.flatMap((each, at) => {
		const flaws = flawsOf(each, given, at);
		// What only follows from a flaw is no finding of its own.
		return flaws.length > 0 ? flaws : offerDoubts(each);
	});
}

function flawsOf(judged: Judged, given: readonly Offer[], at: number): Problem[] {
	return [
		...twice(judged, given.slice(0, at)),
		...madeHere(judged, given[at]),
		...sameIds(judged),
		...strayServices(judged),
		...tooLong(judged),
		...ofItsKind(judged),
	];
}

function ofItsKind(judged: Judged): Problem[] {
	const { offer } = judged;
	if (offer.kind === "bulky") return [...identified(judged, offer), ...lintBulky({ ...judged, offer })];
	return offer.kind === "bin" ? [...identified(judged, offer), ...reasonsWithoutText(judged, offer)] : [];
}

function twice(judged: Judged, before: readonly Offer[]): Problem[] {
	if (!before.some(({ id }) => id === judged.offer.id)) return [];
	return [
		flaw(judged, {
			code: "offer_twice",
			at: "id",
			what: "Die Kennung steht schon bei einem anderen Angebot.",
			remedy: "Jedem Angebot eine eigene Kennung geben; Anträge werden nach ihr gezählt.",
		}),
	];
}

function madeHere(judged: Judged, given: Offer | undefined): Problem[] {
	const made = [
		...(given?.edition === undefined ? [] : ["edition"]),
		...(given?.kind === "bulky" && given.days.offered ? ["days.offered"] : []),
	];
	return made.map((at) =>
		flaw(judged, {
			code: "unknown_field",
			at,
			what: `Das Feld ${at} rechnet der Import selbst aus.`,
			remedy: "Das Feld löschen.",
		}),
	);
}

/** The lists of an offer by their names, with the ids in each. */
function idLists(offer: Offer): [string, readonly string[]][] {
	const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
	switch (offer.kind) {
		case "bulky":
			return [
				["items", ids(offer.items)],
				["groups", ids(offer.groups)],
				["refused", ids(offer.refused)],
			];
		case "bin":
			return [
				["sizes", ids(offer.sizes)],
				["reasons", offer.reasons.map(({ reason }) => reason)],
			];
		case "dumping":
			return [["what", ids(offer.what)]];
		default:
			return [];
	}
}

function sameIds(judged: Judged): Problem[] {
	return idLists(judged.offer).flatMap(([list, ids]) => {
		const again = ids.findIndex((id, at) => ids.indexOf(id) !== at);
		if (again < 0) return [];
		const what = `«${ids[again]}» steht unter "${list}" zweimal da.`;
		return [
			flaw(judged, { code: "id_twice", at: `${list}.${again}`, what, remedy: "Eine der beiden Zeilen löschen." }),
		];
	});
}

function servicesOf(offer: Offer): [string, readonly string[]][] {
	switch (offer.kind) {
		case "bulky":
			return [
				["service", offer.service === undefined ? [] : [offer.service]],
				["days.districts.service", offer.days.districts ? [offer.days.districts.service] : []],
			];
		case "bin":
			return [["sizes", offer.sizes.map(({ service }) => service)]];
		case "missed":
			return [["services", offer.services ?? []]];
		default:
			return [];
	}
}

function strayServices(judged: Judged): Problem[] {
	const { services } = judged.dataset;
	return servicesOf(judged.offer).flatMap(([at, ids]) =>
		[...new Set(ids)]
			.filter((id) => !services.some((service) => service.id === id))
			.map((id) =>
				flaw(judged, {
					code: "unknown_service",
					at,
					what: `Die Leistung «${id}» gibt es unter "services" nicht.`,
					remedy: 'Die Kennung unter "services" und im Angebot gleich schreiben.',
				}),
			),
	);
}

const LONGEST_KEPT = 400;

function tooLong(judged: Judged): Problem[] {
	const { offer } = judged;
	const keep = "keep" in offer ? offer.keep : undefined;
	if (keep === undefined || keep <= LONGEST_KEPT) return [];
	return [
		flaw(judged, {
			code: "kept_too_long",
			at: "keep",
			what: `Anträge würden ${keep} Tage aufbewahrt; länger als ${LONGEST_KEPT} Tage ist keiner nötig.`,
			remedy: `Höchstens ${LONGEST_KEPT} schreiben; Belege gehören in die Kasse, nicht hierher.`,
		}),
	];
}

function identified(judged: Judged, { identify, who }: OfferOf<"bulky" | "bin">): Problem[] {
	if (identify !== "account" || (judged.offer.kind === "bin" && who === "owner")) return [];
	return [
		flaw(judged, {
			code: "account_asked",
			at: "identify",
			what: "Nach der Kundennummer darf nur gefragt werden, wenn Eigentümer eine Tonne bestellen.",
			remedy: 'Statt "account" "name" oder "none" schreiben, oder bei einer Tonne "who": "owner" ergänzen.',
		}),
	];
}

function reasonsWithoutText(judged: Judged, { reasons }: OfferOf<"bin">): Problem[] {
	return reasons.flatMap(({ reason, text }, at) =>
		text === undefined
			? [
					flaw(judged, {
						code: "reason_without_text",
						at: `reasons.${at}`,
						what: `Der Grund «${reason}» hat keinen Text, unter dem ein Haushalt ihn wählen könnte.`,
						remedy: '"text" ergänzen, zum Beispiel "Die Tonne ist beschädigt".',
					}),
				]
			: [],
	);
}
