/** `town.json` as people write it: what is short stands on one line, so that a line of FRAGEN.md is found in it as it stands. */
export function townAsText(town: object): string {
	return `${written(town, 0, 0)}\n`;
}

/** The same value on one line, with a blank after each colon and comma. */
export function onOneLine(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(onOneLine).join(", ")}]`;
	if (typeof value !== "object" || value === null) return JSON.stringify(value);
	const entries = Object.entries(value).filter(([, each]) => each !== undefined);
	return entries.length === 0 ? "{}" : `{ ${entries.map(([key, each]) => entryOf(key, onOneLine(each))).join(", ")} }`;
}

const WIDTH = 110;
const TAB = 4;

/** `used`: what stands before the value on its line. */
function written(value: unknown, depth: number, used: number): string {
	const line = onOneLine(value);
	if (typeof value !== "object" || value === null) return line;
	if (depth > 0 && isFlat(value) && depth * TAB + used + line.length <= WIDTH) return line;
	const isList = Array.isArray(value);
	const parts = isList
		? value.map((each) => written(each, depth + 1, 0))
		: Object.entries(value)
				.filter(([, each]) => each !== undefined)
				.map(([key, each]) => entryOf(key, written(each, depth + 1, key.length + TAB)));
	const indent = "\t".repeat(depth);
	const [open, close] = isList ? "[]" : "{}";
	return parts.length === 0
		? line
		: `${open}\n${parts.map((part) => `${indent}\t${part}`).join(",\n")}\n${indent}${close}`;
}

function entryOf(key: string, text: string): string {
	return `${JSON.stringify(key)}: ${text}`;
}

/** Nothing within it holds a thing of several parts. */
function isFlat(value: object): boolean {
	const parts = Object.values(value);
	return parts.every((part) => !isThing(part) || (Array.isArray(part) && !part.some(isThing)));
}

function isThing(value: unknown): value is object {
	return typeof value === "object" && value !== null;
}
