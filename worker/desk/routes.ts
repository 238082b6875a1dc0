import { Hono } from "hono";
import { isReserved } from "../../data/model/reserved.ts";
import { parseTownId } from "../../data/model/town.ts";
import { publicOrigin } from "../edge.ts";
import { makeProblem } from "../http/problem.ts";
import { type DeskVariables, knowCaller } from "./access.ts";
import type { Desks } from "./desks.ts";
import { draftRoutes } from "./draft-routes.ts";
import { editionRoutes } from "./edition-routes.ts";
import { householdRoutes } from "./households-routes.ts";
import { noticeRoutes } from "./notice-routes.ts";
import { peopleRoutes } from "./people-routes.ts";
import { requestDeskRoutes } from "./request-routes.ts";

/** `/api/desk/{town}/…`: what a town's people do there, signed in by passkey, or the host by its secret. */
export function deskRoutes(desks: Desks): Hono<DeskVariables> {
	const routes = new Hono<DeskVariables>().basePath("/api/desk/:town");
	routes.use(async (c, next) => {
		const town = parseTownId(c.req.param("town") ?? "");
		const { town: shown = town } = publicOrigin(desks.edge, c);
		if (!town || isReserved(town) || town !== shown) return makeProblem({ code: "unknown_town" });
		c.set("town", town);
		return next();
	});
	routes.use(knowCaller(desks));
	routes.route("/", peopleRoutes(desks));
	routes.route("/", editionRoutes(desks));
	routes.route("/", draftRoutes(desks));
	routes.route("/", requestDeskRoutes(desks));
	routes.route("/", noticeRoutes(desks));
	routes.route("/", householdRoutes(desks));
	return routes;
}
