import type { Day } from "./day.ts";
import type { ServiceId } from "./service.ts";
import type { Source } from "./source.ts";

/**
 * A collection that takes place on another day, or not at all. Tied to the day
 * that it replaces: without a collection on `from` it means nothing, and says so.
 */
export interface Shift {
	readonly from: Day;
	/** `undefined`: cancelled. */
	readonly to: Day | undefined;
	readonly reason?: string | undefined;
	/** Empty: all services. */
	readonly services: readonly ServiceId[];
	/** Absent: all rounds. */
	readonly round?: string | undefined;
	readonly source: Source;
}

export function concerns(shift: Shift, service: ServiceId, round: string | undefined): boolean {
	const serviceFits = shift.services.length === 0 || shift.services.includes(service);
	return serviceFits && (shift.round === undefined || shift.round === round);
}
