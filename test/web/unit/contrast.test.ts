import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FRACTIONS } from "../../../data/model/fraction.ts";
import { isPale, LIDS } from "../../../web/bin/bin-colours.ts";
import { contrast } from "./colour.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const TOKENS = readFileSync(join(ROOT, "web/style/tokens.css"), "utf8");
const KERN = readFileSync(join(ROOT, "node_modules/@kern-ux/native/dist/kern.css"), "utf8");

const [lightPart = "", darkPart = ""] = TOKENS.split("@media (prefers-color-scheme: dark)");
const light = tokensIn(lightPart);
const dark = new Map([...light, ...tokensIn(darkPart)]);
const SCHEMES = { light, dark } as const;

const GROUNDS = ["ground", "surface", "accent-wash"];
const TEXTS = ["ink", "ink-soft", "accent", "moved", "alarm", "done"];

describe.each(["light", "dark"] as const)("in %s", (scheme) => {
	const colour = (name: string) => resolve(SCHEMES[scheme], name);

	test.each(TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)))(
		"text %s on %s is read",
		(text, ground) => {
			expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
		},
	);

	test("notices and buttons are read", () => {
		expect(contrast(colour("ink"), colour("notice"))).toBeGreaterThanOrEqual(4.5);
		expect(contrast(colour("on-accent"), colour("accent"))).toBeGreaterThanOrEqual(4.5);
	});

	test.each(["edge", "accent"])("%s is seen around fields", (line) => {
		for (const ground of GROUNDS) expect(contrast(colour(line), colour(ground))).toBeGreaterThanOrEqual(3);
	});

	test("bins and their marks are seen", () => {
		for (const ground of GROUNDS) {
			expect(contrast(colour("bin-body"), colour(ground))).toBeGreaterThanOrEqual(3);
			expect(contrast(colour("bin-edge"), colour(ground))).toBeGreaterThanOrEqual(3);
		}
		expect(contrast(colour("bin-mark"), colour("bin-body"))).toBeGreaterThanOrEqual(3);
	});

	test.each(FRACTIONS)("the lid of %s is seen, by itself or by its outline", (fraction) => {
		const lid = LIDS[fraction][scheme];
		const outline = isPale(LIDS[fraction].light) ? { light: "#5c4a00", dark: "#fff3c0" }[scheme] : colour("bin-edge");
		for (const ground of GROUNDS)
			expect(Math.max(contrast(lid, colour(ground)), contrast(outline, colour(ground)))).toBeGreaterThanOrEqual(3);
	});
});

test("KERN's tokens have KERN's values", () => {
	const taken = [...TOKENS.matchAll(/(--kern-color-[\w-]+): (oklch\([^)]+\))/g)];
	expect(taken.length).toBeGreaterThan(10);
	for (const [, name = "", value = ""] of taken) {
		const theirs = new RegExp(`${name}: *(oklch\\([^)]+\\))`).exec(KERN)?.[1];
		expect(numbersIn(value), name).toEqual(numbersIn(theirs ?? ""));
	}
});

function tokensIn(css: string): Map<string, string> {
	return new Map([...css.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = "", value = ""]) => [name, value]));
}

function resolve(tokens: ReadonlyMap<string, string>, name: string): string {
	const value = tokens.get(name);
	if (value === undefined) throw new Error(`no token --${name}`);
	const other = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
	return other ? resolve(tokens, other) : value;
}

function numbersIn(value: string): number[] {
	return (value.match(/[\d.]+/g) ?? []).map(Number);
}
