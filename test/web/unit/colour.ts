/** Relative luminance (WCAG 2) of `#rrggbb` or `oklch(L% C h)`. */
export function luminanceOf(colour: string): number {
	const [red, green, blue] = colour.startsWith("#") ? fromHex(colour) : fromOklch(colour);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one: string, other: string): number {
	const [lighter, darker] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a) as [number, number];
	return (lighter + 0.05) / (darker + 0.05);
}

type Linear = [number, number, number];

function fromHex(hex: string): Linear {
	return [1, 3, 5].map((at) => {
		const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	}) as Linear;
}

/** Björn Ottosson's matrices: OKLab to linear sRGB. */
function fromOklch(text: string): Linear {
	const [lightness = 0, chroma = 0, hue = 0] = (text.match(/[\d.]+/g) ?? []).map(Number);
	const angle = (hue * Math.PI) / 180;
	const [l, a, b] = [lightness / 100, chroma * Math.cos(angle), chroma * Math.sin(angle)];
	const [long, medium, short] = [
		(l + 0.3963377774 * a + 0.2158037573 * b) ** 3,
		(l - 0.1055613458 * a - 0.0638541728 * b) ** 3,
		(l - 0.0894841775 * a - 1.291485548 * b) ** 3,
	] as const;
	const linear = [
		4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
		-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
		-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
	];
	return linear.map((part) => Math.min(1, Math.max(0, part))) as Linear;
}
