import type { ServiceId } from "../../model/service.ts";
import type { Row } from "../read/table.ts";
import type { ReaderOf } from "../recipe/recipe.ts";
import { dayReader } from "./day-reader.ts";
import {
	accept,
	cellAt,
	columnIndex,
	columnsOf,
	type Reading,
	serviceReader,
	sourceOf,
	valueReader,
} from "./reading.ts";

const EVERY_ROUND = { text: "", lacks: true };

type Shifts = ReaderOf<"shifts">;

/** Rows that say: what was planned on this day takes place on that day, or not at all. */
export function readShifts(reading: Reading, step: Shifts): void {
	const columns = columnsOf(reading, { from: step.from, to: step.to }, { reason: step.reason });
	const roundOf = step.round === undefined ? () => EVERY_ROUND : valueReader(reading, step.round);
	const servicesOf = scopeReader(reading, step);
	if (!columns || !roundOf || !servicesOf) return;
	const { from, to, reason } = columns;
	const readFrom = dayReader(reading, step.format);
	const readTo = dayReader({ ...reading, period: reading.coverage }, step.format);
	for (const row of reading.table.rows) {
		const services = servicesOf(row);
		const moved = cellAt(row, to);
		const [planned, day] = [
			readFrom(row, cellAt(row, from), String(step.from)),
			moved && readTo(row, moved, String(step.to)),
		];
		if (!services || !planned || (moved !== "" && !day)) continue;
		accept(reading, row);
		reading.draft.shifts.push({
			from: planned,
			to: day || undefined,
			reason: cellAt(row, reason) || step.because,
			services,
			round: roundOf(row).text || undefined,
			source: sourceOf(reading, row),
		});
	}
}

/** Which services a row speaks of; empty for all. `undefined`: its wording is not known, and that was said. */
function scopeReader(reading: Reading, { service, services }: Shifts) {
	const serviceOf = service === undefined ? () => undefined : serviceReader(reading, service);
	if (!serviceOf) return undefined;
	const columns = typeof service === "object" ? service.columns.map((column) => columnIndex(reading, column)) : [];
	return (row: Row): readonly ServiceId[] | undefined => {
		if (services || columns.every((at) => cellAt(row, at) === "")) return services ?? [];
		return serviceOf(row);
	};
}
