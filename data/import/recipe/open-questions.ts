import { FRACTIONS } from "../../model/fraction.ts";
import type { Problem } from "../../model/problem.ts";
import { readJsonTree } from "../read/json-tree.ts";
import type { TreeNode } from "../read/tree.ts";
import { FRACTION_WORDS } from "./fraction-words.ts";

/** `"?"` in `town.json`: what nobody has answered yet. While one stands, nothing goes live. */
export const OPEN = "?";

/** Where a question mark is text of a file, not a question. */
export const TEXT_FIELDS: ReadonlySet<string> = new Set([
	"none",
	"ignore",
	"separator",
	"split",
	"several",
	"when",
	"skip",
	"readAs",
	"only",
	"not",
]);

/** A problem per open question, in the order of the file; none where the text is no JSON. */
export function openQuestions(json: string): Problem[] {
	const read = readJsonTree(json);
	return "root" in read ? marksIn(read.root, []).map((mark) => problemOf(mark, read.root)) : [];
}

interface Mark {
	readonly path: readonly string[];
	readonly line: number;
}

function marksIn(node: TreeNode, path: readonly string[]): Mark[] {
	return node.children.flatMap((child) => {
		const at = [...path, child.key];
		if (child.children.length > 0) return TEXT_FIELDS.has(child.key) ? [] : marksIn(child, at);
		return child.text.trim() === OPEN && !TEXT_FIELDS.has(child.key) ? [{ path: at, line: child.line }] : [];
	});
}

function problemOf({ path, line }: Mark, root: TreeNode): Problem {
	const { what, remedy } = wordsOf(path, root);
	return {
		level: "problem",
		code: "open_question",
		where: { file: "town.json", line, field: path.join(".") },
		what,
		remedy: `${remedy} Die Zeilen zum Einsetzen stehen in FRAGEN.md.`,
	};
}

interface Words {
	readonly what: string;
	readonly remedy: string;
}

/** What a clerk is asked, by the field; `*` is any entry of a list or a map. */
const ASKED: readonly (readonly [string, string, string])[] = [
	["name", "Wie heißt die Gemeinde?", "Den Namen schreiben, wie ihn alle kennen."],
	[
		"state",
		"In welchem Land liegt sie?",
		"Das Kürzel schreiben, zum Beispiel HE, NW oder BY: danach richten sich die Feiertage.",
	],
	[
		"contact.name",
		"Wer beantwortet Fragen zur Abfuhr?",
		"Die Stelle nennen, zum Beispiel «Abfallberatung Musterstadt».",
	],
	["contact.*", "Wie ist die Abfallberatung zu erreichen?", "Die E-Mail-Adresse der Stelle schreiben."],
	["publisher", "Wer gibt die Termine heraus?", "Die Gemeinde oder den Betrieb nennen."],
	[
		"putOut.earliest",
		"Ab wann dürfen die Tonnen am Vortag draußen stehen?",
		"Eine Uhrzeit wie 18:00 schreiben; sie steht in der Satzung.",
	],
	[
		"putOut.latest",
		"Bis wann müssen die Tonnen am Abfuhrtag draußen stehen?",
		"Eine Uhrzeit wie 06:00 schreiben; sie steht in der Satzung.",
	],
	["coverage.*", "Für welche Tage gelten die Dateien?", "Den ersten und den letzten Tag als JJJJ-MM-TT schreiben."],
	[
		"recipe.districts",
		"Wie heißen die Bezirke für die Bürger?",
		"Einen Namen mit {round} schreiben, zum Beispiel «Bezirk {round}», oder ohne {round} einen für alle.",
	],
	[
		"recipe.read.*.as",
		"Was enthält {file}?",
		"Den Schritt nach data/README.md beschreiben, oder ihn löschen, wenn die Datei nicht gebraucht wird.",
	],
	[
		"recipe.read.*.guessed",
		"Liest das Rezept {file} richtig?",
		"Stimmt es, statt des Fragezeichens true schreiben, sonst den Schritt berichtigen.",
	],
	[
		"recipe.read.*.street",
		"Für wen gilt {file}?",
		"Die Straße oder den Ort nennen, oder die Spalte, in der die Straße steht.",
	],
	[
		"recipe.read.*.format",
		"Wie sind die Tage in {file} geschrieben?",
		"Das Format schreiben, zum Beispiel DD.MM.YYYY.",
	],
	[
		"recipe.read.*.stops.*",
		"Hält bei manchen Terminen in {file} ein Fahrzeug an Orten, statt zum Haus zu kommen?",
		"Die Leistungen schreiben, für die das gilt, sonst die Liste leeren.",
	],
	[
		"recipe.read.*.columns.*.round",
		"Wie heißt die Tour in Spalte «{column}» von {file}?",
		"Den Namen schreiben, den das Straßenverzeichnis nennt.",
	],
	["recipe.read.*.service", "Welche Leistung enthält {file}?", "Eine von {services} schreiben."],
	["recipe.read.*.services.*", "Für welche Leistungen gilt {file}?", "Eine oder mehrere von {services} schreiben."],
	[
		"recipe.read.*.map.*.services.*",
		"Was bedeutet «{token}» in {file}?",
		"Eine oder mehrere von {services} schreiben, oder die Liste leeren, wenn es nichts bedeutet.",
	],
	[
		"recipe.read.*.numbers.equalEnds",
		"Meinen Hausnummern wie «2 - 14» in {file} nur eine Seite der Straße?",
		'"one-side" schreiben, wenn nur die geraden (oder nur die ungeraden) gemeint sind, "both-sides", wenn alle.',
	],
	[
		"recipe.read.*.rounds.*.services.*",
		"Welche Leistungen haben die Bezirke in Spalte «{column}» von {file}?",
		"Eine oder mehrere von {services} schreiben, oder den Eintrag löschen.",
	],
	[
		"recipe.read.*.columns.*.services.*",
		"Welche Leistung enthält die Spalte «{column}» von {file}?",
		"Eine oder mehrere von {services} schreiben, oder den Eintrag löschen.",
	],
	[
		"recipe.read.*.everywhere.*",
		"Welche Leistungen haben alle Straßen in {file}?",
		"Eine oder mehrere von {services} schreiben, oder die Liste leeren.",
	],
	[
		"recipe.read.*.summaries.*",
		"Was wird bei «{key}» abgeholt?",
		"Eine von {services} schreiben, mehrere in eckigen Klammern, oder null, wenn es keine Abfuhr ist.",
	],
	[
		"recipe.read.*.service.map.*",
		"Was wird bei «{key}» abgeholt?",
		"Eine von {services} schreiben, mehrere in eckigen Klammern, oder null, wenn es keine Abfuhr ist.",
	],
	["services", "Welche Leistungen gibt es?", "Die Leistungen nach data/README.md auflisten."],
	[
		"services.*.label",
		"Wie heißt die Leistung «{id}» für die Bürger?",
		"Den Namen schreiben, der auf der Tonne oder im gedruckten Plan steht.",
	],
	[
		"services.*.fraction",
		"Was ist «{label}»?",
		`Eine Abfallart schreiben: ${FRACTIONS.map((each) => `${each} (${FRACTION_WORDS[each]})`).join(", ")}.`,
	],
	["services.*.usual", "Haben die meisten Haushalte «{label}»?", "true schreiben, wenn ja, false, wenn nur wenige."],
	[
		"services.*.guessed",
		"Ist «{label}» eine eigene Leistung?",
		"Wenn ja, true schreiben; sonst den Eintrag löschen und im Rezept die andere Leistung nennen.",
	],
];

