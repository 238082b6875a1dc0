/** A line of a text without its end: `from` to `to`, and where the next one begins. */
export interface Line {
	readonly from: number;
	readonly to: number;
	readonly next: number;
	readonly text: string;
}

/** Lines end with LF; any CR before it belongs to the end. */
export function linesOf(text: string): Line[] {
	const lines: Line[] = [];
	for (let from = 0; from < text.length; ) {
		const feed = text.indexOf("\n", from);
		const next = feed < 0 ? text.length : feed + 1;
		let to = feed < 0 ? text.length : feed;
		while (to > from && text[to - 1] === "\r") to--;
		lines.push({ from, to, next, text: text.slice(from, to) });
		from = next;
	}
	return lines;
}

/** The lines without what ends them, for readers that count from 0. */
export function textLines(text: string): string[] {
	return text.split("\n").map((line) => line.replace(/\r+$/u, ""));
}

/** The number of the line that holds this offset, counted from 1. */
export function lineAt(text: string, offset: number): number {
	let line = 1;
	for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line++;
	return line;
}

/** `YYYY-MM-DD`, or nothing where the calendar has no such day. */
export function realDay(year: number, month: number, date: number): string | undefined {
	const day = new Date(Date.UTC(year, month - 1, date));
	const same = day.getUTCFullYear() === year && day.getUTCMonth() === month - 1 && day.getUTCDate() === date;
	return same && year > 1900 ? day.toISOString().slice(0, 10) : undefined;
}

export function plusDays(day: string, days: number): string {
	return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 0 for Sunday. */
export function weekdayOf(day: string): number {
	return new Date(day).getUTCDay();
}
