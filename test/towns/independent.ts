import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { published } from "./foreign.ts";

/** Small readers of the published files that share no line with the import: cells cut by hand. */

export function text(folder: string, file: string, encoding = "utf-8"): string {
	return new TextDecoder(encoding).decode(readFileSync(published(folder, file)));
}

/** Lines whatever ends them, without empty ones. */
export function lines(folder: string, file: string, encoding?: string): string[] {
	return text(folder, file, encoding)
		.replaceAll("\r", "")
		.split("\n")
		.filter((line) => line.trim() !== "");
}

/** `"a";"b"` or `a;b`: no cell of these files holds a separator within quotes but one, which is cut by regex. */
export function cells(line: string, separator: string): string[] {
	return line.split(separator).map((cell) => cell.trim().replace(/^"|"$/gu, ""));
}

export function json(folder: string, file: string): unknown {
	return JSON.parse(text(folder, file));
}

/** 06.01.2026, 20260106, 6.1.2026 */
export function iso(day: string): string {
	const compact = /^(\d{4})(\d\d)(\d\d)/u.exec(day);
	if (compact) return `${compact[1]}-${compact[2]}-${compact[3]}`;
	const [date = "", month = "", year = ""] = day.split(".");
	return `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
}

/** Each VEVENT as its unfolded lines. */
export function events(folder: string, file: string, encoding?: string): Map<string, string>[] {
	const unfolded = text(folder, file, encoding)
		.replaceAll("\r", "")
		.replace(/\n[ \t]/gu, "");
	return unfolded
		.split("BEGIN:VEVENT")
		.slice(1)
		.map((block) => {
			const own = block.split("BEGIN:VALARM")[0] ?? "";
			return new Map(own.split("\n").map((line) => [line.split(/[;:]/u)[0] ?? "", line.slice(line.indexOf(":") + 1)]));
		});
}

/** The day in Germany: from 22:00 UTC on it is tomorrow, which none of these feeds reaches. */
export function eventDay(event: Map<string, string>): string {
	return iso((event.get("DTSTART") ?? "").trim());
}

/** `dates.tar.gz` by blocks of 512 bytes: name and content of each file. */
export function members(folder: string, file: string): { name: string; text: string }[] {
	const tar = gunzipSync(readFileSync(published(folder, file)));
	const found: { name: string; text: string }[] = [];
	for (let at = 0; at < tar.length; ) {
		const name = tar.toString("utf8", at, at + 100).replace(/\0.*$/su, "");
		if (name === "") break;
		const size = Number.parseInt(tar.toString("latin1", at + 124, at + 136), 8);
		if (name.endsWith(".json")) found.push({ name, text: tar.toString("utf8", at + 512, at + 512 + size) });
		at += 512 + Math.ceil(size / 512) * 512;
	}
	return found;
}
