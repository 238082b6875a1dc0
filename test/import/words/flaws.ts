import type { Problem } from "../../../data/model/problem.ts";

/** What is wrong with a finding as a text, for the clerk who reads it; empty where nothing is. */
export function flawsOf(finding: Problem): string[] {
	const { what, remedy, where } = finding;
	const texts = [what, remedy];
	const found = [
		...texts.flatMap((text) => RULES.flatMap(({ why, isBroken }) => (isBroken(text) ? [why] : []))),
		...(remedy.trim() === "" ? ["no remedy"] : []),
		...(where.file.trim() === "" ? ["no file"] : []),
		...(where.line !== undefined && !(where.line > 0) ? ["no line"] : []),
	];
	return found.map((why) => `${why}: ${JSON.stringify(finding)}`);
}

interface Rule {
	readonly why: string;
	readonly isBroken: (text: string) => boolean;
}

/** What a file or a recipe says stands in quotes, and is nobody's German. */
function unquoted(text: string): string {
	return text.replace(/«[^«»]*»/gu, "«»").replace(/"[^"]*"/gu, '""');
}

const ENGLISH =
	/\b(?:the|and|of|is|not|with|invalid|expected|received|found|missing|unknown|error|string|number|boolean|known|coverage|period|header|format|down|only|fill|split|service|round|from|to|encoding|separator)\b/u;

const RULES: readonly Rule[] = [
	{ why: "no sentence", isBroken: (text) => !/^[\p{Lu}\d«"].*[.…]$/su.test(text) },
	{ why: "an inner key", isBroken: (text) => /«[~=]|\t/u.test(text) },
	{
		why: "a value of the program",
		isBroken: (text) => /\b(?:undefined|NaN|Infinity|Object|Array)\b|\[object/u.test(unquoted(text)),
	},
	{ why: "English", isBroken: (text) => ENGLISH.test(unquoted(text)) },
	{
		why: "a day as programs write it",
		isBroken: (text) => /(?<![\w./-]|Stand |wie )\d{4}-\d\d-\d\d(?![\w/-])/u.test(unquoted(text)),
	},
	{ why: "nothing in quotes", isBroken: (text) => /«\s*»(?! eine?n? Zelle)/u.test(text) },
	{
		why: "one, as if many",
		isBroken: (text) => /(?<![\d.,])1 (?:weitere|Zeilen|Tage\b|Termine|Straßen|Touren|andere)/u.test(unquoted(text)),
	},
	{ why: "a gap", isBroken: (text) => /\s{2,}| [.,;:](?:\s|$)|\(\)|\.\.(?:$|[^./])|[,;:]\.$/u.test(unquoted(text)) },
];
