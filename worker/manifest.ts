import { type Context, Hono } from "hono";
import type { Town } from "../data/model/town.ts";
import { type Edge, readyTowns, townAt } from "./edge.ts";
import { answerOnce, etagOf } from "./http/unchanged.ts";
import type { TownReading } from "./town/reading.ts";

/** Behind the `#` of a start address: a set-up that goes along into the installed app (`web/addresses/shared-setup.ts`). */
const START = /^\/#einrichten=[a-z0-9/,:-]{1,600}$/u;

/**
 * The manifest of a town: its name, colour and arms in place of ours. `?town=` where the address shows several;
 * `?start=` is where the installed app begins, for phones on which it shares no memory with the browser. Passed
 * over where no town is meant: then the file of the build is the answer.
 */
export function manifestRoutes(edge: Edge): Hono {
	return new Hono()
		.get("/:manifest{manifest\\.[a-z]{2}\\.webmanifest}", async (c, next) => {
			const reading = await townMeant(edge, c);
			const file = reading && (await edge.page.open(c.req.path.slice(1)));
			if (!reading || !file) return next();
			const built: unknown = JSON.parse(new TextDecoder().decode(await file.bytes()));
			return answer(c, "application/manifest+json", JSON.stringify(ofTown(built, reading.dataset.town, startIn(c))));
		})
		.get("/api/towns/:town/icon.svg", async (c, next) => {
			const state = await townAt(edge, c, c.req.param("town"));
			const look = state?.kind === "ready" ? state.reading.dataset.town.look : undefined;
			return look?.arms ? answer(c, "image/svg+xml", drawn(look.arms, look.accent?.lightWash)) : next();
		});
}

async function townMeant(edge: Edge, c: Context): Promise<TownReading | undefined> {
	const towns = await readyTowns(edge, c);
	const asked = c.req.query("town");
	if (asked === undefined && towns.length > 1) return undefined;
	return asked === undefined ? towns[0] : towns.find(({ dataset }) => dataset.town.id === asked);
}

function startIn(c: Context): string | undefined {
	const start = c.req.query("start") ?? "";
	return START.test(start) ? start : undefined;
}

function ofTown(built: unknown, { id, name, look }: Town, start: string | undefined): object {
	const { icons, ...rest } = built as { icons: readonly object[] };
	const arms = { src: `/api/towns/${id}/icon.svg`, sizes: "any", type: "image/svg+xml" };
	return {
		...rest,
		name: `Tonnentag ${name}`,
		short_name: name,
		...(start && { start_url: start }),
		...(look?.accent && { theme_color: look.accent.light }),
		// Whoever draws no SVG finds ours.
		icons: look?.arms ? [...icons, arms, { ...arms, purpose: "maskable" }] : icons,
	};
}

/** The arms with room around them, whatever the device cuts off. */
function drawn(arms: string, ground = "#fbfaf7"): string {
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><rect width="512" height="512" fill="${ground}"/><image href="${arms}" x="116" y="116" width="280" height="280"/></svg>`;
}

async function answer(c: Context, type: string, body: string): Promise<Response> {
	const etag = await etagOf(body);
	const headers = { "content-type": type, "cache-control": "no-cache" };
	return answerOnce(c.req.raw.headers, { validators: { etag }, headers, body: () => body });
}
