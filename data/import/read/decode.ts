import type { Problem } from "../../model/problem.ts";
import { type Result, right, wrong } from "../../model/result.ts";

export const ENCODINGS = ["utf-8", "windows-1252", "iso-8859-1", "utf-16le"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Bytes as text, without a byte order mark. Never guesses: a wrong encoding is a problem with its line. */
export function decode(bytes: Uint8Array, file: string, encoding: Encoding): Result<string> {
	const asUtf8 = strictUtf8(bytes);
	if (encoding === "utf-8") {
		return asUtf8 === undefined ? wrong([notUtf8(bytes, file)]) : right(asUtf8);
	}
	if (encoding !== "utf-16le" && asUtf8 !== undefined && /[^\p{ASCII}]/u.test(asUtf8)) {
		return wrong([isUtf8(file, encoding)]);
	}
	return right(new TextDecoder(encoding).decode(bytes));
}

function strictUtf8(bytes: Uint8Array): string | undefined {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		return undefined;
	}
}

function notUtf8(bytes: Uint8Array, file: string): Problem {
	const text = new TextDecoder("utf-8").decode(bytes);
	const bad = text.indexOf("\ufffd");
	const line = text.slice(0, Math.max(bad, 0)).split("\n").length;
	return {
		level: "problem",
		code: "wrong_encoding",
		where: { file, line },
		what: "Die Datei ist nicht in UTF-8 gespeichert.",
		remedy: 'Im Rezept "encoding": "windows-1252" angeben oder die Datei als UTF-8 speichern.',
	};
}

function isUtf8(file: string, encoding: Encoding): Problem {
	return {
		level: "problem",
		code: "wrong_encoding",
		where: { file },
		what: `Das Rezept nennt ${encoding}, die Datei ist aber UTF-8; Umlaute würden verstümmelt.`,
		remedy: 'Im Rezept "encoding": "utf-8" angeben.',
	};
}
