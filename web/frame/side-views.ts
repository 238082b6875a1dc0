/**
 * What stands on the page beside the questions and the dates. Its name is behind the
 * `#` of the address: links work without a server, and a server never sees them.
 */
export const SIDE_VIEWS = [
	"monat",
	"drucken",
	"adressen",
	"teilen",
	"daten",
	"datenschutz",
	"impressum",
	"barrierefreiheit",
	"einfach",
	"mehr",
	"anliegen",
] as const;

/** Not a view: a place beside the dates. */
export const REMINDERS = "#erinnerung";

export type SideView = (typeof SIDE_VIEWS)[number];

export function sideViewIn(hash: string): SideView | undefined {
	// Requests have addresses of their own below their view.
	return SIDE_VIEWS.find((view) => `#${view}` === hash || (view === "anliegen" && hash.startsWith(`#${view}/`)));
}

/** Views of a household's own dates; the others can be read by anyone. */
export function isOwn(view: SideView): boolean {
	return ["monat", "drucken", "adressen", "teilen", "mehr"].includes(view);
}
