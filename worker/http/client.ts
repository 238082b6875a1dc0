/** Whoever comes past the proxy, or behind one that names nobody. */
const NOBODY = "?";
const LONGEST = 64;

/**
 * Whom a request is charged to, by the header that our own proxy writes: the last entry of a list, which is what
 * that proxy saw itself, and not what the client wrote before it. IPv6 by /64, which is what one line has.
 */
export function clientOf(header: string | undefined): string {
	const last = header?.split(",").at(-1)?.trim().toLowerCase() ?? "";
	const bare = /^\[([^\]]*)\]/u.exec(last)?.[1] ?? last.replace(/^([\d.]+):\d+$/u, "$1");
	if (bare === "") return NOBODY;
	return bare.includes(":") ? networkOf(bare) : bare.slice(0, LONGEST);
}

function networkOf(address: string): string {
	const mapped = /^::ffff:([\d.]+)$/u.exec(address)?.[1];
	if (mapped !== undefined) return mapped;
	const [head = "", tail] = address.split("%")[0]?.split("::") ?? [];
	const [front, back] = [groupsOf(head), groupsOf(tail ?? "")];
	const gap = tail === undefined ? [] : Array.from({ length: Math.max(8 - front.length - back.length, 0) }, () => "0");
	const groups = [...front, ...gap, ...back].slice(0, 4);
	return `${groups.map((group) => group.replace(/^0+(?=.)/u, "").slice(0, 4)).join(":")}::/64`;
}

function groupsOf(text: string): string[] {
	return text === "" ? [] : text.split(":");
}
