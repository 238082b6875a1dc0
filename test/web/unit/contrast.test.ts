import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseAccent } from "../../../data/import/recipe/accent.ts";
import { FRACTIONS } from "../../../data/model/fraction.ts";
import { isPale, LIDS } from "../../../web/bin/bin-colours.ts";
import { contrast } from "./colour.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const TOKENS = readFileSync(join(ROOT, "web/style/tokens.css"), "utf8");
const KERN = readFileSync(join(ROOT, "node_modules/@kern-ux/native/dist/kern.css"), "utf8");
const ELEMENTS = globSync("web/**/*.ts", { cwd: ROOT })
	.filter((path) => !path.includes("locales"))
	.map((path) => readFileSync(join(ROOT, path), "utf8"));

const [lightPart = "", darkPart = ""] = TOKENS.split("@media (prefers-color-scheme: dark)");
const light = tokensIn(lightPart);
const dark = new Map([...light, ...tokensIn(darkPart)]);
const SCHEMES = { light, dark } as const;

/** What text and lines may stand on. */
const GROUNDS = ["ground", "surface", "sunken", "accent-wash", "notice"];
const TEXTS = ["ink", "ink-soft", "accent", "moved", "alarm", "done"];
/** Lines by which a control or a state is told; `line` and `kerb` only part what words part already. */
const TELLING = ["edge", "accent", "moved", "alarm"];
const DECORATION = ["line", "kerb"];
const OUTLINES = { light: "#5c4a00", dark: "#fff3c0" };
/** Every colour that the tokens of a town may replace, and some of the kind that towns have. */
const TOWN_COLOURS = ["#1f4fa3", "#00613a", "#8b0000", "#5a3d82", "#333333", "#7a4a00", "#005f73", "#a0123c"];

describe.each(["light", "dark"] as const)("in %s", (scheme) => {
	const colour = (name: string) => resolve(SCHEMES[scheme], name);

	test.each(TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)))(
		"text %s on %s is read",
		(text, ground) => {
			expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
		},
	);

	test("buttons are read", () => {
		expect(contrast(colour("on-accent"), colour("accent"))).toBeGreaterThanOrEqual(4.5);
	});

	test.each(TELLING)("%s is seen as a line", (line) => {
		for (const ground of GROUNDS) expect(contrast(colour(line), colour(ground))).toBeGreaterThanOrEqual(3);
	});

	test("bins and their marks are seen", () => {
		for (const ground of GROUNDS) expect(contrast(colour("bin-edge"), colour(ground))).toBeGreaterThanOrEqual(3);
		expect(contrast(colour("bin-mark"), colour("bin-body"))).toBeGreaterThanOrEqual(3);
	});

	test.each(FRACTIONS)("the lid of %s is seen, by itself or by its outline, and so is the mark on it", (fraction) => {
		const lid = LIDS[fraction][scheme];
		const pale = isPale(LIDS[fraction].light);
		const outline = pale ? OUTLINES[scheme] : colour("bin-edge");
		for (const ground of GROUNDS)
			expect(Math.max(contrast(lid, colour(ground)), contrast(outline, colour(ground)))).toBeGreaterThanOrEqual(3);
		const mark = pale ? "#1b1a14" : scheme === "dark" ? "#14161a" : colour("bin-mark");
		expect(contrast(mark, lid)).toBeGreaterThanOrEqual(3);
	});

	test.each(townLids())("the lid %s of a town is seen by its outline", (lid) => {
		const outline = isPale(lid) ? OUTLINES[scheme] : colour("bin-edge");
		for (const ground of GROUNDS)
			expect(Math.max(contrast(lid, colour(ground)), contrast(outline, colour(ground)))).toBeGreaterThanOrEqual(3);
	});

	test.each(TOWN_COLOURS)("a town's own accent %s is read wherever the page's is", (given) => {
		const accent = parseAccent(given);
		if (!accent) throw new Error(`${given} is refused`);
		const own = { light: [accent.light, accent.lightWash], dark: [accent.dark, accent.darkWash] }[scheme];
		const [tone = "", wash = ""] = own;
		for (const ground of ["ground", "surface", "sunken"])
			expect(contrast(tone, colour(ground)), ground).toBeGreaterThanOrEqual(4.5);
		for (const text of [tone, ...TEXTS.filter((each) => each !== "accent").map(colour)])
			expect(contrast(text, wash)).toBeGreaterThanOrEqual(4.5);
		expect(contrast(colour("on-accent"), tone)).toBeGreaterThanOrEqual(4.5);
	});
});

test.each(["#ffcc00", "#7fb2ff", "#999999", "red", "#12345", ""])("the accent %s is refused", (given) => {
	expect(parseAccent(given)).toBeUndefined();
});

test("no element writes, fills or lines with a colour that is not looked at here", () => {
	const used = (property: RegExp) =>
		new Set(ELEMENTS.flatMap((text) => [...text.matchAll(property)].map(([, name = ""]) => name)));
	const texts = [...used(/[\s;{]color: var\(--([\w-]+)\)/g)].filter((name) => !name.startsWith("bin-"));
	expect(texts.filter((name) => ![...TEXTS, "on-accent"].includes(name))).toEqual([]);
	const grounds = used(/background(?:-color)?: var\(--([\w-]+)\)/g);
	expect([...grounds].filter((name) => ![...GROUNDS, "accent", ...DECORATION].includes(name))).toEqual([]);
	const lines = used(/(?:border|outline|box-shadow)[\w-]*:[^;]*var\(--([\w-]+)\)/g);
	expect([...lines].filter((name) => ![...TELLING, ...TEXTS, ...DECORATION, "corner"].includes(name))).toEqual([]);
});

test("KERN's tokens have KERN's values", () => {
	const taken = [...TOKENS.matchAll(/(--kern-color-[\w-]+): (oklch\([^)]+\))/g)];
	expect(taken.length).toBeGreaterThan(10);
	for (const [, name = "", value = ""] of taken) {
		const theirs = new RegExp(`${name}: *(oklch\\([^)]+\\))`).exec(KERN)?.[1];
		expect(numbersIn(value), name).toEqual(numbersIn(theirs ?? ""));
	}
});

function townLids(): string[] {
	const files = globSync("data/towns/*/town.json", { cwd: ROOT }).map((path) => readFileSync(join(ROOT, path), "utf8"));
	const services = files.flatMap((text) => (JSON.parse(text) as { services: { lid?: string }[] }).services);
	return [...new Set(services.flatMap(({ lid }) => lid ?? []))];
}

function tokensIn(css: string): Map<string, string> {
	return new Map([...css.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = "", value = ""]) => [name, value]));
}

/** `var(--other)`, `var(--town-…, fallback)`: without a town's colour the fallback stands. */
function resolve(tokens: ReadonlyMap<string, string>, name: string): string {
	const value = tokens.get(name);
	if (value === undefined) throw new Error(`no token --${name}`);
	return colourOf(tokens, value);
}

function colourOf(tokens: ReadonlyMap<string, string>, value: string): string {
	const fallback = /^var\(--town-[\w-]+, (.+)\)$/.exec(value)?.[1];
	if (fallback) return colourOf(tokens, fallback);
	const other = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
	return other ? resolve(tokens, other) : value;
}

function numbersIn(value: string): number[] {
	return (value.match(/[\d.]+/g) ?? []).map(Number);
}
