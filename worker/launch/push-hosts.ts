/** A push service that the operator allows beside the public ones. */
export interface PushHost {
	/** The origin of its endpoints: what a browser names, and the `aud` of the tokens. */
	readonly origin: string;
	/** Where it is really reached: `127.0.0.1:9001`. */
	readonly address: string;
	readonly isTls: boolean;
	/** The name on its certificate. */
	readonly host: string;
}

/**
 * Reads `TONNENTAG_PUSH_HOSTS`: comma-separated, each `origin` or `origin>address`:
 * `https://up.example`, `https://jmt17.google.com>http://127.0.0.1:9002`. Throws on anything else.
 */
export function parsePushHosts(text: string): PushHost[] {
	return text
		.split(",")
		.map((each) => each.trim())
		.filter((each) => each !== "")
		.map(parsePushHost);
}

function parsePushHost(text: string): PushHost {
	const [named = "", led = named] = text.split(">");
	const [origin, target] = [parseOrigin(named, text), parseOrigin(led, text)];
	const isTls = target.protocol === "https:";
	const port = target.port === "" ? (isTls ? "443" : "80") : target.port;
	return { origin: origin.origin, address: `${target.hostname}:${port}`, isTls, host: target.hostname };
}

function parseOrigin(text: string, whole: string): URL {
	const url = URL.parse(text);
	const isLawful =
		url && /^https?:$/u.test(url.protocol) && url.pathname === "/" && url.search === "" && url.hash === "";
	if (!isLawful) throw new Error(`TONNENTAG_PUSH_HOSTS: not an origin, or origin>address: ${whole}`);
	return url;
}

/** The `host:port` of an http address such as `TONNENTAG_CLOCK`. Throws on anything else. */
export function parseHttpAddress(name: string, text: string): string {
	const url = URL.parse(text);
	if (url?.protocol !== "http:") throw new Error(`${name}: not an http address: ${text}`);
	return `${url.hostname}:${url.port === "" ? "80" : url.port}`;
}
