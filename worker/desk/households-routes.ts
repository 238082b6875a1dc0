import { type Context, Hono } from "hono";
import { collectionsOf, type Dataset, findService } from "../../data/model/dataset.ts";
import { type Day, daysBetween, monthOf } from "../../data/model/day.ts";
import {
	type Figures,
	makeFigure,
	makeHouseholds,
	type Plan,
	parseAs,
	reachAskedShape,
	type StrikeAsked,
	strikeAskedShape,
} from "../../data/model/desk.ts";
import type { ServiceId } from "../../data/model/service.ts";
import { wallClock } from "../../data/model/zone.ts";
import { townAt } from "../edge.ts";
import { readBody } from "../http/body.ts";
import { makeProblem } from "../http/problem.ts";
import type { TallyDay } from "../remind/slice-api.ts";
import { type DeskVariables, only } from "./access.ts";
import type { Desks } from "./desks.ts";
import { strikeWords } from "./strike-words.ts";

type DeskContext = Context<DeskVariables>;

/** How many are told, in which words, and how far the dates reach. Nothing here speaks of fewer than five. */
export function householdRoutes(desks: Desks): Hono<DeskVariables> {
	return new Hono<DeskVariables>()
		.post("/reach", only("clerk"), (c) => reach(desks, c))
		.post("/strike", only("clerk"), (c) => strike(desks, c))
		.get("/figures", only("clerk", "host"), (c) => figures(desks, c))
		.get("/plan", only("clerk", "haulier", "host"), (c) => plan(desks, c));
}

async function reach(desks: Desks, c: DeskContext): Promise<Response> {
	const body = await readBody(c, parseAs(reachAskedShape), LARGEST);
	if (!body.ok) return body.problem;
	const { reached } = await desks.figures(c.var.town, body.value);
	return c.json({ households: makeHouseholds(reached) });
}

/** A city's places by their ids. */
const LARGEST = 2 * 1024 * 1024;

/** The line in `changes.csv` is the page's to write and to compile: here it is said what it would do. */
async function strike(desks: Desks, c: DeskContext): Promise<Response> {
	const body = await readBody(c, parseAs(strikeAskedShape), LARGEST);
	if (!body.ok) return body.problem;
	const state = await townAt(desks.edge, c, c.var.town);
	if (state?.kind !== "ready") return makeProblem({ code: "unknown_town" });
	const { dataset } = state.reading;
	const services = body.value.services.flatMap((id) => findService(dataset, id as ServiceId) ?? []);
	if (services.length < body.value.services.length) return makeProblem({ code: "unknown_service" });
	const asked = { places: placesHit(dataset, body.value), services: services.map(({ id }) => id) };
	const { to, reason } = body.value;
	const words = strikeWords(
		services.map(({ label }) => label),
		to,
		reason,
	);
	const { reached } = await desks.figures(c.var.town, asked);
	return c.json({ households: makeHouseholds(reached), words });
}

/** Of the places that are asked about those where any of the services comes on that day. */
function placesHit(dataset: Dataset, { services, places, day }: StrikeAsked): string[] {
	const asked = places && new Set(places);
	const query = { period: { from: day, to: day }, services: services as ServiceId[] };
	return dataset.streets
		.flatMap((street) => street.places)
		.filter((place) => (asked?.has(place.id) ?? true) && collectionsOf(dataset, place, query).length > 0)
		.map(({ id }) => id);
}

async function figures(desks: Desks, c: DeskContext): Promise<Response> {
	const told = figuresOf(await desks.figures(c.var.town, { places: [] }));
	return c.req.query("format") === "csv" ? csvAnswer(told) : c.json(told);
}

/** For the spreadsheet that the figures go into; what is fewer than five is empty. */
function csvAnswer({ days }: Figures): Response {
	const lines = days.map(({ day, delivered, lost }) => `${day};${delivered ?? ""};${lost ?? ""}\r\n`);
	return new Response(`day;delivered;lost\r\n${lines.join("")}`, {
		headers: {
			"content-type": "text/csv; charset=utf-8",
			"content-disposition": 'attachment; filename="figures.csv"',
		},
	});
}

/** What of what was sent came to nothing, in the ledger's words. */
const LOST: readonly string[] = ["gone", "refused", "expired", "unknown"];

function figuresOf({
	subscriptions,
	days,
}: {
	readonly subscriptions: number;
	readonly days: readonly TallyDay[];
}): Figures {
	const byDay = Map.groupBy(days, ({ day }) => day);
	const sum = (each: readonly TallyDay[], counts: (outcome: string) => boolean) =>
		each.filter(({ outcome }) => counts(outcome)).reduce((total, { count }) => total + count, 0);
	return {
		subscriptions: makeFigure(subscriptions),
		days: [...byDay].sort(byName).map(([day, each]) => ({
			day,
			delivered: makeFigure(sum(each, (outcome) => outcome === "sent")),
			lost: makeFigure(sum(each, (outcome) => LOST.includes(outcome))),
		})),
	};
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
	return one < other ? -1 : 1;
}

/** From 1 October on, or when so few days are left, next year's dates have to be got. */
const [DUE_FROM_MONTH, DUE_BEFORE] = [10, 60];

async function plan(desks: Desks, c: DeskContext): Promise<Response> {
	const state = await townAt(desks.edge, c, c.var.town);
	if (state?.kind !== "ready") return makeProblem({ code: "unknown_town" });
	const { dataset } = state.reading;
	return c.json(planOf(dataset, wallClock(dataset.town.zone, desks.edge.now()).day));
}

export function planOf(dataset: Dataset, today: Day): Plan {
	const { to: until } = dataset.coverage;
	const days = daysBetween(today, until);
	const isAutumn = monthOf(today) >= DUE_FROM_MONTH && until.slice(0, 4) === today.slice(0, 4);
	const services = dataset.services.map(({ id, label }) => ({ id, label, until: lastOf(dataset, id) ?? until }));
	return { until, days, isDue: isAutumn || days < DUE_BEFORE, services };
}

/** The last day on which a service comes anywhere. */
function lastOf({ rounds }: Dataset, service: ServiceId): Day | undefined {
	const days = rounds.filter((round) => round.service === service).flatMap(({ dates }) => dates.map(({ day }) => day));
	return days
		.filter((day) => day !== undefined)
		.reduce<Day | undefined>((last, day) => (last && last > day ? last : day), undefined);
}
