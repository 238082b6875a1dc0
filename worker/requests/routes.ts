import { Hono } from "hono";
import * as v from "valibot";
import { findPlace } from "../../data/model/dataset.ts";
import { findOffer, requestsOf } from "../../data/model/offer.ts";
import { quoteOf } from "../../data/model/quote.ts";
import { changeShape, parseQuote, quoteShape, requestShape } from "../../data/model/request.ts";
import { choicesShape, filedShape, quotedShape, rulesShape, toldShape } from "../../data/model/request-answers.ts";
import { dayChoices } from "../../data/model/request-days.ts";
import { type Described, describe, pathOf } from "../api/describe.ts";
import { queryOf } from "../api/query.ts";
import type { TownVariables } from "../edge.ts";
import { readBody } from "../http/body.ts";
import { makeProblem, type ProblemCode, tooMany } from "../http/problem.ts";
import { file } from "./filing.ts";
import { change, eraseOrCancel, read } from "./own-request.ts";
import { getPhoto, putPhoto } from "./photos.ts";
import type { RequestDesks } from "./request-desks.ts";

/** Below `/api/towns/{town}`: what can be asked for, and what is free. */
export function offerRoutes({ edge, requests }: RequestDesks): Hono<TownVariables> {
	return new Hono<TownVariables>()
		.get(
			"/offers",
			described("What the town takes requests for", "listOffers", rulesShape, TOWN, { path: pathOf("town") }),
			(c) => c.json({ offers: requestsOf(c.var.reading.dataset).offers }),
		)
		.get(
			"/offers/:offer/days",
			described(
				"The days of an offer, with the places left",
				"listOfferDays",
				choicesShape,
				[...OFFER, "unknown_place", "malformed"],
				OF_OFFER,
			),
			AT_PLACE,
			async (c) => {
				const { dataset } = c.var.reading;
				const offer = findOffer(dataset, c.req.param("offer"));
				const { place } = findPlace(dataset, c.req.valid("query").place) ?? {};
				if (offer?.kind !== "bulky") return makeProblem({ code: "unknown_offer" });
				if (!place) return makeProblem({ code: "unknown_place" });
				const taken = await requests(dataset.town.id).takenDays(offer.id);
				const choices = dayChoices(dataset, offer, { place, now: edge.now(), taken: (day) => taken.get(day) ?? 0 });
				return c.json(choices, 200, { "cache-control": "no-store" });
			},
		)
		.post(
			"/offers/:offer/quote",
			described("What a pile comes to", "quote", quotedShape, [...OFFER, ...BODY], { ...OF_OFFER, body: quoteShape }),
			async (c) => {
				const offer = findOffer(c.var.reading.dataset, c.req.param("offer"));
				if (offer?.kind !== "bulky") return makeProblem({ code: "unknown_offer" });
				const body = await readBody(c, parseQuote);
				if (!body.ok) return body.problem;
				return c.json(quoteOf(offer, body.value.items, body.value.express), 200, { "cache-control": "no-store" });
			},
		);
}

/** `/api/requests…`: filed by anybody, seen by whoever has its secret. */
export function requestRoutes(desks: RequestDesks): Hono {
	return (
		new Hono()
			// A filing is counted where it is read, as something new.
			.use("/api/requests/:code/*", async (c, next) => {
				const wait = desks.rateLimit.wait(c, "change");
				return wait > 0 ? tooMany(wait) : next();
			})
			.post(
				"/api/requests",
				described(
					"Ask the town hall for something; the same secret is the same request",
					"fileRequest",
					filedShape,
					FILING,
					{
						status: 201,
						body: requestShape,
						also: { 200: "It was filed before with this secret; nothing is filed twice" },
					},
				),
				(c) => file(c, desks),
			)
			.get("/api/requests/:code", described("A request of one's own", "getRequest", toldShape, OWN, OF_ONE), (c) =>
				read(c, desks),
			)
			.patch(
				"/api/requests/:code",
				described("Change it", "changeRequest", toldShape, [...OWN, ...CHANGE, ...BODY], {
					...OF_ONE,
					body: changeShape,
				}),
				(c) => change(c, desks),
			)
			.delete(
				"/api/requests/:code",
				described(
					"Cancel it; with `erase` forget all of it at once",
					"cancelRequest",
					toldShape,
					[...OWN, "too_late", "malformed"],
					{
						...OF_ONE,
						also: { 204: "Everything that was kept of it is deleted" },
					},
				),
				WITH_ERASE,
				(c) => eraseOrCancel(c, desks),
			)
			.put(
				"/api/requests/:code/photos/:n",
				described(
					"Add a photo, as `image/jpeg` of at most a megabyte",
					"putPhoto",
					toldShape,
					[...OWN, ...PHOTO],
					OF_PHOTO,
				),
				(c) => putPhoto(c, desks),
			)
			.get(
				"/api/requests/:code/photos/:n",
				described("A photo of one's own request", "getPhoto", "image/jpeg", [...OWN, "not_found"], OF_PHOTO),
				(c) => getPhoto(c, desks),
			)
	);
}

const AT_PLACE = queryOf({ place: v.pipe(v.string("repeated"), v.description("The place whose days are asked for")) });
const WITH_ERASE = queryOf({
	erase: v.optional(v.pipe(v.string("repeated"), v.description("Forget all of it at once, instead of 14 days after"))),
});

const TOWN: readonly ProblemCode[] = ["unknown_town", "broken_town"];
const OFFER: readonly ProblemCode[] = [...TOWN, "unknown_offer"];
const BODY: readonly ProblemCode[] = ["malformed", "no_json", "too_slow", "body_too_large"];
const CHANGE: readonly ProblemCode[] = ["unlawful", "rule", "too_late", "day_full", "outside_window", "unknown_place"];
const FILING: readonly ProblemCode[] = [
	...OFFER,
	...BODY,
	...CHANGE,
	"code_taken",
	"too_many_requests",
	"storage_full",
];
const OWN: readonly ProblemCode[] = [
	"unauthorised",
	"unknown_request",
	"broken_town",
	"too_many_requests",
	"storage_full",
	"stale",
];
const PHOTO: readonly ProblemCode[] = ["no_jpeg", "body_too_large", "too_slow", "unlawful", "too_late"];

const OF_OFFER = { path: pathOf("town", "offer") } as const;
const OF_ONE = { isOwn: true, path: pathOf("code") } as const;
const OF_PHOTO = { isOwn: true, path: pathOf("code", "n") } as const;

function described(
	summary: string,
	operationId: string,
	answers: Described["answers"],
	problems: readonly ProblemCode[],
	more: Partial<Described> = {},
) {
	return describe({ tag: "requests", summary, operationId, answers, problems: [...new Set(problems)], ...more });
}
