import type { Problem } from "../../model/problem.ts";
import type { Encoding } from "./encodings.ts";
import type { IcsCalendar } from "./ics-calendar.ts";
import { ComponentReader } from "./ics-components.ts";
import { type LogicalLine, linesOfIcs, linesOfIcsText } from "./ics-lines.ts";

export { type IcsProperty, unescapeText } from "./ics-property.ts";

/** From the octets of the file: a fold may stand within a character. Without a calendar it cannot be decoded. */
export function readIcsOctets(
	bytes: Uint8Array,
	file: string,
	encoding: Encoding,
): { readonly calendar: IcsCalendar | undefined; readonly problems: readonly Problem[] } {
	const { lines, problems } = linesOfIcs(bytes, file, encoding);
	return { calendar: lines && calendarOf(lines, file), problems };
}

export function readIcs(text: string, file: string): IcsCalendar {
	return calendarOf(linesOfIcsText(text), file);
}

function calendarOf(lines: readonly LogicalLine[], file: string): IcsCalendar {
	const reader = new ComponentReader(file);
	for (const { line, content } of lines) reader.take(line, content);
	return reader.finish();
}
