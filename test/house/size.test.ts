import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

// How long functions and files are: alarms, so that what grows is taken apart while it is still easy.

const ROOT = join(import.meta.dirname, "..", "..");
const MOST_LINES = 350;

const FILES = globSync("{data/model,data/import,worker,web}/**/*.ts", { cwd: ROOT })
	.filter((path) => !path.includes("node_modules") && !path.includes("generated") && !path.endsWith(".d.ts"))
	.map((path) => ({ path, lines: readFileSync(join(ROOT, path), "utf8").trimEnd().split("\n") }));

/** A function of a file, or a method or accessor of a class; what is written within another counts as part of it. */
const HEADS = [
	/^(?:export )?(?:async )?function\*? ?(\w+)/u,
	/^\t(?:static |override |protected |readonly )*(?:async )?(?:get |set |\*)?(#?\w+)(?:<[^>]*>)?\(/u,
];

interface Measured {
	readonly name: string;
	readonly lines: number;
}

function functionsIn(path: string, lines: readonly string[]): Measured[] {
	return lines.flatMap((line, at) => {
		const name = HEADS.map((head) => head.exec(line)?.[1]).find((found) => found !== undefined);
		const indent = /^\t?/u.exec(line)?.[0] ?? "";
		const length = name === undefined ? undefined : lengthOf(lines.slice(at), indent);
		return length === undefined ? [] : [{ name: `${path} ${name}`, lines: length }];
	});
}

/** Down to the bracket that closes it; `undefined` for a call, a branch, or a signature without a body. */
function lengthOf([head = "", ...rest]: readonly string[], indent: string): number | undefined {
	if (head.endsWith(";") || /^\t(?:if|for|while|switch|catch) /u.test(head)) return undefined;
	const ends = rest.findIndex((line) => line.startsWith(indent) && /^[^\t)]/u.test(line.slice(indent.length)));
	return rest[ends] === `${indent}}` ? ends + 2 : undefined;
}

test("no file is longer than one can keep in mind", () => {
	expect(FILES.length).toBeGreaterThan(400);
	expect(FILES.filter(({ lines }) => lines.length > MOST_LINES).map(({ path }) => path)).toEqual([]);
});

test("functions are short", () => {
	const all = FILES.flatMap(({ path, lines }) => functionsIn(path, lines)).sort(
		(one, other) => one.lines - other.lines,
	);
	expect(all.length).toBeGreaterThan(2_000);
	const at = (share: number) => all[Math.floor(all.length * share)]?.lines;
	expect(at(0.5)).toBeLessThanOrEqual(6);
	const longest = all.slice(Math.floor(all.length * 0.99)).map(({ name, lines }) => `${lines} ${name}`);
	expect(at(0.99), longest.join("\n")).toBeLessThanOrEqual(MOST_OF_A_HUNDRED);
});

/** Of a hundred functions ninety-nine have no more lines than this. */
const MOST_OF_A_HUNDRED = 26;

test("the rule sees what it is meant to see", () => {
	const text =
		"export function one(\n\ta: string,\n): void {\n\tcall(a);\n}\n\nclass A {\n\tget b(): string {\n\t\treturn x;\n\t}\n}";
	expect(functionsIn("f", text.split("\n"))).toEqual([
		{ name: "f one", lines: 5 },
		{ name: "f b", lines: 3 },
	]);
});

/** So many lines alike, one after the other, are written twice. */
const ALIKE = 12;

test("nothing is written twice", () => {
	const seen = new Map<string, string>();
	const twice: string[] = [];
	for (const { path, lines } of FILES) {
		const told = lines
			.map((line, at) => ({ text: line.trim(), at }))
			.filter(({ text }) => text.length > 3 && !/^(?:import|\*|\/\*|\/\/)/u.test(text));
		for (let at = 0; at + ALIKE <= told.length; at++) {
			const piece = told
				.slice(at, at + ALIKE)
				.map(({ text }) => text)
				.join("\n");
			const first = seen.get(piece);
			if (first !== undefined && first !== path) twice.push(`${first} and ${path}:${(told[at]?.at ?? 0) + 1}`);
			seen.set(piece, path);
		}
	}
	expect(twice).toEqual([]);
});
