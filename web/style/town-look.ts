import type { Look } from "../../data/model/town.ts";

/** Puts the town's colour where the page's own stood; the import has made sure that it can be read. */
export function wear(look: Look | undefined): void {
	const { light, lightWash, dark, darkWash } = look?.accent ?? {};
	const wanted = { "town-light": light, "town-light-wash": lightWash, "town-dark": dark, "town-dark-wash": darkWash };
	// Through the object model: style attributes are refused by the content security policy.
	const { style } = document.documentElement;
	for (const [name, colour] of Object.entries(wanted))
		if (colour) style.setProperty(`--${name}`, colour);
		else style.removeProperty(`--${name}`);
}
