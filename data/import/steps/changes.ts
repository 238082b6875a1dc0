import type { ServiceId } from "../../model/service.ts";
import type { Row } from "../read/table.ts";
import { dayReader } from "./day-reader.ts";
import { accept, cellAt, columnIndex, type Reading, report, sourceOf } from "./reading.ts";

export interface NamedService {
	readonly id: ServiceId;
	readonly label: string;
}

/**
 * `changes.csv`, header `service;round;from;to;reason`: one-off changes. `from` is the
 * day people know, after holiday shifts; `service` an id or a label; days are YYYY-MM-DD.
 */
export function readChanges(reading: Reading, services: readonly NamedService[]): void {
	const [service, round, from, to, reason] = ["service", "round", "from", "to", "reason"].map((name) =>
		columnIndex(reading, name),
	);
	if ([service, round, from, to, reason].includes(undefined)) return;
	const readDay = dayReader(reading, "YYYY-MM-DD");
	for (const row of reading.table.rows) {
		const moved = cellAt(row, to);
		const scope = scopeOf(reading, row, cellAt(row, service), services);
		const known = readDay(row, cellAt(row, from), "from");
		const day = moved === "" ? undefined : readDay(row, moved, "to");
		if (!scope || !known || (moved !== "" && !day)) continue;
		accept(reading, row);
		reading.draft.changes.push({
			from: known,
			to: day,
			reason: cellAt(row, reason) || undefined,
			services: scope,
			round: cellAt(row, round) || undefined,
			source: sourceOf(reading, row),
		});
	}
}

function scopeOf(reading: Reading, row: Row, named: string, services: readonly NamedService[]) {
	if (named === "") return [];
	const found = services.find(({ id, label }) => id === named || label === named);
	if (found) return [found.id];
	report(reading, row, {
		code: "unknown_service",
		field: "service",
		what: `Die Leistung «${named}» gibt es in dieser Gemeinde nicht.`,
		remedy: `Eine von diesen eintragen: ${services.map(({ id }) => id).join(", ")}; leer heißt alle.`,
	});
	return undefined;
}
