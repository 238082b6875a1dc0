/** A line of a file that a date or an assignment was read from. For ICS the line of BEGIN:VEVENT. */
export interface Source {
	readonly file: string;
	readonly line: number;
}

/** `abfuhr.csv:12` */
export function makeSource({ file, line }: Source): string {
	return `${file}:${line}`;
}
