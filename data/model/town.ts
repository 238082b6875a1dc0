import { isReserved } from "./reserved.ts";
import type { Minutes } from "./time.ts";
import type { Zone } from "./zone.ts";

export type TownId = string & { readonly brand: unique symbol };

export function parseTownId(text: string): TownId | undefined {
	const lawful = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 60;
	return lawful && !isReserved(text) ? (text as TownId) : undefined;
}

export interface Contact {
	/** The office as people know it: "Abfallberatung Musterstadt". */
	readonly name: string;
	readonly email: string;
	readonly phone?: string | undefined;
	readonly url?: string | undefined;
}

/** An office with the ways to reach it. */
export interface Office {
	readonly name: string;
	/** Postal, line by line. */
	readonly address?: readonly string[] | undefined;
	readonly email?: string | undefined;
	readonly phone?: string | undefined;
	readonly url?: string | undefined;
}

/** What the law asks the host of the page to name; where something is missing, the page says so. */
export interface Legal {
	/** The publisher's postal address, line by line (§ 5 DDG). */
	readonly address?: readonly string[] | undefined;
	/** Who represents the publisher: "Bürgermeisterin Erika Mustermann". */
	readonly represented?: string | undefined;
	readonly vatId?: string | undefined;
	readonly privacyOfficer?: Office | undefined;
	/** Who runs the server on the publisher's behalf (Art. 28 DSGVO). */
	readonly processors?: readonly Office[] | undefined;
	/** Where people turn when a barrier stays: arbitration or enforcement of the state. */
	readonly enforcement?: Office | undefined;
}

/** A colour and its wash behind chosen things, as `#rrggbb`, readable on the grounds of light and dark. */
export interface Accent {
	readonly light: string;
	readonly lightWash: string;
	readonly dark: string;
	readonly darkWash: string;
}

export interface Look {
	readonly accent?: Accent | undefined;
	/** The coat of arms as a `data:` address, SVG or PNG. */
	readonly arms?: string | undefined;
}

/** What a page can be headed with before anything else of the town is known. */
export type NamedTown = Pick<Town, "name" | "look">;

/** When bins may stand at the kerb: from `earliest` on the day before until `latest` on the day. */
export interface PutOut {
	readonly earliest: Minutes;
	readonly latest: Minutes;
	/** What the statute adds, in the town's words. */
	readonly note?: string | undefined;
}

/** A municipality. */
export interface Town {
	readonly id: TownId;
	readonly name: string;
	/** ISO 3166-2:DE without the country: `HE`. */
	readonly state: string;
	readonly zone: Zone;
	/** BCP 47, the town's own first. */
	readonly languages: readonly string[];
	readonly contact: Contact;
	readonly legal?: Legal | undefined;
	readonly look?: Look | undefined;
	readonly putOut: PutOut;
	/** From this time on a collection of today counts as done. */
	readonly cutoff: Minutes;
	/** Who publishes the dates, as the page names it. */
	readonly publisher: string;
	/** False: AbfallNavi's addresses, in which house numbers have ids, are switched off. Absent: on. */
	readonly abfallnavi?: boolean | undefined;
	/** Origins whose pages may show this town in a frame. */
	readonly frameAncestors?: readonly string[] | undefined;
	/** A place people must know is invented. */
	readonly invented: boolean;
	/** False for a first dataset whose recipe was guessed and that nobody has confirmed: people must know that it is a trial. */
	readonly confirmed: boolean;
	/** Index into the editions of the dataset: when these facts last changed. */
	readonly edition: number;
}
