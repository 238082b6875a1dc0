import { type Context, Hono } from "hono";
import { generateSpecs } from "hono-openapi";
import { type Edge, publicOrigin } from "../edge.ts";
import { TAGS } from "./describe.ts";

const DOCUMENTATION = {
	openapi: "3.1.0",
	info: {
		title: "Tonnentag",
		version: "1",
		description:
			"Which bin goes out, and when: towns, streets, places, their collections, calendar feeds and reminders. Errors are problem details (RFC 9457) with a stable `code`.",
		contact: { name: "Tonnentag", url: "https://github.com/tonnentag/tonnentag" },
		license: { name: "EUPL-1.2", identifier: "EUPL-1.2" },
	},
	tags: Object.entries(TAGS)
		.map(([name, description]) => ({ name, description }))
		.sort((one, other) => (one.name < other.name ? -1 : 1)),
	/** Nobody has to prove anything, except who changes a subscription. */
	security: [],
	components: {
		securitySchemes: {
			token: {
				type: "http" as const,
				scheme: "bearer",
				description: "The `token` that was answered when the subscription was made",
			},
		},
	},
};

/** `GET /api/openapi.json`: made from the routes themselves, so it cannot fall behind them. */
export function openApiRoute(app: Hono, edge: Edge): Hono {
	let made: ReturnType<typeof generateSpecs> | undefined;
	return new Hono().get("/api/openapi.json", async (c: Context) => {
		made ??= generateSpecs(app, OPTIONS, c);
		return c.json({ ...(await made), servers: [{ url: publicOrigin(edge, c).address }] });
	});
}

const OPTIONS = {
	documentation: DOCUMENTATION,
	defaultValidationErrorResponse: false,
	// Addresses that end like a file are routes, too.
	excludeStaticFile: false,
};
