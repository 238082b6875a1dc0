/** First parts of addresses that the server answers itself, the page never: no town may be called so. */
export const FOR_PROGRAMS: RegExp = /^\/(?:api|feed|healthz|metrics|test|embed|abfallnavi|open311)(?:\/|$)/u;

/** What the page may answer without the server: the start and the towns, but no file and nothing of the server's own. */
export const OF_THE_PAGE: RegExp = /^\/(?!(?:api|feed|healthz|metrics)(?:\/|$))[^/.]*\/?$/u;

/** Further parts of addresses, now or planned, and a town's name where there is none. */
const TAKEN: readonly string[] = ["desk", "own", "pay", "request", "calendar", "parameter", "stations"];

export function isReserved(name: string): boolean {
	return FOR_PROGRAMS.test(`/${name}`) || TAKEN.includes(name);
}
