import { Hono } from "hono";
import { openAPIRouteHandler } from "hono-openapi";

/** `GET /api/openapi.json`: made from the routes themselves, so it cannot fall behind them. */
export function openApiRoute(app: Hono): Hono {
	const handler = openAPIRouteHandler(app, {
		documentation: {
			openapi: "3.1.0",
			info: {
				title: "Tonnentag",
				version: "1",
				description: "Which bin goes out, and when: towns, streets, places, their collections, and calendar feeds.",
				license: { name: "EUPL-1.2", identifier: "EUPL-1.2" },
			},
		},
		defaultValidationErrorResponse: false,
	});
	return new Hono().get("/api/openapi.json", handler);
}
