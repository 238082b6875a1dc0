import type { Context, MiddlewareHandler } from "hono";
import type { Instant } from "../data/model/zone.ts";
import type { HomeFiles } from "./home/files.ts";
import { type Origin, originOf } from "./http/origin.ts";
import { makeProblem } from "./http/problem.ts";
import type { NoticeShelf } from "./town/notice-shelf.ts";
import type { TownReading } from "./town/reading.ts";
import type { TownShelf, TownState } from "./town/shelf.ts";

/** All that the routes need of the world. Only the entry point makes one from a real machine. */
export interface Edge {
	readonly now: () => Instant;
	readonly towns: TownShelf;
	/** What the towns tell beside their dates; absent where there are no desks. */
	readonly notices?: NoticeShelf | undefined;
	/** The built page. */
	readonly page: HomeFiles;
	readonly origins: readonly Origin[];
	/** Changes with every build; part of the validators of what the code makes out of the data. */
	readonly revision: string;
	/** The host's secret (`http/host-secret.ts`); absent: nobody proves to be the host. */
	readonly admin?: string | undefined;
	/** Told of failures, without anything of the request but the pattern of its route. */
	readonly tell: (event: Readonly<Record<string, unknown>>) => void;
}

/** What the routes of one town find in their context. */
export interface TownVariables {
	readonly Variables: { readonly reading: TownReading };
}

export function publicOrigin(edge: Edge, c: Context): Origin {
	return originOf(c.req.url, edge.origins);
}

/** A town under the address that was asked for: an address of one town knows no other. */
export async function townAt(edge: Edge, c: Context, name: string): Promise<TownState | undefined> {
	const { town } = publicOrigin(edge, c);
	return town === undefined || town === name ? edge.towns.find(name) : undefined;
}

/** The towns that the address shows and that can be served, by name. */
export async function readyTowns(edge: Edge, c: Context): Promise<TownReading[]> {
	const { town } = publicOrigin(edge, c);
	const states = [...(await edge.towns.all()).values()];
	const readings = states.flatMap((state) => (state.kind === "ready" ? [state.reading] : []));
	return readings
		.filter(({ dataset }) => town === undefined || dataset.town.id === town)
		.sort((one, other) => one.dataset.town.name.localeCompare(other.dataset.town.name, "de"));
}

/** Puts the town of the address into the context; 404 where there is none, 503 where its file is broken. */
export function townOfAddress(edge: Edge): MiddlewareHandler<TownVariables> {
	return async (c, next) => {
		const state = await townAt(edge, c, c.req.param("town") ?? "");
		if (!state) return makeProblem({ code: "unknown_town" });
		if (state.kind === "broken") return makeProblem({ code: "broken_town", headers: { "retry-after": "60" } });
		c.set("reading", state.reading);
		return next();
	};
}
