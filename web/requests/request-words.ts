import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { regionOf } from "../../data/model/language.ts";
import type { Offer } from "../../data/model/offer-shape.ts";
import { type Instant, wallClock, type Zone } from "../../data/model/zone.ts";
import type { OwnRequest, Refused } from "../device/own-request.ts";
import { shortDay, withCommas } from "../words/day-words.ts";
import { currentLanguage } from "../words/page-language.ts";
import { timeWords } from "../words/time-words.ts";
import { stateWords } from "./state-words.ts";

/** How it stands, as far as this device knows. */
export function stageWords({ stage, told }: OwnRequest): string {
	if (stage === "waiting") return msg("Noch nicht gesendet: wartet auf eine Verbindung");
	if (stage === "leaving") return msg("Wird abgesagt, sobald eine Verbindung da ist");
	if (stage === "refused" || !told) return msg("Nicht angenommen");
	return stateWords(told.state);
}

export function euros(cents: number): string {
	const format = { style: "currency", currency: "EUR" } as const;
	return new Intl.NumberFormat(regionOf(currentLanguage()), format).format(cents / 100);
}

export function count(number: number): string {
	return new Intl.NumberFormat(regionOf(currentLanguage())).format(number);
}

/** `Fr 4.12., 16 Uhr`, by the town's clock. */
export function momentWords(zone: Zone, instant: Instant): string {
	const { day, time } = wallClock(zone, instant);
	return withCommas(shortDay(day), timeWords(time));
}

/** What is wrong with a field, for who fills it in. */
export function flawWords(field: string, code: string): string {
	const own = FIELDS[`${field}.${code}`] ?? FIELDS[code];
	return own?.() ?? msg("Bitte prüfen Sie diese Angabe.");
}

const empty = () => msg("Bitte füllen Sie das aus.");
const house = () => msg("Bitte geben Sie eine Hausnummer ein, zum Beispiel 12 oder 12a.");
const choose = () => msg("Bitte wählen Sie etwas aus.");
const FIELDS: Readonly<Record<string, () => string>> = {
	missing: empty,
	empty,
	wrong_type: empty,
	too_short: empty,
	too_long: () => msg("Das ist zu lang."),
	not_plain: () => msg("Darin steht ein Zeichen, das wir nicht annehmen können."),
	"number.missing": house,
	"number.empty": house,
	"number.not_a_number": house,
	"number.too_long": house,
	"number.not_in_place": () => msg("Diese Hausnummer gehört nicht zu Ihrem Teil der Straße."),
	not_an_address: () => msg("Das ist keine E-Mail-Adresse."),
	"contact.phone.not_a_number": () => msg("Das ist keine Telefonnummer."),
	not_an_account: () => msg("Die Nummer steht auf Ihrem Gebührenbescheid: Ziffern, Buchstaben, Punkt, Strich."),
	"items.missing": () => msg("Bitte nennen Sie mindestens ein Stück."),
	"day.missing": choose,
	"days.missing": choose,
	"size.missing": choose,
	"reason.missing": choose,
	"what.missing": choose,
	"service.missing": choose,
	"checks.missing": () => msg("Bitte prüfen Sie alles und kreuzen Sie es an."),
	not_answered: () => msg("Bitte prüfen Sie alles und kreuzen Sie es an."),
	"role.missing": () => msg("Bestellen kann, wem das Haus gehört oder wer es verwaltet."),
	"point.missing": () => msg("Bitte sagen Sie, wo es liegt."),
	no_start: () => msg("Ab diesem Tag geht es nicht mehr. Bitte wählen Sie einen anderen."),
};

/** Why something was not taken; with the section of the statute where a rule says so. */
export function refusalWords(why: Refused, offer: Offer | undefined, zone: Zone): TemplateResult {
	if (why.rules && why.rules.length > 0)
		return html`${why.rules.map(
			(rule) => html`<span class="rule">${ruleWords(rule, offer)}${statuteOf(rule.section, rule.url)}</span> `,
		)}`;
	const [first] = why.errors ?? [];
	if (first) return html`${flawWords(first.field, first.code)}`;
	return html`${codeWords(why, zone)}${offer?.statute && why.code !== "unknown_offer" ? statuteOf(`${offer.statute.section} ${offer.statute.name}`, offer.statute.url) : nothing}`;
}

function codeWords({ code, from, to }: Refused, zone: Zone): string {
	switch (code) {
		case "day_full":
			return msg("Dieser Tag ist inzwischen ausgebucht. Bitte wählen Sie einen anderen.");
		case "too_late":
			return msg("Dafür ist es zu spät.");
		case "outside_window": {
			const [first, last] = [from, to].map((each) => momentWords(zone, Date.parse(each ?? "")));
			return msg(str`Das geht nur von ${first} bis ${last}.`, { desc: "day and time, day and time" });
		}
		case "unknown_place":
			return msg("Diese Adresse kennt die Gemeinde nicht mehr. Bitte wählen Sie sie noch einmal.");
		case "unknown_offer":
			return msg("Das bietet die Gemeinde nicht mehr an.");
		default:
			return msg("Der Server hat es nicht angenommen.");
	}
}

function statuteOf(section: string | undefined, url: string | undefined) {
	if (section === undefined) return nothing;
	const words = html`<span lang="de">${section}</span>`;
	return html` (${url === undefined ? words : html`<a href=${url} rel="noreferrer">${words}</a>`})`;
}

function ruleWords({ rule, most = 0 }: { rule: string; most?: number | undefined }, offer: Offer | undefined): string {
	const [kind = "", id = ""] = rule.split(".");
	const limit = count(most);
	if (rule === "most.litres") return msg(str`Es sind zu viele Liter: höchstens ${limit}.`);
	if (rule === "most.items") return msg(str`Es sind zu viele Stücke: höchstens ${limit}.`);
	if (kind === "days") return dayRule(id);
	const label =
		offer?.kind === "bulky" ? [...offer.items, ...offer.groups].find((each) => each.id === id)?.label : undefined;
	return msg(str`Höchstens ${limit} × ${label ?? id}.`, { desc: "number, thing" });
}

function dayRule(id: string): string {
	switch (id) {
		case "closed":
			return msg("An diesem Tag wird nichts abgeholt.");
		case "beyond_horizon":
			return msg("So weit im Voraus geht es noch nicht.");
		default:
			return msg("An diesem Tag geht es bei Ihnen nicht.");
	}
}
