import type { Accent } from "../../model/town.ts";

/** Text on its ground, and a button's words on the colour (WCAG 2.2, 1.4.3). */
export const READABLE = 4.5;

/** The page's surfaces (`web/style/tokens.css`): the worst grounds that the colour stands on. */
const SURFACE = { light: "#ffffff", dark: "#1d2025" };
const GROUND = { light: "#f3f1eb", dark: "#232a38" };
const INK_ON_ACCENT = { light: "#ffffff", dark: "#10131a" };
const WASH = { light: 0.08, dark: 0.1 };
const STEPS = 50;

/**
 * One colour of a town as the four that the page needs. `undefined` for what is no
 * `#rrggbb` or too pale to be read on a light ground; for the dark it is lightened until it can be read.
 */
export function parseAccent(text: string): Accent | undefined {
	if (!/^#[0-9a-f]{6}$/i.test(text)) return undefined;
	const light = text.toLowerCase();
	const lightWash = mixed(SURFACE.light, light, WASH.light);
	if (!isReadable(light, [GROUND.light, lightWash], INK_ON_ACCENT.light)) return undefined;
	for (let step = 0; step <= STEPS; step++) {
		const dark = mixed(light, "#ffffff", step / STEPS);
		const darkWash = mixed(SURFACE.dark, dark, WASH.dark);
		if (isReadable(dark, [GROUND.dark, darkWash], INK_ON_ACCENT.dark)) return { light, lightWash, dark, darkWash };
	}
	return undefined;
}

function isReadable(colour: string, grounds: readonly string[], ink: string): boolean {
	return [...grounds, ink].every((other) => contrast(colour, other) >= READABLE);
}

/** WCAG 2's contrast ratio of two `#rrggbb`, 1 to 21. */
function contrast(one: string, other: string): number {
	const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
	const [red = 0, green = 0, blue = 0] = partsOf(colour).map((part) => {
		const share = part / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** `share` of `other` in `one`, 0 to 1. */
function mixed(one: string, other: string, share: number): string {
	const [first, second] = [partsOf(one), partsOf(other)];
	const parts = first.map((part, at) => Math.round(part + ((second[at] ?? 0) - part) * share));
	return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

function partsOf(colour: string): number[] {
	return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
