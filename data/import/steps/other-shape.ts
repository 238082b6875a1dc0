import type { Problem } from "../../model/problem.ts";

/** What a file is that a step takes for a table, and what its recipe has to say then. */
interface OtherShape {
	readonly code: string;
	readonly begins: RegExp;
	readonly what: string;
	readonly remedy: string;
}

const TREE_REMEDY =
	'Im Rezept "tree" mit "rows" und "columns" angeben (data/README.md), oder die Datei als CSV herunterladen.';

const SHAPES: readonly OtherShape[] = [
	{
		code: "web_page",
		begins: /^<(?:!doctype html|html)/iu,
		what: "Die Datei ist eine Webseite, keine Tabelle: vielleicht eine Meldung des Servers statt der Datei.",
		remedy: 'Die Datei noch einmal herunterladen; ist die Seite gemeint, im Rezept "text" mit "html": true angeben.',
	},
	{
		code: "not_a_table",
		begins: /^<(?:\?xml|[a-z])/iu,
		what: "Die Datei ist XML, keine Tabelle.",
		remedy: TREE_REMEDY,
	},
	{
		code: "not_a_table",
		begins: /^(?:\[\s{0,100}[[{"]|\{\s{0,100}["}])/u,
		what: "Die Datei ist JSON, keine Tabelle.",
		remedy: TREE_REMEDY,
	},
	{
		code: "not_a_table",
		begins: /^BEGIN:VCALENDAR/iu,
		what: "Die Datei ist ein Kalender (ICS), keine Tabelle.",
		remedy: 'Im Rezept "as": "calendar" angeben (data/README.md).',
	},
];

const HEAD = 400;

/** A page, a tree or a calendar in the place of separated values. */
export function otherShape(text: string, file: string): Problem | undefined {
	const head = text.slice(0, HEAD).trimStart();
	const found = SHAPES.find(({ begins }) => begins.test(head));
	if (!found) return undefined;
	const { code, what, remedy } = found;
	return { level: "problem", code, where: { file, line: 1 }, what, remedy };
}