function wordsOf(path: readonly string[], root: TreeNode): Words {
	const [, what, remedy] = ASKED.find(([pattern]) => fits(pattern.split("."), path)) ?? [
		"",
		"{field} ist noch offen.",
		"Die Antwort statt des Fragezeichens schreiben.",
	];
	const values = valuesFor(path, root);
	return { what: filled(what, values), remedy: filled(remedy, values) };
}

function fits(pattern: readonly string[], path: readonly string[]): boolean {
	return pattern.length === path.length && pattern.every((step, at) => step === "*" || step === path[at]);
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
	return text.replace(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole);
}

function valuesFor(path: readonly string[], root: TreeNode): Record<string, string> {
	const step = nodeAt(root, path.slice(0, 3));
	const file = step?.children.find(({ key }) => key === "file");
	const ids = nodeAt(root, ["services"])?.children.map((service) => textOf(service, "id")) ?? [];
	return {
		field: path.join("."),
		key: path.at(-1) ?? "",
		services: ids.join(", "),
		id: textOf(nodeAt(root, path.slice(0, 2)), "id"),
		label: labelOf(nodeAt(root, path.slice(0, 2))),
		column: textOf(nodeAt(root, path.slice(0, 5)), "column"),
		token: textOf(nodeAt(root, path.slice(0, 5)), "token"),
		file: (file?.text || file?.children.map(({ text }) => text).join(", ") || "").replaceAll("source/", ""),
	};
}

function nodeAt(root: TreeNode, path: readonly string[]): TreeNode | undefined {
	return path.reduce((node: TreeNode | undefined, step) => node?.children.find(({ key }) => key === step), root);
}

function labelOf(service: TreeNode | undefined): string {
	const label = textOf(service, "label");
	return label === OPEN ? textOf(service, "id") : label;
}

function textOf(node: TreeNode | undefined, key: string): string {
	return node?.children.find((child) => child.key === key)?.text ?? "";
}
