import { Hono } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import { collectionRoutes } from "./api/collections.ts";
import { datasetRoutes } from "./api/dataset.ts";
import { noticeRoutes } from "./api/notices.ts";
import { openApiRoute } from "./api/openapi.ts";
import { placeRoutes } from "./api/places.ts";
import { streetRoutes } from "./api/streets.ts";
import { townRoutes } from "./api/towns.ts";
import { backupRoutes, type Keeper } from "./backup/route.ts";
import { abfallNaviRoutes } from "./compat/abfallnavi/route.ts";
import { openErzRoutes } from "./compat/openerz/route.ts";
import type { Desks } from "./desk/desks.ts";
import { deskRoutes } from "./desk/routes.ts";
import { type Edge, publicOrigin, type TownVariables, townOfAddress } from "./edge.ts";
import { feedRoutes } from "./feed/route.ts";
import { healthRoute } from "./health/route.ts";
import type { Health } from "./health/state.ts";
import { anyOrigin } from "./http/any-origin.ts";
import { guard } from "./http/guard.ts";
import { makeProblem } from "./http/problem.ts";
import { manifestRoutes } from "./manifest.ts";
import { Page, pageFile, pageRoutes, townAsMeant } from "./page.ts";
import { slicesRoute } from "./remind/moving/route.ts";
import type { Reminders } from "./remind/reminders.ts";
import { removedTownRoutes } from "./remind/removed-towns.ts";
import { reminderRoutes, tickRoute } from "./remind/subscriptions/routes.ts";
import type { RequestDesks } from "./requests/request-desks.ts";
import { offerRoutes, requestRoutes } from "./requests/routes.ts";

/** What anybody may read from any page: nothing of it depends on who asks. */
const PUBLIC = [
	"/feed/*",
	"/api/towns",
	"/api/towns/*",
	"/api/openapi.json",
	"/api/calendar",
	"/api/calendar.json",
	"/api/calendar.ics",
	"/api/parameter/*",
	"/api/stations",
	"/api/stations.json",
	"/abfallnavi/*",
];

/** What a home has beside its towns and its page. */
export interface Parts {
	readonly reminders?: Reminders;
	readonly desks?: Desks;
	readonly requests?: RequestDesks;
	readonly keeper?: Keeper;
	/** Told how everything is, whenever somebody asks. */
	readonly note?: (health: Health) => void;
}

/** Every route of the product, for any home. */
export function makeApp(edge: Edge, { reminders, desks, requests, keeper, note }: Parts = {}): Hono {
	const app = new Hono();
	const page = new Page(edge.page);
	app.use(guard((c) => publicOrigin(edge, c).address.startsWith("https:"), edge.now));
	for (const path of PUBLIC) app.use(path, anyOrigin);
	app.use(
		methodNotAllowed({
			app,
			onMethodNotAllowed: (_, methods) =>
				makeProblem({ code: "method_not_allowed", headers: { allow: methods.join(", ") } }),
		}),
	);
	app.route("/", townRoutes(edge));
	app.route("/api/towns/:town", routesOfTown(edge, requests));
	if (requests) app.route("/", requestRoutes(requests));
	app.route("/", feedRoutes(edge));
	app.route("/", openErzRoutes(edge));
	app.route("/abfallnavi/:town/rest", abfallNaviRoutes(edge));
	app.route("/", openApiRoute(app, edge));
	app.route("/", healthRoute(edge, reminders, note));
	if (reminders)
		for (const routes of [reminderRoutes, removedTownRoutes, slicesRoute]) app.route("/", routes(reminders));
	if (desks) app.route("/", deskRoutes(desks));
	if (keeper) app.route("/", backupRoutes(edge, keeper));
	if (reminders?.clock.isForTests) app.route("/", tickRoute(reminders));
	app.route("/", manifestRoutes(edge));
	app.route("/", pageRoutes(edge, page));
	app.notFound(async (c) => (await townAsMeant(edge, c)) ?? pageFile(c, page));
	app.onError((error, c) => {
		edge.tell({ event: "failed", route: c.req.routePath, ...placeOf(error) });
		return makeProblem({ code: "internal" });
	});
	return app;
}

function routesOfTown(edge: Edge, requests: RequestDesks | undefined): Hono<TownVariables> {
	const routes = new Hono<TownVariables>()
		.use(townOfAddress(edge))
		.route("/", datasetRoutes())
		.route("/", noticeRoutes(edge))
		.route("/", streetRoutes(edge))
		.route("/", placeRoutes(edge))
		.route("/", collectionRoutes(edge));
	return requests ? routes.route("/", offerRoutes(requests)) : routes;
}

/** What kind of failure it was, and where: its words may repeat what the request held. */
function placeOf({ name, stack }: Error): { readonly error: string; readonly at: string | undefined } {
	return { error: name, at: /[\w.-]+:\d+:\d+/u.exec(stack?.split("\n").at(1) ?? "")?.[0] };
}
