import type { Round, RoundDate } from "../../data/model/collection.ts";
import type { Dataset } from "../../data/model/dataset.ts";
import { type Day, parseDay } from "../../data/model/day.ts";
import { type NumberSet, parseNumberSet } from "../../data/model/number.ts";
import { parseServiceId, type Service, type ServiceId } from "../../data/model/service.ts";
import type { Part, Place, PlaceId, StreetId } from "../../data/model/street.ts";
import { type Minutes, parseTime } from "../../data/model/time.ts";
import { parseTownId } from "../../data/model/town.ts";
import { parseZone } from "../../data/model/zone.ts";

/** A small lawful town with one of each thing that routes and feed have to answer for. */

export function must<T>(value: T | undefined): T {
	if (value === undefined) throw new Error("the fixture is wrong");
	return value;
}

export const day = (text: string): Day => must(parseDay(text));
export const serviceId = (text: string): ServiceId => must(parseServiceId(text));
const time = (text: string): Minutes => must(parseTime(text));
const numbers = (text: string): NumberSet => must(parseNumberSet(text));
const source = (line: number) => ({ file: "abfuhr.csv", line });

const service = (id: string, fraction: Service["fraction"], label: string): Service => ({
	id: serviceId(id),
	fraction,
	label,
	form: "bin",
	usual: true,
	letter: label.slice(0, 1),
	edition: 0,
});

export const planned = (text: string, more: Partial<RoundDate> = {}): RoundDate => ({
	planned: day(text),
	day: day(text),
	source: source(7),
	edition: 0,
	...more,
});

export const rounds = {
	rest: {
		service: serviceId("rest"),
		name: "Bezirk 1",
		dates: ["2026-08-03", "2026-12-01", "2027-12-30"].map((each) => planned(each)),
	},
	bio: {
		service: serviceId("bio"),
		dates: [
			planned("2026-12-01"),
			planned("2026-12-25", { day: day("2026-12-28"), reason: "1. Weihnachtstag", moved: source(90), edition: 1 }),
			planned("2027-01-08", { day: undefined, reason: "Warnstreik" }),
		],
	},
	van: {
		service: serviceId("schadstoff"),
		dates: [
			planned("2026-12-05", {
				at: [{ place: "Marktplatz, Nordseite", from: time("14:00"), until: time("16:00") }],
				note: "Nur haushaltsübliche Mengen.",
			}),
		],
	},
} satisfies Record<string, Round>;

const place = (id: string, part: Part, served: readonly Round[]): Place => ({
	id: id as PlaceId,
	part,
	rows: [],
	assignments: served.map((round) => ({ round, sources: [source(3)], edition: 0 })),
});

const all = [rounds.rest, rounds.bio, rounds.van];

export function inventedTown(): Dataset {
	return {
		town: {
			id: must(parseTownId("teststadt")),
			name: "Teststadt, an der Söhre",
			state: "HE",
			zone: must(parseZone("Europe/Berlin")),
			languages: ["de", "en"],
			contact: { name: "Abfallberatung", email: "abfall@teststadt.example" },
			putOut: { earliest: time("18:00"), latest: time("06:00") },
			cutoff: time("12:00"),
			publisher: "Stadt Teststadt",
			invented: true,
			confirmed: true,
			edition: 0,
		},
		coverage: { from: day("2026-01-01"), to: day("2027-12-31") },
		editions: ["2026-10-01T08:00:00Z", "2026-11-10T09:30:00Z"],
		services: [
			service("rest", "residual", "Restmüll"),
			service("bio", "organic", "Bioabfall"),
			service("schadstoff", "hazardous", "Schadstoffmobil"),
		],
		rounds: all,
		streets: [
			{ id: "ahornweg" as StreetId, name: "Ahornweg", places: [place("p-ahorn", { kind: "whole" }, all)] },
			{
				id: "hauptstr" as StreetId,
				name: "Hauptstraße",
				postcode: "35999",
				locality: "Oberau",
				places: [
					place("p-gerade", { kind: "numbers", numbers: numbers("even 2-") }, all),
					place("p-ungerade", { kind: "numbers", numbers: numbers("odd 1-") }, [rounds.rest]),
				],
			},
			{
				id: "bahnhofstr" as StreetId,
				name: "Bahnhofstraße",
				places: [
					place("p-bahn", { kind: "words", words: "von der Bahn bis zur Else" }, all),
					place("p-else", { kind: "words", words: "hinter der Else" }, [rounds.rest]),
				],
			},
		],
		retired: {
			places: new Map([
				["old-one" as PlaceId, ["p-ahorn" as PlaceId]],
				["old-two" as PlaceId, ["p-gerade" as PlaceId, "p-ungerade" as PlaceId]],
				["old-none" as PlaceId, []],
			]),
			services: [{ id: serviceId("papier-alt"), label: "Altpapier", edition: 0 }],
		},
	};
}
