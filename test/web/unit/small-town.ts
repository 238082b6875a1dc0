import type { Round, RoundDate } from "../../../data/model/collection.ts";
import type { Dataset } from "../../../data/model/dataset.ts";
import { type Day, parseDay } from "../../../data/model/day.ts";
import { parseNumberSet } from "../../../data/model/number.ts";
import { parseServiceId, type Service } from "../../../data/model/service.ts";
import type { Part, Place, PlaceId, Street, StreetId } from "../../../data/model/street.ts";
import { type Minutes, parseTime } from "../../../data/model/time.ts";
import { parseTownId } from "../../../data/model/town.ts";
import { parseZone, type WallClock } from "../../../data/model/zone.ts";

/** A town as small as the tests of the page allow. */

export const residual = service("rest", "residual", true);
export const paper = service("papier", "paper", true);
export const van = service("schadstoff", "hazardous", false);

const source = { file: "plan.csv", line: 2 };

export const rounds = {
	residual: round(residual, [date("2026-12-01"), date("2026-12-15")]),
	paper: round(paper, [
		date("2026-12-04", { day: day("2026-12-05"), reason: "Streik" }),
		date("2026-12-11", { day: undefined, reason: "Streik" }),
		date("2026-12-18"),
	]),
	van: round(van, [date("2026-12-01", { at: [{ place: "Marktplatz", from: time("09:00"), until: time("12:00") }] })]),
} as const;

export const plain = street("Ahornweg", [place("ahorn", { kind: "whole" })]);
export const split = street("Hauptstraße", [
	place("haupt-gerade", numbers("even 2-28")),
	place("haupt-ungerade", numbers("odd 1-27")),
]);
export const described = street("Elsestraße", [
	place("else-bahn", { kind: "words", words: "vom Bahnhof bis zur Else" }),
	place("else-rest", { kind: "words", words: "ab der Else" }),
]);

export const town: Dataset = {
	town: {
		id: known(parseTownId("kleinstadt")),
		name: "Kleinstadt",
		state: "HE",
		zone: known(parseZone("Europe/Berlin")),
		languages: ["de"],
		contact: { name: "Rathaus", email: "rathaus@kleinstadt.example" },
		putOut: { earliest: time("18:00"), latest: time("06:00") },
		cutoff: time("12:00"),
		publisher: "Stadt Kleinstadt",
		invented: true,
		confirmed: true,
		edition: 0,
	},
	coverage: { from: day("2026-01-01"), to: day("2026-12-31") },
	editions: ["2026-11-22T06:00:00Z"],
	services: [residual, paper, van],
	rounds: Object.values(rounds),
	streets: [plain, split, described],
	retired: { places: new Map(), services: [] },
};

export function at(moment: string): WallClock {
	const [on = "", clock = ""] = moment.split(" ");
	return { day: day(on), time: time(clock) };
}

export function day(text: string): Day {
	return known(parseDay(text));
}

export function time(text: string): Minutes {
	return known(parseTime(text));
}

export function known<T>(value: T | undefined): T {
	if (value === undefined) throw new Error("the fixture is wrong");
	return value;
}

export function place(id: string, part: Part): Place {
	const assignments = Object.values(rounds).map((each) => ({ round: each, sources: [source], edition: 0 }));
	return { id: id as PlaceId, part, rows: [], assignments };
}

export function street(name: string, places: Place[]): Street {
	return { id: name.toLowerCase() as StreetId, name, places };
}

function numbers(set: string): Part {
	return { kind: "numbers", numbers: known(parseNumberSet(set)) };
}

function service(id: string, fraction: Service["fraction"], usual: boolean): Service {
	return { id: known(parseServiceId(id)), fraction, label: id, form: "bin", usual, letter: "X", edition: 0 };
}

function round({ id }: Service, dates: RoundDate[]): Round {
	return { service: id, dates };
}

function date(planned: string, other: Partial<RoundDate> = {}): RoundDate {
	return { planned: day(planned), day: day(planned), source, edition: 0, ...other };
}
