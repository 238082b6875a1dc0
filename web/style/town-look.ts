import type { NamedTown } from "../../data/model/town.ts";

/** The town whose colour and arms the page wears; a `change` event says that it is another. */
class Worn extends EventTarget {
	town: NamedTown | undefined;
}

export const worn = new Worn();

/** Puts the town's colour where the page's own stood; the import has made sure that it can be read. */
export function wear(town: NamedTown | undefined): void {
	const { light, lightWash, dark, darkWash } = town?.look?.accent ?? {};
	const wanted = { "town-light": light, "town-light-wash": lightWash, "town-dark": dark, "town-dark-wash": darkWash };
	// Through the object model: style attributes are refused by the content security policy.
	const { style } = document.documentElement;
	for (const [name, colour] of Object.entries(wanted))
		if (colour) style.setProperty(`--${name}`, colour);
		else style.removeProperty(`--${name}`);
	worn.town = town;
	worn.dispatchEvent(new Event("change"));
}
