import type { Context, MiddlewareHandler } from "hono";

declare module "hono" {
	interface ContextVariableMap {
		/** What stands in the answered document itself, as the policy names it by its content. */
		readonly within?: Within;
		/** Origins whose pages may show the document in a frame. */
		readonly frameAncestors?: readonly string[] | undefined;
		/** Any page may read the answer (`any-origin.ts`). */
		readonly isPublic?: boolean;
	}
}

interface Within {
	readonly styles: readonly string[];
	readonly scripts: readonly string[];
}

/**
 * The page is made of our own files alone: no other host, nothing inline but what the
 * build put into the first view, each piece by its hash. Lit makes its templates through
 * the one policy `lit-html`; `tonnentag` is the page's own, for the address of its
 * service worker. `data:` images are small drawings in style sheets.
 */
const pagePolicy = ({ styles, scripts }: Within, frameAncestors: readonly string[]): string =>
	[
		"default-src 'none'",
		["script-src 'self'", ...scripts].join(" "),
		["style-src 'self'", ...styles].join(" "),
		"img-src 'self' data:",
		"font-src 'self'",
		"connect-src 'self'",
		"manifest-src 'self'",
		"worker-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		["frame-ancestors", ...(frameAncestors.length > 0 ? frameAncestors : ["'none'"])].join(" "),
		"require-trusted-types-for 'script'",
		"trusted-types lit-html tonnentag",
	].join("; ");

/** Answers that are no page: whatever a browser makes of them, it may load and run nothing. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** The service worker lives under the policy that its own script came with: it fetches, from here only. */
const SERVICE_WORKER = "/sw.js";
const SERVICE_WORKER_POLICY = `${DATA_POLICY}; connect-src 'self'`;

/** What nobody asks a device for. */
const DENIED =
	"accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()";
/** Where waste was dumped: asked of the device after a press, by the page alone. */
const DENIED_TO_PAGES = DENIED.replace("geolocation=()", "geolocation=(self)");

const ALWAYS: readonly (readonly [string, string])[] = [
	["x-content-type-options", "nosniff"],
	["referrer-policy", "no-referrer"],
	["cross-origin-opener-policy", "same-origin"],
	["cross-origin-resource-policy", "same-origin"],
];

/** Two years; without `includeSubDomains`: other hosts of a municipality are not ours to decide on. */
const TRANSPORT = "max-age=63072000";

/** Security headers and the moment on every answer. `isHttps` tells whether people reach the public address of the request so. */
export function guard(isHttps: (c: Context) => boolean, now: () => number): MiddlewareHandler {
	return async (c, next) => {
		await next();
		const { headers } = c.res;
		for (const [name, value] of ALWAYS) headers.set(name, value);
		// RFC 9110 6.6.1. A page sees by it that the device's clock is wrong.
		headers.set("date", new Date(now()).toUTCString());
		if (c.var.isPublic) headers.set("cross-origin-resource-policy", "cross-origin");
		// A 304 takes the place of nothing: its policy would replace that of the page which the browser has.
		if (c.res.status === 304) return;
		headers.set("content-security-policy", policyFor(c));
		headers.set("permissions-policy", isPage(c) ? DENIED_TO_PAGES : DENIED);
		if (isHttps(c)) headers.set("strict-transport-security", TRANSPORT);
	};
}

function isPage({ res }: Context): boolean {
	return res.headers.get("content-type")?.startsWith("text/html") === true;
}

function policyFor(c: Context): string {
	const { within = { styles: [], scripts: [] }, frameAncestors = [] } = c.var;
	if (isPage(c)) return pagePolicy(within, frameAncestors);
	return c.req.path === SERVICE_WORKER ? SERVICE_WORKER_POLICY : DATA_POLICY;
}
