import type { Problem } from "../../model/problem.ts";
import { type Result, right, wrong } from "../../model/result.ts";

/** It comes with every dataset, to every household. */
const MOST_BYTES = 12_000;
const PNG = [0x89, 0x50, 0x4e, 0x47];

/** A coat of arms as a `data:` address. Shown as an image only, where no script of an SVG runs. */
export function readArms(name: string, bytes: Uint8Array | undefined): Result<string> {
	if (!bytes) return wrong([problem("missing_arms", `Die Datei «${name}» mit dem Wappen fehlt.`)]);
	if (bytes.length > MOST_BYTES)
		return wrong([problem("big_arms", `Das Wappen hat ${bytes.length} Byte; höchstens ${MOST_BYTES} sind erlaubt.`)]);
	const isPng = PNG.every((byte, at) => bytes[at] === byte);
	const isSvg = /<svg[\s>]/.test(new TextDecoder().decode(bytes));
	if (!isPng && !isSvg) return wrong([problem("bad_arms", `«${name}» ist weder SVG noch PNG.`)]);
	return right(`data:image/${isPng ? "png" : "svg+xml"};base64,${btoa(String.fromCharCode(...bytes))}`);
}

function problem(code: string, what: string): Problem {
	const remedy = "Eine kleine SVG- oder PNG-Datei in den Ordner der Gemeinde legen, oder «look.arms» weglassen.";
	return { level: "problem", code, where: { file: "town.json", field: "look.arms" }, what, remedy };
}
