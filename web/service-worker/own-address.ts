/** Where a click leads. Whatever leads elsewhere, or is no address, leads to the beginning. */
export function ownAddress(address: string, origin: string): string {
	try {
		const target = new URL(address, origin);
		if (target.origin === origin) return target.href;
	} catch {}
	return origin;
}
