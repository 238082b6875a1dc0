/** Hosts of the public push services, exactly, and suffixes of those that give each browser a host of its own. */
const PUBLIC_HOSTS = [
	"fcm.googleapis.com",
	"jmt17.google.com",
	"updates.push.services.mozilla.com",
	"web.push.apple.com",
];
const PUBLIC_SUFFIXES = [".push.apple.com", ".notify.windows.com"];

/** Longer endpoints are not known to exist. */
const LONGEST = 1000;

/** Where a push may go. `route` names the binding for a host that the operator allowed. */
export interface Way {
	readonly host: string;
	readonly audience: string;
	readonly route?: string | undefined;
	/** Public services are approached with a ramp. */
	readonly isPaced: boolean;
}

/** `origin` to the name of the binding that leads there, from `TONNENTAG_PUSH_HOSTS`. */
export type Routes = ReadonlyMap<string, string>;

/**
 * The way to an endpoint, or `undefined` where nothing may ever be sent: another host,
 * a port, a user, another scheme, or a spelling that the URL parser would change
 * (fullwidth letters and ideographic dots turn into allowed hosts only by parsing).
 */
export function wayTo(endpoint: string, routes: Routes): Way | undefined {
	const url = endpoint.length <= LONGEST ? URL.parse(endpoint) : null;
	if (!url || url.href !== endpoint || url.username !== "" || url.password !== "") return undefined;
	// An empty fragment, too: the same endpoint would have two names.
	if (endpoint.includes("#")) return undefined;
	const { host, origin: audience } = url;
	const route = routes.get(audience);
	if (route !== undefined) return { host, audience, route, isPaced: false };
	if (url.protocol !== "https:" || url.port !== "" || !isPublic(host)) return undefined;
	return { host, audience, isPaced: true };
}

function isPublic(host: string): boolean {
	if (PUBLIC_HOSTS.includes(host)) return true;
	return PUBLIC_SUFFIXES.some(
		(suffix) => host.endsWith(suffix) && /^[a-z0-9.-]+$/u.test(host.slice(0, -suffix.length)),
	);
}
