import * as v from "valibot";
import { parsedBy } from "../../model/parsed-by.ts";
import { parseAccent, READABLE } from "./accent.ts";
import { text } from "./pieces.ts";

/** What `town.json` says of the town itself, beside its dates. */

export const email = v.pipe(text, v.email("ist keine E-Mail-Adresse"));
export const webAddress = v.pipe(text, v.regex(/^https?:\/\//, "ist keine Adresse mit https://"));
const addressLines = v.pipe(v.array(text), v.minLength(2, "hat keine Zeile mit Straße und keine mit Ort"));

const office = v.strictObject({
	name: text,
	address: v.optional(addressLines),
	email: v.optional(email),
	phone: v.optional(text),
	url: v.optional(webAddress),
});

export const legal = v.strictObject({
	address: v.optional(addressLines),
	represented: v.optional(text),
	vatId: v.optional(text),
	privacyOfficer: v.optional(office),
	processors: v.optional(v.array(office)),
	enforcement: v.optional(office),
});

export const look = v.strictObject({
	accent: v.optional(
		parsedBy(parseAccent, `ist als Akzentfarbe nicht lesbar: gebraucht wird #rrggbb mit ${READABLE}:1 auf Weiß`),
	),
	/** A file in the town's folder. */
	arms: v.optional(
		v.pipe(text, v.regex(/^(?!.*\.\.)[\w][\w./-]*\.(?:svg|png)$/, "ist kein Name einer Datei .svg oder .png")),
	),
});
