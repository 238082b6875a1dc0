import type { Problem } from "../model/problem.ts";
import type { Reader, ReaderOf, TableStep } from "./recipe/recipe.ts";

/** A field of a step that the rest of the step leaves without effect: `[field, why, level]`. */
type NotTaken = readonly [field: string, why: string, level?: "problem"];

/** Fields that a step has and does not take. Who wrote them believes that they do something. */
export function notTaken(step: Reader, at: number): Problem[] {
	const found = step.as === "calendar" ? inCalendar(step) : [...inShape(step), ...inKind(step)];
	return found.map(([field, why, level]) => ({
		level: level ?? "warning",
		code: "not_taken",
		where: { file: "town.json", field: `recipe.read.${at}.${field}` },
		what: `«${field}» wirkt hier nicht: ${why}.`,
		remedy: "Das Feld löschen, oder den Schritt so schreiben, dass es zählt (data/README.md).",
	}));
}

function inCalendar({ rounds, file }: ReaderOf<"calendar">): NotTaken[] {
	const named = [file].flat().some((name) => name.includes("{round}"));
	return (rounds?.length ?? 0) > 1 && !named ? [["rounds", "im Namen der Datei steht kein {round}", "problem"]] : [];
}

function inShape(step: TableStep): NotTaken[] {
	const shape = shapeOf(step);
	if (shape === undefined) return [];
	const why = `der Schritt liest die Datei mit «${shape}»`;
	const given = (field: keyof TableStep) => step[field] !== undefined;
	return [
		...(shape !== "sheet" && given("lines") ? [["lines", why, "problem"] as const] : []),
		...(shape !== "sheet" && given("header") ? [["header", why] as const] : []),
		...(given("separator") ? [["separator", why] as const] : []),
		...(shape === "sheet" && step.encoding !== "utf-8" ? [["encoding", why] as const] : []),
		...(shape !== "text" && given("text") ? [["text", why, "problem"] as const] : []),
		...(shape === "tree" && given("sheet") ? [["sheet", why, "problem"] as const] : []),
	];
}

/** In the order in which they win. */
function shapeOf({ tree, text, sheet }: TableStep): "tree" | "text" | "sheet" | undefined {
	if (tree) return "tree";
	if (text) return "text";
	return sheet === undefined ? undefined : "sheet";
}

function inKind(step: TableStep): NotTaken[] {
	if (step.as === "dates") return inDates(step);
	if (step.as === "streets") return inStreets(step);
	if (step.as === "shifts") return inShifts(step);
	return [];
}

function inDates({ street, postcode, locality, round, note, at, plan }: ReaderOf<"dates">): NotTaken[] {
	if (street === undefined) {
		const why = "ohne «street» sind die Termine keine einer Straße";
		return [
			...(postcode === undefined ? [] : [["postcode", why] as const]),
			...(locality === undefined ? [] : [["locality", why] as const]),
		];
	}
	const why = "die Termine sind die einer Straße («street»)";
	return [
		...(round === undefined ? [] : [["round", why] as const]),
		...(note === undefined ? [] : [["note", why] as const]),
		...(at === undefined ? [] : [["at", why] as const]),
		...(plan ? [["plan", why, "problem"] as const] : []),
	];
}

function inStreets({ service, dates }: ReaderOf<"streets">): NotTaken[] {
	if (service !== undefined && !dates) return [["service", "ohne «dates» gehören zu den Zeilen keine Termine"]];
	if (service === undefined && dates) return [["dates", "«service» sagt nicht, welche Leistung es ist", "problem"]];
	return [];
}

function inShifts({ service, services }: ReaderOf<"shifts">): NotTaken[] {
	return service !== undefined && services ? [["service", "«services» gilt für alle Zeilen", "problem"]] : [];
}
