/** First parts of addresses that the server answers itself, with data: no town may be called so. */
export const FOR_PROGRAMS: RegExp = /^\/(?:api|feed|healthz|metrics|test)(?:\/|$)/u;

/** The same for people: a page that is no town's. */
const OF_THE_PAGE: readonly string[] = ["embed"];

export function isReserved(name: string): boolean {
	return FOR_PROGRAMS.test(`/${name}`) || OF_THE_PAGE.includes(name);
}
