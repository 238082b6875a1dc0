import { parseTownId, type TownId } from "../../data/model/town.ts";

/** One public address of the product. */
export interface Origin {
	/** `https://abfall.example` */
	readonly address: string;
	/** The only town that it shows; absent: all. */
	readonly town?: TownId | undefined;
}

/**
 * Reads `TONNENTAG_ORIGINS`: `https://abfall.example=town,https://alle.example`.
 * Throws on anything else: a product with a wrong address would hand out dead links.
 */
export function parseOrigins(text: string): Origin[] {
	return text
		.split(",")
		.map((each) => each.trim())
		.filter((each) => each !== "")
		.map(parseOrigin);
}

function parseOrigin(text: string): Origin {
	const [address = "", name] = text.split("=");
	const url = URL.parse(address);
	const town = name === undefined ? undefined : parseTownId(name);
	const lawful = url && /^https?:$/.test(url.protocol) && url.pathname === "/" && url.search === "" && url.hash === "";
	if (!lawful || (name !== undefined && !town)) throw new Error(`TONNENTAG_ORIGINS: not an address: ${text}`);
	return { address: url.origin, town };
}

/**
 * The public address under which a request came, by its Host: behind a proxy the
 * scheme that arrives here is not the one that people use. A host that nobody
 * configured gets the first address; without any configuration the request's own stands.
 */
export function originOf(requested: string, origins: readonly Origin[]): Origin {
	const { host, origin } = new URL(requested);
	return origins.find(({ address }) => new URL(address).host === host) ?? origins[0] ?? { address: origin };
}
