import type { ServiceId } from "../../model/service.ts";
import type { Part } from "../../model/street.ts";
import type { StreetName } from "../draft.ts";
import type { IcsEvent } from "../read/ics-calendar.ts";
import { readNumberWording } from "../read/number-wording.ts";
import { fillTemplate, matchPattern, type Pattern, parsePattern } from "../read/pattern.ts";
import { roundNamed } from "../round-key.ts";
import { type Calendar, type CalendarContext, wordsOf } from "./calendar-file.ts";
import { nameNotFit, unfilled, unreadNumbers } from "./calendar-findings.ts";

type Values = Readonly<Record<string, string>>;

interface Place {
	/** Absent where the town has a list of streets. */
	readonly street: StreetName | undefined;
	readonly part: Part;
	readonly round: string;
}

interface Named {
	readonly file: string;
	readonly round: string;
	readonly calendarName: string;
}

const WHOLE: Part = { kind: "whole" };

/** Whose dates the events are: by the file's name, LOCATION, and what stands around the wording. */
export class PlaceReader {
	readonly #named: Named;
	readonly #step: Calendar;
	readonly #context: CalendarContext;
	readonly #ofFile: Values;
	readonly #location: Pattern | undefined;
	readonly #told = new Set<string>();
	/** By round, with the services that were read for it and the line of the first. */
	readonly #districts = new Map<string, { place: Place; services: Map<ServiceId, number> }>();

	constructor(named: Named, step: Calendar, context: CalendarContext) {
		this.#named = named;
		this.#step = step;
		this.#context = context;
		this.#location = step.location === undefined ? undefined : parsePattern(step.location);
		this.#ofFile = this.#valuesOfName();
	}

	#valuesOfName(): Values {
		const { named } = this.#step;
		const { file } = this.#named;
		const pattern = named === undefined ? undefined : parsePattern(named);
		if (!pattern || named === undefined) return {};
		// within its folder and its archive
		const values = matchPattern(pattern, file.split(/ > |\//u).at(-1) ?? file);
		if (!values) this.#context.draft.problems.push(nameNotFit(file, named));
		return values ?? {};
	}

	/** What is nearest to the wording wins. */
	valuesOf(event: IcsEvent, ofWording: Values): Values {
		const location = wordsOf(event, "LOCATION", this.#context.languages);
		const ofLocation = (this.#location && matchPattern(this.#location, location)) ?? {};
		const { round, calendarName } = this.#named;
		const known = { location, calendar: calendarName, ...(round !== "" && { round }) };
		return { ...known, ...this.#ofFile, ...ofLocation, ...ofWording };
	}

	/** A calendar of addresses has a round per address, a calendar of a district the district. */
	placeOf(event: IcsEvent, given: Values): Place | undefined {
		const { street, numbers, postcode, locality } = this.#step;
		const values = { ...given, round: given.round ?? "" };
		if (street === undefined) return { street: undefined, part: WHOLE, round: values.round };
		const [name = "", wording = "", ...area] = [street, numbers, postcode, locality].map((template) =>
			template === undefined ? "" : fillTemplate(template, values).trim(),
		);
		if (name === "" || [name, wording, ...area].some((text) => /\{[^{}]*\}/u.test(text)))
			return this.#tell(`place ${name}`, () => unfilled(this.#named.file, event.line, "street", name));
		const part = this.#partOf(event, wording);
		if (!part) return undefined;
		const [zip = "", town = ""] = area;
		const isOfAddress = !street.includes("{round}") || /\{(?!round\})[^{}]*\}/u.test(street) || numbers !== undefined;
		const round = isOfAddress ? [name, wording, ...area].filter((each) => each !== "").join(" ") : values.round;
		return { street: { name, ...(zip && { postcode: zip }), ...(town && { locality: town }) }, part, round };
	}

	#partOf(event: IcsEvent, wording: string): Part | undefined {
		if (wording === "") return WHOLE;
		const read = readNumberWording(wording, { equalEnds: "both-sides" });
		if (read?.kind === "numbers") return read;
		if (read?.kind === "words" && !/\d/u.test(wording)) return { kind: "words", words: wording };
		return this.#tell(`numbers ${wording}`, () => unreadNumbers(this.#named.file, event.line, wording));
	}

	#tell(cause: string, make: () => CalendarContext["draft"]["problems"][number]): undefined {
		if (!this.#told.has(cause)) this.#context.draft.problems.push(make());
		this.#told.add(cause);
		return undefined;
	}

	/** The service has dates there. */
	note(place: Place, service: ServiceId, line: number): void {
		if (!place.street) return;
		const district = this.#districts.get(place.round) ?? { place, services: new Map<ServiceId, number>() };
		this.#districts.set(place.round, district);
		if (!district.services.has(service)) district.services.set(service, line);
	}

	/** Without a list of streets each district is an entry to choose. */
	assign(): void {
		const { draft, period } = this.#context;
		for (const { place, services } of this.#districts.values()) {
			const { street, part, round: name } = place;
			const key = roundNamed(name);
			const isKnown = (service: ServiceId) =>
				draft.assignments.some(
					(each) => each.service === service && each.round.key === key && each.street.name === street?.name,
				);
			for (const [service, line] of [...services].filter(([each]) => !isKnown(each))) {
				const source = { file: this.#named.file, line };
				if (street) draft.assignments.push({ street, part, service, round: { key, name }, period, source });
			}
		}
	}
}
