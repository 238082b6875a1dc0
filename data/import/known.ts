import type { Problem } from "../model/problem.ts";
import type { Known } from "./recipe/recipe.ts";
import { inWords, oneACause, withoutAftermath } from "./told.ts";

/** Something that would have to be looked at, and what the recipe says about it. */
export interface Acknowledged {
	readonly problem: Problem;
	readonly because: string;
}

export interface Sorted {
	/** They block. */
	readonly problems: readonly Problem[];
	readonly warnings: readonly Problem[];
	/** Problems that the recipe knows, with what it says about them. */
	readonly acknowledged: readonly Acknowledged[];
	/** Entries to paste under `known`, of what may stay as it is. */
	readonly entries: readonly string[];
}

/** Takes out what the recipe acknowledges; an acknowledgement that fits nothing is a warning. */
export function sortProblems(found: readonly Problem[], known: readonly Known[]): Sorted {
	const { used, acknowledged, open } = sift(found, known);
	const unused = known.filter((each) => !used.has(each)).map(unusedKnown);
	const all = withoutAftermath([...open.map(inWords), ...unused], isCause);
	const ofLevel = (level: Problem["level"]) =>
		worstFirst(bounded(oneACause(all.filter((each) => each.level === level))));
	const entries = entriesOf(open.filter(({ remedy }) => remedy.includes("known")));
	return { problems: ofLevel("problem"), warnings: ofLevel("warning"), acknowledged, entries };
}

function sift(found: readonly Problem[], known: readonly Known[]) {
	const used = new Set<Known>();
	const acknowledged: Acknowledged[] = [];
	const open: Problem[] = [];
	// Several steps may read a file, and each sees what is wrong with it.
	const said = new Set<string>();
	for (const problem of found) {
		const match = known.find((each) => each.code === problem.code && covers(each.where, problem));
		if (match) {
			used.add(match);
			acknowledged.push({ problem: inWords(problem), because: match.because });
		} else if (!said.has(sayingOf(problem))) open.push(problem);
		said.add(sayingOf(problem));
	}
	return { used, acknowledged, open };
}

/** One entry for all lines of a file with the same finding; the reason is whoever's who pastes it. */
function entriesOf(problems: readonly Problem[]): string[] {
	const byCode = Map.groupBy(problems, ({ code, where }) => `${where.file}\t${code}`);
	return [...byCode.values()].flatMap((same) => {
		const [first] = same;
		const lines = same.flatMap(({ alike, where: { line } }) => alike ?? (line === undefined ? [] : [line]));
		const isOfLines = same.every(({ where: { line } }) => line !== undefined) && lines.length <= MOST_ALIKE;
		const where = `${first?.where.file}${isOfLines ? `:${spansOf(lines)}` : ""}`;
		return first ? [`{ "where": ${JSON.stringify(where)}, "code": "${first.code}", "because": "…" }`] : [];
	});
}

/** `3,5-7` */
function spansOf(lines: readonly number[]): string {
	const spans: [number, number][] = [];
	for (const line of [...new Set(lines)].toSorted((one, other) => one - other)) {
		const last = spans.at(-1);
		if (last && line === last[1] + 1) last[1] = line;
		else spans.push([line, line]);
	}
	return spans.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(",");
}

function sayingOf({ code, where: { file, line, field }, what }: Problem): string {
	return [code, file, line, field, what].join("\t");
}

function isCause({ level, code }: Problem): boolean {
	return level === "problem" && CAUSES.has(code);
}

/** `file`, `file:12`, `file:12-80`, `file:12,15,20-30`; `*` stands for any part of a file's name. All lines count. */
function covers(where: string, { where: { file, line }, alike }: Problem): boolean {
	const match = /^(.*?)(?::([\d,\s-]+))?$/u.exec(where);
	const [, pattern = "", lines] = match ?? [];
	if (!fitsGlob(pattern, file)) return false;
	if (lines === undefined) return true;
	const touched = alike ?? (line === undefined ? [] : [line]);
	return touched.length > 0 && touched.every((each) => linesInclude(lines, each));
}

/** `*` stands for any text. One pass, so that no pattern is slow. */
export function fitsGlob(pattern: string, file: string): boolean {
	const [first = "", ...rest] = pattern.split("*");
	if (rest.length === 0) return first === file;
	let at = first.length;
	const last = rest.pop() ?? "";
	for (const middle of rest) {
		const found = file.indexOf(middle, at);
		if (found < 0) return false;
		at = found + middle.length;
	}
	return file.startsWith(first) && file.endsWith(last) && file.length >= at + last.length;
}

/** `12`, `12-80`, `12,15,20-30`. */
export function linesInclude(lines: string, line: number): boolean {
	return lines.split(",").some((part) => within(part, line));
}

function within(part: string, line: number): boolean {
	const [from, to = from] = part.split("-").map((each) => Number(each.trim()));
	return from !== undefined && to !== undefined && from <= line && line <= to;
}

/** Nobody reads the two hundred thousandth line that says the same; how many there are is said. */
const MOST_ALIKE = 1_000;

function bounded(problems: readonly Problem[]): Problem[] {
	if (problems.length <= MOST_ALIKE) return [...problems];
	const alike = Map.groupBy(problems, ({ code, where }) => `${code} ${where.file}`);
	return [...alike.values()].flatMap((same) => {
		const [first] = same;
		if (!first || same.length <= MOST_ALIKE) return same;
		const more = `${same.length - MOST_ALIKE} weitere Zeilen dieser Datei haben denselben Befund.`;
		return [...same.slice(0, MOST_ALIKE), { ...first, where: { file: first.where.file }, what: more }];
	});
}

/** What costs a whole file or a whole column of it. Much else is only said because of it, so it is said first. */
export const CAUSES: ReadonlySet<string> = new Set([
	"missing_file",
	"empty_file",
	"wrong_encoding",
	"wrong_separator",
	"web_page",
	"not_a_table",
	"cut_page",
	"garbled_text",
	"not_text",
	"bad_archive",
	"bad_workbook",
	"big_workbook",
	"bad_tree",
	"too_deep",
	"bad_calendar",
	"cut_calendar",
	"empty_calendar",
	"unclosed_quote",
	"too_many_rows",
	"unknown_sheet",
	"unknown_column",
]);

function worstFirst(problems: readonly Problem[]): Problem[] {
	const [causes, others] = [true, false].map((isCause) => problems.filter(({ code }) => CAUSES.has(code) === isCause));
	return [...(causes ?? []), ...(others ?? []).toSorted((one, other) => (other.touches ?? 0) - (one.touches ?? 0))];
}

function unusedKnown({ where, code }: Known): Problem {
	return {
		level: "warning",
		code: "known_unused",
		where: { file: "town.json", field: "recipe.known" },
		what: `«${code}» in ${where} ist bestätigt, kommt aber nicht vor.`,
		remedy: 'Den Eintrag unter "known" löschen.',
	};
}
