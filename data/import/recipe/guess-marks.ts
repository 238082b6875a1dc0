import type { Problem } from "../../model/problem.ts";
import { readJsonTree } from "../read/json-tree.ts";
import type { TreeNode } from "../read/tree.ts";
import { FRACTION_WORDS } from "./fraction-words.ts";
import type { Reader, TownFile } from "./recipe.ts";

/** `"guessed": true` in `town.json`: what `new-town` proposed and nobody has confirmed yet. */

const MARK = "guessed";

/** A warning per mark, with what was guessed in words. */
export function guessWarnings(json: string, town: TownFile): Problem[] {
	const read = readJsonTree(json);
	if (!("root" in read)) return [];
	return marksIn(read.root, "").map(({ line, path }) => ({
		level: "warning",
		code: "guess",
		where: { file: "town.json", line, field: path },
		what: `Vermutet, noch nicht bestätigt: ${guessWords(path, town)}.`,
		remedy: "Mit der Datei vergleichen und berichtigen; stimmt alles, mit --confirm importieren.",
	}));
}

export function countGuessMarks(json: string): number {
	const read = readJsonTree(withoutMark(json));
	return "root" in read ? marksIn(read.root, "").length : 0;
}

interface Mark {
	readonly path: string;
	readonly line: number;
}

function marksIn(node: TreeNode, path: string): Mark[] {
	return node.children.flatMap((child) => {
		if (child.key === MARK && child.text === "true") return [{ path, line: child.line }];
		return marksIn(child, path === "" ? child.key : `${path}.${child.key}`);
	});
}

function guessWords(path: string, town: TownFile): string {
	const at = Number(/\d+$/u.exec(path)?.[0]);
	const service = path.startsWith("services.") ? town.services[at] : undefined;
	if (service) return `«${service.label}» (${service.id}) ist ${FRACTION_WORDS[service.fraction]}`;
	const step = path.startsWith("recipe.read.") ? town.recipe.read[at] : undefined;
	if (step) return stepWords(step);
	if (path === "coverage") return `die Dateien gelten vom ${town.coverage.from} bis zum ${town.coverage.to}`;
	return path;
}

const KINDS: Readonly<Record<Reader["as"], string>> = {
	streets: "ein Straßenverzeichnis",
	dates: "eine Liste von Terminen",
	"date-columns": "eine Tabelle mit einer Spalte von Terminen je Leistung oder Tour",
	"day-tokens": "eine Tafel von Tagen mit Kürzeln",
	rhythms: "eine Liste von Rhythmen",
	rules: "eine Liste von Regeln",
	shifts: "eine Liste von Verschiebungen",
	calendar: "ein Kalender",
};

/** "termine.csv ist eine Liste von Terminen: Tag in «Datum», Bezirk in «Bezirk»" */
function stepWords(step: Reader): string {
	const file = [step.file].flat().join(", ").replaceAll("source/", "");
	const columns = columnWords(step);
	return `${file} ist ${KINDS[step.as]}${columns.length > 0 ? `: ${columns.join(", ")}` : ""}`;
}

function columnWords(step: Reader): string[] {
	const named: readonly (readonly [string, unknown])[] = [
		["Tag", "date" in step ? step.date : undefined],
		["Format", "format" in step ? step.format : undefined],
		["Leistung", "service" in step && typeof step.service === "object" ? step.service.columns : undefined],
		["Straße", "street" in step ? step.street : undefined],
		["Bezirk", "round" in step ? step.round : undefined],
		["ohne Angabe für alle", "fill" in step && Object.keys(step.fill).length > 0 ? Object.keys(step.fill) : undefined],
		["Kodierung", step.encoding === "utf-8" ? undefined : step.encoding],
	];
	return named
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => `${name} «${[value].flat().join("», «")}»`);
}

/** Editors of Windows put a mark of byte order before the text. */
function withoutMark(json: string): string {
	return json.replace(/^\ufeff/u, "");
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+|\s+|"/gu;

/** The same text without its marks; nothing else of it changes, so that a clerk finds the file as it was. */
export function withoutGuessMarks(json: string): string {
	if (!("root" in readJsonTree(withoutMark(json)))) return json;
	const tokens = json.match(TOKEN) ?? [];
	const kept: string[] = [];
	for (let at = 0; at < tokens.length; ) {
		const end = markEnd(tokens, at);
		if (end === undefined) kept.push(tokens[at++] ?? "");
		else at = dropEntry(tokens, kept, end);
	}
	return kept.join("");
}

/** Where the mark ends that begins here, after its `true`. */
function markEnd(tokens: readonly string[], at: number): number | undefined {
	if (tokens[at] !== `"${MARK}"`) return undefined;
	const colon = skipBlank(tokens, at + 1);
	const value = skipBlank(tokens, colon + 1);
	return tokens[colon] === ":" && tokens[value] === "true" ? value + 1 : undefined;
}

/** One comma goes with the entry: the one after it, or, after the last, the one before. */
function dropEntry(tokens: readonly string[], kept: string[], end: number): number {
	const next = skipBlank(tokens, end);
	if (tokens[next] === ",") return skipBlank(tokens, next + 1);
	while (isBlank(kept.at(-1))) kept.pop();
	if (kept.at(-1) === ",") kept.pop();
	return end;
}

function skipBlank(tokens: readonly string[], from: number): number {
	let at = from;
	while (isBlank(tokens[at])) at++;
	return at;
}

function isBlank(token: string | undefined): boolean {
	return token !== undefined && token.trim() === "";
}
