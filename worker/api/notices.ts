import { Hono } from "hono";
import * as v from "valibot";
import { publicNoticesShape } from "../../data/model/desk.ts";
import { LANGUAGES } from "../../data/model/language.ts";
import { wallClock } from "../../data/model/zone.ts";
import type { Edge, TownVariables } from "../edge.ts";
import { answerOnce, etagOf } from "../http/unchanged.ts";
import { inLanguage, toldNotices } from "../town/told-notices.ts";
import { describe, pathOf } from "./describe.ts";
import { queryOf } from "./query.ts";

const query = {
	lang: v.optional(
		v.pipe(v.picklist(LANGUAGES), v.description("Where a notice has no text in it, the town's first language.")),
		LANGUAGES[0],
	),
};

export function noticeRoutes(edge: Edge) {
	return new Hono<TownVariables>().get(
		"/notices",
		describe({
			tag: "towns",
			path: pathOf("town"),
			isKept: true,
			summary: "What the town has to say beside the dates, now and soon",
			operationId: "getNotices",
			answers: publicNoticesShape,
			problems: ["malformed", "unknown_town", "broken_town"],
		}),
		queryOf(query),
		async (c) => {
			const { town } = c.var.reading.dataset;
			const kept = (await edge.notices?.of(town.id)) ?? [];
			const told = toldNotices(kept, wallClock(town.zone, edge.now()).day);
			const body = JSON.stringify(told.map((notice) => inLanguage(notice, town, c.req.valid("query").lang)));
			const etag = await etagOf(body);
			return answerOnce(c.req.raw.headers, {
				validators: { etag },
				// What is written at six in the morning is to be read at six.
				headers: { "content-type": "application/json", "cache-control": "no-cache" },
				body: () => body,
			});
		},
	);
}
