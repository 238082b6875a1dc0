import type { Context, MiddlewareHandler } from "hono";

/**
 * The page is made of our own files alone: no other host, nothing inline. Lit makes
 * its templates through the one policy `lit-html`; `tonnentag` is the page's own, for
 * the address of its service worker. `data:` images are small drawings in style sheets.
 */
const PAGE_POLICY = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self' data:",
	"font-src 'self'",
	"connect-src 'self'",
	"manifest-src 'self'",
	"worker-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
	"trusted-types lit-html tonnentag",
].join("; ");

/** Answers that are no page: whatever a browser makes of them, it may load and run nothing. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const ALWAYS: readonly (readonly [string, string])[] = [
	["x-content-type-options", "nosniff"],
	["referrer-policy", "no-referrer"],
	["cross-origin-opener-policy", "same-origin"],
	["cross-origin-resource-policy", "same-origin"],
	[
		"permissions-policy",
		"accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()",
	],
];

/** Two years; without `includeSubDomains`: other hosts of a municipality are not ours to decide on. */
const TRANSPORT = "max-age=63072000";

/** Security headers on every answer. `isHttps` tells whether people reach the public address of the request so. */
export function guard(isHttps: (c: Context) => boolean): MiddlewareHandler {
	return async (c, next) => {
		await next();
		const { headers } = c.res;
		for (const [name, value] of ALWAYS) headers.set(name, value);
		// A 304 takes the place of nothing: its policy would replace that of the page which the browser has.
		if (c.res.status === 304) return;
		const isPage = headers.get("content-type")?.startsWith("text/html") ?? false;
		headers.set("content-security-policy", isPage ? PAGE_POLICY : DATA_POLICY);
		if (isHttps(c)) headers.set("strict-transport-security", TRANSPORT);
	};
}
