import type { Day } from "../../model/day.ts";
import type { ServiceId } from "../../model/service.ts";
import type { Source } from "../../model/source.ts";
import type { Draft, StreetName } from "../draft.ts";
import type { ReaderOf } from "../recipe/recipe.ts";
import { roundOfDays } from "../round-key.ts";
import { RoundSet } from "../round-map.ts";
import type { DateReader } from "./date-cells.ts";
import {
	accept,
	cellAt,
	columnsOf,
	type Finding,
	type Reading,
	reportAlike,
	serviceReader,
	sourceOf,
} from "./reading.ts";

type Dates = ReaderOf<"dates">;

interface StreetDates {
	readonly street: StreetName;
	readonly service: ServiceId;
	/** The first line that names the street: it stands for all of them. */
	readonly source: Source;
	readonly days: Set<Day>;
}

/** One date of one street per row: streets with the same days share a round, which has no name. */
export function readStreetDates(reading: Reading, step: Dates, date: DateReader): void {
	const columns = columnsOf(
		reading,
		{ street: step.street ?? 0 },
		{ postcode: step.postcode, locality: step.locality },
	);
	const serviceOf = serviceReader(reading, step.service);
	if (!columns || !serviceOf) return;
	const { street, postcode, locality } = columns;
	const found = new Map<string, StreetDates>();
	for (const row of reading.table.rows) {
		const services = serviceOf(row);
		const day = services && date.dayOf(row);
		if (!services || !day) continue;
		const name = cellAt(row, street);
		if (name === "") {
			reportAlike(reading, row, "street", (lines) => missingStreet(String(step.street), lines));
			continue;
		}
		const where = { name, postcode: cellAt(row, postcode) || undefined, locality: cellAt(row, locality) || undefined };
		date.listed(row, day, [...services, name, where.postcode, where.locality].join("\t"));
		accept(reading, row);
		for (const service of services) {
			const key = [service, name, where.postcode, where.locality].join("\t");
			const entry = found.get(key) ?? { street: where, service, source: sourceOf(reading, row), days: new Set() };
			found.set(key, entry);
			entry.days.add(day);
		}
	}
	date.end();
	assign(reading, [...found.values()]);
}

function assign({ draft, period }: Reading, found: readonly StreetDates[]): void {
	const known = roundsOf(draft);
	for (const { street, service, source, days } of found) {
		const key = roundOfDays(days);
		if (known.add(service, key)) for (const planned of days) draft.dates.push({ service, round: key, planned });
		draft.assignments.push({ street, part: { kind: "whole" }, service, round: { key }, period, source });
	}
}

function missingStreet(column: string, lines: string): Finding {
	return {
		code: "missing_street",
		field: column,
		what: `Zu diesen Terminen steht in «${column}» keine Straße (${lines}).`,
		remedy: 'Die Straße eintragen; steht sie nur in der ersten Zeile, im Rezept unter "down" die Spalte nennen.',
	};
}

/** The rounds whose dates stand in the rows of streets. A town may have a file per street: what was seen is kept. */
function roundsOf(draft: Draft): RoundSet {
	const { rounds, seen } = seenRounds.get(draft) ?? { rounds: new RoundSet(), seen: 0 };
	for (const { service, round, source } of draft.dates.slice(seen)) if (!source) rounds.add(service, round);
	seenRounds.set(draft, { rounds, seen: draft.dates.length });
	return rounds;
}

const seenRounds = new WeakMap<Draft, { readonly rounds: RoundSet; readonly seen: number }>();
