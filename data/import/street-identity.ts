/** One spelling for a street's name, whatever way it is written: `Frankenstr.` and `Frankenstraße` are one street. */
export function foldStreet(name: string): string {
	return name
		.toLowerCase()
		.normalize("NFC")
		.replace(/ß/gu, "ss")
		.replace(/ä/gu, "ae")
		.replace(/ö/gu, "oe")
		.replace(/ü/gu, "ue")
		.replace(/str(?:\.|asse)(?=$|[\s,(-])/gu, "str")
		.replace(/\bsankt\b/gu, "st")
		.normalize("NFD")
		.replace(/\p{M}/gu, "")
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}

interface Named {
	readonly name: string;
	readonly postcode?: string | undefined;
	readonly locality?: string | undefined;
}

/** The same street, however its name is spelled; another one under another postcode or in another village. */
export function streetKey({ name, postcode = "", locality = "" }: Named): string {
	return [foldStreet(name), postcode, locality && foldStreet(locality)].join("|");
}

/** Lower-case ASCII words with hyphens: ids of streets. */
export function slug(name: string): string {
	return (
		foldStreet(name)
			.replace(/[^a-z0-9]+/gu, "-")
			.replace(/^-|-$/gu, "") || "strasse"
	);
}

/**
 * Six base-36 characters of a 53-bit string hash (cyrb53, public domain): short ids
 * that come out the same when a town is compiled again from nothing.
 */
export function shortHash(text: string): string {
	let [high, low] = [0xdeadbeef, 0x41c6ce57];
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		high = Math.imul(high ^ code, 2654435761);
		low = Math.imul(low ^ code, 1597334677);
	}
	high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
	low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
	const value = 4294967296 * (2097151 & low) + (high >>> 0);
	return value.toString(36).padStart(6, "0").slice(-6);
}
