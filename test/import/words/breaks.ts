import type { Luck } from "../mutation/engine/luck.ts";
import { type Sent, sent, TEXTS, TOWN } from "./broad-town.ts";

/** One thing broken: in a file of the broad town, or in its recipe. */
export interface Break {
	readonly what: string;
	readonly broken: Sent;
}

/** What stands in cells where something else should. */
const JUNK = [
	"",
	"?",
	"undefined",
	"31.02.2026",
	"99",
	"0",
	"xyz",
	"12.06.1999",
	"a;b",
	"1-",
	"<b>",
	"\u0000",
	"Ä\uFFFD",
	"null",
	"{x}",
	"2026-13-45",
];
/** What stands in recipes where something else should. */
const VALUES: readonly unknown[] = [
	"xyz",
	5,
	{},
	[],
	null,
	true,
	"",
	"*",
	"{round}",
	["id-rest"],
	"2026-02-31",
	{ a: "b" },
];

type Edit = (text: string, luck: Luck) => string;

const EDITS: Readonly<Record<string, Edit>> = {
	"line lost": (text, luck) => onLines(text, luck, (lines, at) => lines.toSpliced(at, 1)),
	"line twice": (text, luck) => onLines(text, luck, (lines, at) => lines.toSpliced(at, 0, lines[at] ?? "")),
	"line cut": (text, luck) =>
		onLines(text, luck, (lines, at) => lines.toSpliced(at, 1, (lines[at] ?? "").slice(0, luck.below(9)))),
	"lines in turn": (text, luck) =>
		onLines(text, luck, (lines, at) => lines.toSpliced(at, 2, lines[at + 1] ?? "", lines[at] ?? "")),
	"junk in a cell": (text, luck) => onCell(text, luck, () => luck.pick(JUNK) ?? ""),
	"junk in many cells": (text, luck) => {
		const junk = luck.pick(JUNK) ?? "";
		return [1, 2, 3, 4].reduce((broken) => onCell(broken, luck, () => junk), text);
	},
	"digit changed": (text, luck) => onSign(text, luck, /\d/gu, String(luck.below(10))),
	"sign lost": (text, luck) => onSign(text, luck, /[;:<>"{},.=-]/gu, ""),
	"sign put in": (text, luck) =>
		onSign(text, luck, /[;:<>"{},.= \n-]/gu, luck.pick([";", '"', "<", "}", ":", "ß"]) ?? ""),
	"file cut": (text, luck) => text.slice(0, luck.below(text.length)),
	"file empty": () => "",
	"a web page": () => "<!doctype html><html><body>Wartung</body></html>",
	"a picture": () => "GIF89a....",
	"another line end": (text) => text.replaceAll("\n", "\r"),
	"another separator": (text) => text.replaceAll(";", ","),
	"another year": (text) => text.replaceAll("2026", "2027"),
};

function onLines(text: string, luck: Luck, change: (lines: string[], at: number) => string[]): string {
	const lines = text.trimEnd().split("\n");
	return `${change(lines, luck.below(lines.length)).join("\n")}\n`;
}

function onCell(text: string, luck: Luck, junk: () => string): string {
	const cells = [...text.matchAll(/[^;\n<>"{}: ]+/gu)];
	const cell = luck.pick(cells);
	return cell ? text.slice(0, cell.index) + junk() + text.slice(cell.index + cell[0].length) : text;
}

function onSign(text: string, luck: Luck, signs: RegExp, put: string): string {
	const sign = luck.pick([...text.matchAll(signs)]);
	return sign ? text.slice(0, sign.index) + put + text.slice(sign.index + sign[0].length) : text;
}

export function brokenFile(luck: Luck): Break {
	const file = luck.pick(Object.keys(TEXTS)) ?? "";
	const name = luck.pick(Object.keys(EDITS)) ?? "";
	const text = EDITS[name]?.(TEXTS[file] ?? "", luck) ?? "";
	return { what: `${file}: ${name}`, broken: sent({ ...TEXTS, [file]: text }) };
}

/** A field gone, of another value, or misspelled. */
export function brokenRecipe(luck: Luck): Break {
	const town = structuredClone(TOWN);
	const place = luck.pick(placesIn(town));
	if (!place) throw new Error("the town has no field");
	const { holder, key } = place;
	const how = luck.pick(["gone", "other", "misspelled"]) ?? "";
	const value = holder[key];
	if (how === "other") holder[key] = luck.pick(VALUES);
	else delete holder[key];
	if (how === "misspelled") holder[`${key}x`] = value;
	return {
		what: `${key} ${how}: ${JSON.stringify(holder[key])}`,
		broken: sent(TEXTS, JSON.stringify(town, undefined, "\t")),
	};
}

interface Place {
	readonly holder: Record<string, unknown>;
	readonly key: string;
}

function placesIn(value: unknown): Place[] {
	if (typeof value !== "object" || value === null) return [];
	const holder = value as Record<string, unknown>;
	return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}
