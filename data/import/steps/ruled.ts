import type { Day, Period } from "../../model/day.ts";
import type { ServiceId } from "../../model/service.ts";
import type { Row } from "../read/table.ts";
import { roundNamed } from "../round-key.ts";
import { coverOfRule } from "./covers.ts";
import { accept, type Reading, sourceOf } from "./reading.ts";

interface Ruled {
	readonly services: readonly ServiceId[];
	readonly round: string;
	/** The season for which the rule speaks, also where it has no day. */
	readonly within: Period;
}

/** Days that a rule makes of a row, for each of its services. */
export function takeRuled(reading: Reading, row: Row, { services, round, within }: Ruled, days: readonly Day[]): void {
	accept(reading, row);
	const source = sourceOf(reading, row);
	const key = roundNamed(round);
	for (const service of services) {
		coverOfRule(reading.draft, service, key, days, within);
		for (const planned of days)
			reading.draft.dates.push({ service, round: key, planned, source, plan: true, ruled: true });
	}
}
