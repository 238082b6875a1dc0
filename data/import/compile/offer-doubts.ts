import { type Day, plusDays } from "../../model/day.ts";
import { closedBecause, offeredDays } from "../../model/offer.ts";
import type { Offer, OfferOf } from "../../model/offer-shape.ts";
import type { Problem } from "../../model/problem.ts";
import { listWords } from "../words.ts";
import { doubt, euroWords, type Judged } from "./judged-offer.ts";
import { askedInText } from "./never-asked.ts";

/** What is lawful in the rules of an offer and may still be meant otherwise. */
export function offerDoubts(judged: Judged): Problem[] {
	const { offer } = judged;
	return [
		...withoutStatute(judged),
		...askedInText(judged),
		...smallNumbers(judged),
		...(offer.kind === "bulky" ? bulkyDoubts({ ...judged, offer }) : []),
	];
}

function bulkyDoubts(judged: Judged<OfferOf<"bulky">>): Problem[] {
	return [...openEnds(judged), ...noDaySoon(judged), ...idleRules(judged)];
}

/** Money and limits by the fields that hold them. */
function numbersOf(offer: Offer): string[] {
	if (offer.kind === "missed") return ["window"];
	if (offer.kind !== "bulky") return [];
	const { most, allowance, fees, change, cancel, days } = offer;
	const given = {
		most: Object.keys(most).length > 0,
		allowance,
		fees: fees.length > 0,
		change,
		cancel,
		lead: days.lead,
	};
	return Object.entries(given).flatMap(([name, value]) => (value ? [name] : []));
}

function withoutStatute(judged: Judged): Problem[] {
	const numbers = numbersOf(judged.offer);
	if (judged.offer.statute || numbers.length === 0) return [];
	return [
		doubt(judged, {
			code: "number_without_statute",
			at: "statute",
			what: `Eine Satzung fehlt, nach der die Grenzen gelten (${numbers.map((name) => `"${name}"`).join(", ")}).`,
			remedy: '"statute" mit "name" und "section" ergänzen: sie steht dabei, wo eine Grenze etwas ablehnt.',
		}),
	];
}

const LEAST_CENTS = 100;
const LEAST_LITRES = 50;

/** Euros where cents are meant, cubic metres where litres are. */
function smallNumbers(judged: Judged): Problem[] {
	const { offer } = judged;
	if (offer.kind !== "bulky") return [];
	const fee = [...offer.fees, ...offer.items].find(({ cents = 0 }) => cents > 0 && cents < LEAST_CENTS);
	const { litres = LEAST_LITRES } = offer.most;
	return [
		...(fee ? [smallFee(judged, fee.cents ?? 0)] : []),
		...(litres < LEAST_LITRES ? [smallVolume(judged, litres)] : []),
	];
}

function smallFee(judged: Judged, cents: number): Problem {
	return doubt(judged, {
		code: "tiny_fee",
		at: "fees",
		what: `Ein Betrag ist ${euroWords(cents)}.`,
		remedy: `Beträge stehen in Cent: für ${cents} Euro ${cents * 100} schreiben.`,
	});
}

function smallVolume(judged: Judged, litres: number): Problem {
	return doubt(judged, {
		code: "tiny_volume",
		at: "most.litres",
		what: `Die größte Menge sind ${litres} l.`,
		remedy: `Mengen stehen in Litern: für ${litres} m³ ${litres * 1000} schreiben.`,
	});
}

function openEnds(judged: Judged<OfferOf<"bulky">>): Problem[] {
	const { from, capacity, lead } = judged.offer.days;
	if (from !== "rounds" && from !== "weekdays") return [];
	const missing = [...(capacity === undefined ? ["capacity"] : []), ...(lead === undefined ? ["lead"] : [])];
	if (missing.length === 0) return [];
	const words: Readonly<Record<string, string>> = {
		capacity: "beliebig viele können denselben Tag buchen",
		lead: "gebucht werden kann bis Mitternacht vor der Abfuhr",
	};
	return [
		doubt(judged, {
			code: "no_limit",
			at: "days",
			what: `Es fehlt ${missing.map((name) => `"${name}"`).join(" und ")}: ${missing.map((name) => words[name]).join(", und ")}.`,
			remedy: "Die Plätze eines Tages und die Frist zur Anmeldung ergänzen, oder es so lassen, wenn es so gemeint ist.",
		}),
	];
}

const SOON = 60;

/** Rounds have their own rhythm, four times a year or in a season: of them it is asked whether any day is left, or all that come soon are closed. */
function noDaySoon(judged: Judged<OfferOf<"bulky">>): Problem[] {
	const { dataset, offer, today } = judged;
	const until = plusDays(today, SOON);
	// Of a plan that is over, or not begun, another finding speaks.
	if (offer.days.from === "assign" || today > dataset.coverage.to || until < dataset.coverage.from) return [];
	const ahead = daysAhead(judged, (day) => day <= until && closedBecause(offer, day) === undefined);
	if (ahead === "enough") return [];
	const soon = ahead.filter((day) => day <= until);
	const asked = offer.days.from === "rounds" && soon.length === 0 ? ahead : soon;
	if (asked.some((day) => closedBecause(offer, day) === undefined)) return [];
	return [
		doubt(judged, {
			code: "no_day_soon",
			at: "days",
			what: `In den nächsten ${SOON} Tagen gibt es keinen einzigen Tag.`,
			remedy: "Die Wochentage, die Termine der Leistung und die Schließungen prüfen.",
		}),
	];
}

/** Of all places; most often the first of them has one that is enough, and a town may have tens of thousands. */
function daysAhead(
	{ dataset, offer, today }: Judged<OfferOf<"bulky">>,
	isEnough: (day: Day) => boolean,
): Day[] | "enough" {
	const ahead = new Set<Day>();
	for (const place of dataset.streets.flatMap((street) => street.places)) {
		const days = offeredDays(dataset, offer, place).filter((day) => day > today);
		if (days.some(isEnough)) return "enough";
		for (const day of days) ahead.add(day);
	}
	return [...ahead];
}

/** Fields that do nothing beside the others. */
function idleRules(judged: Judged<OfferOf<"bulky">>): Problem[] {
	const { days, fees, pay, hold, refund, allowance } = judged.offer;
	const ofWeek = days.from === "weekdays" || days.from === "wish";
	const isBooked = ofWeek || days.from === "rounds";
	const given: readonly (readonly [string, boolean])[] = [
		["days.weekdays", days.weekdays !== undefined && !ofWeek],
		["days.districts", days.districts !== undefined && !ofWeek],
		["days.capacity", days.capacity !== undefined && (!isBooked || days.from === "wish")],
		["days.lead", days.lead !== undefined && !isBooked],
		["days.horizon", days.horizon !== undefined && !isBooked],
		["hold", hold !== undefined && pay !== "online"],
		["refund", refund !== undefined && pay === "none"],
		['fees ("beyond")', fees.some((fee) => "when" in fee && fee.when === "beyond") && !allowance],
	];
	const idle = given.flatMap(([name, isIdle]) => (isIdle ? [name] : []));
	if (idle.length === 0) return [];
	return [
		doubt(judged, {
			code: "idle_rule",
			at: "",
			what: `${listWords(idle, 8)} bewirkt hier nichts.`,
			remedy: 'Das Feld löschen, oder ergänzen, worauf es sich bezieht ("days.from", "pay", "allowance").',
		}),
	];
}
