import { type Context, Hono, type MiddlewareHandler } from "hono";
import type { Place, Street } from "../../../data/model/street.ts";
import { FRESH } from "../../api/towns.ts";
import { type Edge, type TownVariables, townOfAddress } from "../../edge.ts";
import { type ApiProblem, makeProblem } from "../../http/problem.ts";
import { answerOnce, makeEtag } from "../../http/unchanged.ts";
import { isOrt, makeFraktionen, makeOrte, makeStrassen, makeStrasseWithNumbers, makeTermine } from "./answers.ts";
import { type Described, describeAbfallNavi } from "./describe.ts";
import { type Directory, directoryOf } from "./directory.ts";
import { onlyPlaceOf } from "./house-numbers.ts";

type Asked = Context<TownVariables>;

const NONE: ApiProblem = { code: "not_found" };

/** AbfallNavi's addresses and shapes, for its clients: only their base address has to be set. */
export function abfallNaviRoutes(edge: Edge) {
	const answer = (c: Asked, body: unknown, caching = FRESH) =>
		answerOnce(c.req.raw.headers, {
			validators: { etag: makeEtag(edge.revision, c.var.reading.hash) },
			headers: { "content-type": "application/json; charset=utf-8", "cache-control": caching },
			body: () => JSON.stringify(body),
		});
	/** Answers what `make` finds; a problem where it finds nothing. */
	const route = (described: Described, make: (found: Found) => unknown, caching?: string) =>
		[
			describeAbfallNavi(described),
			(c: Asked) => {
				const made = make(findIn(c));
				return isProblem(made) ? makeProblem(made) : answer(c, made, caching);
			},
		] as const;
	return new Hono<TownVariables>()
		.use(townOfAddress(edge), switchedOn)
		.get("/orte", ...route("orte", ({ c }) => makeOrte(c.var.reading.dataset)))
		.get("/orte/:ort/strassen", ...route("strassenInOrt", strassenInOrt))
		.get("/orte/:ort/strassen/:strasse", ...route("strasseInOrt", strasseInOrt))
		.get("/strassen/:strasse", ...route("strasse", withNumbers))
		.get(
			"/fraktionen",
			...route("fraktionen", ({ c, directory }) => makeFraktionen(directory, c.var.reading.dataset.services)),
		)
		.get("/strassen/:strasse/fraktionen", ...route("fraktionenInStrasse", fraktionenInStrasse))
		.get("/strassen/:strasse/termine", ...route("termineInStrasse", termineInStrasse))
		.get("/strassen/:strasse/bezirke", ...route("bezirkeInStrasse", ({ street }) => (street ? [] : NONE)))
		.get("/hausnummern/:nummer/fraktionen", ...route("fraktionenInHausnummer", fraktionenAtPlace, "no-store"))
		.get("/hausnummern/:nummer/termine", ...route("termineInHausnummer", termineAtPlace, "no-store"));
}

/** Their clients send the number of a house: a town may not want that. */
const switchedOn: MiddlewareHandler<TownVariables> = async (c, next) =>
	c.var.reading.dataset.town.abfallnavi === false ? makeProblem(NONE) : next();

/** What the numbers in an address stand for. */
interface Found {
	readonly c: Asked;
	readonly directory: Directory;
	readonly street: Street | undefined;
	/** Of a house number. */
	readonly place: Place | undefined;
}

function findIn(c: Asked): Found {
	const directory = directoryOf(c.var.reading.dataset);
	const street = directory.street(numberOf(c, "strasse"));
	return { c, directory, street, place: directory.choice(numberOf(c, "nummer"))?.place };
}

/** -1 where there is none. */
function numberOf(c: Asked, name: string): number {
	const text = c.req.param(name) ?? "";
	return /^\d{1,16}$/.test(text) ? Number(text) : -1;
}

function strassenInOrt({ c, directory }: Found) {
	return isOrt(numberOf(c, "ort")) ? makeStrassen(c.var.reading.dataset, directory, c.req.query("q") ?? "") : NONE;
}

/** A list, though it is one. */
function strasseInOrt(found: Found) {
	const street = isOrt(numberOf(found.c, "ort")) ? withNumbers(found) : NONE;
	return isProblem(street) ? street : [street];
}

function withNumbers({ c, directory, street }: Found) {
	return street ? makeStrasseWithNumbers(c.var.reading.dataset, directory, street) : NONE;
}

function fraktionenInStrasse({ directory, street }: Found) {
	if (!street) return NONE;
	const present = new Set(street.places.flatMap((place) => directory.servicesAt(place)));
	return makeFraktionen(directory, [...present]);
}

function fraktionenAtPlace({ directory, place }: Found) {
	return place ? makeFraktionen(directory, directory.servicesAt(place)) : NONE;
}

/** An empty list would say that nothing is collected. */
function termineInStrasse(found: Found) {
	if (!found.street) return NONE;
	return termine(found, onlyPlaceOf(found.street)) ?? ({ code: "number_needed" } satisfies ApiProblem);
}

function termineAtPlace(found: Found) {
	return termine(found, found.place) ?? NONE;
}

function termine({ c, directory }: Found, place: Place | undefined) {
	const asked = c.req.queries("fraktion")?.filter((each) => each !== "");
	if (asked?.every((each) => /^\d{1,9}$/.test(each)) === false)
		return { code: "malformed", errors: [{ field: "fraktion", code: "not_a_number" }] } satisfies ApiProblem;
	const numbers = asked && asked.length > 0 ? asked.map(Number) : undefined;
	return place && makeTermine(c.var.reading.dataset, directory, place, numbers);
}

function isProblem(made: unknown): made is ApiProblem {
	return typeof made === "object" && made !== null && "code" in made;
}
