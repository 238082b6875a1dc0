import type { Edge } from "../edge.ts";
import type { Origin } from "../http/origin.ts";
import type { Party } from "./people/people-api.ts";

const LOOPBACK = /^(?:127\.0\.0\.1|\[::1\])$/u;

/**
 * The address of a town's desk, by the one that was asked: one that shows the town, the asked one if it does. A
 * passkey needs a name, so a machine that is known by numbers only is `localhost` here.
 */
export function partyOf({ origins }: Edge, asked: string, town: string): Party {
	const own = named(new URL(asked));
	const showing = origins.filter(shows(town)).map(({ address }) => named(new URL(address)));
	const url = showing.find(({ host }) => host === own.host) ?? showing[0] ?? own;
	return { town, id: url.hostname, origin: url.origin };
}

function shows(town: string): (origin: Origin) => boolean {
	return (origin) => origin.town === undefined || origin.town === town;
}

function named(url: URL): URL {
	if (LOOPBACK.test(url.hostname)) url.hostname = "localhost";
	return url;
}
