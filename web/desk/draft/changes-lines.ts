/** One line of `changes.csv`: a service, a round of it or all, and what becomes of a day. */
export interface ChangeLine {
	readonly service: string;
	readonly round: string;
	readonly from: string;
	/** Empty: cancelled. */
	readonly to: string;
	readonly reason: string;
}

const COLUMNS = ["service", "round", "from", "to", "reason"] as const;

/** The file with these lines below what stands there, in the order and with the separator that its header has. */
export function withLines(text: string, lines: readonly ChangeLine[]): string {
	const known = text.replace(/^\ufeff/u, "").trimEnd();
	const header = known.split(/\r?\n/u, 1)[0] ?? "";
	const separator = [";", ",", "\t"].find((each) => header.includes(each)) ?? ";";
	const order =
		header === "" ? [...COLUMNS] : header.split(separator).map((name) => name.trim().replace(/^"|"$/gu, ""));
	const rows = lines.map((line) => order.map((name) => quoted(cellOf(line, name), separator)).join(separator));
	return `${[known === "" ? COLUMNS.join(";") : known, ...rows].join("\n")}\n`;
}

function cellOf(line: ChangeLine, name: string): string {
	const column = COLUMNS.find((each) => each === name.toLowerCase());
	return column ? line[column] : "";
}

function quoted(cell: string, separator: string): string {
	const plain = cell.replace(/[\r\n]+/gu, " ").trim();
	return plain.includes(separator) || plain.includes('"') ? `"${plain.replaceAll('"', '""')}"` : plain;
}
