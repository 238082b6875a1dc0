import type { Fraction } from "../../data/model/fraction.ts";

export interface Tint {
	readonly light: string;
	readonly dark: string;
}

/** The lids, as they are usual in Germany. Nothing regulates them: a town may set its own. */
export const LIDS: Record<Fraction, Tint> = {
	residual: { light: "#4a4a4a", dark: "#a9a9a9" },
	organic: { light: "#6b4423", dark: "#b98556" },
	paper: { light: "#1f5fa8", dark: "#6fa8e8" },
	packaging: { light: "#f2c200", dark: "#f2c200" },
	glass: { light: "#1e7b5a", dark: "#55b892" },
	garden: { light: "#4c7a2b", dark: "#86b95f" },
	bulky: { light: "#6a4c93", dark: "#a88ad0" },
	hazardous: { light: "#b3261e", dark: "#f08a83" },
	"christmas-tree": { light: "#1b5e20", dark: "#66a86b" },
	electronics: { light: "#455a64", dark: "#90a7b3" },
	metal: { light: "#455a64", dark: "#90a7b3" },
	textile: { light: "#8a3b6b", dark: "#d08ab3" },
	other: { light: "#5a5a5a", dark: "#b0b0b0" },
};

/** True for lids on which dark marks read better than light ones. */
export function isPale(hex: string): boolean {
	return luminance(hex) > 0.35;
}

/** Relative luminance of `#rrggbb` (WCAG 2). */
export function luminance(hex: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
		linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255),
	);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(part: number): number {
	return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
