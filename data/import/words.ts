/** Words that findings have in common. */

interface Labelled {
	readonly id: string;
	readonly label: string;
}

/** "«Restmüll» (rest)": the name that people read, and the id that files and recipes write. */
export function serviceWords(services: readonly Labelled[], id: string): string {
	const label = services.find((service) => service.id === id)?.label;
	return label === undefined || label === id ? `«${id}»` : `«${label}» (${id})`;
}

/** " in Tour «3»"; nothing for the round of a whole town, and for one that only its dates tell apart. */
export function inTour(name: string | undefined): string {
	return name ? ` in Tour «${name}»` : "";
}

/** "eine weitere Tour", "3 weitere Touren". */
export function moreOf(count: number, one: string, many: string): string {
	return count === 1 ? `eine weitere ${one}` : `${count} weitere ${many}`;
}

/** "«1», «2» und 3 weitere". */
export function listWords(names: readonly string[], most: number): string {
	const shown = names.slice(0, most).map((name) => `«${name}»`);
	const more = names.length - shown.length;
	return more > 0 ? `${shown.join(", ")} und ${more} weitere` : shown.join(", ");
}
