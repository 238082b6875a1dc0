import type { Day } from "../../model/day.ts";
import type { ServiceId } from "../../model/service.ts";
import { type Row, readTable, type TableRead } from "../read/table.ts";
import { listWords } from "../words.ts";
import { dayReader } from "./day-reader.ts";
import { accept, cellAt, type Finding, type Reading, report, sourceOf } from "./reading.ts";

export interface NamedService {
	readonly id: ServiceId;
	readonly label: string;
}

const COLUMNS = ["service", "round", "from", "to", "reason"] as const;
type ChangeColumn = (typeof COLUMNS)[number];
const HEADER = COLUMNS.join(";");

/** People save this file with what they have: semicolons, commas or tabs, whichever the header is cut by. */
export function readChangesTable(text: string, file: string): TableRead {
	const [header = ""] = text.split("\n", 1);
	const parts = (separator: string) => header.split(separator).length;
	const separator = [";", ",", "\t"].reduce((best, each) => (parts(each) > parts(best) ? each : best));
	return readTable(text, file, { separator, header: 1 });
}

/**
 * `changes.csv`, header `service;round;from;to;reason` in any order: one-off changes. `from` is the day people
 * know, after holiday shifts, and empty for an extra collection on `to`; an empty `to` cancels. `service` is an
 * id or a label; days are YYYY-MM-DD or DD.MM.YYYY.
 */
export function readChanges(reading: Reading, services: readonly NamedService[]): void {
	const columns = columnsOf(reading);
	if (!columns) return;
	const remedy = "Den Tag als 2026-01-14 oder 14.01.2026 schreiben.";
	const readDay = dayReader(reading, "DD.MM.YYYY", { remedy });
	const dayAt = (row: Row, column: "from" | "to"): Day | "bad" | undefined => {
		const text = cellAt(row, columns[column]);
		return text === "" ? undefined : (readDay(row, text, column) ?? "bad");
	};
	for (const row of reading.table.rows) {
		const scope = scopeOf(reading, row, cellAt(row, columns.service), services);
		const [from, to] = [dayAt(row, "from"), dayAt(row, "to")];
		if (!scope || from === "bad" || to === "bad") continue;
		const [reason, round] = [cellAt(row, columns.reason) || undefined, cellAt(row, columns.round) || undefined];
		take(reading, row, { from, to, reason, round, services: scope });
	}
}

interface Change {
	readonly from: Day | undefined;
	readonly to: Day | undefined;
	readonly reason: string | undefined;
	readonly round: string | undefined;
	readonly services: readonly ServiceId[];
}

function take(reading: Reading, row: Row, { from, to, services, ...rest }: Change): void {
	const source = sourceOf(reading, row);
	const [service] = services;
	const flaw = flawOf(from, to, service);
	if (flaw) return report(reading, row, flaw);
	accept(reading, row);
	if (from) reading.draft.changes.push({ ...rest, from, to, services, source });
	else if (to && service) reading.draft.extras.push({ ...rest, day: to, service, source });
}

function flawOf(from: Day | undefined, to: Day | undefined, service: ServiceId | undefined): Finding | undefined {
	if (!from && !to)
		return {
			code: "empty_change",
			what: "Die Zeile nennt keinen Tag.",
			remedy: 'Unter "from" den bisherigen Tag und unter "to" den neuen eintragen; nur "to" heißt: ein Termin mehr.',
		};
	if (from && from === to)
		return {
			code: "change_without_effect",
			what: `Die Zeile verschiebt den ${from} auf denselben Tag.`,
			remedy: 'Unter "to" den neuen Tag eintragen; "to" leer heißt: fällt aus. Sonst die Zeile löschen.',
		};
	if (!from && service === undefined)
		return {
			code: "extra_without_service",
			field: "service",
			what: `Die Zeile fügt den ${to} hinzu und sagt nicht, was abgeholt wird.`,
			remedy: 'Unter "service" die Leistung eintragen (und unter "round" die Tour, wenn es nur eine betrifft).',
		};
	return undefined;
}

/** By what the header says, whatever its order. A column that is misspelled or unknown is told. */
function columnsOf(reading: Reading): Readonly<Record<ChangeColumn, number>> | undefined {
	const { table } = reading;
	const header = table.header.map((name) => name.toLowerCase());
	const missing = COLUMNS.filter((name) => !header.includes(name));
	const stray = header.filter((name) => name !== "" && !COLUMNS.some((known) => known === name));
	if (table.headerLine === 0 && table.rows.length === 0) return undefined;
	if (missing.length > 0 || stray.length > 0) {
		report(reading, table.headerLine || 1, badHeader(missing, stray));
		return undefined;
	}
	const at = (name: ChangeColumn) => header.indexOf(name);
	return { service: at("service"), round: at("round"), from: at("from"), to: at("to"), reason: at("reason") };
}

const MOST_NAMED = 8;

function badHeader(missing: readonly string[], stray: readonly string[]): Finding {
	const lacks = missing.length > 0 ? `Fehlt: ${listWords(missing, MOST_NAMED)}. ` : "";
	const more = stray.length > 0 ? `Unbekannt: ${listWords(stray, MOST_NAMED)}.` : "";
	return {
		code: "unknown_column",
		what: `Die Kopfzeile ist eine andere. ${lacks}${more}`.trim(),
		remedy: `Die erste Zeile heißt «${HEADER}» (auch mit Komma oder Tabulator).`,
	};
}

function ambiguous(label: string, services: readonly NamedService[]): Finding {
	return {
		code: "two_services",
		field: "service",
		what: `«${label}» heißen ${services.length} Leistungen: ${services.map(({ id }) => id).join(", ")}.`,
		remedy: 'Unter "service" die Kennung eintragen; für mehrere je eine Zeile.',
	};
}

function scopeOf(reading: Reading, row: Row, named: string, services: readonly NamedService[]) {
	if (named === "") return [];
	const byId = services.find(({ id }) => id === named);
	const byLabel = services.filter(({ label }) => label === named);
	const [found] = byId ? [byId] : byLabel;
	if (found && (byId || byLabel.length === 1)) return [found.id];
	if (found) return report(reading, row, ambiguous(named, byLabel));
	report(reading, row, {
		code: "unknown_service",
		field: "service",
		what: `Die Leistung «${named}» gibt es in dieser Gemeinde nicht.`,
		remedy: `Eine von diesen eintragen: ${services.map(({ id, label }) => `${label} (${id})`).join(", ")}; leer heißt alle.`,
	});
	return undefined;
}
