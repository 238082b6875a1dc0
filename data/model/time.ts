/** A wall-clock time in whole minutes since midnight, 0 to 1439. */
export type Minutes = number & { readonly brand: unique symbol };

/** `HH:MM`, 00:00 to 23:59. */
export function parseTime(text: string): Minutes | undefined {
	const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
	return match ? ((Number(match[1]) * 60 + Number(match[2])) as Minutes) : undefined;
}

export function makeTime(minutes: Minutes): string {
	const pad = (part: number) => String(part).padStart(2, "0");
	return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
