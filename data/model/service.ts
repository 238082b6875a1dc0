import type { Fraction } from "./fraction.ts";

export type ServiceId = string & { readonly brand: unique symbol };

/** How what is put out looks: the page draws it. */
export const FORMS = ["bin", "container", "sack", "bundle", "van", "tree", "pile"] as const;
export type Form = (typeof FORMS)[number];

export function parseServiceId(text: string): ServiceId | undefined {
	return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 40 ? (text as ServiceId) : undefined;
}

/** What a town offers under a fraction. The household says which services it has. */
export interface Service {
	readonly id: ServiceId;
	readonly fraction: Fraction;
	/** In the town's words, as it stands on the bin; the SUMMARY of the feed, so it stays spelled the same. */
	readonly label: string;
	/** What tells it from others with the same fraction: "alle 4 Wochen", "1.100 l, wöchentlich". */
	readonly detail?: string | undefined;
	readonly form: Form;
	/** Offered ticked when a household chooses. */
	readonly usual: boolean;
	/** `#rrggbb`, where the town's bins differ from the usual colours. */
	readonly lid?: string | undefined;
	readonly body?: string | undefined;
	/** One or two letters for paper and small bins. */
	readonly letter: string;
	/** Index into the editions of the dataset: when the label last changed. */
	readonly edition: number;
}
